//! Walks the parser's events and keeps the spans of what is text.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};

use super::link;
use super::outline::{Heading, Outline, StrongLabel};
use crate::blocks::{BlockKind, ListItem};
use crate::passages::PassageKind;
use crate::span::{Span, trim};
use crate::table::{Row, Table};

/// Reads the events of `source` into `outline`.
pub(super) fn read<'a>(
    source: &str,
    events: impl Iterator<Item = (Event<'a>, Span)>,
    outline: &mut Outline,
) {
    let mut walk = Walk::new(source, outline);
    for (event, range) in events {
        walk.event(&event, range);
    }
    walk.close_leaf();
}

/// The state between two events.
struct Walk<'a> {
    source: &'a str,
    out: &'a mut Outline,
    leaf: Option<u32>,
    run: Option<(Span, PassageKind)>,
    quotes: u32,
    /// The indices of the lists that are open.
    lists: Vec<u32>,
    list_count: u32,
    items: Vec<u32>,
    links: Vec<OpenLink>,
    images: u32,
    /// End of the last inline event, where a link's address may begin.
    inline_end: usize,
    in_head: bool,
}

struct OpenLink {
    form: link::Form,
    image: bool,
}

impl<'a> Walk<'a> {
    fn new(source: &'a str, out: &'a mut Outline) -> Self {
        Self {
            source,
            out,
            leaf: None,
            run: None,
            quotes: 0,
            lists: Vec::new(),
            list_count: 0,
            items: Vec::new(),
            links: Vec::new(),
            images: 0,
            inline_end: 0,
            in_head: false,
        }
    }

    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag, range),
            Event::Text(_) | Event::Html(_) => self.text(range),
            Event::InlineHtml(_) => self.atom(PassageKind::Html, range),
            Event::Code(_) => self.atom(PassageKind::CodeSpan, range),
            Event::FootnoteReference(_) => self.atom(PassageKind::Target, range),
            Event::HardBreak => self.flush(),
            Event::TaskListMarker(done) => self.task(*done, range),
            Event::SoftBreak | Event::Rule | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.open_paragraph(range.start),
            Tag::Heading { level, .. } => {
                let block = self.open_leaf(BlockKind::Heading, range.start);
                self.out.headings.push(Heading {
                    level: *level as u8,
                    block,
                    span: trim(self.source, range),
                });
            }
            Tag::CodeBlock(kind) => {
                self.open_leaf(BlockKind::Code, range.start);
                if matches!(kind, CodeBlockKind::Fenced(_)) {
                    self.out.markup.push(self.first_line(range));
                }
            }
            Tag::HtmlBlock => {
                self.open_leaf(BlockKind::Html, range.start);
            }
            Tag::BlockQuote(_) => {
                self.close_leaf();
                self.quotes += 1;
            }
            Tag::List(_) => {
                self.close_leaf();
                self.lists.push(self.list_count);
                self.list_count += 1;
            }
            Tag::Item => self.open_item(range),
            Tag::FootnoteDefinition(_) => self.footnote(range),
            Tag::Table(_) => {
                self.close_leaf();
                let span = trim(self.source, range);
                self.out.tables.push(Table {
                    span,
                    section: None,
                    head: vec![],
                    rows: vec![],
                });
            }
            Tag::TableHead => self.in_head = true,
            Tag::TableRow => {
                let row = Row {
                    span: trim(self.source, range),
                    cells: vec![],
                };
                if let Some(table) = self.out.tables.last_mut() {
                    table.rows.push(row);
                }
            }
            Tag::TableCell => {
                let kind = if self.in_head {
                    BlockKind::CellHead
                } else {
                    BlockKind::Cell
                };
                self.open_leaf(kind, range.start);
            }
            Tag::Link { link_type, .. } => self.open_link(*link_type, false, range.start),
            Tag::Image { link_type, .. } => self.open_link(*link_type, true, range.start),
            Tag::Strong => self.open_strong(range),
            _ => self.open_inline(range.start),
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock => {
                self.close_leaf();
            }
            TagEnd::BlockQuote(_) => {
                self.close_leaf();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.close_leaf();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.close_leaf();
                self.items.pop();
            }
            TagEnd::TableHead => self.in_head = false,
            TagEnd::TableCell => self.close_cell(range),
            TagEnd::Link | TagEnd::Image => self.close_link(range),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {
                self.flush();
                self.inline_end = range.end;
            }
            _ => {}
        }
    }

    /// Opens a block; one that is open (the text of a tight list item) ends.
    fn open_leaf(&mut self, kind: BlockKind, start: usize) -> u32 {
        self.close_leaf();
        let index = self.out.open(kind, start);
        let block = &mut self.out.blocks[index as usize];
        block.quoted = self.quotes > 0;
        block.depth = self.items.len() as u32;
        block.item = self.items.last().copied();
        self.leaf = Some(index);
        if let Some(item) = block.item {
            let item = &mut self.out.items[item as usize];
            if item.text.is_none() && matches!(kind, BlockKind::Item | BlockKind::Paragraph) {
                item.text = Some(index);
                self.out.blocks[index as usize].kind = BlockKind::Item;
            }
        }
        index
    }

    fn open_paragraph(&mut self, start: usize) {
        self.open_leaf(BlockKind::Paragraph, start);
    }

    /// The block for inline text; a tight list item's text has no paragraph around it.
    fn ensure_leaf(&mut self, start: usize) -> u32 {
        match self.leaf {
            Some(leaf) => leaf,
            None => self.open_leaf(BlockKind::Paragraph, start),
        }
    }

    fn close_leaf(&mut self) {
        self.flush();
        if let Some(leaf) = self.leaf.take() {
            let first = self.out.blocks[leaf as usize].passages.start as usize;
            let end = self.out.passages[first..]
                .last()
                .map_or(0, |passage| passage.span.end);
            self.out.close(leaf, end.max(self.inline_end));
        }
    }

    /// Ends the run of text, if there is one and it is not mere white space.
    fn flush(&mut self) {
        let Some(((mut span, kind), leaf)) = self.run.take().zip(self.leaf) else {
            return;
        };
        let text = &self.source[span.clone()];
        let length = text.trim_end().len();
        if matches!(kind, PassageKind::CodeBlock | PassageKind::Html) {
            span.end = span.start + length;
        }
        if length > 0 {
            self.out.push(leaf, kind, span);
        }
    }

    fn text_kind(&self, leaf: u32) -> PassageKind {
        if self.images > 0 {
            return PassageKind::ImageText;
        }
        if self
            .links
            .last()
            .is_some_and(|link| link.form == link::Form::Auto)
        {
            return PassageKind::Target;
        }
        match self.out.blocks[leaf as usize].kind {
            BlockKind::Heading => PassageKind::Heading,
            BlockKind::Code => PassageKind::CodeBlock,
            BlockKind::Cell => PassageKind::Cell,
            BlockKind::CellHead => PassageKind::CellHead,
            BlockKind::Html => PassageKind::Html,
            _ => PassageKind::Prose,
        }
    }

    /// Text: continues the run across escapes and soft breaks, else begins a new one.
    fn text(&mut self, range: Span) {
        let start = self.with_escape(range.start);
        let leaf = self.ensure_leaf(start);
        let kind = self.text_kind(leaf);
        self.inline_end = range.end;
        if range.is_empty() {
            return;
        }
        if let Some((run, last)) = &mut self.run {
            let joins = *last == kind
                && run.end <= range.start
                && joins(&self.source[run.end..range.start]);
            if joins {
                run.end = range.end;
                return;
            }
            self.flush();
        }
        self.run = Some((start..range.end, kind));
    }

    /// The parser leaves out the backslash of an escape; it belongs to the text.
    fn with_escape(&self, start: usize) -> usize {
        let bytes = self.source.as_bytes();
        let escaped = start > 0
            && bytes[start - 1] == b'\\'
            && bytes.get(start).is_some_and(u8::is_ascii_punctuation);
        if escaped { start - 1 } else { start }
    }

    /// A code span, an HTML tag or a footnote reference: a passage of its own.
    fn atom(&mut self, kind: PassageKind, range: Span) {
        let leaf = self.ensure_leaf(range.start);
        self.flush();
        self.inline_end = range.end;
        let span = match kind {
            PassageKind::CodeSpan => link::code_content(self.source, range),
            PassageKind::Target => link::footnote_label(self.source, range),
            _ => range,
        };
        let kind = if self.images > 0 {
            PassageKind::ImageText
        } else {
            kind
        };
        self.out.push(leaf, kind, span);
    }

    fn open_inline(&mut self, start: usize) {
        self.ensure_leaf(start);
        self.flush();
        self.inline_end = start;
    }

    fn open_strong(&mut self, range: Range<usize>) {
        let leaf = self.ensure_leaf(range.start);
        self.flush();
        self.inline_end = range.start;
        let first = self.out.blocks[leaf as usize].passages.start;
        if first as usize == self.out.passages.len() {
            self.out.strong.push(StrongLabel {
                block: leaf,
                outer: range,
            });
        }
    }

    fn open_link(&mut self, kind: LinkType, image: bool, start: usize) {
        self.open_inline(start);
        self.images += u32::from(image);
        self.links.push(OpenLink {
            form: link::Form::of(kind),
            image,
        });
        self.inline_end = start + 1;
    }

    fn close_link(&mut self, range: Range<usize>) {
        self.flush();
        let Some(link) = self.links.pop() else { return };
        self.images -= u32::from(link.image);
        let rest = self.inline_end.min(range.end)..range.end;
        self.inline_end = range.end;
        let Some(leaf) = self.leaf else { return };
        for span in link::targets(self.source, rest, link.form) {
            self.out.push(leaf, PassageKind::Target, span);
        }
    }

    fn open_item(&mut self, range: Range<usize>) {
        self.close_leaf();
        let marker = marker(self.source, range.start);
        let number = self.source[marker.clone()].trim_end_matches(['.', ')']);
        self.out.markup.push(marker.clone());
        self.out.items.push(ListItem {
            span: trim(self.source, marker.start..range.end.max(marker.end)),
            number: number.parse().ok(),
            marker,
            task: None,
            depth: self.items.len() as u32,
            parent: self.items.last().copied(),
            list: self.lists.last().copied().unwrap_or(0),
            text: None,
        });
        self.items.push(self.out.items.len() as u32 - 1);
    }

    fn task(&mut self, done: bool, range: Span) {
        self.out.markup.push(range);
        if let Some(&item) = self.items.last() {
            self.out.items[item as usize].task = Some(done);
        }
    }

    fn footnote(&mut self, range: Span) {
        self.close_leaf();
        let span = link::footnote_label(self.source, range);
        let block = self.open_leaf(BlockKind::Definition, span.start);
        self.out.push(block, PassageKind::Target, span);
        self.close_leaf();
    }

    fn close_cell(&mut self, range: Range<usize>) {
        let Some(leaf) = self.leaf else { return };
        self.close_leaf();
        self.out
            .end_cell(leaf, trim(self.source, range), self.in_head);
    }

    fn first_line(&self, range: Range<usize>) -> Span {
        let text = self.source[range.clone()].as_bytes();
        let length = memchr::memchr2(b'\n', b'\r', text).unwrap_or(text.len());
        range.start..range.start + length
    }
}

