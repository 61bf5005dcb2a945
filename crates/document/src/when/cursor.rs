//! A place in a line of text, and small steps forward from it.

/// A position in a text; every step either moves forward or leaves it where it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    pub at: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    pub fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// What was stepped over since `start`.
    pub fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The byte `ahead` bytes further.
    pub fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    /// Whether no word begins or goes on here.
    pub fn at_word_end(&self) -> bool {
        !self.peek().is_some_and(char::is_alphanumeric)
    }

    /// Steps over one of `chars`.
    pub fn eat(&mut self, chars: &[char]) -> bool {
        match self.peek() {
            Some(c) if chars.contains(&c) => {
                self.at += c.len_utf8();
                true
            }
            _ => false,
        }
    }

    /// Steps over blanks, no-break spaces among them; not over line breaks.
    pub fn blanks(&mut self) -> &mut Self {
        while self.eat(&[' ', '\t', '\u{a0}', '\u{202f}', '\u{2009}']) {}
        self
    }

    /// A number of `least` to `most` digits, with no digit after it.
    pub fn number(&mut self, least: usize, most: usize) -> Option<u32> {
        let digits = self
            .rest()
            .bytes()
            .take(most + 1)
            .take_while(u8::is_ascii_digit)
            .count();
        if digits < least || digits > most {
            return None;
        }
        let number = self.rest()[..digits].parse().ok()?;
        self.at += digits;
        Some(number)
    }

    /// The word here: letters only, at most 20 of them.
    pub fn word(&self) -> &'a str {
        let rest = self.rest();
        let ascii = rest
            .bytes()
            .take(21)
            .take_while(u8::is_ascii_alphabetic)
            .count();
        if rest.as_bytes().get(ascii).is_none_or(u8::is_ascii) {
            return &rest[..ascii];
        }
        let end = rest
            .char_indices()
            .take(21)
            .find(|(_, c)| !c.is_alphabetic());
        let end = end.map_or_else(
            || rest.chars().take(21).map(char::len_utf8).sum(),
            |(at, _)| at,
        );
        &rest[..end]
    }

    /// Steps over `word` in any case, if it ends there.
    pub fn keyword(&mut self, word: &str) -> bool {
        let same = self
            .rest()
            .get(..word.len())
            .is_some_and(|here| here.eq_ignore_ascii_case(word));
        let ends = same && !self.rest()[word.len()..].starts_with(char::is_alphabetic);
        if ends {
            self.at += word.len();
        }
        ends
    }

    /// Steps over the word here if it is one of `words` in any case.
    pub fn any_keyword(&mut self, words: &[&str]) -> bool {
        let here = self.word();
        let found = !here.is_empty()
            && words
                .iter()
                .any(|word| word.len() == here.len() && word.eq_ignore_ascii_case(here));
        if found {
            self.at += here.len();
        }
        found
    }

    /// Runs `read` from here and stays where it was if that finds nothing.
    pub fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut ahead = *self;
        let found = read(&mut ahead);
        if found.is_some() {
            *self = ahead;
        }
        found
    }
}
