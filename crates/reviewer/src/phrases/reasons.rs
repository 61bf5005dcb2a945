//! Whether a text that tells what people did or left out also tells why, or tells of no people.

use document::{BlockKind, Meaning, Span};

use super::Hit;
use crate::context::Reading;
use crate::prose::{self, Subject, same};
use crate::roles;

/// How many blocks after a slip are looked at for its cause.
const NEXT: usize = 4;

/// Whether the words right before `at` say that something was only supposed.
pub(super) fn is_supposed(text: &str, sentence: &Span, at: usize) -> bool {
    #[rustfmt::skip]
    const SUPPOSING: [&str; 12] = [
        "assume", "assumed", "assuming", "believed", "excluded", "possible", "possibly", "presumed",
        "suspect", "suspected", "thought", "believing",
    ];
    let before = &text[sentence.start..at];
    let words: Vec<_> = prose::words(before, 0..before.len()).collect();
    let near = &words[words.len().saturating_sub(5)..];
    let supposed = near.iter().any(|word| {
        SUPPOSING
            .iter()
            .any(|known| same(&before[word.span.clone()], known))
    });
    let lower = before.to_lowercase();
    supposed
        || ["ruled out", "looked like", "looks like"]
            .iter()
            .any(|told| lower.contains(told))
}

/// Whether what was triggered or hit is a bug: stumbling upon one is no slip.
pub(super) fn trips_over_bug(text: &str, sentence: &Span, hit: &Span) -> bool {
    const TRIPS: [&str; 7] = [
        "triggered",
        "trigger",
        "hit",
        "exposed",
        "found",
        "uncovered",
        "ran",
    ];
    const BUGS: [&str; 8] = [
        "bug", "bugs", "issue", "issues", "case", "cases", "race", "defect",
    ];
    let end = sentence.end.max(hit.end);
    let mut next = prose::words(text, hit.end..end).take(1);
    let trips = next.any(|word| is_one(&text[word.span], &TRIPS));
    let mut all = prose::words(text, sentence.start..end);
    trips && all.any(|word| is_one(&text[word.span], &BUGS))
}

/// Whether the causes stand under a heading elsewhere, or a cause follows soon.
pub(super) fn is_explained(reading: &Reading<'_>, hit: &Hit) -> bool {
    let causes = [Meaning::Factors, Meaning::Whys, Meaning::Trigger];
    let at = hit.span.start;
    let within = causes.iter().any(|&meaning| reading.is_within(at, meaning));
    let elsewhere = causes.iter().any(|&meaning| reading.tells(meaning));
    if elsewhere && !within {
        return true;
    }
    let own = reading.passage(hit).block as usize;
    let blocks = reading.document.blocks();
    let next = &blocks[(own + 1).min(blocks.len())..(own + 1 + NEXT).min(blocks.len())];
    next.iter()
        .filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item))
        .any(|block| tells_cause(reading.document.text(&block.span)))
}

fn tells_cause(text: &str) -> bool {
    #[rustfmt::skip]
    const CAUSES: [&str; 9] = [
        "trigger was", "cause was", "cause is", "is a bug in", "was a bug in", "result of the",
        "result of a", "due to a bug", "by default",
    ];
    let near: String = text.chars().take(600).collect();
    let near = near.to_lowercase();
    CAUSES.iter().any(|cause| near.contains(cause))
}

/// Whether the sentence gives the reason for what was left out.
pub(super) fn is_given(text: &str, sentence: &Span, hit: &Span) -> bool {
    let before: Vec<_> = prose::words(text, sentence.start..hit.start).collect();
    let last = &before[before.len().saturating_sub(3)..];
    let follows = last.iter().any(|word| same(&text[word.span.clone()], "so"));
    let after = prose::words(text, hit.end.min(sentence.end)..sentence.end);
    let because = after
        .map(|word| word.span)
        .find(|word| same(&text[word.clone()], "because"));
    let reason = because.and_then(|word| {
        prose::words(text, word.end..sentence.end)
            .find(|next| !is_article(&text[next.span.clone()]))
    });
    let is_thing = reason.is_some_and(|word| {
        let word = &text[word.span];
        !roles::is_person(word) && !same(word, "they") && !same(word, "human")
    });
    follows || is_thing
}

fn is_one(word: &str, list: &[&str]) -> bool {
    list.iter().any(|known| same(word, known))
}

fn is_article(word: &str) -> bool {
    ["the", "a", "an", "our", "its", "of"]
        .iter()
        .any(|known| same(word, known))
}

/// Whether the words tell what happens if something is not done, now and always.
pub(super) fn is_condition(text: &str, sentence: &Span, hit: &Span) -> bool {
    const PRESENT: [&str; 7] = ["do", "does", "don't", "doesn't", "fail", "fails", "forgets"];
    const OPENS: [&str; 5] = ["if", "when", "unless", "whenever", "case"];
    let verb = prose::next_word(text, hit.start, hit.end.max(hit.start));
    let present = verb.is_some_and(|verb| is_one(&text[verb.clone()], &PRESENT));
    let before: Vec<_> = prose::words(text, sentence.start..hit.start).collect();
    let near = before[before.len().saturating_sub(4)..].iter();
    present
        && near
            .map(|word| &text[word.span.clone()])
            .any(|word| is_one(word, &OPENS))
}

/// Whether "we" does in this sentence what programs do.
pub(super) fn program_speaks(text: &str, sentence: &Span) -> bool {
    #[rustfmt::skip]
    const DOINGS: [&str; 15] = [
        "we logged", "we log ", "we emit", "we retry", "we retried", "we return", "we time out",
        "we timed out", "we poll", "we cache", "fire alerts", "fire an alert", "webhook", "api call",
        "we crash",
    ];
    let lower = text[sentence.clone()].to_lowercase();
    DOINGS.iter().any(|doing| lower.contains(doing))
}

/// Whether what "failed to respond" is an organisation or a host: nobody by role.
pub(super) fn host_answers(reading: &Reading<'_>, hit: &Hit, sentence: &Span) -> bool {
    const ANSWERS: [&str; 6] = ["respond", "resolve", "answer", "connect", "reply", "peer"];
    let text = reading.text();
    let end = sentence.end.max(hit.span.end);
    let next = prose::next_word(text, hit.span.end, end);
    let answers = next.is_some_and(|word| is_one(&text[word.clone()], &ANSWERS));
    let by_name = match reading.subject(sentence, hit.span.start) {
        Subject::Person(span) => {
            !roles::is_person(&text[span.clone()]) && !text[span].contains(' ')
        }
        Subject::Other => true,
    };
    answers && by_name
}
