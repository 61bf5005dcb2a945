//! Counts of findings.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{FileReview, word};
use crate::{Finding, Rule, Severity, rule};

/// How many findings there are, over any number of files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Files reviewed.
    pub files: usize,
    /// Findings that block.
    pub block: usize,
    /// Findings to look at.
    pub warn: usize,
    /// Hints.
    pub advise: usize,
    /// Findings that were dismissed; in none of the counts above.
    pub dismissed: usize,
    /// Open findings that can be mended without asking.
    pub fixable: usize,
    /// By code.
    rules: BTreeMap<&'static str, Count>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    findings: usize,
    fixable: usize,
}

/// One rule's count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct RuleCount {
    /// Code of the rule.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What a finding of it weighs unless the finding says less.
    pub severity: Severity,
    /// How many findings of it are open.
    pub findings: usize,
    /// How many of them can be mended without asking.
    pub fixable: usize,
}

impl Tally {
    /// The counts of one file.
    pub fn of(review: &FileReview<'_>) -> Self {
        let mut tally = Self {
            files: 1,
            dismissed: review.dismissed.len(),
            ..Self::default()
        };
        for finding in review.open {
            tally.count(finding);
        }
        tally
    }

    fn count(&mut self, finding: &Finding) {
        match finding.severity {
            Severity::Block => self.block += 1,
            Severity::Warn => self.warn += 1,
            Severity::Advise => self.advise += 1,
        }
        let fixable = usize::from(finding.fix.is_some());
        self.fixable += fixable;
        let count = self.rules.entry(finding.rule.code).or_default();
        count.findings += 1;
        count.fixable += fixable;
    }

    /// Adds the counts of other files.
    pub fn add(&mut self, other: &Self) {
        self.files += other.files;
        self.block += other.block;
        self.warn += other.warn;
        self.advise += other.advise;
        self.dismissed += other.dismissed;
        self.fixable += other.fixable;
        for (code, count) in &other.rules {
            let mine = self.rules.entry(code).or_default();
            mine.findings += count.findings;
            mine.fixable += count.fixable;
        }
    }

    /// How many findings are open.
    pub fn open(&self) -> usize {
        self.block + self.warn + self.advise
    }

    /// Whether a finding weighs `least` or more.
    pub fn reaches(&self, least: Severity) -> bool {
        match least {
            Severity::Block => self.block > 0,
            Severity::Warn => self.block + self.warn > 0,
            Severity::Advise => self.open() > 0,
        }
    }

    /// One line: "2 block, 5 to look at, 1 hint in 3 files".
    pub fn summary(&self) -> String {
        let hints = if self.advise == 1 { "hint" } else { "hints" };
        let kinds = [
            (self.block, "block"),
            (self.warn, "to look at"),
            (self.advise, hints),
        ];
        let counts: Vec<String> = kinds
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, kind)| format!("{count} {kind}"))
            .collect();
        let found = if counts.is_empty() {
            "no findings".to_owned()
        } else {
            counts.join(", ")
        };
        let files = if self.files == 1 { "file" } else { "files" };
        let mut line = format!("{found} in {} {files}", self.files);
        if self.dismissed > 0 {
            // Writing to a string cannot fail.
            let _ = write!(line, ", {} dismissed", self.dismissed);
        }
        line
    }

    /// The rules that found something, most findings first, then by code.
    pub fn by_rule(&self) -> Vec<RuleCount> {
        let mut counts: Vec<RuleCount> = self
            .rules
            .iter()
            .filter_map(|(code, count)| rule(code).map(|rule| (rule, count)))
            .map(
                |(
                    Rule {
                        code,
                        name,
                        severity,
                        ..
                    },
                    count,
                )| RuleCount {
                    code,
                    name,
                    severity: *severity,
                    findings: count.findings,
                    fixable: count.fixable,
                },
            )
            .collect();
        counts.sort_by(|a, b| b.findings.cmp(&a.findings).then(a.code.cmp(b.code)));
        counts
    }

    /// A table for people: count, severity, code, name; `*` marks rules whose findings `--fix`
    /// mends.
    pub fn table(&self) -> String {
        let mut table = String::new();
        for count in self.by_rule() {
            let fixable = if count.fixable > 0 { "  *" } else { "" };
            let (number, severity, RuleCount { code, name, .. }) =
                (count.findings, word(count.severity), count);
            // Writing to a string cannot fail.
            let _ = writeln!(table, "{number:>6}  {severity:<6}  {code}  {name}{fixable}");
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_it_in_one_line() {
        let tally = Tally {
            files: 3,
            block: 2,
            warn: 5,
            advise: 1,
            ..Tally::default()
        };
        assert_eq!(tally.summary(), "2 block, 5 to look at, 1 hint in 3 files");
        let tally = Tally {
            files: 1,
            dismissed: 2,
            ..Tally::default()
        };
        assert_eq!(tally.summary(), "no findings in 1 file, 2 dismissed");
    }

    #[test]
    fn knows_what_it_reaches() {
        let tally = Tally {
            files: 1,
            warn: 1,
            ..Tally::default()
        };
        assert!(!tally.reaches(Severity::Block));
        assert!(tally.reaches(Severity::Warn) && tally.reaches(Severity::Advise));
        assert!(!Tally::default().reaches(Severity::Advise));
    }

    #[test]
    fn counts_add_up() {
        let mut tally = Tally::default();
        let mut other = Tally {
            files: 2,
            block: 1,
            fixable: 1,
            ..Tally::default()
        };
        other.rules.insert(
            "N101",
            Count {
                findings: 1,
                fixable: 1,
            },
        );
        tally.add(&other);
        tally.add(&other);
        assert_eq!((tally.files, tally.open(), tally.fixable), (4, 2, 2));
        assert_eq!(tally.table(), "     2  block   N101  person-name  *\n");
    }
}
