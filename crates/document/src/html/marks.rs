//! The reviewer's pencil: which marks lie on which stretch of text.
//!
//! Marks are drawn around stretches of text only, inside every other element, so the HTML nests
//! whatever they cross. One that covers no text is drawn on the next word.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt::Write;

use super::run::Piece;
use super::{Mark, escape};
use crate::span::Span;

/// Marks drawn at once beside those that begin. It keeps the HTML linear in text and marks: one
/// that is left out shows where it begins and by its number.
const MOST_AT_ONCE: usize = 8;

/// Bytes of markup that may lie between the text of a block and the end of a mark on it.
const MOST_MARKUP: usize = 64;

/// The marks of a document, while it is written from its start to its end.
pub(super) struct Marks<'a> {
    source: &'a str,
    /// By start, the longer first.
    all: Vec<(Span, &'a Mark<'a>)>,
    /// The first that has not begun.
    next: usize,
    /// Begun and not ended, and no text of them written yet.
    waiting: BTreeSet<usize>,
    /// Ended before any text of them was written.
    overdue: BTreeSet<usize>,
    /// Drawn, and not ended.
    open: BTreeSet<usize>,
    /// Ends of marks that have begun and not ended.
    ends: BTreeSet<(usize, usize)>,
    /// The elements that are open in the HTML, the outermost first.
    drawn: Vec<usize>,
    /// Ended, and their numbers not written yet.
    owed: Vec<usize>,
}

