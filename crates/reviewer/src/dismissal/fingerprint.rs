//! Fingerprints: how a finding is known again after the text around it has moved.

use std::fmt;
use std::hash::Hasher;
use std::str::FromStr;

use document::{Document, Span};
use names::{Kind, Mention};
use siphasher::sip128::{Hasher128, SipHasher24};

use crate::prose;
use crate::{Finding, Review};

/// The key of an organisation's fingerprints. Without it they cannot be guessed from a list of
/// names.
#[derive(Clone, PartialEq, Eq)]
pub struct FingerprintKey([u8; 32]);

/// 128 bits that stand for a rule, the flagged text and its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u128);

impl Fingerprint {
    /// For storage.
    pub const fn to_bytes(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }
}

impl FingerprintKey {
    /// A key of 32 bytes, which should be random.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The key as a file holds it: 64 hexadecimal digits.
    pub fn to_hex(&self) -> String {
        self.0
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15])
            .filter_map(|digit| char::from_digit(u32::from(digit), 16))
            .collect()
    }
}

impl FromStr for FingerprintKey {
    type Err = &'static str;

    /// Reads 64 hexadecimal digits, with or without white space around them.
    fn from_str(hex: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "a key is 64 hexadecimal digits";
        let hex = hex.trim();
        if hex.len() != 64 || !hex.is_ascii() {
            return Err(WRONG);
        }
        let mut bytes = [0; 32];
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&hex[at * 2..at * 2 + 2], 16).map_err(|_| WRONG)?;
        }
        Ok(Self(bytes))
    }
}

impl fmt::Debug for FingerprintKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FingerprintKey(…)")
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl FromStr for Fingerprint {
    type Err = &'static str;

    fn from_str(hex: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "a fingerprint is 32 hexadecimal digits";
        if hex.len() != 32 || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(WRONG);
        }
        u128::from_str_radix(hex, 16).map(Self).map_err(|_| WRONG)
    }
}

/// Makes the fingerprints of one text's findings.
#[derive(Debug)]
pub struct Fingerprints<'a> {
    key: &'a FingerprintKey,
    document: &'a Document,
    people: Vec<&'a Span>,
    /// First byte of every passage's block, to find the block a finding stands in.
    blocks: Vec<&'a Span>,
}

impl<'a> Fingerprints<'a> {
    /// For the findings of `review`, which is of `document`.
    pub fn new(key: &'a FingerprintKey, document: &'a Document, review: &'a Review) -> Self {
        Self::of_mentions(key, document, &review.mentions)
    }

    pub(crate) fn of_mentions(
        key: &'a FingerprintKey,
        document: &'a Document,
        mentions: &'a [Mention],
    ) -> Self {
        let people = mentions
            .iter()
            .filter(|mention| mention.kind == Kind::Person)
            .map(|mention| &mention.range);
        let blocks = document.blocks().iter().map(|block| &block.span);
        Self {
            key,
            document,
            people: people.collect(),
            blocks: blocks.collect(),
        }
    }

    /// The fingerprint of one finding: of its rule, the flagged text and the sentence around it in
    /// which people are replaced by a placeholder. Independent of where the sentence stands.
    pub fn of(&self, finding: &Finding) -> Fingerprint {
        let text = self.document.source();
        let block = self.block(finding.span.start).unwrap_or(0..text.len());
        let at = finding.span.start.clamp(block.start, block.end);
        let sentence = prose::sentence(text, &block, at);
        let mut hasher =
            SipHasher24::new_with_key(self.key.0.first_chunk::<16>().unwrap_or(&[0; 16]));
        hasher.write(&self.key.0[16..]);
        hasher.write(finding.rule.code.as_bytes());
        write_normal(&mut hasher, text.get(finding.span.clone()).unwrap_or(""));
        write_normal(&mut hasher, &self.without_people(&sentence));
        Fingerprint(hasher.finish128().as_u128())
    }

    fn block(&self, at: usize) -> Option<Span> {
        let after = self.blocks.partition_point(|block| block.start <= at);
        let block = self.blocks.get(after.checked_sub(1)?)?;
        (at < block.end).then(|| (*block).clone())
    }

    fn without_people(&self, sentence: &Span) -> String {
        let text = self.document.source();
        let first = self
            .people
            .partition_point(|person| person.end <= sentence.start);
        let mut clean = String::with_capacity(sentence.len());
        let mut at = sentence.start;
        for person in self.people[first..]
            .iter()
            .take_while(|person| person.start < sentence.end)
        {
            clean.push_str(text.get(at..person.start).unwrap_or(""));
            clean.push('\u{fffc}');
            at = person.end;
        }
        clean.push_str(text.get(at..sentence.end).unwrap_or(""));
        clean
    }
}

/// Feeds `text` in lower case with single spaces, ended so that two texts never run together.
fn write_normal(hasher: &mut SipHasher24, text: &str) {
    let mut buffer = [0; 4];
    for (at, word) in text.split_whitespace().enumerate() {
        if at > 0 {
            hasher.write(b" ");
        }
        for c in word.chars().flat_map(char::to_lowercase) {
            hasher.write(c.encode_utf8(&mut buffer).as_bytes());
        }
    }
    hasher.write(&[0]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_fingerprints_survive_writing() {
        let key = FingerprintKey::new([0xA5; 32]);
        assert_eq!(key.to_hex().parse(), Ok(key.clone()));
        assert_eq!(format!("{key:?}"), "FingerprintKey(…)");
        let print = Fingerprint(0x1234);
        assert_eq!(print.to_string().parse(), Ok(print));
        assert!("12".parse::<Fingerprint>().is_err());
        assert!("zz".repeat(32).parse::<FingerprintKey>().is_err());
        assert!("é".repeat(32).parse::<FingerprintKey>().is_err());
    }
}
