//! `fallible rule`.

use std::fmt::Write;

use anstyle::Style;
use reviewer::report::text::{self, Look};
use reviewer::{Family, RULES, Rule, Stability, rule};
use serde_json::{Value, json};

use crate::arguments::{RuleArguments, RuleFormat};
use crate::failure::{Exit, Failure};
use crate::page;
use crate::terminal::{self, styled};

/// Explains the rules the arguments name, or lists all.
pub fn run(arguments: &RuleArguments) -> Result<Exit, Failure> {
    let wanted: Vec<&Rule> = if arguments.rules.is_empty() {
        RULES.to_vec()
    } else {
        arguments
            .rules
            .iter()
            .map(|written| known(written))
            .collect::<Result<_, _>>()?
    };
    let look = terminal::look();
    let text = match arguments.format {
        RuleFormat::Json => format!("{:#}\n", wanted.into_iter().map(as_json).collect::<Value>()),
        RuleFormat::Text if arguments.rules.is_empty() => list(&look),
        RuleFormat::Text => {
            let pages: Vec<String> = wanted
                .into_iter()
                .map(|rule| explanation(rule, &look))
                .collect();
            pages.join("\n")
        }
    };
    terminal::print(&text)?;
    Ok(Exit::Clean)
}

pub fn known(written: &str) -> Result<&'static Rule, Failure> {
    rule(written).ok_or_else(|| {
        let help = match reviewer::similar_rule(written) {
            Some(rule) => format!(
                "did you mean {} {}? `fallible rule` lists all rules",
                rule.code, rule.name
            ),
            None => "`fallible rule` lists all rules".to_owned(),
        };
        Failure::new(format!("\"{written}\" is no rule")).help(help)
    })
}

fn list(look: &Look) -> String {
    let (bold, dim) = (
        styled(look, Style::new().bold()),
        styled(look, Style::new().dimmed()),
    );
    let widest = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for family in Family::ALL {
        let rules: Vec<&&Rule> = RULES
            .iter()
            .filter(|rule| rule.family() == family)
            .collect();
        if rules.is_empty() {
            continue;
        }
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{bold}{} — {}{bold:#}",
            family.letter(),
            family.title()
        );
        for rule in rules {
            let severity = styled(look, text::style(rule.severity));
            let preview = if rule.stability == Stability::Preview {
                " (preview)"
            } else {
                ""
            };
            let Rule {
                code,
                name,
                summary,
                ..
            } = rule;
            let _ = writeln!(
                text,
                "  {code}  {severity}{:<6}{severity:#}  {name:<widest$}  {dim}{summary}{preview}{dim:#}",
                rule.severity.as_str()
            );
        }
        text.push('\n');
    }
    text.push_str("`fallible rule CODE` explains one. Rules in preview run with --preview, and never block.\n");
    text
}

fn explanation(rule: &Rule, look: &Look) -> String {
    let (bold, dim) = (
        styled(look, Style::new().bold()),
        styled(look, Style::new().dimmed()),
    );
    let severity = styled(look, text::style(rule.severity));
    let Rule {
        code, name, since, ..
    } = rule;
    let stability = stability(rule);
    let head = format!(
        "{severity}{code}{severity:#} {bold}{name}{bold:#}\n{dim}{} · {stability} since {since}{dim:#}\n\n",
        rule.severity.as_str()
    );
    head + &page::render(&rule.page(), look)
}

fn stability(rule: &Rule) -> &'static str {
    match rule.stability {
        Stability::Stable => "stable",
        Stability::Preview => "preview",
    }
}

fn as_json(rule: &Rule) -> Value {
    json!({
        "code": rule.code,
        "name": rule.name,
        "family": rule.family().title(),
        "severity": rule.severity,
        "stability": stability(rule),
        "since": rule.since,
        "summary": rule.summary,
        "page": rule.page(),
    })
}
