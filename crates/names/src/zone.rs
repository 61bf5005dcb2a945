//! How a caller describes the text it wants read.

use std::ops::Range;

/// One stretch of the source in which people could be named.
///
/// Zones are in source order and do not overlap. What lies between two zones is markup and is not
/// read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Bytes of the source.
    pub range: Range<usize>,
    /// What stands there.
    pub kind: ZoneKind,
    /// Zones of one block (a paragraph, a cell, a list item) share a number; a name never spans
    /// two blocks and a sentence never runs across them.
    pub block: u32,
    /// What the stretch answers to: the head of a table's column, the key of a front matter line.
    pub label: Option<Range<usize>>,
}

/// What kind of text a [`Zone`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ZoneKind {
    /// Running text, including list items and quotations.
    Prose,
    /// A heading.
    Heading,
    /// A table cell below the head.
    Cell,
    /// A cell of a table's head row.
    CellHead,
    /// The value of a front matter key.
    FrontMatter,
    /// A code span within a line.
    CodeSpan,
    /// A code block: logs, commands, configuration.
    CodeBlock,
    /// A link's or an image's address, and addresses written out.
    Target,
    /// The text that stands for an image.
    ImageText,
    /// Raw HTML.
    Html,
}
