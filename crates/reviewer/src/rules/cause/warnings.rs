//! Warnings before the incident, told anywhere in the text.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use document::{Block, Meaning, PassageKind, Span};

use crate::context::Reading;
use crate::prose;

/// A warning told outside a section about warnings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// With what was decided on it.
    Decided,
    /// Without: its sentence.
    Bare(Span),
}

/// Words that tell of a warning.
#[rustfmt::skip]
const WARNED: [&str; 17] = [
    "warned", "prior warning", "early warning", "had raised", "raised it", "raised the",
    "was raised", "were raised", "raised again", "had proposed", "had asked", "recommended",
    "risk register", "risk r-", "known risk", "known issue", "had been reported",
];

/// Words that tell of a warning and of nothing else.
#[rustfmt::skip]
const PLAINLY_WARNED: [&str; 31] = [
    "had warned", "had been warned", "had been raised", "had been flagged", "had been proposed",
    "had been reported before", "had been reported earlier", "had raised concerns",
    "had raised the risk", "had already been raised", "repeat of an earlier", "repeat of a previous",
    "repeat of the outage", "repeat of the incident", "same outage as",
    "same incident as", "same problem as last", "had similar outages", "had similar incidents",
    "previous postmortem", "known issue", "known limitation", "known bug", "known risk",
    "have previously entertained", "had previously discussed", "deprioriti", "de-prioriti",
    "have had plans", "had plans to", "not been able to allocate",
];

/// Words of a sentence that looks ahead, asks or praises.
#[rustfmt::skip]
const ELSEWHERE: [&str; 8] = [
    "avoid", "future", "going forward", "lucky", "luckily", "no known", "prevent", "?",
];

/// Words that tell, beside a warning, what was decided on it.
#[rustfmt::skip]
const ANSWERED: [&str; 13] = [
    "accepted", "approved", "budget", "decided", "decision", "declined", "deferred", "funded",
    "granted", "parked", "postponed", "priorit", "rejected",
];

/// Beginnings of words that tell what became of a warning.
#[rustfmt::skip]
const BECAME: [&str; 14] = [
    "accept", "approv", "decid", "decision", "declin", "deferr", "dismiss", "postpon", "priorit",
    "reject", "scheduled", "settle", "time pressure", "not made permanent",
];

/// The lists, ready to be found.
struct Words {
    warned: AhoCorasick,
    plainly: AhoCorasick,
    answered: AhoCorasick,
    became: AhoCorasick,
}

static WORDS: LazyLock<Option<Words>> = LazyLock::new(|| {
    let ready = |words: &[&str]| {
        let builder = &mut AhoCorasick::builder();
        builder
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::DFA))
            .build(words)
    };
    Some(Words {
        warned: ready(&WARNED).ok()?,
        plainly: ready(&PLAINLY_WARNED).ok()?,
        answered: ready(&ANSWERED).ok()?,
        became: ready(&BECAME).ok()?,
    })
});

/// Whether a stretch of text tells of a warning.
pub(crate) fn mentions(text: &str) -> bool {
    let matches = |words: &Words| words.warned.is_match(text) || words.plainly.is_match(text);
    WORDS.as_ref().is_some_and(matches)
}

/// What the text tells of warnings outside a section about them; nothing where it is silent.
pub(crate) fn told(reading: &Reading<'_>) -> Option<Told> {
    let words = WORDS.as_ref()?;
    let mut bare = None;
    for block in reading.document.blocks() {
        if !is_prose(reading, block) {
            continue;
        }
        let text = reading.document.text(&block.span);
        if words.warned.is_match(text) && words.answered.is_match(text) {
            return Some(Told::Decided);
        }
        let Some(found) = words.plainly.find(text) else {
            continue;
        };
        if !looks_back(reading, block) {
            continue;
        }
        if words.became.is_match(text) {
            return Some(Told::Decided);
        }
        let at = block.span.start + found.start();
        let sentence = prose::sentence(reading.text(), &block.span, at);
        let said = reading.text()[sentence.clone()].to_lowercase();
        if !ELSEWHERE.iter().any(|word| said.contains(word)) {
            bare.get_or_insert(sentence);
        }
    }
    bare.map(Told::Bare)
}

fn is_prose(reading: &Reading<'_>, block: &Block) -> bool {
    let mut passages = reading.document.passages_of(block).iter();
    passages.any(|passage| passage.kind == PassageKind::Prose)
}

/// Whether a block tells of the time before, not of what is to be done or to be read.
fn looks_back(reading: &Reading<'_>, block: &Block) -> bool {
    let forward = [
        Meaning::Corrections,
        Meaning::Related,
        Meaning::Glossary,
        Meaning::Lucky,
        Meaning::WentWell,
    ];
    let at = block.span.start;
    !block.quoted
        && forward
            .into_iter()
            .all(|meaning| !reading.is_within(at, meaning))
}
