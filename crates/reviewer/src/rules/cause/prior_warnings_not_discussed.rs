use document::{Meaning, Section, Span};

use super::register;
use super::warnings::{self, Told};
use crate::Profile;
use crate::context::Reading;
use crate::finding::Findings;
use crate::places::title_span;
use crate::prose;
use crate::rule::declare_rule;
use crate::rules::detail::missing_section;
use crate::settings::SectionName;

declare_rule! {
    /// Prior warnings are not discussed.
    ///
    /// ## What it flags
    /// "None" without how that is known; a warning that is told, in a section about warnings or (in
    /// the full profile) anywhere, without what was decided on it. A text of the full profile that
    /// tells nowhere whether there were warnings, unless D301 says so. Where the organisation keeps
    /// a register of risks: a text of whatever profile that does not discuss those that had been
    /// raised on what broke. It does by their number, or in their words where it tells of warnings.
    ///
    /// ## Why
    /// Most incidents were foreseen by somebody. Whether warnings reach a decision, and what the
    /// decision cost, is the part of the system a COE can change most.
    ///
    /// ## Write instead
    /// "Risk R-140 was raised in March and again in November. Asked: three engineer-weeks. Granted:
    /// none; accepted until mid-2026 by the storage director." Or: "None known: risk register and
    /// tickets of 12 months searched, 41 read."
    ///
    /// ## Settings
    /// None.
    pub static PRIOR_WARNINGS_NOT_DISCUSSED: Rule = {
        code: "R608", name: "prior-warnings-not-discussed", severity: Warn, stability: Stable, since: "0.1.0",
        summary: "prior warnings, or what was decided on them, are not discussed", check: check,
    };
}

/// Warnings a finding names at most.
const MOST_NAMED: usize = 3;

/// Beginnings of words that tell what was decided.
#[rustfmt::skip]
const DECIDED: [&str; 30] = [
    "accept", "approv", "backlog", "board", "budget", "closed", "council", "decid", "decision",
    "declin", "defer", "delay", "director", "fund", "granted", "kept", "level", "not done",
    "parked", "planned", "postpon", "preferred", "priorit", "reject", "resourc", "risk accept",
    "schedul", "steering", "waived", "won't",
];

fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    let undiscussed = register::undiscussed(reading);
    if !undiscussed.is_empty() {
        return not_discussed(reading, findings, &undiscussed);
    }
    if let Some(section) = reading.document.section(Meaning::PriorWarnings) {
        return in_section(reading, findings, section);
    }
    if reading.profile != Profile::Full {
        return;
    }
    // D301 says it too, and there it stands beside what else is missing.
    if missing_section::reports(reading, SectionName::PriorWarnings) {
        return;
    }
    match warnings::told(reading) {
        Some(Told::Decided) => {}
        Some(Told::Bare(place)) => not_decided(findings, place),
        None => {
            findings.report(
                title_span(reading.document),
                "Whether there were prior warnings is not discussed",
                "Say who had warned when and what was decided, or how you know of none: \"risk register and tickets of 12 months searched\"",
            );
        }
    }
}

fn not_discussed(
    reading: &Reading<'_>,
    findings: &mut Findings<'_>,
    warnings: &[&crate::PriorWarning],
) {
    let section = reading.document.section(Meaning::PriorWarnings);
    let place = section.map_or_else(
        || title_span(reading.document),
        |section| {
            let content = trim(reading.text(), &(section.heading.end..section.extent.end));
            if content.is_empty() {
                section.heading.clone()
            } else {
                content
            }
        },
    );
    let one = |warning: &&crate::PriorWarning| {
        format!("risk {}: {}", warning.reference, warning.statement)
    };
    let named: Vec<_> = warnings.iter().take(MOST_NAMED).map(one).collect();
    let message = match warnings.len() {
        1 => "A warning had been raised on what broke, and is not discussed".to_owned(),
        several => {
            format!("{several} warnings had been raised on what broke, and are not discussed")
        }
    };
    let help = format!(
        "Say what was decided on each, by which level and why: {}",
        named.join("; ")
    );
    findings.report(place, message, help);
}

fn not_decided(findings: &mut Findings<'_>, place: Span) {
    findings.report(
        place,
        "A warning is told, but not what was decided on it",
        "Say what was asked for, what was granted, by which level and why",
    );
}

fn in_section(reading: &Reading<'_>, findings: &mut Findings<'_>, section: &Section) {
    let text = reading.text();
    let body = section.heading.end..section.extent.end;
    let content = trim(text, &body);
    let lower = text[content.clone()].to_lowercase();
    let words = lower.split_whitespace().count();
    if words == 0 {
        return;
    }
    let denies = ["none", "no ", "n/a", "nothing", "not known", "no known"]
        .iter()
        .any(|no| lower.starts_with(no));
    let searched = [
        "search", "read", "looked", "checked", "review", "asked", "register",
    ];
    if denies && words < 25 {
        if !searched.iter().any(|word| lower.contains(word)) {
            findings.report(
                content,
                "\"None\" does not say how that is known",
                "Say where you looked: \"risk register and tickets of 12 months searched, 41 read\"",
            );
        }
    } else if !denies && !DECIDED.iter().any(|word| lower.contains(word)) {
        not_decided(findings, last_sentence(text, &content));
    }
}

fn last_sentence(text: &str, content: &Span) -> Span {
    let start = text[content.clone()]
        .rfind("\n\n")
        .map_or(content.start, |at| content.start + at + 2);
    let at = (start..content.end)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(start);
    let sentence = prose::sentence(text, &(start..content.end), at);
    if sentence.is_empty() {
        content.clone()
    } else {
        sentence
    }
}

fn trim(text: &str, span: &Span) -> Span {
    let part = &text[span.clone()];
    let left = part.trim_start();
    let start = span.start + part.len() - left.len();
    start..start + left.trim_end().len()
}
