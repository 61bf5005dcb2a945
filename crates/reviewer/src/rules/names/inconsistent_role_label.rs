use std::collections::BTreeMap;

use document::{Span, TextEdit};

use super::role_labels::{self, Label};
use crate::context::Reading;
use crate::finding::{Findings, Fix, Related};
use crate::prose::is_word_at;
use crate::rule::declare_rule;

declare_rule! {
    /// One role label is written in two ways.
    ///
    /// ## What it flags
    /// "On-call 1" beside "Oncall 1", "the second oncall" beside "Oncall 2", "AOC1" beside "Auction
    /// on-call 1", and a bare "Technician" in the column of actors where "Shift technician 1"
    /// acted before. The spelling used most often counts as the right one.
    ///
    /// ## Why
    /// A reader cannot tell one person with two labels from two people.
    ///
    /// ## Write instead
    /// The same label, letter for letter, wherever the same person acts. `--fix` mends spellings;
    /// whether "the second oncall" is "Oncall 2" only the author knows.
    ///
    /// ## Settings
    /// None.
    pub static INCONSISTENT_ROLE_LABEL: Rule = {
        code: "N107", name: "inconsistent-role-label", severity: Warn, stability: Stable, since: "0.1.0",
        summary: "one role label is written in two ways", check: check,
    };
}

fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    let hits = reading.hits(findings.rule.code);
    let labels: Vec<Label> = hits
        .filter_map(|(_, hit)| role_labels::at(reading, hit))
        .collect();
    spellings(reading, findings, &labels);
    ordinals(reading, findings, &labels);
    acronyms(reading, findings, &labels);
    bare_actors(reading, findings, &labels);
}

/// Labels by how they are spelled.
type Spellings<'a> = BTreeMap<&'a str, Vec<&'a Label>>;

/// Labels of one kind in several spellings: all but the most frequent are flagged.
fn spellings(reading: &Reading<'_>, findings: &mut Findings<'_>, labels: &[Label]) {
    let mut kinds: BTreeMap<(&str, Option<&str>), Spellings<'_>> = BTreeMap::new();
    for label in labels.iter().filter(|label| !label.is_ordinal) {
        let kind = kinds
            .entry((&label.kind, label.modifier.as_deref()))
            .or_default();
        kind.entry(&label.style).or_default().push(label);
    }
    for styles in kinds.values().filter(|styles| styles.len() > 1) {
        let first = |list: &[&Label]| list.first().map_or(0, |label| label.span.start);
        let Some(usual) = styles
            .values()
            .max_by_key(|list| (list.len(), std::cmp::Reverse(first(list))))
        else {
            continue;
        };
        let Some(model) = usual.first() else { continue };
        for label in styles
            .values()
            .flatten()
            .filter(|label| label.style != model.style)
        {
            let right = spelled_as(reading.text(), model, label.number);
            let finding = findings.report(
                label.core.clone(),
                format!("This label is written \"{right}\" elsewhere"),
                format!("Write \"{right}\""),
            );
            let edits = vec![TextEdit {
                range: label.core.clone(),
                new: right.clone(),
            }];
            finding.fix = Some(Fix {
                title: format!("Write \"{right}\""),
                edits,
            });
            finding.related.push(first_written(model));
        }
    }
}

/// "AOC1" for "Auction on-call 1".
fn acronyms(reading: &Reading<'_>, findings: &mut Findings<'_>, labels: &[Label]) {
    let text = reading.text();
    let mut seen: BTreeMap<String, &Label> = BTreeMap::new();
    for label in labels
        .iter()
        .filter(|label| label.modifier.is_some() && !label.is_ordinal)
    {
        let words = text[label.span.clone()]
            .split([' ', '-', '#'])
            .filter(|word| !word.is_empty());
        let initials: String = words
            .filter_map(|word| word.chars().next())
            .filter(|c| c.is_alphabetic())
            .collect();
        if initials.len() > 1 {
            seen.entry(format!("{}{}", initials.to_uppercase(), label.number))
                .or_insert(label);
        }
    }
    for (short, label) in seen.iter().take(50) {
        for at in memchr::memmem::find_iter(text.as_bytes(), short.as_bytes()) {
            let span = at..at + short.len();
            if is_word_at(text, &span) {
                let full = text[label.span.clone()].to_owned();
                let finding = findings.report(
                    span.clone(),
                    format!("This label is written \"{full}\" elsewhere"),
                    format!("Write \"{full}\""),
                );
                let edits = vec![TextEdit {
                    range: span,
                    new: full.clone(),
                }];
                finding.fix = Some(Fix {
                    title: format!("Write \"{full}\""),
                    edits,
                });
                finding.related.push(first_written(label));
            }
        }
    }
}

/// "The second oncall", where "Oncall 2" acts too.
fn ordinals(reading: &Reading<'_>, findings: &mut Findings<'_>, labels: &[Label]) {
    let mut numbered: BTreeMap<(&str, u32), &Label> = BTreeMap::new();
    for label in labels.iter().filter(|label| !label.is_ordinal) {
        numbered.entry((&label.kind, label.number)).or_insert(label);
    }
    for label in labels.iter().filter(|label| label.is_ordinal) {
        if let Some(other) = numbered.get(&(label.kind.as_str(), label.number)) {
            vague(reading, findings, label.span.clone(), other);
        }
    }
}

/// "Technician" in the column of actors, where "Shift technician 1" acts too.
fn bare_actors(reading: &Reading<'_>, findings: &mut Findings<'_>, labels: &[Label]) {
    let text = reading.text();
    let mut numbered: BTreeMap<&str, &Label> = BTreeMap::new();
    for label in labels.iter().filter(|label| !label.is_ordinal) {
        numbered.entry(&label.kind).or_insert(label);
    }
    for who in reading
        .document
        .timeline()
        .iter()
        .filter_map(|entry| entry.who.as_ref())
    {
        let is_bare = !text[who.clone()].contains(|c: char| c.is_ascii_digit());
        let kind = role_labels::kind(&text[who.clone()]);
        if let Some(label) = numbered.get(kind.as_str()).filter(|_| is_bare) {
            vague(reading, findings, who.clone(), label);
        }
    }
}

fn vague(reading: &Reading<'_>, findings: &mut Findings<'_>, span: Span, other: &Label) {
    let full = &reading.text()[other.span.clone()];
    let finding = findings.report(
        span,
        format!("\"{full}\" acts in this text too: is this the same person?"),
        format!("Write \"{full}\" if it is, else a label with a number of its own"),
    );
    finding.related.push(first_written(other));
}

fn first_written(label: &Label) -> Related {
    Related {
        span: label.span.clone(),
        message: "written like this here".to_owned(),
    }
}

/// The spelling of `model` with another number.
fn spelled_as(text: &str, model: &Label, number: u32) -> String {
    let written = &text[model.core.clone()];
    let role = written.trim_end_matches(|c: char| c.is_ascii_digit());
    format!("{role}{number}")
}
