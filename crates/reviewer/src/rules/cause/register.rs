//! Whether a text discusses what the organisation had been warned of.

use std::collections::BTreeSet;

use document::{Meaning, Span};

use super::warnings;
use crate::PriorWarning;
use crate::context::Reading;

/// Letters a word of a warning has at least to tell it from others.
const TELLING: usize = 5;

/// Letters of a word that count: endings do not.
const STEM: usize = 6;

/// The warnings that the text does not discuss, in the order given.
pub(crate) fn undiscussed<'a>(reading: &Reading<'a>) -> Vec<&'a PriorWarning> {
    if reading.warnings.is_empty() {
        return Vec::new();
    }
    let text = reading.text().to_lowercase();
    let told: Vec<BTreeSet<String>> = told(reading).map(stems).collect();
    let is_discussed = |warning: &&PriorWarning| {
        text.contains(&warning.reference.to_lowercase())
            || told.iter().any(|words| is_told(words, &warning.statement))
    };
    let warnings = reading.warnings.iter();
    warnings.filter(|warning| !is_discussed(warning)).collect()
}

/// The stretches that tell of warnings: the section about them, and paragraphs elsewhere.
fn told<'a>(reading: &Reading<'a>) -> impl Iterator<Item = &'a str> {
    let document = reading.document;
    let section = document.section(Meaning::PriorWarnings);
    let within: Option<Span> = section.map(|section| section.heading.end..section.extent.end);
    let blocks = document.blocks().iter();
    let blocks = blocks.map(|block| document.text(&block.span));
    let section = within.map(|span| document.text(&span));
    section
        .into_iter()
        .chain(blocks.filter(|text| warnings::mentions(text)))
}

/// Whether half of the telling words of a statement are among these, two at least.
fn is_told(words: &BTreeSet<String>, statement: &str) -> bool {
    let wanted = stems(statement);
    let shared = wanted.intersection(words).count();
    shared >= 2 && 2 * shared >= wanted.len()
}

fn stems(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let telling = words.filter(|word| word.chars().count() >= TELLING);
    telling
        .map(|word| word.to_lowercase().chars().take(STEM).collect())
        .collect()
}
