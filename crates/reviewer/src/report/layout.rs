//! The part of a text that a finding is shown in: its lines, or its sentence broken into rows that
//! fit the terminal. Bounded, whatever the text.

use document::{Block, BlockKind, Document, Span};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::prose;

/// Rows an excerpt has at most.
const ROWS: usize = 8;
/// Lines a mark may cover before it is cut to its first.
const MARKED_LINES: usize = 3;

/// A part of a text, broken into rows.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The rows, separated by line feeds.
    pub text: String,
    /// Line of its first row, from 1.
    pub line: usize,
    /// Whether every row is one line of the text, so that rows can bear their numbers.
    pub is_lines: bool,
    rows: Vec<Row>,
}

#[derive(Debug, PartialEq, Eq)]
struct Row {
    /// Bytes of the source.
    source: Span,
    /// Where they start in the excerpt.
    shown: usize,
}

impl Excerpt {
    /// The excerpt that shows `marks`, which are in order of place, in rows of `columns`.
    pub(super) fn of(document: &Document, marks: &[Span], columns: usize) -> Self {
        let source = document.source();
        let first = marks.first().map_or(0, |mark| mark.start);
        let last = marks
            .iter()
            .map(|mark| clip(document, mark).end)
            .max()
            .unwrap_or(first)
            .max(first);
        let natural = window(document, first, last, columns);
        let window = bounded(source, &natural, first, last, columns);
        let rows = rows(source, &window, columns);
        let line = document.lines().position(window.start).line;
        let lines = document
            .lines()
            .position(rows.last().map_or(window.start, |row| row.start))
            .line
            - line
            + 1;
        let is_lines = lines == rows.len();
        let (text, rows) = shown(source, rows, window.start > natural.start, &natural);
        Self {
            text,
            line,
            is_lines,
            rows,
        }
    }

    /// Where `mark` is in the excerpt: one range for each row it touches.
    pub(super) fn marks(&self, document: &Document, mark: &Span) -> Vec<Span> {
        let mark = clip(document, mark);
        let within = self.rows.iter().filter_map(|row| {
            let start = mark.start.max(row.source.start);
            let end = mark.end.min(row.source.end);
            let touches = start < end || (mark.is_empty() && start == end);
            touches
                .then(|| row.shown + start - row.source.start..row.shown + end - row.source.start)
        });
        within
            .filter(|range| range.is_empty() || !self.text[range.clone()].trim().is_empty())
            .collect()
    }
}

/// The block that holds `at`.
pub(super) fn block_at(document: &Document, at: usize) -> Option<&Block> {
    let blocks = document.blocks();
    let after = blocks.partition_point(|block| block.span.start <= at);
    blocks
        .get(after.checked_sub(1)?)
        .filter(|block| at < block.span.end)
}

/// The sentence around `at`; outside blocks, the line.
pub(super) fn sentence_at(document: &Document, at: usize) -> Span {
    match block_at(document, at) {
        Some(block) if block.kind != BlockKind::Code => {
            prose::sentence(document.source(), &block.span, at)
        }
        _ => line_at(document, at),
    }
}

/// The line around `at`, without its line break.
fn line_at(document: &Document, at: usize) -> Span {
    let lines = document.lines();
    let line = lines.position(at).line;
    let start = lines.start(line).unwrap_or(0);
    let end = lines.start(line + 1).unwrap_or(document.source().len());
    start
        ..start
            + document.source()[start..end]
                .trim_end_matches(['\n', '\r'])
                .len()
}

/// A mark over many lines, cut to its first.
fn clip(document: &Document, mark: &Span) -> Span {
    let lines = document.lines();
    let covered = lines.position(mark.end).line - lines.position(mark.start).line + 1;
    if covered <= MARKED_LINES {
        mark.clone()
    } else {
        mark.start..line_at(document, mark.start).end.max(mark.start)
    }
}

