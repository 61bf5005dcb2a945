//! Markdown as a stream of blocks and passages: the only place that knows the Markdown parser.

mod cells;
mod gaps;
mod guard;
mod link;
mod outline;
mod plain;
mod walk;

pub(crate) use outline::Outline;

use crate::span::Span;

/// Reads the Markdown in `body`, which is the source without byte order mark and front matter.
///
/// Whatever the parser passes over in silence (link reference definitions, cells beyond a table's
/// last column) is found by looking at what no passage covers, so that no text goes unread.
pub(crate) fn read(source: &str, body: Span, outline: &mut Outline) {
    if guard::is_hostile(&source[body.clone()]) {
        plain::read(source, body, outline);
    } else {
        walk::read(source, body.clone(), outline);
        gaps::fill(source, body, outline);
    }
}
