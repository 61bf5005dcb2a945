//! Markdown as a stream of blocks and passages. Only this place and `html`, which writes the same
//! events down, know the Markdown parser.

mod cells;
mod gaps;
mod guard;
pub(crate) mod link;
mod outline;
mod plain;
mod walk;

pub(crate) use outline::Outline;

use pulldown_cmark::{Event, Options, Parser};

use crate::span::Span;

/// What of Markdown is read beyond its core.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH);

/// The parser's events for the Markdown in `body`, each with its bytes of the source. Nothing where
/// the text is to be read as plain lines.
pub(crate) fn events(
    source: &str,
    body: Span,
) -> Option<impl Iterator<Item = (Event<'_>, Span)> + '_> {
    let text = &source[body.clone()];
    (!guard::is_hostile(text)).then(|| parse(text, body.start))
}

fn parse(text: &str, base: usize) -> impl Iterator<Item = (Event<'_>, Span)> + '_ {
    let events = Parser::new_ext(text, OPTIONS).into_offset_iter();
    events.map(move |(event, range)| (event, range.start + base..range.end + base))
}

/// Reads the Markdown in `body`, which is the source without byte order mark and front matter.
///
/// Whatever the parser passes over in silence (link reference definitions, cells beyond a table's
/// last column) is found by looking at what no passage covers, so that no text goes unread.
pub(crate) fn read(source: &str, body: Span, outline: &mut Outline) {
    if let Some(events) = events(source, body.clone()) {
        walk::read(source, events, outline);
        gaps::fill(source, body, outline);
    } else {
        plain::read(source, body, outline);
    }
}
