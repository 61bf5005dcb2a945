//! What the model sees of a candidate.

use crate::{
    Zone,
    fold::{Key, fold, join, key_ascii},
    lexicon::{Class, Facts},
    recogniser::{
        cues::{NEAR_CUSTOMER, ROLLS, ZONES},
        spelling::Spelling,
        usage::{Usage, Usages},
    },
    token::{Gap, Shape, Token},
};

/// Kinds of feature: the first part of every feature's hash. The numbers are of no meaning, but
/// changing one without training again breaks the model.
#[derive(Clone, Copy)]
#[repr(u64)]
enum Of {
    Bias = 1,
    Shape,
    Facts,
    Given,
    Surname,
    Class,
    Spelling,
    Affix,
    Length,
    Zone,
    Label,
    Usage,
    Word,
    WordShape,
    WordPair,
    Gap,
    NeighbourClass,
    NeighbourShape,
    NeighbourName,
    Around,
    LineHead,
    Heading,
    Start,
    Pair,
    Possessive,
    Near,
    Foreign,
    NameWord,
    NameClass,
    NameGap,
    Custom,
    Roll,
    Login,
}

/// Everything of a text that features are taken from.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The text.
    pub source: &'a str,
    /// Its zones.
    pub zones: &'a [Zone],
    /// Its words.
    pub tokens: &'a [Token],
    /// How candidates are used over it.
    pub usages: &'a Usages,
    /// The spelling model.
    pub spelling: Spelling,
}

/// Where a candidate stands, carried along as tokens are read in order.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place {
    /// First word of the last heading, and the one after it.
    heading: [Key; 2],
    /// Word before the first colon of the line ("Attendees: …"), if near its start.
    line_head: Key,
    /// Index of the first token of the line.
    line_start: usize,
}

impl Place {
    /// Moves on to the token at `at`.
    pub fn step(&mut self, tokens: &[Token], at: usize) {
        let token = &tokens[at];
        if matches!(token.gap, Gap::Start | Gap::Line) {
            self.line_start = at;
            self.line_head = 0;
            if token.kind == crate::ZoneKind::Heading {
                self.heading = [token.key, 0];
            }
        } else if at == self.line_start + 1 && token.kind == crate::ZoneKind::Heading {
            self.heading[1] = token.key;
        }
        if token.gap == Gap::Colon && at - self.line_start <= 4 && at > self.line_start {
            self.line_head = tokens[at - 1].key;
        }
    }
}

/// Collects the features of the candidate at `at` into `out`, which is emptied first.
pub fn collect(view: &View<'_>, place: &Place, at: usize, out: &mut Vec<Key>) {
    out.clear();
    let mut sink = Sink(out);
    let token = &view.tokens[at];
    own(view, token, &mut sink);
    usage(view.usages.of(token.key), token, &mut sink);
    let foreign = u64::from(view.usages.foreign());
    sink.add(Of::Foreign, foreign << 8 | token.shape as u64);
    sink.add(
        Of::Foreign,
        1 << 40 | foreign << 20 | name_and_word(token.facts) << 4 | token.shape as u64,
    );
    custom(view, token, &mut sink);
    standing(view, place, at, &mut sink);
    neighbours(view, at, &mut sink);
}

struct Sink<'a>(&'a mut Vec<Key>);

impl Sink<'_> {
    #[inline]
    fn add(&mut self, of: Of, value: u64) {
        let hash = (value ^ (of as u64) << 56).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let hash = (hash ^ hash >> 31).wrapping_mul(0xd6e8_feb8_6659_fd93);
        self.0.push(hash ^ hash >> 32);
    }
}

/// The measures of a word that matter together: how common as a name, how common as a word.
fn name_and_word(facts: Facts) -> u64 {
    let word = match facts.word() {
        0 => 0,
        1..=2 => 1,
        3..=4 => 2,
        _ => 3,
    };
    u64::from(facts.given()) << 8 | u64::from(facts.surname()) << 4 | word
}

/// How much the word alone looks like a name, coarsely enough to be seen together with what stands
/// around it: 0 for no name, to 5 for a common given name; 8 more if it is also a word.
pub fn nameness(token: &Token) -> u64 {
    let facts = token.facts;
    let name = match (facts.given(), facts.surname()) {
        (5.., _) => 5,
        (3..=4, _) => 4,
        (_, 4..) => 3,
        (1.., _) => 2,
        (_, 1..) => 1,
        _ => 0,
    };
    let other = facts.word() > 0
        || facts.is(Class::Technology)
        || facts.is(Class::Service)
        || facts.is(Class::Place);
    (name | u64::from(other) << 3) << 3 | token.shape as u64
}

/// The word's classes as a set of bits.
fn classes(facts: Facts) -> u64 {
    u64::from(facts.0 >> 9)
}

