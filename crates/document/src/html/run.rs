//! A run of text as it will be read, and the bytes of the source each piece comes from.

use std::ops::Range;

use crate::span::Span;

/// Text without markup within, gathered from one or more events.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// What is read.
    pub text: String,
    /// The pieces of `text` in order, without gaps.
    pub pieces: Vec<Piece>,
}

/// A piece of a [`Run`].
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Bytes of the run's text.
    pub text: Range<usize>,
    /// Bytes of the source.
    pub source: Span,
    /// Whether both are the same byte for byte; `&amp;` is not and counts as a whole.
    pub exact: bool,
}

impl Piece {
    /// The byte of the source for a place in the text.
    pub fn source_at(&self, text: usize) -> usize {
        if self.exact {
            self.source.start + (text - self.text.start)
        } else if text == self.text.end {
            self.source.end
        } else {
            self.source.start
        }
    }
}

impl Run {
    /// Adds what is read for the bytes `span` of `source`.
    pub fn push(&mut self, source: &str, text: &str, span: Span) {
        if text.is_empty() {
            return;
        }
        let exact = source.get(span.clone()) == Some(text);
        self.push_piece(text, span, exact);
    }

    /// Adds code: a line end within it is read as a space, one space at either end goes.
    pub fn push_code(&mut self, source: &str, text: &str, content: Span, whole: Span) {
        let padded = content.len() == text.len() + 2;
        let content = content.start + usize::from(padded)..content.end - usize::from(padded);
        let inner = source.get(content.clone()).unwrap_or_default();
        let same = inner.len() == text.len()
            && inner
                .bytes()
                .zip(text.bytes())
                .all(|(a, b)| a == b || (a == b'\n' && b == b' '));
        let span = if same { content } else { whole };
        self.push_piece(text, span, same);
    }

    fn push_piece(&mut self, text: &str, source: Span, exact: bool) {
        let start = self.text.len();
        self.text.push_str(text);
        self.pieces.push(Piece {
            text: start..self.text.len(),
            source,
            exact,
        });
    }

    /// The bytes of the source from the first to the last.
    pub fn source(&self) -> Option<Span> {
        let first = self.pieces.first()?;
        let last = self.pieces.last()?;
        Some(first.source.start..last.source.end)
    }

    /// Which part of the text comes from `span`; nothing where none does.
    pub fn text_of(&self, span: &Span) -> Option<Range<usize>> {
        let first = self
            .pieces
            .partition_point(|piece| piece.source.end <= span.start);
        let after = self
            .pieces
            .partition_point(|piece| piece.source.start < span.end);
        let pieces = self.pieces.get(first..after)?;
        let (first, last) = (pieces.first()?, pieces.last()?);
        let start = match span.start.checked_sub(first.source.start) {
            Some(skipped) if first.exact => first.text.start + skipped,
            _ => first.text.start,
        };
        let end = match last.source.end.checked_sub(span.end) {
            Some(left) if last.exact => last.text.end - left,
            _ => last.text.end,
        };
        (start < end && self.text.get(start..end).is_some()).then_some(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_again() {
        let source = "R&amp;D lead";
        let mut run = Run::default();
        run.push(source, "R", 0..1);
        run.push(source, "&", 1..6);
        run.push(source, "D lead", 6..12);
        assert_eq!(run.text, "R&D lead");
        assert_eq!(run.source(), Some(0..12));
        assert_eq!(run.text_of(&(0..12)), Some(0..8));
        assert_eq!(run.text_of(&(3..8)), Some(1..4));
        assert_eq!(run.text_of(&(8..12)), Some(4..8));
        assert_eq!(run.text_of(&(12..20)), None);
    }

    #[test]
    fn code_may_span_lines() {
        let mut run = Run::default();
        run.push_code("`a\nb`", "a b", 1..4, 0..5);
        assert!(run.pieces[0].exact);
        let mut run = Run::default();
        run.push_code("`` `a` ``", "`a`", 2..7, 0..9);
        assert_eq!(run.pieces[0].source, 3..6);
        let mut run = Run::default();
        run.push_code("`a \\| b`", "a | b", 1..7, 0..8);
        assert!(!run.pieces[0].exact, "a table takes the backslash away");
    }
}
