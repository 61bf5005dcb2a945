//! How each candidate's word is used over the whole text.

use crate::{
    fold::{Key, key_ascii},
    key_map::KeyMap,
    lexicon::Class,
    recogniser::candidates::{in_prose, is_candidate},
    token::{Gap, Shape, Token},
};

/// Counts for one word of a text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Usage {
    /// Times it stands in the text, however written.
    pub total: u32,
    /// Times in small letters in prose.
    pub small: u32,
    /// Times after "the", "a", "our".
    pub article: u32,
    /// Times before a noun that shows it to be a thing ("X cluster").
    pub thing: u32,
    /// Times in code.
    pub code: u32,
    /// Times joined by `_`, `.`, `-`, `/` to another word.
    pub joined: u32,
    /// Times with a possessive ending.
    pub possessive: u32,
}

/// The usage of every candidate's word.
#[derive(Debug)]
pub struct Usages {
    index: KeyMap,
    usages: Vec<Usage>,
}

impl Usages {
    /// Counts over all tokens of a text.
    pub fn count(tokens: &[Token]) -> Self {
        let mut index = KeyMap::with_capacity(tokens.len() / 16);
        let mut usages = Vec::new();
        for token in tokens.iter().filter(|t| is_candidate(t)) {
            let fresh = usages.len() as u32;
            if *index.entry(token.key, fresh) == fresh {
                usages.push(Usage::default());
            }
        }
        for (at, token) in tokens.iter().enumerate() {
            let Some(found) = index.get(token.key) else { continue };
            let previous = at.checked_sub(1).map(|p| &tokens[p]);
            usages[found as usize].add(previous, token, tokens.get(at + 1));
        }
        Usages { index, usages }
    }

    /// How the word with this key is used; nothing is known of words that are no candidate.
    pub fn of(&self, key: Key) -> Usage {
        self.index.get(key).map_or_else(Usage::default, |found| self.usages[found as usize])
    }

    /// The number of the word with this key, counted in order of first appearance.
    pub fn number(&self, key: Key) -> Option<u32> {
        self.index.get(key)
    }

    /// How many different words there are.
    pub fn len(&self) -> usize {
        self.usages.len()
    }
}

impl Usage {
    fn add(&mut self, previous: Option<&Token>, token: &Token, next: Option<&Token>) {
        let joined = |gap| matches!(gap, Gap::Underscore | Gap::Dot | Gap::Hyphen | Gap::Slash | Gap::Equals);
        self.total += 1;
        self.small += u32::from(token.shape == Shape::Lower && in_prose(token.kind));
        self.code += u32::from(!in_prose(token.kind));
        self.possessive += u32::from(token.possessive);
        if let Some(previous) = previous.filter(|_| token.gap == Gap::Space) {
            self.article += u32::from(is_article(previous.key));
        }
        if let Some(next) = next {
            self.joined += u32::from(joined(next.gap) || joined(token.gap));
            self.thing += u32::from(next.gap == Gap::Space && next.shape == Shape::Lower && next.facts.is(Class::ThingNoun) && !token.possessive);
        }
    }
}

/// Words that stand before things, not before people's names.
const ARTICLES: [Key; 8] = [
    key_ascii(b"the"),
    key_ascii(b"a"),
    key_ascii(b"an"),
    key_ascii(b"our"),
    key_ascii(b"this"),
    key_ascii(b"each"),
    key_ascii(b"every"),
    key_ascii(b"its"),
];

/// Whether the word with this key is an article or stands like one.
pub fn is_article(key: Key) -> bool {
    ARTICLES.contains(&key)
}
