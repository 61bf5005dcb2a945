//! What the model sees of a candidate.

use crate::{
    Zone,
    fold::{Key, fold, join, key_ascii},
    lexicon::{Class, Facts},
    recogniser::{
        spelling::Spelling,
        usage::{Usage, Usages, ZONES},
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

/// Words whose nearness speaks for a customer.
const NEAR_CUSTOMER: [Key; 12] = [
    key_ascii(b"customer"),
    key_ascii(b"customers"),
    key_ascii(b"client"),
    key_ascii(b"clients"),
    key_ascii(b"tenant"),
    key_ascii(b"tenants"),
    key_ascii(b"account"),
    key_ascii(b"accounts"),
    key_ascii(b"merchant"),
    key_ascii(b"merchants"),
    key_ascii(b"contract"),
    key_ascii(b"subscriber"),
];

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

fn standing(view: &View<'_>, place: &Place, at: usize, sink: &mut Sink<'_>) {
    let token = &view.tokens[at];
    let shape = token.shape as u64;
    if let Some(label) = &view.zones[token.zone as usize].label {
        for word in view.source[label.clone()]
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .take(4)
        {
            sink.add(Of::Label, join(shape, crate::fold::key(word)));
        }
    }
    if place.line_head != 0 {
        sink.add(Of::LineHead, join(shape, place.line_head));
    }
    sink.add(Of::Heading, join(0, place.heading[0]));
    sink.add(Of::Heading, join(1, place.heading[1]));
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
    let mut words = [END; 4];
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
            let gap = if offset < 0 { token.gap } else { other.gap } as u64;
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
}
