//! Whether a layout has a place for every word of a block.

use std::ops::Range;

use document::Document;

/// Bytes of the longest name of a value in running text: "Why it made sense then:".
const LONGEST_NAME: usize = 40;

/// A row of a layout: of its cells only some can bear marks.
#[derive(Clone, Debug)]
pub struct Row {
    /// All of it.
    pub span: Range<usize>,
    /// Its cells that can bear marks, in order.
    pub cells: Vec<Range<usize>>,
    /// Where a mark goes that is on none of them.
    pub main: Range<usize>,
}

/// Where a mark is drawn: on its text where that can bear it, else on the main cell of its row.
/// Rows are in order and apart.
pub fn drawn_on(span: &Range<usize>, rows: &[&Row]) -> Range<usize> {
    let after = rows.partition_point(|row| row.span.end <= span.start);
    let Some(row) = rows.get(after).filter(|row| row.span.contains(&span.start)) else {
        return span.clone();
    };
    let touches = |cell: &Range<usize>| cell.start < span.end && span.start < cell.end;
    if row.main.is_empty() || row.cells.iter().any(touches) {
        return span.clone();
    }
    row.main.clone()
}

/// Whether stretches are in order and do not overlap, as what is written by itself must be.
pub fn are_apart(spans: impl Iterator<Item = Range<usize>>) -> bool {
    let mut end = 0;
    spans.into_iter().all(|span| {
        let is_apart = span.start >= end;
        end = span.end;
        is_apart
    })
}

/// Whether every letter and digit of `block` lies in one of the `shown` stretches, or names the
/// value that follows it ("Owner: …").
pub fn is_all_shown(
    document: &Document,
    block: &Range<usize>,
    mut shown: Vec<Range<usize>>,
) -> bool {
    shown.sort_by_key(|span| (span.start, span.end));
    let passages = document.passages();
    let first = passages.partition_point(|passage| passage.span.end <= block.start);
    let mut next = 0;
    for passage in &passages[first..] {
        if passage.span.start >= block.end {
            break;
        }
        let mut at = passage.span.start;
        while at < passage.span.end {
            while shown.get(next).is_some_and(|span| span.end <= at) {
                next += 1;
            }
            let following = shown.get(next);
            let gap = at..following.map_or(passage.span.end, |span| {
                span.start.clamp(at, passage.span.end)
            });
            let is_before_value = following.is_some_and(|span| span.start <= passage.span.end + 4);
            if !is_sign(document.text(&gap), is_before_value) {
                return false;
            }
            at = following.map_or(passage.span.end, |span| span.end.max(gap.end));
        }
    }
    true
}

/// Whether a text between values is none to be read: marks, or the name of the value behind it.
fn is_sign(text: &str, is_before_value: bool) -> bool {
    if !text.contains(char::is_alphanumeric) {
        return true;
    }
    let name = text.trim_matches(|c: char| c.is_whitespace() || "*_-–—,;.|()[]".contains(c));
    let Some(name) = name.strip_suffix([':', '=']) else {
        return false;
    };
    is_before_value && name.len() <= LONGEST_NAME && !name.contains([',', ';', '.', ':', '|', '\n'])
}

/// A text without the signs of emphasis and code at its ends.
pub fn plain(text: &str) -> String {
    let text = text.trim().trim_matches(['*', '_', '`']).trim();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The head of each column of a table, as a word.
pub fn heads(document: &Document, table: &document::Table) -> Vec<String> {
    let heads = table.head.iter();
    heads.map(|head| plain(document.text(&head.span))).collect()
}
