//! A page for every rule and a list of them all.

use std::fmt::Write as _;

use anyhow::{Context as _, Result};
use reviewer::{Family, Rule, Stability};

use super::{Generated, NOTE, RULES};
use crate::tree::Tree;

/// The pages of all rules and their list.
pub fn generate(tree: &Tree) -> Result<Vec<Generated>> {
    let mut files = vec![Generated {
        path: format!("{RULES}/README.md"),
        text: list(reviewer::RULES)?,
    }];
    for rule in reviewer::RULES {
        let examples = format!("crates/reviewer/testdata/{}.md", rule.code);
        let examples = tree
            .text(&examples)
            .with_context(|| format!("{examples} is missing"))?;
        files.push(Generated {
            path: format!("{RULES}/{}.md", rule.code),
            text: page(rule, examples),
        });
    }
    Ok(files)
}

/// A table for every family that has rules.
fn list(rules: &[&Rule]) -> Result<String> {
    let mut page = format!(
        "# Rules\n\n{NOTE}\n\nA finding that blocks must be mended, or dismissed with a reason, before a COE is \
         submitted; one that warns must have been looked at; one that advises is a hint. Rules in preview run with \
         `--preview` and never block.\n"
    );
    for family in Family::ALL {
        let of_family: Vec<&&Rule> = rules
            .iter()
            .filter(|rule| rule.family() == family)
            .collect();
        if of_family.is_empty() {
            continue;
        }
        write!(page, "\n## {}: {}\n\n", family.letter(), family.title())?;
        page.push_str(
            "| rule | name | severity | stability | what it flags |\n|---|---|---|---|---|\n",
        );
        for Rule {
            code,
            name,
            severity,
            stability,
            summary,
            ..
        } in of_family
        {
            let (severity, stability, summary) = (
                severity.as_str(),
                word(*stability),
                summary.replace('|', "\\|"),
            );
            writeln!(
                page,
                "| [{code}]({code}.md) | {name} | {severity} | {stability} | {summary} |"
            )?;
        }
    }
    Ok(page)
}

/// What the rule is, its page, and its examples.
fn page(rule: &Rule, examples: &str) -> String {
    let Rule {
        code,
        name,
        severity,
        stability,
        since,
        ..
    } = rule;
    format!(
        "# {code} {name}\n\n{NOTE}\n\n| family | severity | stability | since |\n|---|---|---|---|\n\
         | {} | {} | {} | {since} |\n\n{}\n\n## Examples\n\nThe rule's tests. It points at what stands between « and ».\n\n{}\n",
        rule.family().title(),
        severity.as_str(),
        word(*stability),
        rule.page().trim(),
        one_level_down(examples).trim(),
    )
}

fn word(stability: Stability) -> &'static str {
    match stability {
        Stability::Stable => "stable",
        Stability::Preview => "preview",
    }
}

/// The text without its title and with every heading outside code blocks one level lower.
fn one_level_down(text: &str) -> String {
    let mut lower = String::with_capacity(text.len() + 64);
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        let marks = fence_marks(line);
        match fence {
            Some(open) => {
                fence =
                    Some(open).filter(|open| !(marks.starts_with(open) && line.trim() == marks));
            }
            None if !marks.is_empty() => fence = Some(marks),
            None if line.starts_with("# ") => continue,
            None if line.starts_with("##") => lower.push('#'),
            None => {}
        }
        lower.push_str(line);
        lower.push('\n');
    }
    lower
}

/// The three or more backticks or tildes a line begins with.
fn fence_marks(line: &str) -> &str {
    let line = line.trim_start();
    ['`', '~']
        .map(|mark| &line[..line.len() - line.trim_start_matches(mark).len()])
        .into_iter()
        .find(|marks| marks.len() >= 3)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_go_down_except_in_code() {
        let text =
            "# N101\n\n## Flagged\n\n````markdown\n# Summary\n```\n## Inner\n````\n\n## Allowed\n";
        let lower =
            "\n### Flagged\n\n````markdown\n# Summary\n```\n## Inner\n````\n\n### Allowed\n";
        assert_eq!(one_level_down(text), lower);
    }

    #[test]
    fn every_rule_is_listed_under_its_family() {
        let page = list(reviewer::RULES).unwrap();
        for rule in reviewer::RULES {
            assert!(
                page.contains(&format!(
                    "\n| [{}]({}.md) | {} |",
                    rule.code, rule.code, rule.name
                )),
                "{}",
                rule.code
            );
        }
        assert!(page.contains("\n## N: People and customers\n"));
    }

    #[test]
    fn a_page_has_everything() {
        let rule = reviewer::rule("N101").unwrap();
        let page = page(rule, "# N101\n\n## Flagged\n\nPriya\n");
        for part in [
            "# N101 person-name\n",
            "| block | stable | 0.1.0 |",
            "\n## Why\n",
            "\n### Flagged\n\nPriya\n",
        ] {
            assert!(page.contains(part), "{part}\n{page}");
        }
        assert!(page.ends_with("Priya\n"));
    }
}