/// Whole lines where they fit, else the sentence.
fn window(document: &Document, first: usize, last: usize, columns: usize) -> Span {
    let source = document.source();
    let sentence = sentence_at(document, first);
    let start = sentence.start.min(first);
    let end = sentence.end.max(last);
    let lines = line_at(document, start).start..line_at(document, end).end;
    let is_cell = block_at(document, first)
        .is_some_and(|b| matches!(b.kind, BlockKind::Cell | BlockKind::CellHead));
    let fits = if is_cell { 3 * columns } else { columns };
    let few = lines.len() <= 4 * ROWS * columns;
    if few
        && source[lines.clone()]
            .lines()
            .all(|line| line.width() <= fits)
    {
        return lines;
    }
    let lead = &source[lines.start..start];
    let is_markup = lead.len() < 40 && !lead.contains(char::is_alphanumeric);
    if is_markup {
        lines.start..end
    } else {
        start..end
    }
}

/// As much of `window` as [`ROWS`] can hold, the first mark in it.
fn bounded(source: &str, window: &Span, first: usize, last: usize, columns: usize) -> Span {
    let room = columns * (ROWS - 2);
    if window.len() <= room {
        return window.clone();
    }
    let before = first.saturating_sub(columns * 3 / 2).max(window.start);
    let end = (before + room)
        .min(window.end)
        .min(last.saturating_add(columns * 3 / 2));
    let start = if before == window.start {
        before
    } else {
        next_word(source, before, first)
    };
    start..ceil(source, end.max(first)).min(window.end)
}

/// Where the next word after `from` starts, at `limit` the latest.
fn next_word(source: &str, from: usize, limit: usize) -> usize {
    let from = ceil(source, from);
    let part = &source[from..limit.max(from)];
    part.find(char::is_whitespace)
        .map_or(from, |at| ceil(source, from + at + 1).min(limit))
}

