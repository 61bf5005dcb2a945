//! Whether two ways of writing somebody mean the same.

use names::fold::Key;
use names::token::words;

/// A name, handle, address or number as somebody wrote it, ready to be compared.
#[derive(Clone, Debug)]
pub(super) struct Spelling {
    words: Vec<Word>,
    /// Handles, addresses and numbers are compared whole.
    whole: String,
}

#[derive(Clone, Debug)]
struct Word {
    key: Key,
    initial: Key,
    is_letter: bool,
}

impl Spelling {
    pub(super) fn of(written: &str) -> Self {
        let whole = whole(written);
        let words = words(written).into_iter().map(|word| Word {
            key: word.key,
            initial: word.initial,
            is_letter: word.key == word.initial,
        });
        Self {
            words: words.collect(),
            whole,
        }
    }

    /// Everything written, in lower case and with single spaces.
    pub(super) fn whole(&self) -> &str {
        &self.whole
    }

    /// The words; those of two spellings that differ in case and accents only are the same.
    pub(super) fn keys(&self) -> Vec<Key> {
        self.words.iter().map(|word| word.key).collect()
    }

    /// Whether this is a part of the `longer` name: "Raman", "P. Raman" of "Priya Raman".
    pub(super) fn is_part_of(&self, longer: &Self) -> bool {
        let is_in = |word: &Word| {
            longer
                .words
                .iter()
                .any(|whole| whole.key == word.key || (word.is_letter && whole.initial == word.key))
        };
        let is_one_letter = self.words.iter().all(|word| word.is_letter);
        !is_one_letter && self.words.len() <= longer.words.len() && self.words.iter().all(is_in)
    }
}

fn whole(written: &str) -> String {
    let written = written.trim().trim_start_matches('@');
    written
        .split_whitespace()
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_part(part: &str, whole: &str) -> bool {
        Spelling::of(part).is_part_of(&Spelling::of(whole))
    }

    #[test]
    fn knows_the_same_in_other_letters() {
        assert_eq!(
            Spelling::of("Jürgen Groß").keys(),
            Spelling::of("jürgen  groß").keys()
        );
        assert_eq!(Spelling::of("@PRaman").whole(), "praman");
        assert_eq!(Spelling::of("A.B@x.example").whole(), "a.b@x.example");
        assert_ne!(
            Spelling::of("Priya Raman").keys(),
            Spelling::of("Priya").keys()
        );
    }

    #[test]
    fn knows_parts() {
        assert!(
            is_part("Raman", "Priya Raman")
                && is_part("P. Raman", "Priya Raman")
                && is_part("raman", "Priya Raman")
        );
        assert!(
            !is_part("Priya Shah", "Priya Raman")
                && !is_part("P", "Priya Raman")
                && !is_part("Priya", "P")
        );
    }
}
