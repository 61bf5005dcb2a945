//! Looking up words fast: one hash for each word of a text.

use crate::prose::same;

/// Words, each with the index it was given.
#[derive(Debug, Default)]
pub(super) struct WordTable {
    /// Open addressing; a power of two, at most half full. Empty where the index is `NONE`.
    slots: Vec<(u64, u32)>,
    words: Vec<String>,
}

const NONE: u32 = u32::MAX;

impl WordTable {
    /// A table of `words`, in lower case with straight apostrophes, each with its index.
    pub(super) fn new(words: Vec<String>) -> Self {
        let size = (words.len() * 2).next_power_of_two().max(16);
        let mut slots = vec![(0, NONE); size];
        for (index, word) in words.iter().enumerate() {
            let hash = hash(word.as_bytes());
            let mut at = slot(hash, size);
            while slots[at].1 != NONE {
                at = (at + 1) & (size - 1);
            }
            slots[at] = (hash, index as u32);
        }
        Self { slots, words }
    }

    /// The index of a word as written.
    pub(super) fn get(&self, word: &str) -> Option<usize> {
        let hash = hash(word.as_bytes());
        let mut at = slot(hash, self.slots.len());
        while let Some(&(other, index)) = self.slots.get(at).filter(|(_, index)| *index != NONE) {
            if other == hash && same(word, &self.words[index as usize]) {
                return Some(index as usize);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        None
    }
}

/// Case of ASCII letters and the kind of apostrophe make no difference.
fn hash(word: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut at = 0;
    while let Some(&byte) = word.get(at) {
        let (byte, width) = match byte {
            0xE2 if word[at..].starts_with("’".as_bytes()) => (b'\'', 3),
            byte => (byte.to_ascii_lowercase(), 1),
        };
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        at += width;
    }
    hash
}

/// `size` is a power of two, or nothing.
fn slot(hash: u64, size: usize) -> usize {
    (hash ^ (hash >> 32)) as usize & size.saturating_sub(1)
}

/// The next word of `text` at or after `from`, as bytes; fast, and exact for Latin letters.
pub(super) fn next(text: &[u8], from: usize) -> Option<(usize, usize)> {
    let mut start = from;
    loop {
        match text.get(start)? {
            // General punctuation, symbols, and the signs of Latin-1.
            0xE2 => start += 3,
            0xC2 => start += 2,
            byte if is_letter(*byte) => break,
            _ => start += 1,
        }
    }
    let mut end = start;
    loop {
        end += text[end..]
            .iter()
            .take_while(|&&byte| is_letter(byte) && !is_sign(byte))
            .count();
        let joint = match &text[end.min(text.len())..] {
            [b'\'' | b'-' | b'_', next, ..] if is_letter(*next) && !is_sign(*next) => 1,
            [0xE2, 0x80, 0x99, next, ..] if is_letter(*next) && !is_sign(*next) => 3,
            _ => return Some((start, end)),
        };
        end += joint;
    }
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

fn is_sign(byte: u8) -> bool {
    matches!(byte, 0xE2 | 0xC2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_words_whatever_their_case() {
        let table = WordTable::new(vec![
            "didn't".to_owned(),
            "négligent".to_owned(),
            "he".to_owned(),
        ]);
        assert_eq!(table.get("Didn’t"), Some(0));
        assert_eq!(table.get("négligent"), Some(1));
        assert_eq!(table.get("HE"), Some(2));
        assert_eq!(table.get("the"), None);
        assert_eq!(WordTable::default().get("he"), None);
    }

    #[test]
    fn splits_a_text() {
        let text = "“He’s” on-call — naïve; x_y'";
        let mut at = 0;
        let mut words = Vec::new();
        while let Some((start, end)) = next(text.as_bytes(), at) {
            words.push(&text[start..end]);
            at = end;
        }
        assert_eq!(words, ["He’s", "on-call", "naïve", "x_y"]);
    }
}
