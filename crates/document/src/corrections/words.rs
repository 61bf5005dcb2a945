//! What single words and short phrases say of a correction.

use std::sync::OnceLock;

use crate::columns::Column;
use crate::phrase::{self, Phrases};

/// Bytes of the longest phrase that says something by itself.
const LONGEST_WORDS: usize = 40;

/// What single words say: priorities, and dates that are none.
pub(super) fn word_kind(text: &str) -> Option<Column> {
    static WORDS: OnceLock<Phrases<Column>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        Phrases::read(include_str!("words.txt"), |name| match name {
            "Priority" => Some(Column::Priority),
            "Due" => Some(Column::Due),
            _ => None,
        })
    });
    if text.len() > LONGEST_WORDS {
        return None;
    }
    words
        .exact(text)
        .or_else(|| quarter(text).then_some(Column::Due))
}

/// "Q3", "Q3 2026", "2026-Q3"
fn quarter(text: &str) -> bool {
    if !text.contains(['Q', 'q']) {
        return false;
    }
    let words = phrase::words(text);
    let named = words
        .iter()
        .any(|word| matches!(word.as_str(), "q1" | "q2" | "q3" | "q4"));
    named && words.len() <= 3 && words.iter().all(|word| word.len() <= 4 && word != "in")
}

/// Whether a status says that the work is done or not; nothing where it says neither.
pub(super) fn done(text: &str) -> Option<bool> {
    static WORDS: OnceLock<Phrases<bool>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        Phrases::read(include_str!("words.txt"), |name| match name {
            "Done" => Some(true),
            "Open" => Some(false),
            _ => None,
        })
    });
    mark(text).or_else(|| {
        if text.len() > LONGEST_WORDS {
            None
        } else {
            words.exact(text)
        }
    })
}

/// A tick or a cross at the start of a text.
pub(super) fn mark(text: &str) -> Option<bool> {
    let first = text.trim_start().chars().next()?;
    match first {
        '✅' | '☑' | '✓' | '✔' => Some(true),
        '⬜' | '☐' | '🔲' | '🚧' | '⏳' | '🔄' => Some(false),
        _ => None,
    }
}

/// Whether a word tells at the start of an action that it is over: "Migrated".
pub(super) fn is_past(word: &str) -> bool {
    static WORDS: OnceLock<Phrases<()>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        Phrases::read(include_str!("words.txt"), |name| {
            (name == "Past").then_some(())
        })
    });
    words.exact(word).is_some()
}

/// `#1234`, `ABC-123`
pub(super) fn is_ticket(text: &str) -> bool {
    let number = |text: &str| {
        (1..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if let Some(rest) = text.strip_prefix('#') {
        return number(rest);
    }
    text.rsplit_once('-').is_some_and(|(project, digits)| {
        let named = (2..=12).contains(&project.len())
            && project
                .bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        named && number(digits)
    })
}

pub(super) fn is_handle(text: &str) -> bool {
    text.strip_prefix('@').is_some_and(|rest| {
        !rest.is_empty()
            && rest.len() <= 60
            && rest
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_is_done() {
        assert_eq!(done("Done"), Some(true));
        assert_eq!(done("✅ shipped"), Some(true));
        assert_eq!(done("in progress"), Some(false));
        assert_eq!(done("who knows"), None);
    }

    #[test]
    fn knows_priorities_and_loose_dates() {
        assert_eq!(word_kind("P0"), Some(Column::Priority));
        assert_eq!(word_kind("high priority"), Some(Column::Priority));
        assert_eq!(word_kind("ASAP"), Some(Column::Due));
        assert_eq!(word_kind("Q3 2026"), Some(Column::Due));
        assert_eq!(word_kind("Q3 numbers look odd"), None);
        assert_eq!(word_kind("limit"), None);
    }

    #[test]
    fn knows_tickets_and_handles() {
        assert!(is_ticket("#812") && is_ticket("VP-771"));
        assert!(!is_ticket("#") && !is_ticket("v-1") && !is_ticket("F-"));
        assert!(is_handle("@storage-oncall"));
        assert!(!is_handle("@") && !is_handle("a@b") && !is_handle("@a b"));
    }

    #[test]
    fn the_table_of_words_is_sound() {
        for line in include_str!("words.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
        {
            let (name, _) = line.split_once(':').unwrap();
            assert!(
                ["Priority", "Due", "Done", "Open", "Past"].contains(&name),
                "{name}"
            );
        }
    }
}
