//! What reading the Markdown yields, before anything is known of its meaning.

use crate::blocks::{Block, BlockKind, ListItem};
use crate::passages::{Passage, PassageKind};
use crate::span::Span;
use crate::table::Table;

/// The text as blocks, passages, list items, tables and possible headings.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pub blocks: Vec<Block>,
    pub passages: Vec<Passage>,
    pub items: Vec<ListItem>,
    pub tables: Vec<Table>,
    pub headings: Vec<Heading>,
    pub strong: Vec<StrongLabel>,
    /// Stretches that are markup although they hold letters or digits, in source order.
    pub markup: Vec<Span>,
}

/// A heading as Markdown knows it.
#[derive(Debug)]
pub(crate) struct Heading {
    pub level: u8,
    pub block: u32,
    /// Whole lines, a setext underline included.
    pub span: Span,
}

/// Bold text at the very start of a paragraph or list item.
#[derive(Debug)]
pub(crate) struct StrongLabel {
    pub block: u32,
    /// With the asterisks.
    pub outer: Span,
}

impl Outline {
    /// Opens a block at `start`; it is closed by [`Outline::close`].
    pub fn open(&mut self, kind: BlockKind, start: usize) -> u32 {
        let first = self.passages.len() as u32;
        self.blocks.push(Block {
            kind,
            span: start..start,
            section: None,
            passages: first..first,
            quoted: false,
            depth: 0,
            item: None,
        });
        self.blocks.len() as u32 - 1
    }

    /// Ends a block after its last passage, or at `end` if that is later.
    pub fn close(&mut self, block: u32, end: usize) {
        let last = self.passages.len() as u32;
        let block = &mut self.blocks[block as usize];
        block.passages.end = last;
        block.span.end = end.max(block.span.end);
    }

    /// Adds a passage to a block that is open. What an earlier passage covers is left to it.
    pub fn push(&mut self, block: u32, kind: PassageKind, span: Span) {
        let done = self.passages.last().map_or(0, |last| last.span.end);
        let start = span.start.max(done);
        if start < span.end {
            self.passages.push(Passage {
                span: start..span.end,
                kind,
                block,
                section: None,
                label: None,
            });
        }
    }

    /// A block of one passage.
    pub fn single(&mut self, block: BlockKind, kind: PassageKind, span: Span) -> u32 {
        let index = self.open(block, span.start);
        self.push(index, kind, span.clone());
        self.close(index, span.end);
        index
    }

    /// The span of a block's text: from its first passage that is no address to the last.
    pub fn text_span(&self, block: u32) -> Option<Span> {
        let range = self.blocks[block as usize].passages.clone();
        let mut text = self.passages[range.start as usize..range.end as usize]
            .iter()
            .filter(|passage| passage.kind != PassageKind::Target);
        let first = text.next()?;
        let last = text.next_back().unwrap_or(first);
        Some(first.span.start..last.span.end)
    }
}
