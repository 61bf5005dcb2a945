//! From byte offsets to lines and columns.

/// Where an offset lies, as people and editors count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in Unicode scalar values, from 1.
    pub column: usize,
    /// Column in UTF-16 code units, from 0, as editors count.
    pub utf16: usize,
}

/// Line starts and what is needed to count columns; every look-up is O(log lines).
///
/// Lines end with LF, CR LF or a lone CR. A byte order mark counts as a character of line 1.
/// Takes about 5 bits per byte of a text with characters beyond ASCII, and a word per line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
    length: usize,
    /// Set for bytes that continue a character; empty for an ASCII text.
    inner: Ranks,
    /// Set for bytes that lead a character of two UTF-16 units; empty where there is none.
    wide: Ranks,
}

impl LineIndex {
    pub(crate) fn new(source: &str) -> Self {
        let bytes = source.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let crlf = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
            if !crlf {
                starts.push(at as u32 + 1);
            }
        }
        let (inner, wide) = if source.is_ascii() {
            (Ranks::default(), Ranks::default())
        } else {
            (
                Ranks::of(bytes, |b| b & 0xC0 == 0x80),
                Ranks::of(bytes, |b| b >= 0xF0),
            )
        };
        Self {
            starts,
            length: bytes.len(),
            inner,
            wide,
        }
    }

    /// Number of lines; a text that ends with a line break has an empty last line.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// Where the byte at `offset` lies. Beyond the text: at its end. Within a character: after it.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.length);
        let line = self
            .starts
            .partition_point(|&start| start as usize <= offset);
        let start = self.starts[line - 1] as usize;
        let scalars = offset - start - self.inner.between(start, offset);
        let utf16 = scalars + self.wide.between(start, offset);
        Position {
            line,
            column: scalars + 1,
            utf16,
        }
    }

    /// First byte of a line counted from 1, or nothing beyond the last.
    pub fn start(&self, line: usize) -> Option<usize> {
        line.checked_sub(1)
            .and_then(|index| self.starts.get(index))
            .map(|&start| start as usize)
    }

    /// The byte offset of a line (from 1) and a UTF-16 column (from 0), as editors send them.
    ///
    /// A column beyond the line gives the start of the next line or the end of the text; a column
    /// within a character of two units gives that character's start.
    pub fn offset(&self, line: usize, utf16: usize) -> Option<usize> {
        let start = self.start(line)?;
        let end = self.start(line + 1).unwrap_or(self.length);
        let units =
            |at: usize| at - start - self.inner.between(start, at) + self.wide.between(start, at);
        let (mut low, mut high) = (start, end);
        while low < high {
            let middle = low + (high - low).div_ceil(2);
            if units(middle) <= utf16 {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        Some(self.boundary(low))
    }

    /// The start of the character that holds byte `at`.
    fn boundary(&self, mut at: usize) -> usize {
        while self.inner.get(at) {
            at -= 1;
        }
        at
    }
}

/// A bit per byte, with the count of set bits before each 64.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Ranks {
    words: Vec<u64>,
    before: Vec<u32>,
}

impl Ranks {
    fn of(bytes: &[u8], set: impl Fn(u8) -> bool) -> Self {
        let mut ranks = Self::default();
        let mut count = 0;
        // One word more than there are bytes, so that the end of the text can be asked for.
        for chunk in bytes.chunks(64).chain(std::iter::once(&[][..])) {
            let word = chunk.iter().enumerate().fold(0_u64, |word, (bit, &byte)| {
                word | (u64::from(set(byte)) << bit)
            });
            ranks.words.push(word);
            ranks.before.push(count);
            count += word.count_ones();
        }
        if count == 0 { Self::default() } else { ranks }
    }

    fn get(&self, at: usize) -> bool {
        self.words
            .get(at / 64)
            .is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    /// How many bits are set before `at`.
    fn rank(&self, at: usize) -> usize {
        let Some(word) = self.words.get(at / 64) else {
            return 0;
        };
        let below = word & !(u64::MAX << (at % 64));
        self.before[at / 64] as usize + below.count_ones() as usize
    }

    fn between(&self, start: usize, end: usize) -> usize {
        self.rank(end) - self.rank(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(source: &str, offset: usize) -> (usize, usize, usize) {
        let Position {
            line,
            column,
            utf16,
        } = LineIndex::new(source).position(offset);
        (line, column, utf16)
    }

    #[test]
    fn counts_lines_with_any_ending() {
        let source = "a\nb\r\nc\rd";
        assert_eq!(at(source, 0), (1, 1, 0));
        assert_eq!(at(source, 2), (2, 1, 0));
        assert_eq!(at(source, 4), (2, 3, 2), "between CR and LF");
        assert_eq!(at(source, 5), (3, 1, 0));
        assert_eq!(at(source, 7), (4, 1, 0));
        assert_eq!(at(source, 99), (4, 2, 1));
        assert_eq!(
            LineIndex::new("").position(0),
            Position {
                line: 1,
                column: 1,
                utf16: 0
            }
        );
        assert_eq!(LineIndex::new("a\n").count(), 2);
    }

    #[test]
    fn counts_wide_characters_both_ways() {
        let source = "é😀x";
        assert_eq!(at(source, 2), (1, 2, 1));
        assert_eq!(at(source, 6), (1, 3, 3));
        let lines = LineIndex::new(source);
        assert_eq!(lines.offset(1, 3), Some(6));
        assert_eq!(lines.offset(1, 2), Some(2), "in the middle of a pair");
        assert_eq!(lines.offset(2, 0), None);
        assert_eq!(lines.offset(0, 0), None);
    }

    proptest! {
        #[test]
        fn agrees_with_counting(source in "[a\u{e9}\u{1F600}\n\r]{0,200}") {
            let lines = LineIndex::new(&source);
            for (offset, _) in source.char_indices() {
                let position = lines.position(offset);
                let start = lines.start(position.line).unwrap();
                let before = &source[start..offset];
                prop_assert_eq!(position.column, before.chars().count() + 1);
                prop_assert_eq!(position.utf16, before.encode_utf16().count());
                prop_assert_eq!(lines.offset(position.line, position.utf16), Some(offset));
            }
        }
    }
}
