//! What the words right before and after a phrase say of it.

use document::Span;

use crate::prose;

/// Whether a title follows a form of address, so that it is none: "Sr. Director".
pub(super) fn title_follows(text: &str, from: usize) -> bool {
    #[rustfmt::skip]
    const TITLES: [&str; 17] = [
        "administrator", "analyst", "architect", "consultant", "designer", "developer", "director",
        "engineer", "engineering", "lead", "manager", "officer", "product", "software", "sre",
        "staff", "vp",
    ];
    let end = text[from..].find('\n').map_or(text.len(), |at| from + at);
    prose::next_word(text, from, end).is_some_and(|word| {
        TITLES
            .iter()
            .any(|title| prose::same(&text[word.clone()], title))
    })
}

/// Whether the word before is half of one that the space bar broke: "int he", "ont he".
pub(super) fn is_broken(text: &str, at: usize) -> bool {
    const BROKEN: [&str; 7] = ["int", "ont", "ofr", "fort", "att", "fromt", "witht"];
    let before = text[..at].trim_end_matches(' ');
    let word = before
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or("");
    BROKEN.iter().any(|broken| prose::same(word, broken))
}

/// Whether a phrase is part of a proper name: written large within its sentence and followed by a
/// word written large.
pub(super) fn is_proper_name(text: &str, hit: &Span, sentence: &Span) -> bool {
    let before = &text[sentence.start..hit.start];
    let begins = !before.contains(char::is_alphanumeric) && !before.ends_with(['"', '“', '„', '«']);
    let is_large = text[hit.clone()].starts_with(char::is_uppercase);
    let after = text[hit.end..].strip_prefix(' ').unwrap_or("");
    is_large && !begins && after.starts_with(char::is_uppercase)
}

/// Whether a sentence supposes something of Alice, Bob and the like.
pub(super) fn is_stock_person(sentence: &str) -> bool {
    let names = ["Alice", "Bob", "Carol", "Eve", "Mallory"];
    let supposes = [
        "If ", "if ", "Suppose ", "suppose ", "Imagine ", "Say ", "When ", "when ",
    ];
    let told = |name: &&str| {
        sentence
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| word == *name)
    };
    supposes.iter().any(|word| sentence.contains(word)) && names.iter().any(told)
}
