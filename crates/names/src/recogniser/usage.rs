//! How each candidate's word is used over the whole text.

use crate::{
    fold::Key,
    key_map::KeyMap,
    lexicon::Class,
    recogniser::{
        candidates::{in_prose, is_candidate, stands_as_somebody},
        cues::{ARTICLES, NEAR_CUSTOMER, ZONES},
    },
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
    /// Times it opens a line, or follows a time that does, and a colon or a verb follows
    /// ("10.04 JP: …", "14:02 rail notices"): where minutes and timelines put who speaks or acts.
    pub speaker: u32,
    /// Times it stands where people are named.
    pub somebody: u32,
}

/// The usage of every candidate's word.
#[derive(Debug)]
pub struct Usages {
    index: KeyMap,
    words: Vec<Usage>,
    foreign: u32,
    speakers: Speakers,
    customers: u32,
}

/// How many different words of a kind speak or act as people do: a text that calls one person by
/// initials calls others so too.
#[derive(Clone, Copy, Debug, Default)]
pub struct Speakers {
    /// Words of two or three capitals.
    pub initials: u32,
    /// Small words that are no ordinary ones.
    pub nicknames: u32,
}

impl Usages {
    /// Counts over all tokens of a text.
    pub fn count(tokens: &[Token]) -> Self {
        let mut index = KeyMap::with_capacity(tokens.len() / 16);
        let mut usages = Vec::new();
        for (_, token) in tokens
            .iter()
            .enumerate()
            .filter(|(at, _)| is_candidate(tokens, *at))
        {
            let fresh = usages.len() as u32;
            if *index.entry(token.key, fresh) == fresh {
                usages.push(Usage::default());
            }
        }
        let mut opens = true;
        let mut speakers = Speakers::default();
        for (at, token) in tokens.iter().enumerate() {
            opens = matches!(token.gap, Gap::Start | Gap::Line)
                || opens && at > 0 && is_time(&tokens[at - 1]);
            let Some(found) = index.get(token.key) else {
                continue;
            };
            let previous = at.checked_sub(1).map(|p| &tokens[p]);
            let usage = &mut usages[found as usize];
            usage.add(previous, token, tokens.get(at + 1));
            usage.somebody += u32::from(stands_as_somebody(tokens, at));
            let spoke = usage.speaker;
            usage.speaker += u32::from(opens && tokens.get(at + 1).is_some_and(speaks));
            if spoke == 0 && usage.speaker == 1 {
                let unknown = token.facts.word() == 0 && token.facts.0 >> 9 == 0;
                match token.shape {
                    Shape::Upper if token.len() <= 3 => speakers.initials += 1,
                    Shape::Lower | Shape::Alnum if unknown => speakers.nicknames += 1,
                    _ => {}
                }
            }
        }
        Usages {
            index,
            words: usages,
            foreign: foreign(tokens),
            speakers,
            customers: tokens
                .iter()
                .filter(|t| NEAR_CUSTOMER.contains(&t.key))
                .count() as u32,
        }
    }

    /// How the word with this key is used; nothing is known of words that are no candidate.
    pub fn of(&self, key: Key) -> Usage {
        self.index
            .get(key)
            .map_or_else(Usage::default, |found| self.words[found as usize])
    }

    /// The number of the word with this key, counted in order of first appearance.
    pub fn number(&self, key: Key) -> Option<u32> {
        self.index.get(key)
    }

    /// How much of the text's small words is no English, from 0 (hardly any) to 4 (most): in other
    /// languages unknown words mean little.
    pub fn foreign(&self) -> u32 {
        self.foreign
    }

    /// How often customers, tenants and their like are spoken of.
    pub fn customers(&self) -> u32 {
        self.customers
    }

    /// How many words of a kind speak.
    pub fn speakers(&self) -> Speakers {
        self.speakers
    }

    /// How many different words there are.
    pub fn different(&self) -> usize {
        self.words.len()
    }
}

fn foreign(tokens: &[Token]) -> u32 {
    let (mut small, mut unknown) = (0u32, 0u32);
    for token in tokens
        .iter()
        .filter(|t| t.shape == Shape::Lower && in_prose(t.kind) && !t.in_address)
    {
        small += 1;
        unknown += u32::from(token.facts.word() == 0);
    }
    if small < 12 {
        0
    } else {
        (unknown * 10 / small).saturating_sub(1).min(4)
    }
}

impl Usage {
    fn add(&mut self, previous: Option<&Token>, token: &Token, next: Option<&Token>) {
        let joined = |gap| {
            matches!(
                gap,
                Gap::Underscore | Gap::Dot | Gap::Hyphen | Gap::Slash | Gap::Equals
            )
        };
        self.total += 1;
        self.small += u32::from(token.shape == Shape::Lower && in_prose(token.kind));
        self.code += u32::from(!in_prose(token.kind));
        self.possessive += u32::from(token.possessive);
        if let Some(previous) = previous.filter(|_| token.gap == Gap::Space) {
            self.article += u32::from(is_article(previous.key));
        }
        if let Some(next) = next {
            self.joined += u32::from(joined(next.gap) || joined(token.gap));
            self.thing += u32::from(
                next.gap == Gap::Space && next.facts.is(Class::ThingNoun) && !token.possessive,
            );
        }
    }
}

/// Figures, zones and dates before the first word of a timeline's line.
fn is_time(token: &Token) -> bool {
    token.shape == Shape::Number || token.facts.is(Class::Calendar) || ZONES.contains(&token.key)
}

/// Whether the word after a line's first shows that to be somebody: a colon before it, or a verb.
fn speaks(next: &Token) -> bool {
    next.gap == Gap::Colon
        || next.gap == Gap::Space
            && next.shape == Shape::Lower
            && (next.facts.is(Class::PersonVerb) || next.facts.is(Class::Verb))
}

/// Whether the word with this key is an article or stands like one.
pub fn is_article(key: Key) -> bool {
    ARTICLES.contains(&key)
}
