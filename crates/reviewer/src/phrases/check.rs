//! What a phrase rule does with the phrases found.

use super::{Condition, Entry, Hit};
use crate::context::Reading;
use crate::finding::{Finding, Findings};

/// The check of a rule that is phrases and nothing else.
pub(crate) fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    let mut last_end = 0;
    for (entry, hit) in reading.hits(findings.rule.code) {
        if hit.span.start >= last_end && is_met(reading, entry, hit) {
            last_end = hit.span.end;
            report(findings, entry, hit);
        }
    }
}

/// Whether the surroundings of `hit` are what `entry` asks for.
pub(crate) fn is_met(reading: &Reading<'_>, entry: &Entry, hit: &Hit) -> bool {
    if !entry.front_matter && !reading.is_told(hit) {
        return false;
    }
    let sentence = reading.sentence(hit);
    let holds = |condition: &Condition| condition.holds(reading, hit, &sentence);
    entry.when.iter().all(holds)
        && (entry.when_any.is_empty() || entry.when_any.iter().any(holds))
        && !entry.unless.iter().any(holds)
        && (entry.when_words.is_empty()
            || has_word(&reading.text()[sentence.clone()], &entry.when_words))
        && !has_word(&reading.text()[sentence.clone()], &entry.unless_words)
}

/// Reports `hit` as `entry` says it.
pub(crate) fn report<'f>(
    findings: &'f mut Findings<'_>,
    entry: &Entry,
    hit: &Hit,
) -> &'f mut Finding {
    let finding = findings.report(hit.span.clone(), &*entry.message, &*entry.replacement);
    if let Some(severity) = entry.severity {
        finding.severity = severity;
    }
    finding
}

fn has_word(sentence: &str, list: &[String]) -> bool {
    if list.is_empty() {
        return false;
    }
    let sentence = sentence.to_lowercase().replace('’', "'");
    list.iter().any(|word| sentence.contains(word.as_str()))
}