fn ceil(source: &str, mut at: usize) -> usize {
    at = at.min(source.len());
    while !source.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// The lines of `window`, broken at spaces where they are wider than `columns`.
fn rows(source: &str, window: &Span, columns: usize) -> Vec<Span> {
    let mut rows = Vec::new();
    let mut at = window.start;
    for line in source[window.clone()].split_inclusive(['\n', '\r']) {
        let text = line.trim_end_matches(['\n', '\r']);
        let is_rest_of_crlf = text.is_empty() && line == "\n" && source[..at].ends_with('\r');
        if !is_rest_of_crlf {
            wrap(source, at..at + text.len(), columns, &mut rows);
        }
        at += line.len();
    }
    if rows.is_empty() {
        rows.push(window.start..window.start);
    }
    rows.truncate(ROWS);
    rows
}

fn wrap(source: &str, line: Span, columns: usize, rows: &mut Vec<Span>) {
    let mut start = line.start;
    let mut width = 0;
    // Where the row can be broken, and how wide it is up to there, the space included.
    let mut space: Option<(usize, usize)> = None;
    for (at, c) in source[line.clone()].char_indices() {
        let at = line.start + at;
        width += if c == '\t' { 4 } else { c.width().unwrap_or(1) };
        if c == ' ' && at > start {
            space = Some((at, width));
        } else if let Some((end, before)) = space.filter(|_| width > columns) {
            rows.push(start..end);
            start = end + 1;
            width -= before;
            space = None;
        }
    }
    rows.push(start..line.end);
}

/// The rows as one text, with an ellipsis where the sentence goes on.
fn shown(source: &str, rows: Vec<Span>, cut: bool, natural: &Span) -> (String, Vec<Row>) {
    let mut text = String::new();
    let mut placed = Vec::with_capacity(rows.len());
    let last = rows.len() - 1;
    for (number, row) in rows.into_iter().enumerate() {
        if number == 0 && cut {
            text.push_str("… ");
        }
        let shown = text.len();
        text.push_str(&source[row.clone()]);
        if number == last
            && row.end < natural.end
            && !source[row.end..natural.end].trim().is_empty()
        {
            text.push_str(" …");
        }
        if number < last {
            text.push('\n');
        }
        placed.push(Row { source: row, shown });
    }
    (text, placed)
}

/// `text` without what would move the cursor or turn the writing direction on a terminal.
pub(super) fn visible(text: &str) -> String {
    let hides = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}'..='\u{200f}');
    text.chars()
        .map(|c| {
            if hides(c) || (c.is_control() && c != '\n') {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}

/// `text`, visible, broken at spaces into lines of `columns`.
pub(super) fn fill(text: &str, columns: usize) -> String {
    let text = &visible(text);
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        wrap(
            text,
            at..at + line.trim_end_matches('\n').len(),
            columns.max(20),
            &mut lines,
        );
        at += line.len();
    }
    lines
        .into_iter()
        .map(|line| &text[line])
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn excerpt(text: &str, mark: &str, columns: usize) -> (Excerpt, Vec<String>) {
        let document = Document::parse(text);
        let start = text.find(mark).unwrap();
        let span = start..start + mark.len();
        let excerpt = Excerpt::of(&document, std::slice::from_ref(&span), columns);
        let marked = excerpt
            .marks(&document, &span)
            .into_iter()
            .map(|range| excerpt.text[range].to_owned());
        let marked = marked.collect();
        (excerpt, marked)
    }

    #[test]
    fn shows_lines_that_fit() {
        let (excerpt, marked) = excerpt("# A\r\n\r\n- Bea ran it. It broke.\r\n", "Bea", 40);
        assert_eq!(
            (excerpt.text.as_str(), excerpt.line, excerpt.is_lines),
            ("- Bea ran it. It broke.", 3, true)
        );
        assert_eq!(marked, ["Bea"]);
    }

    #[test]
    fn shows_the_sentence_where_the_line_is_long() {
        let text = "The first sentence is here. Then somebody ran the command twice, in both regions. The end.\n";
        let (excerpt, marked) = excerpt(text, "ran the command twice", 30);
        assert_eq!(
            excerpt.text,
            "Then somebody ran the command\ntwice, in both regions."
        );
        assert!(!excerpt.is_lines);
        assert_eq!(marked, ["ran the command", "twice"]);
    }

    #[test]
    fn a_line_without_end_is_cut() {
        let text = format!("{} Bea {}", "a".repeat(10_000), "b ".repeat(10_000));
        let (excerpt, marked) = excerpt(&text, "Bea", 40);
        assert_eq!(marked, ["Bea"]);
        assert!(excerpt.text.len() < 1_000, "{}", excerpt.text.len());
        assert!(excerpt.text.ends_with(" …"));
    }

    #[test]
    fn a_mark_over_many_lines_is_cut_to_its_first() {
        let text = "| A | B |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n";
        let (excerpt, marked) = excerpt(text, text.trim_end(), 40);
        assert_eq!(excerpt.text, "| A | B |");
        assert_eq!(marked, ["| A | B |"]);
    }

    #[test]
    fn an_empty_text_has_an_empty_excerpt() {
        let (excerpt, marked) = excerpt("", "", 40);
        assert_eq!((excerpt.text.as_str(), excerpt.line), ("", 1));
        assert_eq!(marked, [""]);
    }

    #[test]
    fn fills_lines() {
        assert_eq!(
            fill("one two three four five six", 20),
            "one two three four\nfive six"
        );
        assert_eq!(fill("a\nb", 20), "a\nb");
        assert_eq!(fill("a\u{1b}[2J\u{202e}b", 20), "a\u{fffd}[2J\u{fffd}b");
    }

    proptest! {
        #[test]
        fn never_fails(text in "(?s)[a-c é😀.|\\-#>\t\r\n`]{0,300}", from in 0_usize..300, length in 0_usize..300, columns in 1_usize..60) {
            let start = ceil(&text, from);
            let end = ceil(&text, start + length);
            let document = Document::parse(text);
            let excerpt = Excerpt::of(&document, std::slice::from_ref(&(start..end)), columns);
            for range in excerpt.marks(&document, &(start..end)) {
                prop_assert!(excerpt.text.get(range).is_some());
            }
        }
    }
}
