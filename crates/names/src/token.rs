//! Words of a text, with what is seen of them at a glance.

use crate::{
    Zone, ZoneKind,
    fold::{Key, is_invisible, join, key, key_ascii},
    lexicon::{Facts, Lexicon},
};

/// One word.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// First byte in the source.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// Hash of the folded word.
    pub key: Key,
    /// What the embedded lexicon knows of the word.
    pub facts: Facts,
    /// How it is written.
    pub shape: Shape,
    /// What stands between it and the word before.
    pub gap: Gap,
    /// Index of its zone.
    pub zone: u32,
    /// The zone's kind.
    pub kind: ZoneKind,
    /// Whether a possessive or contracted ending ("'s") follows.
    pub possessive: bool,
    /// How much a small word nobody knows is made like a login of a name.
    pub login: Login,
    /// Whether it is part of an address: a link's target, or one written out in a sentence.
    pub in_address: bool,
}

impl Token {
    /// The word as written.
    pub fn text<'a>(&self, source: &'a str) -> &'a str {
        &source[self.start as usize..self.end as usize]
    }

    /// Length in bytes; no word is empty.
    #[expect(clippy::len_without_is_empty, reason = "no word is empty")]
    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// all small
    Lower,
    /// Capitalised
    Title,
    /// A, Б: one capital letter
    Initial,
    /// ALL CAPITALS, and several of them: VMs
    Upper,
    /// Capitals within: `mixedCase`, `PascalCase`, `McDonald`
    Mixed,
    /// all digits, a measure (15min), or the hexadecimal digits of a commit
    Number,
    /// letters and digits
    Alnum,
    /// letters of a script without case
    Caseless,
}

/// What of a name a small word is made of: `janedoe`, `janed`, `jdoe`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Login {
    /// Nothing that shows.
    #[default]
    No,
    /// An initial and what may be a surname, as many words begin.
    Initialled,
    /// A given name and a letter or two.
    Shortened,
    /// A given name and a surname.
    Whole,
}

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Gap {
    /// Nothing before: the first word of a block.
    Start,
    /// Blank.
    Space,
    /// A line break within a block.
    Line,
    /// Where emphasis begins or ends.
    Emphasis,
    /// `-` within a word.
    Hyphen,
    /// `.` within a word.
    Dot,
    /// A dot, then a blank: an initial's, or a sentence's end.
    DotSpace,
    /// `_` within a word.
    Underscore,
    /// `/`
    Slash,
    /// `@`
    At,
    /// `:`
    Colon,
    /// `,`
    Comma,
    /// `(`
    Open,
    /// `)`
    Close,
    /// A quotation mark.
    Quote,
    /// A square or curly bracket.
    Bracket,
    /// A dash.
    Dash,
    /// End of a sentence other than by a dot.
    Stop,
    /// `&`
    Ampersand,
    /// `=`
    Equals,
    /// `#`
    Hash,
    /// `<` or `>`
    Less,
    /// Anything else.
    Other,
}

/// The words of all zones of a text.
pub fn tokenise(source: &str, zones: &[Zone], lexicon: &Lexicon) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(source.len() / 7);
    let mut reader = Reader {
        source,
        bytes: source.as_bytes(),
        lexicon,
        last_end: 0,
        last_block: None,
        in_address: false,
    };
    for (index, zone) in zones.iter().enumerate() {
        reader.read(index as u32, zone, &mut tokens);
    }
    know_pairs(&mut tokens, lexicon);
    tokens
}

/// Two words that are a known thing's name together are nobody's apart: "Lockheed Martin".
fn know_pairs(tokens: &mut [Token], lexicon: &Lexicon) {
    let capital = |t: &Token| matches!(t.shape, Shape::Title | Shape::Mixed | Shape::Upper);
    for at in 1..tokens.len() {
        let (first, second) = (tokens[at - 1], tokens[at]);
        if !capital(&second) || !capital(&first) || !matches!(second.gap, Gap::Space | Gap::Hyphen)
        {
            continue;
        }
        let together = lexicon.facts(join(first.key, second.key));
        if together != Facts::default() {
            tokens[at - 1].facts = first.facts.within(together);
            tokens[at].facts = second.facts.within(together);
        }
    }
}

