//! `cargo xtask real-reports`: what the rules say about reports people really wrote.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use document::Document;
use reviewer::{Context, Finding, Rule, Severity, Stability};

use crate::chance::number_of;
use crate::reviewing::reviewer_of_strangers;
use crate::tree;

/// Options of the command.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A folder of reports; every `*.md` in it and below is reviewed.
    dir: PathBuf,
    /// Writes the counts to this file instead of standard output.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Prints this many findings with their line, to be judged by hand, as evenly over the rules
    /// as there are.
    #[arg(long, value_name = "N")]
    judge: Option<usize>,
    /// Only findings of these rules, by code.
    #[arg(long, value_delimiter = ',')]
    select: Vec<String>,
}

/// A report and what was found in it.
#[derive(Debug)]
struct Report {
    path: String,
    document: Document,
    findings: Vec<Finding>,
}

/// Reviews every report, with rules in preview, and counts; or prints some findings.
pub fn run(arguments: &Arguments) -> Result<()> {
    let context = reviewer_of_strangers()?;
    let mut reports = read(&arguments.dir, &context)?;
    if !arguments.select.is_empty() {
        for report in &mut reports {
            report.findings.retain(|finding| {
                arguments
                    .select
                    .iter()
                    .any(|code| code == finding.rule.code)
            });
        }
    }
    if let Some(count) = arguments.judge {
        print!("{}", judged(&reports, count));
        return Ok(());
    }
    let summary = summary(&reports)?;
    match &arguments.out {
        Some(path) => {
            std::fs::write(path, summary).with_context(|| path.display().to_string())?;
            println!("wrote {}", path.display());
        }
        None => print!("{summary}"),
    }
    Ok(())
}

/// Every report below a folder, sorted by path, reviewed.
fn read(dir: &Path, context: &Context) -> Result<Vec<Report>> {
    let mut reports = Vec::new();
    for (path, text) in tree::reports(dir)? {
        let document = Document::parse(text);
        let findings = reviewer::review(&document, context);
        reports.push(Report {
            path,
            document,
            findings,
        });
    }
    Ok(reports)
}

/// Counts, without a word of what was reported.
fn summary(reports: &[Report]) -> Result<String> {
    let findings: Vec<&Finding> = reports.iter().flat_map(|report| &report.findings).collect();
    let bytes: usize = reports
        .iter()
        .map(|report| report.document.source().len())
        .sum();
    let weighing = |severity| {
        findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    };
    let mut page = String::from("# What the rules say about real reports\n\n");
    writeln!(
        page,
        "<!-- Made by `cargo xtask real-reports`. -->\n\n{} reports, {} KB, {} findings: {} block, {} warn, {} advise. \
         Rules in preview are counted too; no roster and no customer list were given.\n",
        reports.len(),
        bytes / 1000,
        findings.len(),
        weighing(Severity::Block),
        weighing(Severity::Warn),
        weighing(Severity::Advise),
    )?;
    page.push_str(
        "## By rule\n\n| rule | name | stability | findings | reports |\n|---|---|---|--:|--:|\n",
    );
    for rule in reviewer::RULES {
        let Rule {
            code,
            name,
            stability,
            ..
        } = rule;
        let stability = if *stability == Stability::Stable {
            "stable"
        } else {
            "preview"
        };
        let found = findings
            .iter()
            .filter(|finding| finding.rule == *rule)
            .count();
        let within = reports
            .iter()
            .filter(|report| report.findings.iter().any(|finding| finding.rule == *rule));
        writeln!(
            page,
            "| {code} | {name} | {stability} | {found} | {} |",
            within.count()
        )?;
    }
    page.push_str("\n## By report\n\n| report | KB | findings | by rule |\n|---|--:|--:|---|\n");
    for Report {
        path,
        document,
        findings,
    } in reports
    {
        let kilobytes = document.source().len() as f64 / 1000.0;
        writeln!(
            page,
            "| {path} | {kilobytes:.1} | {} | {} |",
            findings.len(),
            by_rule(findings)
        )?;
    }
    Ok(page)
}

