//! Finds the bytes of the source for a part of the page that somebody selected.

use std::ops::Range;

use super::run::{Piece, Run};
use crate::span::Span;

/// A selection within a block, while the document is written once more.
#[derive(Debug)]
pub(super) struct Selection {
    block: Span,
    /// UTF-16 units of the block's text.
    wanted: Range<usize>,
    /// How many units of the block's text have been written; nothing outside the block.
    written: Option<usize>,
    found: Option<Span>,
}

impl Selection {
    pub fn new(block: Span, wanted: Range<usize>) -> Self {
        Self {
            block,
            wanted,
            written: None,
            found: None,
        }
    }

    /// The bytes of the source, where any were selected. White space around a block, such as the
    /// line end of code, is text of the page and lies outside the block.
    pub fn found(self) -> Option<Span> {
        let found = self.found?;
        let found = found.start.max(self.block.start)..found.end.min(self.block.end);
        (!found.is_empty()).then_some(found)
    }

    pub fn begin_block(&mut self, block: &Span) {
        if *block == self.block && self.found.is_none() {
            self.written = Some(0);
        }
    }

    pub fn end_block(&mut self) {
        self.written = None;
    }

    /// Text that stands for no bytes, such as a line's end.
    pub fn skip(&mut self, units: usize) {
        if let Some(written) = &mut self.written {
            *written += units;
        }
    }

    pub fn write(&mut self, run: &Run) {
        if self.written.is_none() {
            return;
        }
        for piece in &run.pieces {
            self.piece(piece, &run.text[piece.text.clone()]);
        }
    }

    fn piece(&mut self, piece: &Piece, text: &str) {
        for (at, c) in text.char_indices() {
            let start = self.written.unwrap_or_default();
            let end = start + c.len_utf16();
            self.written = Some(end);
            if start < self.wanted.end && self.wanted.start < end {
                let bytes = if piece.exact {
                    let start = piece.source.start + at;
                    start..start + c.len_utf8()
                } else {
                    piece.source.clone()
                };
                let from = self.found.as_ref().map_or(bytes.start, |found| found.start);
                self.found = Some(from..bytes.end);
            }
        }
    }
}
