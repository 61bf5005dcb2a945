//! Words: letters and digits, with the apostrophes and hyphens inside them.

use document::Span;

/// A word and what stands between it and the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Bytes of the source.
    pub span: Span,
    /// Whether punctuation that ends a clause stands before it.
    pub after_break: bool,
}

/// The words of `span`, from the left.
pub(crate) fn words(text: &str, span: Span) -> impl Iterator<Item = Word> + '_ {
    let end = span.end;
    let mut at = span.start;
    std::iter::from_fn(move || {
        let word = next_word(text, at, end)?;
        let after_break = breaks(&text[at..word.start]);
        at = word.end;
        Some(Word {
            span: word,
            after_break,
        })
    })
}

/// The first word that begins at or after `from` and before `end`.
pub(crate) fn next_word(text: &str, from: usize, end: usize) -> Option<Span> {
    let gap = text.get(from..end)?.find(char::is_alphanumeric)?;
    let start = from + gap;
    Some(start..start + word_len(&text[start..end]))
}

/// Whether `span` is a whole word, or whole words, of `text`: not part of a longer word, a domain,
/// an identifier or a path.
pub(crate) fn is_word_at(text: &str, span: &Span) -> bool {
    let mut before = text[..span.start].chars().rev();
    let joined_left = match before.next() {
        Some('.' | '/' | '@' | '#' | '\\' | '=' | '$' | '&') => true,
        Some('-' | '_') => before.next().is_some_and(char::is_alphanumeric),
        Some(c) => c.is_alphanumeric(),
        None => false,
    };
    let mut after = text[span.end..].chars();
    let joined_right = match after.next() {
        Some('@' | '\\' | '=') => true,
        Some('.' | '-' | '_' | '\'' | '’') => after.next().is_some_and(char::is_alphanumeric),
        Some(c) => c.is_alphanumeric(),
        None => false,
    };
    !joined_left && !joined_right
}

/// Whether `word` is `lower`, which is in lower case with straight apostrophes.
pub(crate) fn same(word: &str, lower: &str) -> bool {
    if word.len() == lower.len() && word.eq_ignore_ascii_case(lower) {
        return true;
    }
    if word.is_ascii() {
        return false;
    }
    let mut left = word
        .chars()
        .map(|c| if c == '’' { '\'' } else { c })
        .flat_map(char::to_lowercase);
    let mut right = lower.chars();
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (a, b) if a == b => {}
            _ => return false,
        }
    }
}

fn word_len(text: &str) -> usize {
    let mut end = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let inside = c.is_alphanumeric()
            || (matches!(c, '\'' | '’' | '-' | '_')
                && characters
                    .peek()
                    .is_some_and(|(_, next)| next.is_alphanumeric()));
        if !inside {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

fn breaks(gap: &str) -> bool {
    gap.chars().any(|c| {
        matches!(
            c,
            ',' | ';' | ':' | '(' | ')' | '.' | '?' | '!' | '–' | '—' | '|' | '→'
        )
    }) || gap.contains(" - ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Vec<&str> {
        words(text, 0..text.len())
            .map(|word| &text[word.span])
            .collect()
    }

    #[test]
    fn splits_into_words() {
        assert_eq!(
            list("The on-call didn’t — see “RB-12”."),
            ["The", "on-call", "didn’t", "see", "RB-12"]
        );
        assert_eq!(list("**Élodie** N'Guessan's"), ["Élodie", "N'Guessan's"]);
        assert_eq!(list("世界…"), ["世界"]);
        assert_eq!(list("a’"), ["a"]);
    }

    #[test]
    fn knows_whole_words() {
        let text = "default fault-tolerant fault careless.example.com fault.";
        let whole: Vec<_> = text
            .match_indices("fault")
            .filter(|(at, word)| is_word_at(text, &(*at..at + word.len())))
            .map(|(at, _)| at)
            .collect();
        assert_eq!(whole, [23, 50]);
        assert!(!is_word_at(text, &(29..37)));
    }

    #[test]
    fn compares_apostrophes_and_case() {
        assert!(same("Didn’t", "didn't"));
        assert!(same("ÜBER", "über"));
        assert!(!same("did", "didn't"));
    }
}