/// "B201 1, N101 12", by code.
fn by_rule(findings: &[Finding]) -> String {
    let codes: BTreeSet<&str> = findings.iter().map(|finding| finding.rule.code).collect();
    let count = |code: &str| {
        findings
            .iter()
            .filter(|finding| finding.rule.code == code)
            .count()
    };
    codes
        .iter()
        .map(|code| format!("{code} {}", count(code)))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Findings with their line: one of each rule, then a second of each, until there are `count`.
fn judged(reports: &[Report], count: usize) -> String {
    let mut by_rule: BTreeMap<&str, Vec<(u64, &Report, &Finding)>> = BTreeMap::new();
    for report in reports {
        for finding in &report.findings {
            let code = finding.rule.code;
            let place = number_of(&[
                report.path.as_bytes(),
                code.as_bytes(),
                &finding.span.start.to_le_bytes(),
            ]);
            by_rule
                .entry(code)
                .or_default()
                .push((place, report, finding));
        }
    }
    for found in by_rule.values_mut() {
        found.sort_by_key(|(place, ..)| *place);
    }
    let mut text = String::new();
    let rounds = by_rule.values().map(Vec::len).max().unwrap_or(0);
    let in_turn =
        (0..rounds).flat_map(|round| by_rule.values().filter_map(move |found| found.get(round)));
    let mut chosen: Vec<_> = in_turn.take(count).collect();
    chosen.sort_by_key(|(place, _, finding)| (finding.rule.code, *place));
    for (_, report, finding) in chosen {
        text.push_str(&shown(report, finding));
    }
    text
}

/// Where, what, and the line with the flagged text between `[[` and `]]`.
fn shown(report: &Report, finding: &Finding) -> String {
    let source = report.document.source();
    let start = source[..finding.span.start]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let end = source[finding.span.start..]
        .find('\n')
        .map_or(source.len(), |at| finding.span.start + at);
    let flagged = finding.span.start..finding.span.end.min(end);
    let number = source[..start].matches('\n').count() + 1;
    format!(
        "{} {} {}:{number} {}\n    {}[[{}]]{}\n",
        finding.rule.code,
        finding.severity.as_str(),
        report.path,
        finding.message,
        source[start..flagged.start].trim_start(),
        &source[flagged.clone()],
        source[flagged.end..end].trim_end(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A report in which these words are flagged.
    fn report(path: &str, text: &str, flagged: &[(&str, &str)]) -> Report {
        let finding = |(code, words): &(&str, &str)| {
            let rule = reviewer::rule(code).unwrap();
            let start = text.find(words).unwrap();
            Finding {
                rule,
                severity: rule.severity,
                span: start..start + words.len(),
                message: "is named".into(),
                help: String::new(),
                fix: None,
                related: Vec::new(),
                tier: None,
            }
        };
        Report {
            path: path.into(),
            document: Document::parse(text),
            findings: flagged.iter().map(finding).collect(),
        }
    }

    fn reports() -> [Report; 2] {
        [
            report(
                "a.md",
                "# A\n\n  Priya saw Bo and TODO\n",
                &[("N101", "Priya"), ("N101", "Bo"), ("D303", "TODO")],
            ),
            report("b/c.md", "Thandi\n", &[("N101", "Thandi")]),
        ]
    }

    #[test]
    fn counts_say_nothing_of_the_texts() {
        let page = summary(&reports()).unwrap();
        assert!(
            page.contains("| N101 | person-name | stable | 3 | 2 |\n"),
            "{page}"
        );
        assert!(
            page.contains("| a.md | 0.0 | 3 | D303 1, N101 2 |\n| b/c.md | 0.0 | 1 | N101 1 |\n"),
            "{page}"
        );
        assert!(
            !page.contains("Priya") && !page.contains("Thandi"),
            "{page}"
        );
    }

    #[test]
    fn every_rule_is_judged_before_one_is_judged_twice() {
        let text = judged(&reports(), 2);
        assert_eq!(text.lines().count(), 4);
        assert!(
            text.starts_with("D303 warn a.md:3 is named\n    Priya saw Bo and [[TODO]]\n"),
            "{text}"
        );
        assert_eq!(judged(&reports(), 9).lines().count(), 8);
    }

    #[test]
    fn a_finding_of_several_lines_is_shown_by_its_first() {
        let report = report("a.md", "one\ntwo three\nfour\n", &[("N101", "three\nfour")]);
        assert_eq!(
            shown(&report, &report.findings[0]),
            "N101 block a.md:2 is named\n    two [[three]]\n"
        );
    }
}
