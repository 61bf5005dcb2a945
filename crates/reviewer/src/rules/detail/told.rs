//! Where a text answers what its sections are asked for: under a heading, or elsewhere in its words.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use document::{Document, Meaning, PassageKind, Span};

use crate::context::Reading;
use crate::prose;
use crate::roles;
use crate::rules::cause::warnings;
use crate::settings::SectionName;

/// How a text answers what one section is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// Under a heading, or wherever that will do.
    Given,
    /// In words that stand under no heading of their own.
    Told,
    /// Not at all.
    Missing,
}

/// Sections by which a text is a COE, or half of one.
#[rustfmt::skip]
const SECTIONS: [Meaning; 16] = [
    Meaning::Summary, Meaning::Impact, Meaning::Timeline, Meaning::Trigger, Meaning::Detection,
    Meaning::Diagnosis, Meaning::Mitigation, Meaning::Whys, Meaning::Factors,
    Meaning::PriorWarnings, Meaning::WentWell, Meaning::WentWrong, Meaning::Lessons,
    Meaning::Corrections, Meaning::NearMiss, Meaning::Lucky,
];

/// From how many known sections on even the notice of a status page counts as a COE.
const SOME: usize = 3;

/// Whether a text has nothing of a COE but words: no section of one, no timeline, no list of
/// causes or corrective actions; or is the notice of a status page.
pub(super) fn is_no_coe(document: &Document) -> bool {
    let sections = document.sections().iter();
    let known = sections
        .filter_map(|section| section.meaning)
        .filter(|meaning| SECTIONS.contains(meaning))
        .take(SOME)
        .count();
    let bare = document.timeline().len() < 2
        && document.whys().is_empty()
        && document.factors().is_empty()
        && document.corrections().is_empty();
    known == 0 && bare || known < SOME && is_notice(document)
}

/// Whether the front matter is that of a status page.
fn is_notice(document: &Document) -> bool {
    let is = |key, values: &[&str]| {
        document
            .front_matter_value(key)
            .is_some_and(|value| values.iter().any(|known| value.eq_ignore_ascii_case(known)))
    };
    is("section", &["issue"]) || is("severity", &["notice", "disrupted", "down"])
}

/// How `reading` answers what `name` asks.
pub(super) fn answer(reading: &Reading<'_>, name: SectionName) -> Answer {
    if has_section(reading.document, name) {
        return Answer::Given;
    }
    match name {
        SectionName::Causes if tells_cause(reading) => Answer::Told,
        SectionName::PriorWarnings if warnings::told(reading).is_some() => Answer::Given,
        SectionName::Corrections if has_list_of_actions(reading.document) => Answer::Given,
        SectionName::Corrections if is_told(reading.document, PLANNED.as_ref()) => Answer::Told,
        _ => Answer::Missing,
    }
}

fn has_section(document: &Document, name: SectionName) -> bool {
    let has = |meaning| document.section(meaning).is_some();
    match name {
        SectionName::Summary => {
            has(Meaning::Summary)
                || document.front_matter_value("summary").is_some()
                || has_lead(document)
        }
        SectionName::Impact => has(Meaning::Impact),
        SectionName::NearMiss => has(Meaning::NearMiss),
        SectionName::Timeline => has(Meaning::Timeline) || document.timeline().len() > 1,
        SectionName::Causes => {
            [Meaning::Factors, Meaning::Whys, Meaning::Trigger]
                .into_iter()
                .any(has)
                || !document.whys().is_empty()
                || !document.factors().is_empty()
        }
        SectionName::PriorWarnings => has(Meaning::PriorWarnings),
        SectionName::Corrections => has(Meaning::Corrections) || !document.corrections().is_empty(),
        SectionName::Detection => has(Meaning::Detection) || is_told(document, DETECTED.as_ref()),
        SectionName::Mitigation => {
            has(Meaning::Mitigation)
                || is_told(document, MITIGATED.as_ref())
                || ends_by_the_clock(document)
        }
    }
}

/// When it was mitigated stands in the front matter, and a timeline tells what was done then.
fn ends_by_the_clock(document: &Document) -> bool {
    document.front_matter_value("mitigated").is_some() && document.timeline().len() > 1
}

/// Words that tell how it was detected.
static DETECTED: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    words(&[
        "detect",
        "alarm",
        "alert",
        "paged",
        "noticed",
        "monitor",
        "reported",
        "called",
        "ticket",
        "discovered",
        "spotted",
        "observed",
        "report received",
        "received a report",
        "reports of",
    ])
});