fn own(view: &View<'_>, token: &Token, sink: &mut Sink<'_>) {
    let facts = token.facts;
    let shape = token.shape as u64;
    sink.add(Of::Bias, 0);
    sink.add(Of::Shape, shape);
    sink.add(Of::Facts, name_and_word(facts) << 8 | shape);
    sink.add(
        Of::Given,
        u64::from(facts.given()) << 4 | u64::from(facts.word()),
    );
    sink.add(
        Of::Surname,
        u64::from(facts.surname()) << 4 | u64::from(facts.word()),
    );
    let mut bits = classes(facts);
    sink.add(Of::Class, 64 | u64::from(bits != 0));
    while bits != 0 {
        sink.add(Of::Class, u64::from(bits.trailing_zeros()));
        bits &= bits - 1;
    }
    sink.add(Of::Zone, token.kind as u64 | shape << 8);
    sink.add(Of::Length, (token.len() as u64).min(12) << 8 | shape);
    sink.add(Of::Possessive, u64::from(token.possessive));
    login(token, sink);
    let text = token.text(view.source);
    let folded = fold_for_spelling(text);
    let likeness = u64::from(view.spelling.likeness(&folded));
    let known = u64::from(facts.is_name()) << 1 | u64::from(facts.word() > 0);
    sink.add(Of::Spelling, likeness << 4 | known);
    sink.add(Of::Spelling, 1 << 10 | likeness << 4 | shape);
    for size in 1..=3 {
        if folded.len() > size {
            sink.add(
                Of::Affix,
                join(size as u64, key_ascii(&folded[folded.len() - size..])),
            );
        }
    }
    if folded.len() > 3 {
        sink.add(Of::Affix, join(9, key_ascii(&folded[..3])));
    }
}

/// What a small word nobody knows is made of, and where it stands.
fn login(token: &Token, sink: &mut Sink<'_>) {
    if matches!(token.shape, Shape::Lower | Shape::Alnum) {
        let made = token.login as u64;
        let unknown = u64::from(token.facts.0 == 0);
        sink.add(Of::Login, made << 8 | unknown);
        sink.add(Of::Login, 1 << 16 | made << 8 | token.gap as u64);
    }
}

fn fold_for_spelling(text: &str) -> Vec<u8> {
    if text.is_ascii() {
        text.to_ascii_lowercase().into_bytes()
    } else {
        fold(text).into_bytes()
    }
}

fn bucket(count: u32) -> u64 {
    match count {
        0..=2 => u64::from(count),
        3..=4 => 3,
        5..=8 => 4,
        _ => 5,
    }
}

fn usage(usage: Usage, token: &Token, sink: &mut Sink<'_>) {
    let shape = token.shape as u64;
    let mut add = |index: u64, value: u64| sink.add(Of::Usage, index << 16 | value << 8 | shape);
    add(0, bucket(usage.total));
    add(1, bucket(usage.small));
    add(2, bucket(usage.article));
    add(3, bucket(usage.thing));
    add(4, bucket(usage.code));
    add(5, bucket(usage.joined));
    add(6, bucket(usage.possessive));
    add(8, bucket(usage.speaker));
    add(
        9,
        u64::from(usage.somebody * 4 / usage.total.max(1)) << 4 | bucket(usage.total).min(3),
    );
    let facts = token.facts;
    add(
        7,
        u64::from(facts.is_name())
            | u64::from(usage.article + usage.thing > 0) << 1
            | u64::from(usage.joined + usage.code > 0) << 2,
    );
}

/// How people are called elsewhere in the text.
fn custom(view: &View<'_>, token: &Token, sink: &mut Sink<'_>) {
    let speakers = view.usages.speakers();
    let (kind, others) = match token.shape {
        Shape::Upper if token.len() <= 3 => (1, speakers.initials),
        Shape::Lower | Shape::Alnum => (2, speakers.nicknames),
        _ => return,
    };
    let usage = view.usages.of(token.key);
    let own = u64::from(usage.speaker > 0) << 1 | u64::from(usage.somebody * 2 >= usage.total);
    let known = u64::from(token.facts.word() > 0) << 1 | u64::from(token.facts.0 >> 9 != 0);
    sink.add(
        Of::Custom,
        kind << 24 | bucket(others) << 16 | own << 8 | known,
    );
}

fn standing(view: &View<'_>, place: &Place, at: usize, sink: &mut Sink<'_>) {
    let token = &view.tokens[at];
    let shape = token.shape as u64;
    let labelled = label(view, token, sink);
    if place.line_head != 0 {
        sink.add(Of::LineHead, join(shape, place.line_head));
    }
    sink.add(Of::Heading, join(0, place.heading[0]));
    sink.add(Of::Heading, join(1, place.heading[1]));
    sink.add(Of::Heading, join(2 << 8 | shape, place.heading[0]));
    // On a roll of people: in its column, behind its word, under its heading.
    let roll = u64::from(labelled)
        | u64::from(ROLLS.contains(&place.line_head)) << 1
        | u64::from(place.heading.iter().any(|key| ROLLS.contains(key))) << 2;
    let short = u64::from(token.len() <= 3);
    sink.add(Of::Roll, roll << 16 | short << 8 | shape);
    sink.add(
        Of::Roll,
        1 << 24 | roll << 16 | short << 8 | nameness(token),
    );
    let distance = (at - place.line_start).min(5) as u64;
    sink.add(Of::Start, distance << 16 | (token.gap as u64) << 8 | shape);
    // "10:15 jynus restarts": only figures stand before it on the line.
    let after_time = at > place.line_start
        && view.tokens[place.line_start..at]
            .iter()
            .rev()
            .take(9)
            .all(|t| t.shape == Shape::Number || is_zone_word(t));
    sink.add(Of::Start, 1 << 24 | u64::from(after_time) << 8 | shape);
}

