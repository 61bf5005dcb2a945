//! Whether the parts of a COE that decisions rest on changed.

use crate::span::Span;
use crate::{Document, Meaning};

/// Whether a corrective action came, went or says something else, or anything else in the sections
/// about them. White space and the rules of tables do not count.
pub fn changes_corrections(old: &Document, new: &Document) -> bool {
    !same(old, new, |document| {
        let corrections = document.corrections().iter();
        let spans = corrections.map(|correction| correction.span.clone());
        spans
            .chain(sections(document, Meaning::Corrections))
            .collect()
    })
}

/// Whether a contributing factor or a why came, went or says something else, or anything else in
/// the sections about them. White space and the rules of tables do not count.
pub fn changes_factors(old: &Document, new: &Document) -> bool {
    !same(old, new, |document| {
        let factors = document.factors().iter().map(|factor| factor.span.clone());
        let whys = document.whys().iter().map(|chain| chain.span.clone());
        factors
            .chain(whys)
            .chain(sections(document, Meaning::Factors))
            .chain(sections(document, Meaning::Whys))
            .collect()
    })
}

fn sections(document: &Document, meaning: Meaning) -> impl Iterator<Item = Span> {
    let sections = document.sections_about(meaning);
    sections.map(|section| section.extent.clone())
}

fn same(old: &Document, new: &Document, parts: impl Fn(&Document) -> Vec<Span>) -> bool {
    let (old_parts, new_parts) = (merge(parts(old)), merge(parts(new)));
    words(old, &old_parts).eq(words(new, &new_parts))
}

/// In order and apart.
fn merge(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|span| span.start);
    let mut merged: Vec<Span> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

fn words<'a>(document: &'a Document, parts: &'a [Span]) -> impl Iterator<Item = &'a str> {
    let words = parts
        .iter()
        .flat_map(|part| document.text(part).split_whitespace());
    words.filter(|word| !is_rule(word))
}

/// The line below a table's head, or a part of it.
fn is_rule(word: &str) -> bool {
    (word.contains("--") || word.contains("|-") || word.contains("-|"))
        && word.chars().all(|c| matches!(c, '-' | '|' | ':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Summary\n\nIt fell over.\n\n# Five whys\n\n1. Why? No floor.\n\n\
        # Contributing factors\n\n- F1: no floor\n\n\
        # Corrections\n\n| Id | Action |\n|--|--|\n| C1 | a floor |\n\nBy May.\n";

    fn changed(from: &str, to: &str) -> (bool, bool) {
        assert!(TEXT.contains(from));
        let (old, new) = (
            Document::parse(TEXT),
            Document::parse(TEXT.replace(from, to)),
        );
        (changes_corrections(&old, &new), changes_factors(&old, &new))
    }

    #[test]
    fn other_parts_do_not_count() {
        assert_eq!(changed("It fell", "All of it fell"), (false, false));
        assert_eq!(changed("|--|--|", "|:---|----|"), (false, false));
        assert_eq!(
            changed("| C1 | a floor |", "|   C1 |  a floor |"),
            (false, false)
        );
        assert_eq!(
            changed("\n\n# Corrections", "\n\n\n# Corrections"),
            (false, false)
        );
    }

    #[test]
    fn causes_and_corrections_do() {
        assert_eq!(changed("a floor", "a fence"), (true, false));
        assert_eq!(changed("By May", "By June"), (true, false));
        assert_eq!(changed("| C1 | a floor |\n", ""), (true, false));
        assert_eq!(changed("F1: no floor", "F1: a thin floor"), (false, true));
        assert_eq!(changed("No floor.", "No fence."), (false, true));
        assert_eq!(changed("# Corrections", "# Notes"), (true, false));
    }
}
