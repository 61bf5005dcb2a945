//! Sentences around a place.

use document::Span;

/// How far a sentence is followed to either side, in bytes.
const REACH: usize = 600;

/// Words that end in a full stop and end no sentence.
const ABBREVIATIONS: [&str; 14] = [
    "e.g", "i.e", "etc", "mr", "ms", "mrs", "dr", "vs", "approx", "no", "eng", "st", "cf", "ca",
];

/// What may close after a sentence's full stop.
const CLOSING: [char; 9] = ['"', '”', '’', '\'', ')', '*', '_', '»', ']'];

/// The sentence of `block` around `at`, without white space at its ends.
pub(crate) fn sentence(text: &str, block: &Span, at: usize) -> Span {
    let from = ceil(text, block.start.max(at.saturating_sub(REACH)));
    let to = floor(text, block.end.min(at.saturating_add(REACH)));
    let start = last_end(text, from, at.min(to)).unwrap_or(from);
    let end = first_end(text, at.max(start), to).unwrap_or(to);
    trim(text, start..end)
}

/// Where the last sentence that ends before `at` ends.
fn last_end(text: &str, from: usize, at: usize) -> Option<usize> {
    let part = &text[from..at];
    part.rmatch_indices(['.', '?', '!', '\n'])
        .map(|(found, _)| from + found + 1)
        .find(|&end| ends_sentence(text, end))
        .map(|end| with_closing(text, end).min(at))
}

/// Where the sentence around `at` ends, its full stop included.
fn first_end(text: &str, at: usize, to: usize) -> Option<usize> {
    text[at..to]
        .match_indices(['.', '?', '!', '\n'])
        .map(|(found, _)| at + found + 1)
        .find(|&end| ends_sentence(text, end))
        .map(|end| with_closing(text, end).min(to))
}

/// `end` with the quotation marks and brackets that close there.
fn with_closing(text: &str, end: usize) -> usize {
    let after = &text[end..];
    end + after.len() - after.trim_start_matches(CLOSING).len()
}

/// Whether a sentence ends before `end`, which follows a full stop, a mark or a line break.
fn ends_sentence(text: &str, end: usize) -> bool {
    let after = &text[end..];
    if text[..end].ends_with('\n') {
        // A line break ends a sentence only where a line is left free or a new entry begins.
        return after.starts_with(['\n', '|', '#']) || after.starts_with("- ");
    }
    let closing = after.trim_start_matches(CLOSING);
    let Some(space) = closing.chars().next() else {
        return true;
    };
    if !space.is_whitespace() && space != '|' {
        return false;
    }
    let next = closing
        .trim_start()
        .trim_start_matches(['"', '“', '‘', '\'', '(', '*', '_', '«', '[', '`']);
    let begins = next.chars().next().is_none_or(|c| !c.is_lowercase());
    begins && !is_abbreviation(&text[..end - 1])
}

fn is_abbreviation(before: &str) -> bool {
    let tail = before.len().saturating_sub(8);
    let tail = &before[ceil(before, tail)..];
    let word = tail
        .rsplit(|c: char| c.is_whitespace() || c == '(')
        .next()
        .unwrap_or("");
    ABBREVIATIONS
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known))
}

fn trim(text: &str, span: Span) -> Span {
    let part = &text[span.clone()];
    let left = part.trim_start();
    let start = span.start + part.len() - left.len();
    start..start + left.trim_end().len()
}

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around<'a>(text: &'a str, word: &str) -> &'a str {
        &text[sentence(text, &(0..text.len()), text.find(word).unwrap())]
    }

    #[test]
    fn finds_the_sentence() {
        let text = "It failed at 10.5 s. The team, e.g. Storage, saw it! “Why?” Nobody knew";
        assert_eq!(around(text, "10.5"), "It failed at 10.5 s.");
        assert_eq!(around(text, "Storage"), "The team, e.g. Storage, saw it!");
        assert_eq!(around(text, "knew"), "Nobody knew");
    }

    #[test]
    fn is_bounded_and_keeps_characters_whole() {
        let text = "é".repeat(5000);
        let found = sentence(&text, &(0..text.len()), 5000);
        assert!(found.len() <= 2 * REACH + 2);
    }
}