struct Reader<'a> {
    source: &'a str,
    bytes: &'a [u8],
    lexicon: &'a Lexicon,
    last_end: usize,
    last_block: Option<u32>,
    in_address: bool,
}

impl Reader<'_> {
    fn read(&mut self, index: u32, zone: &Zone, tokens: &mut Vec<Token>) {
        let end = zone.range.end;
        let mut at = zone.range.start;
        if self.last_block != Some(zone.block) {
            self.last_block = Some(zone.block);
            self.last_end = usize::MAX;
        }
        while at < end {
            let Some(word) = self.word(at, end) else {
                at += self.skip(at, end);
                continue;
            };
            let gap = self.gap(word.start);
            let key = if word.ascii {
                key_ascii(&self.bytes[word.start..word.end])
            } else {
                key(&self.source[word.start..word.end])
            };
            let facts = self.lexicon.facts(key);
            let small = matches!(word.shape, Shape::Lower | Shape::Alnum);
            let login = if small && word.ascii && facts.word() == 0 && facts.0 >> 9 == 0 {
                login(&self.bytes[word.start..word.end], self.lexicon)
            } else {
                Login::No
            };
            tokens.push(Token {
                start: word.start as u32,
                end: word.end as u32,
                key,
                facts,
                login,
                shape: word.shape,
                gap,
                zone: index,
                kind: zone.kind,
                possessive: word.next > word.end,
                in_address: self.in_address || zone.kind == ZoneKind::Target,
            });
            self.last_end = word.end;
            at = word.next;
        }
    }

    /// What stands between the last word and one that begins at `start`; notices where an address
    /// written out begins and ends.
    fn gap(&mut self, start: usize) -> Gap {
        if self.last_end == usize::MAX {
            self.in_address = false;
            return Gap::Start;
        }
        let between = &self.bytes[self.last_end..start];
        if between.starts_with(b"://") {
            self.in_address = true;
        } else if self.in_address
            && between
                .iter()
                .any(|b| b.is_ascii_whitespace() || matches!(b, b')' | b'>' | b'"' | b']' | b'|'))
        {
            self.in_address = false;
        }
        gap_of(between)
    }

    /// How far to go on past something that is no word: past an entity or one character.
    fn skip(&self, at: usize, end: usize) -> usize {
        if self.bytes[at] == b'&' {
            let name = self.bytes[at + 1..end.min(at + 10)]
                .iter()
                .take_while(|b| b.is_ascii_alphanumeric() || **b == b'#')
                .count();
            if name > 1 && self.bytes.get(at + 1 + name) == Some(&b';') && at + 1 + name < end {
                return name + 2;
            }
        }
        self.source[at..].chars().next().map_or(1, char::len_utf8)
    }

    /// The word that begins at `at`, if one does.
    fn word(&self, at: usize, limit: usize) -> Option<Word> {
        let mut seen = Seen::default();
        let mut end = at;
        let mut ascii = true;
        // ASCII fast path: most words of most reports never leave it.
        while end < limit {
            let class = CLASS[self.bytes[end] as usize];
            if class == Class::Letter as u8 {
                seen.letter(self.bytes[end].is_ascii_uppercase());
                seen.not_hex |= !self.bytes[end].is_ascii_hexdigit();
                seen.ends_in_s = self.bytes[end] == b's';
                end += 1;
            } else if class == Class::Digit as u8 {
                if end == at {
                    seen.first = First::Digit;
                }
                seen.digits += 1;
                end += 1;
            } else if class == Class::High as u8 {
                seen.not_hex = true;
                seen.ends_in_s = false;
                let c = self.source[end..].chars().next()?;
                if c.is_alphabetic() || (is_invisible(c) && end > at) || (is_mark(c) && end > at) {
                    if c.is_uppercase() || c.is_lowercase() {
                        seen.letter(c.is_uppercase());
                    } else if c.is_alphabetic() {
                        seen.caseless += 1;
                    }
                } else if c.is_numeric() {
                    seen.digits += 1;
                } else if !(apostrophe(c) && self.joins(end + c.len_utf8(), limit, &seen)) {
                    break;
                }
                ascii = false;
                end += c.len_utf8();
            } else if self.bytes[end] == b'\'' && end > at && self.joins(end + 1, limit, &seen) {
                end += 1;
            } else {
                break;
            }
        }
        if end == at || seen.is_empty() {
            return None;
        }
        Some(Word {
            start: at,
            end,
            ascii,
            shape: seen.shape(),
            next: self.after_possessive(end, limit),
        })
    }

    /// Whether an apostrophe before `next` is part of a name (O'Neill), not of a possessive or a
    /// contraction.
    fn joins(&self, next: usize, limit: usize, seen: &Seen) -> bool {
        let rest = &self.bytes[next..limit];
        let tail = rest
            .iter()
            .take_while(|b| b.is_ascii_alphabetic() || **b >= 0x80)
            .count();
        tail > 2 && seen.letters() <= 3 && rest[0].is_ascii_alphabetic()
            || (tail > 2 && rest[0].is_ascii_uppercase())
    }

    /// Where reading goes on: past a possessive or contracted ending.
    fn after_possessive(&self, end: usize, limit: usize) -> usize {
        let rest = &self.bytes[end..limit];
        let quote = match rest {
            [b'\'', ..] => 1,
            [0xe2, 0x80, 0x99, ..] => 3,
            _ => return end,
        };
        let tail = rest[quote..]
            .iter()
            .take_while(|b| b.is_ascii_alphabetic())
            .count();
        match &rest[quote..quote + tail] {
            b"s" | b"S" | b"d" | b"ll" | b"ve" | b"re" | b"m" | b"t" => end + quote + tail,
            _ => end,
        }
    }
}

