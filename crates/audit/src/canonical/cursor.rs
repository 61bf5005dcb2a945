//! Reading canonical JSON without building it: every function steps over what it checks.

use super::write::escape;
use super::{DEEPEST, LARGEST_INTEGER, NotCanonical, is_key};

/// A place in bytes that are known to be UTF-8.
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

type Step<T = ()> = Result<T, NotCanonical>;

/// The bytes that end a run of plain characters in a string.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        special[byte] = true;
        byte += 1;
    }
    special[b'"' as usize] = true;
    special[b'\\' as usize] = true;
    special
};

impl<'a> Cursor<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub(super) const fn wrong<T>(&self, expected: &'static str) -> Step<T> {
        Err(NotCanonical {
            at: self.at,
            expected,
        })
    }

    fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub(super) fn starts_with(&self, literal: &str) -> bool {
        self.rest().starts_with(literal.as_bytes())
    }

    /// Steps over exactly these characters.
    pub(super) fn literal(&mut self, literal: &'static str) -> Step {
        if !self.starts_with(literal) {
            return self.wrong(literal);
        }
        self.at += literal.len();
        Ok(())
    }

    pub(super) fn end(&self) -> Step {
        if self.at < self.bytes.len() {
            return self.wrong("the end");
        }
        Ok(())
    }

    /// Steps over a string of which every byte is allowed by `allowed`; the quote that opens it is
    /// behind the cursor already. The bytes between the quotes need no unescaping.
    pub(super) fn plain(
        &mut self,
        allowed: fn(&[u8]) -> bool,
        expected: &'static str,
    ) -> Step<&'a [u8]> {
        let rest = self.rest();
        let length = rest.iter().position(|byte| *byte == b'"');
        match length.and_then(|length| rest.get(..length)) {
            Some(text) if allowed(text) => {
                self.at += text.len() + 1;
                Ok(text)
            }
            _ => self.wrong(expected),
        }
    }

    /// Steps over a whole number that is not negative.
    pub(super) fn natural(&mut self) -> Step<u64> {
        let digits = self.rest().iter().take_while(|byte| byte.is_ascii_digit());
        let digits = &self.rest()[..digits.count()];
        let well_written = matches!(digits, [b'0'] | [b'1'..=b'9', ..]) && digits.len() <= 16;
        let number = digits.iter().fold(0_u64, |sum, digit| {
            sum.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'))
        });
        if !well_written || number > LARGEST_INTEGER {
            return self.wrong("a whole number up to 2^53 - 1 without leading zeros");
        }
        self.at += digits.len();
        Ok(number)
    }

    fn integer(&mut self) -> Step {
        let negative = self.peek() == Some(b'-');
        self.at += usize::from(negative);
        if self.natural()? == 0 && negative {
            return self.wrong("0 without a sign");
        }
        Ok(())
    }

    /// Steps over the rest of a string whose opening quote is behind the cursor.
    fn text(&mut self) -> Step {
        loop {
            let plain = self.rest().iter().position(|b| SPECIAL[usize::from(*b)]);
            self.at += plain.unwrap_or(self.rest().len());
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => self.escape()?,
                _ => return self.wrong("a quote, or an escape for a control character"),
            }
        }
        self.at += 1;
        Ok(())
    }

    /// Steps over an escape if it is the one [`super::write_text`] writes.
    fn escape(&mut self) -> Step {
        let rest = self.rest();
        self.at += match rest.get(1) {
            Some(b'"' | b'\\' | b'b' | b'f' | b'n' | b'r' | b't') => 2,
            Some(b'u') if unicode_escape(rest).and_then(escape) == Some('u') => 6,
            _ => return self.wrong("the shortest escape"),
        };
        Ok(())
    }

    fn value(&mut self, depth: u8) -> Step {
        match self.peek() {
            Some(b'"') => {
                self.at += 1;
                self.text()
            }
            Some(b'-' | b'0'..=b'9') => self.integer(),
            Some(b't') => self.literal("true"),
            Some(b'f') => self.literal("false"),
            Some(b'n') => self.literal("null"),
            Some(b'{') if depth < DEEPEST => self.object(depth + 1),
            Some(b'[') if depth < DEEPEST => self.array(depth + 1),
            Some(b'{' | b'[') => self.wrong("less nesting"),
            _ => self.wrong("a value"),
        }
    }

    fn array(&mut self, depth: u8) -> Step {
        self.literal("[")?;
        if self.peek() != Some(b']') {
            self.value(depth)?;
            while self.peek() == Some(b',') {
                self.at += 1;
                self.value(depth)?;
            }
        }
        self.literal("]")
    }

    /// Steps over an object at this depth, whose keys must rise.
    pub(super) fn object(&mut self, depth: u8) -> Step {
        self.literal("{")?;
        let mut last: &[u8] = &[];
        if self.peek() != Some(b'}') {
            self.member(&mut last, depth)?;
            while self.peek() == Some(b',') {
                self.at += 1;
                self.member(&mut last, depth)?;
            }
        }
        self.literal("}")
    }

    fn member(&mut self, last: &mut &'a [u8], depth: u8) -> Step {
        self.literal("\"")?;
        let start = self.at;
        let key = self.plain(is_key, "a key of 1 to 64 of A-Z a-z 0-9 _ . -")?;
        if key <= *last {
            self.at = start;
            return self.wrong("keys in rising order");
        }
        *last = key;
        self.literal(":")?;
        self.value(depth)
    }
}

/// The byte below 0x20 that `\u00xx` in lower case stands for.
fn unicode_escape(rest: &[u8]) -> Option<u8> {
    let digits = rest.get(2..6)?.strip_prefix(b"00")?;
    let sixteens = digits[0].checked_sub(b'0').filter(|digit| *digit < 2)?;
    let ones = match digits[1] {
        digit @ b'0'..=b'9' => digit - b'0',
        digit @ b'a'..=b'f' => digit - b'a' + 10,
        _ => return None,
    };
    Some(sixteens * 16 + ones)
}