/// Words, or beginnings of words, that tell how it was ended.
#[rustfmt::skip]
static MITIGATED: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    words(&[
        "mitigat", "restor", "rolled back", "rolls back", "rolling back", "rollback",
        "rolled forward", "revert", "resolved", "recover", "fixed", "hotfix", "restart", "switched",
        "switches", "disabled", "disables", "turned off", "turns off", "repaired", "raised",
        "rebuilt", "back to normal", "moved back", "moves back", "moved to a", "put back", "drained",
        "revoke", "re-enable", "topped up", "failed over", "fails over", "came back", "comes back",
        "coming back", "republish", "published again", "loaded the", "loads the", "reloaded",
        "unblocked", "patched", "rebooted", "scaled up", "operational again", "up and operational",
    ])
});

/// Words that tell what will be done.
#[rustfmt::skip]
static PLANNED: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    words(&[
        "going forward we", "going forward, we", "in the future we will", "in future we will",
        "to prevent this from happening", "to prevent it from happening", "to prevent similar",
        "to prevent such", "we are implementing", "we have planned", "we are planning", "we plan to",
        "we will be ",
    ])
});

/// Words that tell a cause.
#[rustfmt::skip]
static CAUSED: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    words(&[
        "root cause", "cause was", "cause is", "causes were", "cause of the", "caused by", "the problem was", "the problem is that",
        "the issue was", "the reason was", "due to a bug", "due to the", "a result of", "due to an underlying",
        "because of a bug", "had a bug", "there was a bug", "is a bug in", "was a bug in", "a bug in",
        "an underlying bug", "triggered by", "because ",
    ])
});

fn words(list: &[&str]) -> Option<AhoCorasick> {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(list)
        .ok()
}

fn is_told(document: &Document, words: Option<&AhoCorasick>) -> bool {
    let start = document.front_matter().map_or(0, |front| front.span.end);
    words.is_some_and(|words| words.is_match(&document.source()[start..]))
}

/// Whether a cause is told anywhere that is no person's act.
fn tells_cause(reading: &Reading<'_>) -> bool {
    let Some(words) = CAUSED.as_ref() else {
        return false;
    };
    let text = reading.text();
    let mut passages = reading.document.passages().iter();
    passages.any(|passage| {
        let end = reading.block(passage).span.end;
        let is_prose = passage.kind == PassageKind::Prose;
        let said = if is_prose {
            &text[passage.span.clone()]
        } else {
            ""
        };
        words.find_iter(said).any(|found| {
            let start = passage.span.start + found.start();
            let hit = start..passage.span.start + found.end();
            is_about_it(reading, start) && is_cause(text, hit, end)
        })
    })
}

/// Whether a place tells of the incident, not of lessons or of what comes after it.
fn is_about_it(reading: &Reading<'_>, at: usize) -> bool {
    [
        Meaning::Corrections,
        Meaning::Lessons,
        Meaning::WentWell,
        Meaning::Lucky,
        Meaning::Related,
        Meaning::Glossary,
    ]
    .into_iter()
    .all(|meaning| !reading.is_within(at, meaning))
}

/// Whether the words at `hit` begin whole, and "because" is followed by a thing.
fn is_cause(text: &str, hit: Span, end: usize) -> bool {
    let whole = !text[..hit.start].ends_with(char::is_alphanumeric);
    let reason = text[hit.clone()].to_ascii_lowercase();
    if reason.trim() != "because" {
        return whole;
    }
    let mut after = prose::words(text, hit.end..end.max(hit.end)).take(3);
    whole && after.all(|word| !is_people(&text[word.span]))
}

fn is_people(word: &str) -> bool {
    roles::is_person(word) || prose::same(word, "they") || prose::same(word, "you")
}

/// "The main actions taken were:", with a list after it.
fn has_list_of_actions(document: &Document) -> bool {
    #[rustfmt::skip]
    const ACTIONS: [&str; 7] = [
        "actions", "action items", "measures", "improvements", "changes", "solutions", "next steps",
    ];
    let text = document.source();
    let blocks = document.blocks();
    blocks.windows(2).any(|pair| {
        let lead = text[pair[0].span.clone()].trim_end_matches(['*', '_']);
        let sentence = lead.rsplit(['.', '\n']).next().unwrap_or("").to_lowercase();
        let listed = pair[0].item.is_none() && pair[1].item.is_some();
        listed && lead.ends_with(':') && ACTIONS.iter().any(|word| sentence.contains(word))
    })
}

/// Whether text of some length stands before the first section.
fn has_lead(document: &Document) -> bool {
    let end = document
        .sections()
        .iter()
        .find(|section| section.meaning.is_some())
        .map_or(document.source().len(), |section| section.heading.start);
    let prose = document
        .passages()
        .iter()
        .take_while(|passage| passage.span.start < end)
        .filter(|passage| passage.kind == PassageKind::Prose);
    let words = prose.flat_map(|passage| document.text(&passage.span).split_whitespace());
    words.take(15).count() == 15
}