/// What of a name a word in ASCII is made of. Digits at its end count for nothing.
fn login(word: &[u8], lexicon: &Lexicon) -> Login {
    const LONGEST: usize = 24;
    let digits = word.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let letters = &word[..word.len() - digits];
    if !(4..=LONGEST).contains(&letters.len()) || !letters.iter().all(u8::is_ascii_lowercase) {
        return Login::No;
    }
    let facts = |part: &[u8]| lexicon.facts(key_ascii(part));
    // A part that is an ordinary word too says nothing: "datastan".
    let given = |part: &[u8], least: u32| facts(part).given() >= least && facts(part).word() < 4;
    let surname =
        |part: &[u8], least: u32| facts(part).surname() >= least && facts(part).word() < 4;
    let is_rare_surname = |part: &[u8]| {
        let facts = facts(part);
        facts.surname() > 0 && facts.word() == 0 && facts.0 >> 9 == 0
    };
    let whole = |at: usize| {
        let (first, last) = letters.split_at(at);
        given(first, 3) && surname(last, 3)
            || surname(first, 4) && given(last, 4)
            || first.len() > 3 && last.len() > 3 && given(first, 5) && is_rare_surname(last)
    };
    if (3..letters.len().saturating_sub(2)).any(whole) {
        return Login::Whole;
    }
    let shortened =
        |tail: usize| letters.len() >= tail + 4 && given(&letters[..letters.len() - tail], 4);
    if shortened(1) || shortened(2) || letters.len() > 4 && surname(&letters[1..], 5) {
        Login::Shortened
    } else if letters.len() > 4 && surname(&letters[1..], 3) {
        Login::Initialled
    } else {
        Login::No
    }
}

struct Word {
    start: usize,
    end: usize,
    ascii: bool,
    shape: Shape,
    next: usize,
}

/// What a word begins with.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum First {
    #[default]
    Other,
    Capital,
    Digit,
}

/// Tally of a word's characters.
#[derive(Default)]
struct Seen {
    upper: u32,
    lower: u32,
    digits: u32,
    caseless: u32,
    first: First,
    not_hex: bool,
    ends_in_s: bool,
}

impl Seen {
    fn letter(&mut self, upper: bool) {
        if self.is_empty() && upper {
            self.first = First::Capital;
        }
        if upper {
            self.upper += 1;
        } else {
            self.lower += 1;
        }
    }

    fn letters(&self) -> u32 {
        self.upper + self.lower + self.caseless
    }

    fn is_empty(&self) -> bool {
        self.letters() + self.digits == 0
    }