/// Whether text goes on across a gap: an escape's backslash, or a line break and its indentation.
fn joins(gap: &str) -> bool {
    gap.bytes()
        .all(|byte| byte.is_ascii_whitespace() || byte == b'\\')
}

/// A list item's bullet or number, which begins at `start` after at most a line break, quotation
/// marks and white space (the parser counts those to an item that is indented by a tab).
fn marker(source: &str, start: usize) -> Span {
    let bytes = source.as_bytes();
    let mut end = start;
    while bytes
        .get(end)
        .is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'>')
    {
        end += 1;
    }
    let start = end;
    while bytes.get(end).is_some_and(u8::is_ascii_digit) {
        end += 1;
    }
    start..end + usize::from(bytes.get(end).is_some_and(u8::is_ascii))
}

#[cfg(test)]
mod tests {
    use crate::{BlockKind, Document, PassageKind};

    fn passages(source: &str) -> Vec<(PassageKind, String)> {
        let document = Document::parse(source);
        let own =
            |passage: &crate::Passage| (passage.kind, document.text(&passage.span).to_owned());
        document.passages().iter().map(own).collect()
    }

    fn prose(source: &str) -> Vec<String> {
        let of_prose = |(kind, text)| (kind == PassageKind::Prose).then_some(text);
        passages(source).into_iter().filter_map(of_prose).collect()
    }