/// The words of the column's head or the front matter's key, and whether one of them promises people.
fn label(view: &View<'_>, token: &Token, sink: &mut Sink<'_>) -> bool {
    let Some(label) = &view.zones[token.zone as usize].label else {
        return false;
    };
    let mut promises = false;
    for word in view.source[label.clone()]
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .take(4)
    {
        let key = crate::fold::key(word);
        promises |= ROLLS.contains(&key);
        sink.add(Of::Label, join(token.shape as u64, key));
    }
    promises
}

fn is_zone_word(token: &Token) -> bool {
    token.facts.is(Class::Calendar) || ZONES.contains(&token.key)
}

/// The neighbour `offset` words away, within the block.
fn neighbour(tokens: &[Token], at: usize, offset: isize) -> Option<&Token> {
    let other = at.checked_add_signed(offset)?;
    let (low, high) = if other < at {
        (other + 1, at)
    } else {
        (at + 1, other)
    };
    if tokens.get(other).is_none() || tokens[low..=high].iter().any(|t| t.gap == Gap::Start) {
        return None;
    }
    tokens.get(other)
}

fn neighbours(view: &View<'_>, at: usize, sink: &mut Sink<'_>) {
    const END: Key = 7;
    let tokens = view.tokens;
    let token = &tokens[at];
    let shape = token.shape as u64;
    let nameness = nameness(token);
    let mut words = [END; 4];
    let next_gap = tokens.get(at + 1).map_or(Gap::Start, |next| next.gap);
    sink.add(
        Of::NameGap,
        nameness << 16 | (token.gap as u64) << 8 | next_gap as u64,
    );
    for (slot, offset) in [-2isize, -1, 1, 2].into_iter().enumerate() {
        let position = slot as u64;
        let Some(other) = neighbour(tokens, at, offset) else {
            sink.add(Of::Word, join(position, END));
            sink.add(Of::WordShape, join(position << 8 | shape, END));
            continue;
        };
        words[slot] = other.key;
        sink.add(Of::Word, join(position, other.key));
        sink.add(
            Of::NeighbourShape,
            position << 16 | (other.shape as u64) << 8 | shape,
        );
        if offset.abs() == 1 {
            sink.add(Of::WordShape, join(position << 8 | shape, other.key));
            sink.add(Of::NameWord, join(position << 8 | nameness, other.key));
            let gap = if offset < 0 { token.gap } else { other.gap } as u64;
            sink.add(
                Of::NameGap,
                1 << 40 | position << 32 | gap << 24 | nameness << 12 | self::nameness(other),
            );
            sink.add(
                Of::Gap,
                position << 24 | gap << 16 | shape << 8 | other.shape as u64,
            );
            sink.add(
                Of::Gap,
                1 << 30
                    | position << 24
                    | gap << 16
                    | shape << 8
                    | u64::from(other.facts.is_name()),
            );
            sink.add(
                Of::NeighbourName,
                position << 40 | gap << 32 | name_and_word(other.facts) << 8 | other.shape as u64,
            );
            sink.add(
                Of::Pair,
                position << 40
                    | (gap << 24)
                    | (name_and_word(token.facts) >> 4) << 10
                    | name_and_word(other.facts) >> 4,
            );
        }
        let mut bits = classes(other.facts);
        while bits != 0 {
            sink.add(
                Of::NeighbourClass,
                position << 16 | u64::from(bits.trailing_zeros()) << 8 | shape,
            );
            if offset.abs() == 1 {
                sink.add(
                    Of::NameClass,
                    position << 16 | u64::from(bits.trailing_zeros()) << 8 | nameness,
                );
            }
            bits &= bits - 1;
        }
    }
    sink.add(Of::WordPair, join(words[1], words[2]));
    sink.add(Of::WordPair, join(1 ^ words[0], words[1]));
    sink.add(Of::WordPair, join(2 ^ words[2], words[3]));
    around(view, at, sink);
}

/// The few words further off that still say what a sentence is about.
fn around(view: &View<'_>, at: usize, sink: &mut Sink<'_>) {
    let shape = view.tokens[at].shape as u64;
    let mut near = false;
    for offset in [-5isize, -4, -3, -2, -1, 1, 2, 3, 4, 5] {
        let Some(other) = neighbour(view.tokens, at, offset) else {
            continue;
        };
        near |= NEAR_CUSTOMER.contains(&other.key);
        if offset.abs() == 3 {
            sink.add(Of::Around, join(u64::from(offset > 0), other.key));
        }
    }
    sink.add(Of::Near, u64::from(near) << 8 | shape);
    let spoken_of = bucket(view.usages.customers());
    sink.add(
        Of::Near,
        1 << 16 | spoken_of << 12 | u64::from(near) << 8 | shape,
    );
}
