//! Abbreviations that the text explains: "the Guest Agent (GA)", "load balancers (LBs)".

use std::collections::BTreeSet;

use super::claims::Claims;
use crate::{
    fold::{Key, key},
    recogniser::features::View,
    token::{Gap, Shape, Token},
};

/// Letters of the longest that could be somebody's initials.
const LONGEST: usize = 4;

/// Bars every abbreviation of a thing that the text explains from being taken for initials: the
/// words before the bracket begin with its letters, and are words of the language rather than
/// anybody's name ("Rosalind Achterberg (RA)").
pub fn bar(view: &View<'_>, claims: &mut Claims) {
    let mut explained: BTreeSet<Key> = BTreeSet::new();
    for (at, token) in view.tokens.iter().enumerate() {
        let letters = letters(token.text(view.source));
        let is_alone = view.tokens.get(at + 1).is_none_or(|next| {
            !matches!(
                next.gap,
                Gap::Space | Gap::Comma | Gap::Slash | Gap::Ampersand
            )
        });
        let is_capital = letters.chars().all(char::is_uppercase);
        if token.gap == Gap::Open && is_capital && is_alone && is_explained(view, at, letters) {
            // "AZs" explains "AZ" as well.
            explained.insert(key(letters));
            explained.insert(token.key);
        }
    }
    if explained.is_empty() {
        return;
    }
    for (at, token) in view.tokens.iter().enumerate() {
        if token.shape == Shape::Upper && explained.contains(&token.key) && claims.is_free(at) {
            claims.bar(at);
        }
    }
}

fn letters(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

/// Whether the words before `at` begin with these letters, one word a letter.
fn is_explained(view: &View<'_>, at: usize, letters: &str) -> bool {
    let count = letters.chars().count();
    let Some(first) = at
        .checked_sub(count)
        .filter(|_| (2..=LONGEST).contains(&count))
    else {
        return false;
    };
    let words = &view.tokens[first..at];
    let begins = |(letter, word): (char, &Token)| {
        let text = word.text(view.source);
        let initial = text.chars().next().into_iter().flat_map(char::to_lowercase);
        initial.eq(letter.to_lowercase())
    };
    let joined = words[1..]
        .iter()
        .all(|word| matches!(word.gap, Gap::Space | Gap::Hyphen | Gap::Line));
    joined
        && letters.chars().zip(words).all(begins)
        && words.iter().all(is_of_a_thing)
        && words.iter().any(|word| word.facts.word() >= 2)
}

fn is_of_a_thing(word: &Token) -> bool {
    word.facts.given() < 3 && (word.facts.word() >= 2 || !word.facts.is_name())
}