    #[test]
    fn escapes_and_entities_stay_within_the_run() {
        assert_eq!(
            prose("O\\'Role and a\\_b&nbsp;c &amp; d"),
            ["O\\'Role and a\\_b&nbsp;c &amp; d"]
        );
        assert_eq!(prose("\\*begin"), ["\\*begin"]);
        assert_eq!(prose("- \\_item"), ["\\_item"]);
        assert_eq!(
            prose("a\\\\b &unknown; &#233;"),
            ["a\\\\b &unknown; &#233;"]
        );
    }

    #[test]
    fn markup_ends_a_passage_and_soft_breaks_do_not() {
        assert_eq!(
            prose("one\n  two **three** four"),
            ["one\n  two ", "three", " four"]
        );
        assert_eq!(
            prose("> one\n> two"),
            ["one", "two"],
            "no quotation mark within"
        );
        assert_eq!(prose("one  \ntwo"), ["one", "two"]);
        assert_eq!(prose("**a** **b**"), ["a", "b"]);
    }

    #[test]
    fn addresses_and_titles_are_targets() {
        let target = |text: &str| (PassageKind::Target, text.to_owned());
        let found = passages("[a](<b c> \"d\") ![e](f 'g') <https://h.example> [i][j]\n\n[j]: k\n");
        let targets: Vec<_> = found
            .into_iter()
            .filter(|(kind, _)| *kind == PassageKind::Target)
            .collect();
        assert_eq!(
            targets,
            ["b c", "d", "f", "g", "https://h.example", "j", "j", "k"].map(target)
        );
        assert_eq!(
            prose("see https://bare.example/x"),
            ["see https://bare.example/x"]
        );
    }

