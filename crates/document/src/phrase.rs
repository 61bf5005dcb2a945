//! Phrases that mean something: folded words looked up in a table kept as data.
//!
//! A table is a text of lines `meaning: phrase | phrase`, with `#` for comments. A phrase that ends
//! in ` *` stands for every title that begins with it, one that begins with `* ` for every title
//! that ends with it.

use std::collections::BTreeMap;

/// Bytes of a title that are looked at; longer ones are sentences.
const LONGEST: usize = 160;

/// Bytes of the longest title whose plural is not tried.
const SHORT: usize = 4;

/// Phrases and what they mean.
#[derive(Debug)]
pub(crate) struct Phrases<T> {
    exact: BTreeMap<String, T>,
    prefixes: BTreeMap<String, T>,
    suffixes: BTreeMap<String, T>,
}

impl<T: Copy> Phrases<T> {
    /// Reads a table; lines whose meaning `name` does not know are left out (a test sees to it that
    /// there are none).
    pub fn read(table: &str, name: impl Fn(&str) -> Option<T>) -> Self {
        let mut phrases = Self {
            exact: BTreeMap::new(),
            prefixes: BTreeMap::new(),
            suffixes: BTreeMap::new(),
        };
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let Some((meaning, rest)) = line.split_once(':') else {
                continue;
            };
            let Some(meaning) = name(meaning.trim()) else {
                continue;
            };
            for phrase in rest.split('|') {
                phrases.add(phrase.trim(), meaning);
            }
        }
        phrases
    }

    fn add(&mut self, phrase: &str, meaning: T) {
        let bare = phrase.trim_start_matches("* ").trim_end_matches(" *");
        let folded = folded(bare);
        if folded.is_empty() {
            return;
        }
        if phrase.ends_with(" *") {
            self.prefixes.insert(folded.clone(), meaning);
        }
        if phrase.starts_with("* ") {
            self.suffixes.insert(folded.clone(), meaning);
        }
        self.exact.entry(folded).or_insert(meaning);
    }

    /// What exactly these words mean.
    pub fn exact(&self, text: &str) -> Option<T> {
        if text.len() > LONGEST {
            return None;
        }
        self.exact.get(&folded(text)).copied()
    }

    /// What a title means: exactly, or by the part before or after a colon or a dash, or by how it
    /// begins or ends.
    pub fn loosely(&self, text: &str) -> Option<T> {
        if text.len() > LONGEST {
            return None;
        }
        self.exact(text)
            .or_else(|| self.other_number(text))
            .or_else(|| self.before_figure(text))
            .or_else(|| self.parts(text))
            .or_else(|| self.ends(text))
    }

    /// The same with its last word in the singular; or, of several words, in the plural: a "Warning"
    /// alone is not about warnings.
    fn other_number(&self, text: &str) -> Option<T> {
        let folded = folded(text);
        let singular = folded.strip_suffix('s').and_then(|one| self.exact.get(one));
        let plural = || {
            let several = folded.contains(' ').then(|| format!("{folded}s"));
            several.and_then(|several| self.exact.get(&several))
        };
        let found = singular.or_else(plural);
        found.copied().filter(|_| folded.len() > SHORT)
    }

    /// "Timeline (all times UTC) 1/29/26": what stands before a date or a number.
    fn before_figure(&self, text: &str) -> Option<T> {
        let figure = text.find(|c: char| c.is_ascii_digit())?;
        self.exact(&text[..figure])
    }

    fn parts(&self, text: &str) -> Option<T> {
        let parts: Vec<&str> = text
            .split([':', '–', '—', '/', '：'])
            .flat_map(|part| part.split(" - "))
            .collect();
        if parts.len() < 2 {
            return None;
        }
        parts.iter().find_map(|part| self.exact(part))
    }

    fn ends(&self, text: &str) -> Option<T> {
        let words = words(text);
        let prefix = (1..words.len())
            .rev()
            .find_map(|end| self.prefixes.get(&words[..end].join(" ")));
        prefix
            .or_else(|| {
                (1..words.len()).find_map(|start| self.suffixes.get(&words[start..].join(" ")))
            })
            .copied()
    }
}

/// The parts of a title that lists several things: "Response, cause and prevention".
pub(crate) fn enumerated(text: &str) -> Vec<&str> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let parts = text.split([',', '/', '&', '+', ';']);
    parts
        .flat_map(|part| part.split(" and "))
        .map(|part| part.trim().trim_start_matches("and "))
        .filter(|part| part.contains(char::is_alphanumeric))
        .collect()
}

