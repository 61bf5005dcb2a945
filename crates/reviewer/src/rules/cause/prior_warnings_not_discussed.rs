use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use document::{Meaning, PassageKind, Section, Span};

use crate::Profile;
use crate::context::Reading;
use crate::finding::Findings;
use crate::places::title_span;
use crate::prose;
use crate::rule::declare_rule;

declare_rule! {
    /// Prior warnings are not discussed.
    ///
    /// ## What it flags
    /// In the full profile: a text that tells nowhere whether there were warnings; "none" without
    /// how that is known; a warning that is told without what was decided on it.
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

/// Words that tell of a warning.
#[rustfmt::skip]
const WARNED: [&str; 17] = [
    "warned", "prior warning", "early warning", "had raised", "raised it", "raised the",
    "was raised", "were raised", "raised again", "had proposed", "had asked", "recommended",
    "risk register", "risk r-", "known risk", "known issue", "had been reported",
];

/// Beginnings of words that tell what was decided.
#[rustfmt::skip]
const DECIDED: [&str; 30] = [
    "accept", "approv", "backlog", "board", "budget", "closed", "council", "decid", "decision",
    "declin", "defer", "delay", "director", "fund", "granted", "kept", "level", "not done",
    "parked", "planned", "postpon", "preferred", "priorit", "reject", "resourc", "risk accept",
    "schedul", "steering", "waived", "won't",
];

/// Words that tell, beside a warning, what was decided on it.
#[rustfmt::skip]
const ANSWERED: [&str; 13] = [
    "accepted", "approved", "budget", "decided", "decision", "declined", "deferred", "funded",
    "granted", "parked", "postponed", "priorit", "rejected",
];

fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    match reading.document.section(Meaning::PriorWarnings) {
        Some(section) => in_section(reading, findings, section),
        None if reading.profile == Profile::Full && !is_discussed(reading) => {
            findings.report(
                title_span(reading.document),
                "Whether there were prior warnings is not discussed",
                "Say who had warned when and what was decided, or how you know of none: \"risk register and tickets of 12 months searched\"",
            );
        }
        None => {}
    }
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
        let last = last_sentence(text, &content);
        findings.report(
            last,
            "A warning is told, but not what was decided on it",
            "Say what was asked for, what was granted, by which level and why",
        );
    }
}

/// [`WARNED`] and [`ANSWERED`], ready to be found.
static TOLD: LazyLock<Option<(AhoCorasick, AhoCorasick)>> = LazyLock::new(|| {
    let ready = |words: &[&str]| {
        let builder = &mut AhoCorasick::builder();
        builder
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::DFA))
            .build(words)
    };
    Some((ready(&WARNED).ok()?, ready(&ANSWERED).ok()?))
});

/// Whether some paragraph outside such a section tells a warning and what was decided on it.
fn is_discussed(reading: &Reading<'_>) -> bool {
    let Some((warned, answered)) = &*TOLD else {
        return false;
    };
    let document = reading.document;
    document.blocks().iter().any(|block| {
        let text = document.text(&block.span);
        let passages = document.passages_of(block);
        let is_prose = passages
            .iter()
            .any(|passage| passage.kind == PassageKind::Prose);
        is_prose && warned.is_match(text) && answered.is_match(text)
    })
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