    #[test]
    fn code_is_its_content() {
        let code = passages("``a `b` c``\n\n```sh title\nx\n  y\n```\n\n    z\n");
        let expected = [
            (PassageKind::CodeSpan, "a `b` c"),
            (PassageKind::CodeBlock, "x\n  y"),
            (PassageKind::CodeBlock, "z"),
        ];
        assert_eq!(code, expected.map(|(kind, text)| (kind, text.to_owned())));
    }

    #[test]
    fn html_is_whole_tags() {
        let html = passages("a <b title=\"x\">c</b> <!-- d -->\n\n<div>\ne\n</div>\n");
        let tags: Vec<_> = html
            .into_iter()
            .filter(|(kind, _)| *kind == PassageKind::Html)
            .map(|(_, text)| text)
            .collect();
        assert_eq!(
            tags,
            ["<b title=\"x\">", "</b>", "<!-- d -->", "<div>\ne\n</div>"]
        );
    }

    #[test]
    fn items_know_their_place() {
        let document = Document::parse("1. a\n   - [x] b\n\n     more\n2. c\n");
        let [a, b, c] = document.items() else {
            panic!("three items")
        };
        assert_eq!(
            (a.number, a.depth, a.parent, a.task),
            (Some(1), 0, None, None)
        );
        assert_eq!(
            (b.number, b.depth, b.parent, b.task),
            (None, 1, Some(0), Some(true))
        );
        assert_eq!((c.number, c.list), (Some(2), a.list));
        assert_eq!(document.text(&a.span), "1. a\n   - [x] b\n\n     more");
        let kinds: Vec<_> = document
            .blocks()
            .iter()
            .map(|block| (block.kind, block.depth))
            .collect();
        assert_eq!(
            kinds,
            [
                (BlockKind::Item, 1),
                (BlockKind::Item, 2),
                (BlockKind::Paragraph, 2),
                (BlockKind::Item, 1)
            ]
        );
    }

    #[test]
    fn quotations_are_marked() {
        let document = Document::parse("> a\n\nb\n");
        let quoted: Vec<_> = document.blocks().iter().map(|block| block.quoted).collect();
        assert_eq!(quoted, [true, false]);
    }
}
