use document::{Span, Why, WhyChain};

use crate::context::Reading;
use crate::finding::Findings;
use crate::prose::{self, Subject};
use crate::rule::declare_rule;

declare_rule! {
    /// A chain of whys ends at a person.
    ///
    /// ## What it flags
    /// The last answer of a chain, or of one of its branches, if all it says is what a person, a
    /// role or a team did, misread or left out. Not where the answer asks on by itself ("Why? The
    /// form has no field for it") or says why it made sense and goes on.
    ///
    /// ## Why
    /// At a person there is nothing to correct but the person. One why further there is a screen, a
    /// default, a limit, a decision.
    ///
    /// ## Write instead
    /// One more why: "Why could the handheld publish another hall's reference point? It offers all
    /// halls and marks none as the nearest."
    ///
    /// ## Settings
    /// None.
    pub static ENDS_AT_A_PERSON: Rule = {
        code: "R602", name: "ends-at-a-person", severity: Warn, stability: Stable, since: "0.1.0",
        summary: "a chain of whys ends at a person", check: check,
    };
}

/// What people do at the end of such a chain.
#[rustfmt::skip]
const SLIPS: [&str; 43] = [
    "accidentally", "assumed", "believed", "chose", "clicked", "confused", "copied", "deleted",
    "did", "didn't", "entered", "failed", "forgot", "ignored", "incorrectly", "made", "merged",
    "misconfigured", "misjudged", "misread", "missed", "mistook", "mistyped", "misunderstood",
    "neglected", "never", "omitted", "overlooked", "pasted", "picked", "pressed", "pushed", "ran",
    "selected", "skipped", "thought", "took", "typed", "used", "was", "were", "wrong", "wrongly",
];

/// What a machine did, told as what people got.
#[rustfmt::skip]
const WARNED_BY: [&str; 10] = [
    "get alert", "got alert", "get an alert", "got an alert", "received alert", "received an alert",
    "had alert", "had an alert", "got paged", "were paged",
];

fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    for why in reading.document.whys().iter().flat_map(leaves) {
        if let Some(span) = ends_at_person(reading, &why.answer) {
            findings.report(
                span,
                "The chain of whys ends at a person",
                "Ask one why more: what did they see, and what let this step go through?",
            );
        }
    }
}

/// The last answers of all branches.
fn leaves(chain: &WhyChain) -> impl Iterator<Item = &Why> {
    let answers = &chain.answers;
    let deeper = |at: usize| {
        answers
            .get(at + 1)
            .is_some_and(|next| next.depth > answers[at].depth)
    };
    (0..answers.len())
        .filter(move |&at| !deeper(at))
        .map(|at| &answers[at])
}

/// The first sentence of an answer, if it and all that follow it tell what people did.
fn ends_at_person(reading: &Reading<'_>, answer: &Span) -> Option<Span> {
    let text = reading.text();
    let said = text.get(answer.clone())?;
    if said.trim().is_empty() || said.contains('?') {
        return None;
    }
    let mut at = answer.start;
    let mut first = None;
    for _ in 0..4 {
        let sentence = prose::sentence(text, answer, at);
        if sentence.is_empty() {
            break;
        }
        let denies = first.is_some()
            && text[sentence.clone()]
                .to_lowercase()
                .contains("human error");
        if !denies && !is_slip(reading, &sentence) {
            return None;
        }
        first.get_or_insert(sentence.clone());
        let rest = &text[sentence.end..answer.end.max(sentence.end)];
        if rest.trim().is_empty() {
            return first;
        }
        at = sentence.end + (rest.len() - rest.trim_start().len());
    }
    None
}

/// Whether a sentence says what a person did or left out, or calls it an error.
fn is_slip(reading: &Reading<'_>, sentence: &Span) -> bool {
    let text = reading.text();
    let lower = text[sentence.clone()].to_lowercase();
    let called = [
        "human error",
        "human mistake",
        "operator error",
        "user error",
        "human failure",
    ];
    if called.iter().any(|name| lower.starts_with(name)) {
        return true;
    }
    if WARNED_BY.iter().any(|told| lower.contains(told)) {
        return false;
    }
    let verb = prose::words(text, sentence.clone())
        .skip(1)
        .take(12)
        .find(|word| {
            SLIPS
                .iter()
                .any(|slip| prose::same(&text[word.span.clone()], slip))
        });
    verb.is_some_and(|verb| {
        matches!(
            reading.subject(sentence, verb.span.start),
            Subject::Person(_)
        )
    })
}
