//! Leaf blocks: the units of text that a sentence never crosses, and the list items around them.

use std::ops::Range;

use crate::span::Span;

/// A leaf block of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// From its first byte of text or markup to its last, without surrounding white space.
    pub span: Span,
    /// Index of the innermost section.
    pub section: Option<u32>,
    /// Indices into [`Document::passages`](crate::Document::passages).
    pub passages: Range<u32>,
    /// Whether it stands inside a block quotation.
    pub quoted: bool,
    /// How many list items it stands in.
    pub depth: u32,
    /// Index of the innermost list item into [`Document::items`](crate::Document::items).
    pub item: Option<u32>,
}

/// What a [`Block`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// A paragraph, in or outside a list.
    Paragraph,
    /// The first text of a list item.
    Item,
    /// A heading.
    Heading,
    /// A fenced or indented code block.
    Code,
    /// A table cell below the head.
    Cell,
    /// A cell of a table's head row.
    CellHead,
    /// A block of raw HTML.
    Html,
    /// One value, list item or comment of the front matter.
    FrontMatter,
    /// A link reference definition or a footnote's label.
    Definition,
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListItem {
    /// From the marker to the end of everything in it, nested lists included.
    pub span: Span,
    /// The bullet or the number, without white space.
    pub marker: Span,
    /// The number as written, where the list is ordered.
    pub number: Option<u64>,
    /// `[ ]` is `Some(false)`, `[x]` is `Some(true)`.
    pub task: Option<bool>,
    /// How many items it stands in; 0 at the top.
    pub depth: u32,
    /// Index of the item around it.
    pub parent: Option<u32>,
    /// Counts the lists of the document: items of one list share it.
    pub list: u32,
    /// Index of the block that is its first text, if it has any.
    pub text: Option<u32>,
}