/// The words of a title, lower case and without accents; numbering, brackets with what is in
/// them, punctuation, emoji and filler words are left out.
pub(crate) fn words(text: &str) -> Vec<String> {
    folded(text)
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The same words with a blank between them.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut start = 0;
    let mut brackets = 0_u32;
    for c in text.chars().chain(std::iter::once(' ')) {
        match c {
            '(' | '[' | '{' | '（' => brackets += 1,
            ')' | ']' | '}' | '）' => brackets = brackets.saturating_sub(1),
            '\'' | '’' | '\\' | '*' => continue,
            _ if brackets > 0 => continue,
            'a'..='z' | '0'..='9' => {
                out.push(c);
                continue;
            }
            _ if c.is_alphanumeric() || is_accent(c) => {
                fold(c, &mut out);
                continue;
            }
            _ => {}
        }
        let word = &out[start..];
        let numbering = start == 0 && is_numbering(word, c);
        if word.is_empty() || numbering || is_filler(word) {
            out.truncate(start);
        } else {
            out.push(' ');
            start = out.len();
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// "2", "2.1", "IV." and "a)" before a title.
fn is_numbering(word: &str, after: char) -> bool {
    let roman = !word.is_empty() && word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    let listed = matches!(after, '.' | ')') && (word.len() == 1 || roman);
    listed || (!word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "the" | "section" | "and" | "our" | "amp" | "und" | "et" | "a" | "an"
    )
}

/// Lower case, without the accents of European languages.
fn fold(c: char, into: &mut String) {
    if c.is_ascii() {
        into.push(c.to_ascii_lowercase());
        return;
    }
    for c in c.to_lowercase() {
        match c {
            'à'..='å' | 'ą' | 'ā' => into.push('a'),
            'ç' | 'ć' | 'č' => into.push('c'),
            'è'..='ë' | 'ę' | 'ě' | 'ē' => into.push('e'),
            'ì'..='ï' => into.push('i'),
            'ł' => into.push('l'),
            'ñ' | 'ń' | 'ň' => into.push('n'),
            'ò'..='ö' | 'ø' | 'ő' => into.push('o'),
            'ś' | 'š' => into.push('s'),
            'ù'..='ü' | 'ů' | 'ű' => into.push('u'),
            'ý' | 'ÿ' => into.push('y'),
            'ź' | 'ż' | 'ž' => into.push('z'),
            'ß' => into.push_str("ss"),
            'æ' => into.push_str("ae"),
            'œ' => into.push_str("oe"),
            _ if is_accent(c) => {}
            _ => into.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Phrases<u8> {
        Phrases::read(
            "# comment: 9\none: root cause * | causes\ntwo: * timeline\nx: unknown\n",
            |name| match name {
                "one" => Some(1),
                "two" => Some(2),
                _ => None,
            },
        )
    }

    #[test]
    fn folds_what_people_add() {
        for title in [
            "Root Cause",
            "## 3. Root cause:",
            "**Root_cause**",
            "IV. ROOT CAUSE (draft)",
            "🔥 root cause!",
            "a) The root cause section",
        ] {
            assert_eq!(folded(title), "root cause", "{title}");
        }
        assert_eq!(
            folded("Überblick – été, Łódź, straße"),
            "uberblick ete lodz strasse"
        );
        assert_eq!(folded("What didn’t go well"), "what didnt go well");
        assert_eq!(folded("5 Whys"), "whys");
        assert_eq!(folded("((("), "");
        assert_eq!(words("a & b"), ["b"]);
    }

    #[test]
    fn finds_exactly_and_loosely() {
        let table = table();
        assert_eq!(table.exact("The causes:"), Some(1));
        assert_eq!(table.exact("Root cause of it"), None);
        assert_eq!(table.loosely("Root cause of it"), Some(1));
        assert_eq!(table.loosely("Incident timeline"), Some(2));
        assert_eq!(table.loosely("Part 2: causes"), Some(1));
        assert_eq!(table.loosely("Ursachen / Causes"), Some(1));
        assert_eq!(table.loosely("Timeline service"), None);
        assert_eq!(table.loosely(""), None);
        assert_eq!(table.exact("unknown"), None);
        assert_eq!(
            table.loosely(&"root cause ".repeat(100)),
            None,
            "a title is short"
        );
    }
}