impl<'a> Marks<'a> {
    pub fn new(source: &'a str, marks: &'a [Mark<'a>]) -> Self {
        let mut marks: Vec<_> = marks
            .iter()
            .map(|mark| (on_characters(source, &mark.span), mark))
            .collect();
        marks.sort_by_key(|(span, _)| (span.start, Reverse(span.end)));
        Self {
            source,
            all: marks,
            next: 0,
            waiting: BTreeSet::new(),
            overdue: BTreeSet::new(),
            open: BTreeSet::new(),
            ends: BTreeSet::new(),
            drawn: Vec::new(),
            owed: Vec::new(),
        }
    }

    /// Prepares to write `piece` of a run from `at` to at most `limit`, both bytes of `text`;
    /// returns where the marks change before that.
    pub fn reach(&mut self, text: &str, piece: &Piece, at: usize, limit: usize) -> usize {
        let position = piece.source_at(at);
        let last = if piece.exact {
            position
        } else {
            position.max(piece.source.end.saturating_sub(1))
        };
        self.begin(last);
        self.end(position);
        let border = if piece.exact {
            self.next_border(position)
                .map(|border| at + (border - position))
        } else {
            None
        };
        let limit = border.map_or(limit, |border| border.min(limit));
        if self.overdue.is_empty() {
            limit
        } else {
            at + first_word(&text[at..limit])
        }
    }

    /// Writes text that [`Marks::reach`] has prepared and that ends at `position` of the source.
    pub fn draw(&mut self, out: &mut String, text: &str, position: usize) {
        let blank = text.trim().is_empty();
        let mut wanted: Vec<usize> = self.open.iter().copied().take(MOST_AT_ONCE).collect();
        if !blank {
            wanted.extend(self.waiting.union(&self.overdue));
            wanted.sort_unstable();
        }
        let kept = self.drawn.iter().zip(&wanted);
        let kept = kept.take_while(|(drawn, wanted)| drawn == wanted).count();
        self.close_down_to(out, kept);
        for &index in &wanted[kept..] {
            self.open_mark(out, index);
        }
        escape::text(out, text);
        if !blank {
            self.settle();
        }
        self.end(position);
    }

    /// Ends the marks that end with a block, of which the text ends at `position`.
    pub fn end_block(&mut self, position: usize) {
        self.end(position);
        while let Some(&(end, index)) = self.ends.first() {
            let Some(markup) = self.source.get(position..end) else {
                break;
            };
            if markup.len() > MOST_MARKUP || markup.contains(char::is_alphanumeric) {
                break;
            }
            self.end_one(end, index);
        }
    }

    /// Draws marks that begin before `position` and cover no text, where they stand: in an empty
    /// cell, or at the end of the document.
    pub fn draw_empty(&mut self, out: &mut String, position: usize) {
        self.begin(position.saturating_sub(1));
        self.end_block(position);
        for index in self.overdue.clone() {
            self.close(out);
            self.open_mark(out, index);
            self.close(out);
            self.owed.push(index);
        }
        self.overdue.clear();
    }

    /// Whether marks are left that were never drawn.
    pub fn are_left(&self) -> bool {
        self.next < self.all.len() || !self.waiting.is_empty() || !self.overdue.is_empty()
    }

    /// Whether numbers wait to be written.
    pub fn are_owed(&self) -> bool {
        !self.owed.is_empty()
    }

    /// Closes the elements that are open.
    pub fn close(&mut self, out: &mut String) {
        self.close_down_to(out, 0);
    }

    /// Writes the numbers of marks that have ended, as links to their notes. A number is no text:
    /// it is drawn from its attribute, so that what is read and selected stays the document's.
    pub fn write_owed(&mut self, out: &mut String) {
        for index in std::mem::take(&mut self.owed) {
            let mark = self.all[index].1;
            let (number, what) = (mark.number, mark.pencil.name());
            let _ = write!(
                out,
                "<a class=\"pencil-number\" href=\"#note-{number}\" data-number=\"{number}\" \
                 aria-label=\"{what} {number}\"></a>"
            );
        }
    }

    fn begin(&mut self, position: usize) {
        while let Some((span, _)) = self.all.get(self.next) {
            if span.start > position {
                break;
            }
            self.waiting.insert(self.next);
            self.ends.insert((span.end, self.next));
            self.next += 1;
        }
    }

    /// Ends the marks that end up to `position`.
    pub fn end(&mut self, position: usize) {
        while let Some(&(end, index)) = self.ends.first() {
            if end > position {
                break;
            }
            self.end_one(end, index);
        }
    }

    fn end_one(&mut self, end: usize, index: usize) {
        self.ends.remove(&(end, index));
        if self.open.remove(&index) {
            self.owed.push(index);
        } else {
            self.waiting.remove(&index);
            self.overdue.insert(index);
        }
    }

    /// What waited has been drawn.
    fn settle(&mut self) {
        self.open.append(&mut self.waiting);
        self.owed.extend(std::mem::take(&mut self.overdue));
    }

    fn next_border(&self, position: usize) -> Option<usize> {
        let start = self.all.get(self.next).map(|(span, _)| span.start);
        let end = self.ends.first().map(|&(end, _)| end);
        start
            .into_iter()
            .chain(end)
            .filter(|&at| at > position)
            .min()
    }

    fn open_mark(&mut self, out: &mut String, index: usize) {
        let mark = self.all[index].1;
        let _ = write!(out, "<mark class=\"pencil {}\"", mark.pencil.class());
        if self.waiting.contains(&index) || self.overdue.contains(&index) {
            escape::attribute(out, "id", mark.id);
        }
        out.push('>');
        self.drawn.push(index);
    }

    fn close_down_to(&mut self, out: &mut String, count: usize) {
        for _ in count..self.drawn.len() {
            out.push_str("</mark>");
        }
        self.drawn.truncate(count);
    }
}

/// The span, on characters of the source; empty where it is turned around.
fn on_characters(source: &str, span: &Span) -> Span {
    let start = source.floor_char_boundary(span.start.min(source.len()));
    let end = source.ceil_char_boundary(span.end.min(source.len()));
    start..end.max(start)
}

/// Where the first word of a text ends; the length of the text where it has none.
fn first_word(text: &str) -> usize {
    let begins = text.len() - text.trim_start().len();
    let length = text[begins..].find(char::is_whitespace);
    length.map_or(text.len(), |length| begins + length)
}