    fn shape(&self) -> Shape {
        let commit = !self.not_hex && self.digits > 1 && self.digits + self.letters() >= 7;
        // "15min", "3rd", "5xx".
        let measure = self.first == First::Digit && self.lower + self.digits <= 6;
        let plural = self.upper > 1 && self.lower == 1 && self.ends_in_s;
        if self.letters() == 0 || commit || measure {
            Shape::Number
        } else if self.digits > 0 {
            Shape::Alnum
        } else if self.caseless > 0 {
            Shape::Caseless
        } else if self.upper == 0 {
            Shape::Lower
        } else if self.lower == 0 || plural {
            if self.upper == 1 {
                Shape::Initial
            } else {
                Shape::Upper
            }
        } else if self.upper == 1 && self.first == First::Capital {
            Shape::Title
        } else {
            Shape::Mixed
        }
    }
}

fn apostrophe(c: char) -> bool {
    matches!(c, '’' | '‘' | 'ʼ' | 'ʻ')
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[derive(Clone, Copy)]
#[repr(u8)]
enum Class {
    Other,
    Letter,
    Digit,
    High,
}

const CLASS: [u8; 256] = {
    let mut table = [Class::Other as u8; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        if b.is_ascii_alphabetic() {
            table[byte] = Class::Letter as u8;
        } else if b.is_ascii_digit() {
            table[byte] = Class::Digit as u8;
        } else if b >= 0x80 {
            table[byte] = Class::High as u8;
        }
        byte += 1;
    }
    table
};

/// What the bytes between two words of one block amount to.
fn gap_of(between: &[u8]) -> Gap {
    match between {
        // The last is a space that does not break.
        [b' '] | [] | [0xc2, 0xa0] => return Gap::Space,
        [b'-'] => return Gap::Hyphen,
        [b'.'] => return Gap::Dot,
        [b'_'] | [b'\\', b'_'] => return Gap::Underscore,
        [b'.', b' '] => return Gap::DotSpace,
        [b',', b' '] => return Gap::Comma,
        _ => {}
    }
    let mut gap = Gap::Space;
    for byte in between {
        let seen = match byte {
            b'*' if gap == Gap::Space => Gap::Emphasis,
            b'\n' | b'\r' => Gap::Line,
            b'.' if gap == Gap::Space => Gap::DotSpace,
            b'!' | b'?' | b';' => Gap::Stop,
            b':' => Gap::Colon,
            b',' => Gap::Comma,
            b'(' => Gap::Open,
            b')' => Gap::Close,
            b'[' | b']' | b'{' | b'}' => Gap::Bracket,
            b'"' | b'`' => Gap::Quote,
            b'@' => Gap::At,
            b'/' => Gap::Slash,
            b'_' => Gap::Underscore,
            // 0xe2 leads dashes, quotes and ellipses; the bytes after it add nothing.
            b'-' | 0xe2 => Gap::Dash,
            b'&' => Gap::Ampersand,
            b'=' => Gap::Equals,
            b'#' => Gap::Hash,
            // A quotation goes on.
            b'>' if gap == Gap::Line => continue,
            b'<' | b'>' => Gap::Less,
            b' ' | b'\t' | b'\'' | b'\\' | b'~' | b'*' | 0x80..=0xbf => continue,
            _ => Gap::Other,
        };
        // The mark nearest to the word says most, except that a line break never hides a mark.
        if seen != Gap::Line || gap == Gap::Space {
            gap = seen;
        }
    }
    if gap == Gap::DotSpace && between.len() == 1 {
        Gap::Dot
    } else {
        gap
    }
}

/// The words of a listed name, as they would be read in a text.
pub fn words(name: &str) -> Vec<crate::knowledge::NameWord> {
    let zone = Zone {
        range: 0..name.len(),
        kind: ZoneKind::Prose,
        block: 0,
        label: None,
    };
    // Of a hundred thousand people, looking every word up in the lexicon costs more than all the
    // rest: only what is short enough to be a particle is.
    let lexicon = Lexicon::embedded();
    let particle =
        |t: &Token| t.len() <= 4 && lexicon.facts(t.key).is(crate::lexicon::Class::Particle);
    let word = |token: &Token| {
        let text = token.text(name);
        let initial = text.chars().next().map_or("", |c| &text[..c.len_utf8()]);
        crate::knowledge::NameWord {
            key: token.key,
            initial: key(initial),
            short: text.len() < 2 || particle(token),
        }
    };
    tokenise(name, &[zone], &Lexicon::over(&[]))
        .iter()
        .map(word)
        .collect()
}
