//! Words the organisation says are nobody: its services, its vendors, its role labels.

use super::claims::Claims;
use crate::{
    fold::{Key, join, key_ascii},
    key_map::KeyMap,
    token::{Gap, Shape, Token, words},
};

/// Phrases that are never a person or a customer unless a list says so.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    phrases: KeyMap,
    longest: usize,
}

/// Words that, before a number, are a role label.
const LABELS: [Key; 24] = [
    key_ascii(b"person"),
    key_ascii(b"people"),
    key_ascii(b"customer"),
    key_ascii(b"oncall"),
    key_ascii(b"call"),
    key_ascii(b"engineer"),
    key_ascii(b"operator"),
    key_ascii(b"developer"),
    key_ascii(b"manager"),
    key_ascii(b"leader"),
    key_ascii(b"lead"),
    key_ascii(b"responder"),
    key_ascii(b"reviewer"),
    key_ascii(b"author"),
    key_ascii(b"approver"),
    key_ascii(b"commander"),
    key_ascii(b"scribe"),
    key_ascii(b"analyst"),
    key_ascii(b"administrator"),
    key_ascii(b"technician"),
    key_ascii(b"participant"),
    key_ascii(b"team"),
    key_ascii(b"vendor"),
    key_ascii(b"partner"),
];

impl Terms {
    /// From phrases as written: "Atlas", "Harbour Gateway".
    pub fn new<'a>(phrases: impl IntoIterator<Item = &'a str>) -> Self {
        let mut terms = Terms::default();
        for phrase in phrases {
            let keys = words(phrase);
            terms.longest = terms.longest.max(keys.len().min(8));
            let joined = keys.iter().map(|w| w.key).reduce(join);
            if let Some(joined) = joined {
                terms.phrases.entry(joined, 1);
            }
        }
        terms
    }

    /// Bars every token of a term, and every role label, from being taken for a name.
    pub(super) fn bar(&self, tokens: &[Token], claims: &mut Claims) {
        for at in 0..tokens.len() {
            for label in at..label_end(tokens, at) {
                claims.bar(label);
            }
            let mut joined = None;
            for (length, token) in tokens[at..].iter().take(self.longest).enumerate() {
                if length > 0 && token.gap == Gap::Start {
                    break;
                }
                let phrase = joined.map_or(token.key, |j| join(j, token.key));
                joined = Some(phrase);
                if self.phrases.get(phrase).is_some() {
                    (at..=at + length).for_each(|barred| claims.bar(barred));
                }
            }
        }
    }
}

/// The end of a role label or its slug that begins at `at`: "Oncall 1", "person-2",
/// "oncall-for-storage"; `at` itself if none does.
fn label_end(tokens: &[Token], at: usize) -> usize {
    let Some(next) = tokens
        .get(at + 1)
        .filter(|_| LABELS.contains(&tokens[at].key))
    else {
        return at;
    };
    if next.shape == Shape::Number
        && next.len() <= 4
        && matches!(next.gap, Gap::Space | Gap::Hyphen)
    {
        return at + 2;
    }
    if next.gap == Gap::Space && next.key == key_ascii(b"for") && tokens[at].shape == Shape::Title {
        return team_end(tokens, at);
    }
    let slug = next.gap == Gap::Hyphen && next.key == key_ascii(b"for");
    let length = tokens[at + 1..]
        .iter()
        .take_while(|t| slug && t.gap == Gap::Hyphen)
        .count();
    if length > 1 { at + 1 + length } else { at }
}

/// The end of "Manager for Payments", "Oncall for Market Data": the team is up to three words that
/// are nobody's names.
fn team_end(tokens: &[Token], at: usize) -> usize {
    let is_team = |token: &&Token| {
        token.gap == Gap::Space
            && matches!(token.shape, Shape::Title | Shape::Mixed | Shape::Upper)
            && token.facts.given() < 3
            && (token.facts.word() > 0 || !token.facts.is_name())
    };
    let words = tokens[at + 2..].iter().take(3).take_while(is_team).count();
    if words == 0 { at } else { at + 2 + words }
}
