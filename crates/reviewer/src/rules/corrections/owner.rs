//! Who answers for a corrective action, wherever that is said: in its own field, before its words,
//! above its list, or as the subject of its sentence.

use document::{Block, BlockKind, Correction, Meaning, Section, Span};

use crate::context::Reading;
use crate::{prose, roles};

/// Words of the longest title that is an owner.
const FEW_WORDS: usize = 4;

/// How many blocks before an action are looked at for the line that leads in to its list, and how
/// many labels to either side for one that names somebody.
const NEAR: usize = 12;

/// Verbs that say, after a team, that it does the work.
#[rustfmt::skip]
const DOES: [&str; 16] = [
    "adds", "has", "have", "is", "makes", "moves", "must", "owns", "puts", "runs", "sets", "should",
    "takes", "will", "wird", "writes",
];

/// The words that say who answers for `action`.
pub(super) fn of(reading: &Reading<'_>, action: &Correction) -> Option<Span> {
    if let Some(owner) = &action.owner {
        return Some(owner.clone());
    }
    if action.table.is_some() {
        return None;
    }
    before_words(reading, action)
        .or_else(|| above(reading, action))
        .or_else(|| promising(reading, &action.what))
        .or_else(|| acting(reading.text(), &action.what))
        .or_else(|| leading_in(reading, action))
}

/// "(tc team) add …", "[Storage, Naming] add …".
fn before_words(reading: &Reading<'_>, action: &Correction) -> Option<Span> {
    let text = reading.text();
    let item = text.get(action.span.start..action.what.end)?;
    let lead = item.len() - item.trim_start_matches(['-', '*', '+', ' ', '\t']).len();
    let (open, close) = match item.as_bytes().get(lead)? {
        b'(' => ('(', ')'),
        b'[' => ('[', ']'),
        _ => return None,
    };
    let inside = item[lead + 1..].split(['\n', open]).next()?;
    let length = inside.find(close)?;
    let follows = inside[length + 1..].starts_with(' ');
    let start = action.span.start + lead + 1;
    let span = start..start + length;
    let listed = text[span.clone()].contains(',');
    (follows && (listed || names_somebody(reading, &span))).then_some(span)
}

/// The label or sub-heading above the action's list, if that or one beside it names somebody.
fn above(reading: &Reading<'_>, action: &Correction) -> Option<Span> {
    let sections = reading.document.sections();
    let index = action.section? as usize;
    let own = sections.get(index)?;
    let is_owner_like = |section: &Section| {
        section.meaning.is_none()
            && !is_component(&reading.text()[section.title.clone()])
            && reading.is_within(section.heading.start, Meaning::Corrections)
            && reading.text()[section.title.clone()]
                .split_whitespace()
                .count()
                <= FEW_WORDS
    };
    let beside = |section: &&Section| section.level == own.level && is_owner_like(section);
    let near = &sections[index.saturating_sub(NEAR)..sections.len().min(index + NEAR)];
    let mut besides = near.iter().filter(beside);
    let owners =
        is_owner_like(own) && besides.any(|section| names_somebody(reading, &section.title));
    owners.then(|| own.title.clone())
}

/// `KubeSpawner`, `repo2docker`: the name of a thing that is mended.
fn is_component(title: &str) -> bool {
    let mut before = ' ';
    title.chars().any(|c| {
        let inner = before.is_lowercase() && c.is_uppercase();
        before = c;
        inner || c.is_ascii_digit()
    })
}

/// "@storage-oncall will add …": who is named at the start and promises it.
fn promising(reading: &Reading<'_>, what: &Span) -> Option<Span> {
    let text = reading.text();
    let mut words = prose::words(text, what.clone()).take(3);
    let first = words.next()?.span;
    let promises = words.any(|word| prose::same(&text[word.span], "will"));
    let is_handle = text[..first.start].ends_with('@');
    (promises && (is_handle || reading.is_named(&first))).then_some(first)
}

/// "The Platform team has it running": the team as the subject of the sentence.
fn acting(text: &str, what: &Span) -> Option<Span> {
    let words: Vec<_> = prose::words(text, what.clone()).take(40).collect();
    let found = words.windows(2).position(|pair| {
        let noun = &text[pair[0].span.clone()];
        let verb = &text[pair[1].span.clone()];
        let is_team = ["team", "squad", "guild", "crew"]
            .iter()
            .any(|known| prose::same(noun, known));
        is_team && !pair[1].after_break && DOES.iter().any(|known| prose::same(verb, known))
    })?;
    let start = found.saturating_sub(1);
    Some(words[start].span.start..words[found].span.end)
}

/// "The Ingest team will do the following:", right above the list.
fn leading_in(reading: &Reading<'_>, action: &Correction) -> Option<Span> {
    let blocks = reading.document.blocks();
    let own = blocks.partition_point(|block| block.span.end <= action.what.start);
    let before = blocks[own.saturating_sub(NEAR)..own].iter().rev();
    let lead: &Block = before
        .take_while(|block| block.section == action.section)
        .find(|block| block.kind == BlockKind::Paragraph && block.item.is_none())?;
    let announces = reading.text()[lead.span.clone()].trim_end().ends_with(':');
    acting(reading.text(), &lead.span).filter(|_| announces)
}

/// Whether words hold the name of a person, a role or a team.
fn names_somebody(reading: &Reading<'_>, span: &Span) -> bool {
    let mut words = prose::words(reading.text(), span.clone());
    reading.is_named(span) || words.any(|word| roles::is_person(&reading.text()[word.span]))
}
