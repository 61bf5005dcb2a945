//! The document as safe HTML, for the pages where it is read, previewed and reviewed.
//!
//! Nothing of the source is passed through: every tag is written here, every text and address is
//! escaped. Raw HTML is shown as text (`<br>` alone breaks a line), images are links, and links
//! lead to `http`, `https`, `mailto` or nearby; any other is its text. Every element opened is
//! closed in order. Time and size are linear in the text and the marks.
//!
//! ```
//! use document::{Document, html};
//!
//! let document = Document::parse("# Summary\n\nOncall 1 ran `drain`.\n");
//! let labels = ["Oncall 1".parse().unwrap()];
//! let options = html::Options { labels: &labels, ..html::Options::default() };
//! let mark = html::Mark {
//!     span: 20..23,
//!     pencil: html::Pencil::Warn,
//!     id: "mark-1",
//!     number: 1,
//! };
//! assert_eq!(
//!     html::render(&document, &[mark], &options),
//!     "<section id=\"s-summary\" aria-labelledby=\"h-summary\"><h2 id=\"h-summary\">Summary</h2>\n\
//!      <p class=\"abstract\"><span class=\"role role-oncall\">Oncall 1</span> \
//!      <mark class=\"pencil pencil-warn\" id=\"mark-1\">ran</mark>\
//!      <a class=\"pencil-number\" href=\"#note-1\" data-number=\"1\" aria-label=\"Finding 1\"></a> \
//!      <code>drain</code>.</p>\n</section>\n"
//! );
//! ```

mod anchors;
mod decor;
mod escape;
mod headings;
mod labels;
mod marks;
mod parts;
mod run;
mod selection;
mod tables;
mod target;
mod time;
mod walk;

pub use parts::{Chapter, Part};

use std::ops::Range;

use domain::RoleLabel;
use selection::Selection;

use crate::Document;
use crate::span::Span;

/// How a document is written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// The labels that are drawn as chips. Only these: a text may speak of roles at large.
    pub labels: &'a [RoleLabel],
    /// Leaves the heading out that is the document's title, where the page says it already.
    pub without_title: bool,
    /// Gives each block of text `data-start` and `data-end`, its bytes of the source.
    pub block_ids: bool,
}

/// A mark on the text, joined by its number to a note in the margin with the id `note-<number>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark<'a> {
    /// Bytes of the source. One that covers no text that is read is drawn on the next word.
    pub span: Span,
    /// How it is drawn.
    pub pencil: Pencil,
    /// The `id` of the first element drawn for it: unique on the page.
    pub id: &'a str,
    /// The number written after it.
    pub number: u32,
}

/// How a [`Mark`] is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pencil {
    /// A finding that blocks.
    Block,
    /// A finding to look at.
    Warn,
    /// A hint.
    Advise,
    /// A comment.
    Comment,
    /// A suggestion of other words.
    Suggestion,
}

impl Pencil {
    fn class(self) -> &'static str {
        match self {
            Self::Block => "pencil-block",
            Self::Warn => "pencil-warn",
            Self::Advise => "pencil-advise",
            Self::Comment => "pencil-comment",
            Self::Suggestion => "pencil-suggestion",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Block | Self::Warn => "Finding",
            Self::Advise => "Hint",
            Self::Comment => "Comment",
            Self::Suggestion => "Suggestion",
        }
    }
}

/// A heading, for the table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 2 to 6: the page's title has level 1.
    pub level: u8,
    /// The id to link to; the same text always gets the same.
    pub id: String,
    /// What it says, without markup.
    pub text: String,
}

/// The document as HTML: what stands in `<article class="doc">`, without the front matter.
///
/// Headings begin at level 2, and one of that level opens a `<section>`. Ids are `s-…` (sections
/// and headings), `h-…` (headings of sections), `footnote-…`, and in capitals the names of factors
/// and corrections (`F1`, `C1`); they do not meet the page's own, nor those of marks.
pub fn render(document: &Document, marks: &[Mark<'_>], options: &Options<'_>) -> String {
    walk::write(document, marks, options)
}

/// The headings [`render`] writes with the same options.
pub fn contents(document: &Document, options: &Options<'_>) -> Vec<Heading> {
    let found = headings::read(document, options.without_title);
    found
        .into_iter()
        .filter(|found| !found.left_out)
        .map(|found| found.heading)
        .collect()
}

/// What stands under each heading of level 2, with the same options: for pages that lay the document
/// out themselves and have [`render_parts`] write its blocks.
pub fn chapters(document: &Document, options: &Options<'_>) -> Vec<Chapter> {
    parts::chapters(document, options)
}

/// The HTML of each part, written as [`render`] writes it, but without sections. Parts are in source
/// order and do not overlap. A mark on text that no part has is drawn on the next word that is
/// written; of a text within an element that began before a line, the line has the text alone.
pub fn render_parts(
    document: &Document,
    parts: &[Part],
    marks: &[Mark<'_>],
    options: &Options<'_>,
) -> Vec<String> {
    walk::write_parts(document, parts, marks, options)
}

/// The bytes of the source for a part of the page that somebody selected.
///
/// `block` is the `data-start` and `data-end` of the element around it ([`Options::block_ids`]),
/// `text` the part of that element's text content, in UTF-16 units as browsers count. Nothing where
/// there is no such block or no such text. Markup between what is selected lies within the bytes.
pub fn selected(document: &Document, block: Span, text: Range<usize>) -> Option<Span> {
    walk::find(document, Selection::new(block, text))
}
