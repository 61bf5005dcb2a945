//! Names found in a text, without showing them back.

use std::collections::BTreeMap;

use app::{ReviewedText, TextFinding};

use super::editor::key;
use crate::views::coe_edit::{NameFound, NamesFound};
use crate::views::parts::Picked;

/// What the form sends for words that are nobody's name.
pub const NOBODY: &str = "nobody";

/// Characters around a name that are shown.
const AROUND: usize = 24;

/// Findings about names that are open, by the words they flag; each group with its key.
pub fn groups(text: &ReviewedText) -> Vec<(String, Vec<[u8; 16]>)> {
    let group = |group: Vec<&TextFinding>| {
        let prints: Vec<_> = group
            .iter()
            .filter_map(|finding| finding.fingerprint)
            .collect();
        Some((key(*prints.first()?), prints))
    };
    by_words(text).into_iter().filter_map(group).collect()
}

/// In the order of their first places.
fn by_words(text: &ReviewedText) -> Vec<Vec<&TextFinding>> {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<&TextFinding>> = Vec::new();
    let open = text
        .findings
        .iter()
        .filter(|one| one.names_somebody() && one.needs_attention());
    for finding in open {
        let words = text.document.text(&finding.span).to_lowercase();
        let place = *places.entry(words).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Vec::new());
        }
        groups[place].push(finding);
    }
    groups
}

/// What the page says about them.
pub fn found(text: &ReviewedText) -> NamesFound {
    let groups = by_words(text);
    let spans: Vec<_> = groups
        .iter()
        .flatten()
        .map(|finding| finding.span.clone())
        .collect();
    let name = |group: &Vec<&TextFinding>| {
        let first = group.first()?;
        let lines: Vec<String> = group
            .iter()
            .map(|finding| finding.line.to_string())
            .collect();
        let source = text.document.source();
        Some(NameFound {
            key: key(first.fingerprint?),
            before: last_words(&covered(source, 0..first.span.start, &spans)),
            after: first_words(&covered(source, first.span.end..source.len(), &spans)),
            lines: lines.join(", "),
            becomes: vec![
                Picked::new("label", "A label: the one they have, or a new one"),
                Picked::new(NOBODY, "Nothing: it is nobody’s name"),
            ],
        })
    };
    let count = text.named().max(1);
    let (people, them) = match count {
        1 => (
            "One person or customer is".to_owned(),
            "the name by a label".to_owned(),
        ),
        count => (
            format!("{count} people or customers are"),
            format!("{count} names by labels"),
        ),
    };
    NamesFound {
        heading: format!("{people} named in this text"),
        found: groups.iter().filter_map(name).collect(),
        button: format!("Replace {them} and save"),
    }
}

/// A stretch near a name, on one line, with other names covered.
fn covered(
    source: &str,
    range: std::ops::Range<usize>,
    spans: &[std::ops::Range<usize>],
) -> String {
    let ends = range.end == source.len();
    let mut range = range;
    // Far more than is shown, and never in the middle of a character.
    let most = AROUND * 8;
    if ends {
        range.end = source.floor_char_boundary(range.end.min(range.start + most));
    } else {
        range.start = source.ceil_char_boundary(range.end.saturating_sub(most));
    }
    let mut out = String::new();
    for (at, c) in source[range.clone()].char_indices() {
        let at = range.start + at;
        let is_name = spans.iter().any(|span| span.contains(&at));
        out.push(if is_name { '▒' } else { c });
    }
    out
}

fn first_words(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    line.chars().take(AROUND).collect()
}

fn last_words(text: &str) -> String {
    let line = text.rsplit('\n').next().unwrap_or_default();
    let skipped = line.chars().count().saturating_sub(AROUND);
    line.chars().skip(skipped).collect()
}
