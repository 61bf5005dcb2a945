//! Passages: every stretch of the source in which a person or a customer could be named.

use crate::span::Span;

/// One stretch of text without markup in it.
///
/// Passages are in source order and do not overlap. Escapes (`\_`) and entities (`&nbsp;`) stay
/// inside as written, so that no name is lost at one. A soft line break stays inside too; other
/// markup (`**`, a link's brackets, a quotation's `>` at the start of a line) ends a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Bytes of the source.
    pub span: Span,
    /// What stands there.
    pub kind: PassageKind,
    /// Index into [`Document::blocks`](crate::Document::blocks). A sentence runs on from one
    /// passage to the next within a block and never beyond it.
    pub block: u32,
    /// Index of the innermost section into [`Document::sections`](crate::Document::sections).
    pub section: Option<u32>,
    /// What the passage answers to: the head of a table's column, the key of a front matter line.
    pub label: Option<Span>,
}

/// What kind of text a [`Passage`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PassageKind {
    /// Running text, list items and quotations included.
    Prose,
    /// A heading.
    Heading,
    /// A table cell below the head.
    Cell,
    /// A cell of a table's head row.
    CellHead,
    /// The value of a front matter key, one item of its list, or a comment there.
    FrontMatter,
    /// A code span within a line, without its backticks.
    CodeSpan,
    /// A code block's lines, without fences and indentation.
    CodeBlock,
    /// An address of a link, an image or an autolink; a link's title; the label of a reference or
    /// a footnote.
    Target,
    /// The text that stands for an image.
    ImageText,
    /// Raw HTML, tags and comments as written.
    Html,
}
