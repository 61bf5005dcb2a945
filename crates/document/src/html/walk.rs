//! Writes the parser's events as HTML.

mod blocks;
mod draw;
mod inline;
mod parts;

pub(super) use parts::write_parts;

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::anchors::Anchors;
use super::decor::Decor;
use super::headings::{self, Found};
use super::labels::Labels;
use super::marks::Marks;
use super::run::Run;
use super::selection::Selection;
use super::tables::{self, Columns};
use super::{Mark, Options};
use crate::Document;
use crate::markdown;
use crate::span::{Span, trim};

/// The HTML of a document.
pub(super) fn write(document: &Document, marks: &[Mark<'_>], options: &Options<'_>) -> String {
    let mut walk = Walk::new(document, marks, options);
    walk.document();
    walk.finish()
}

/// The bytes of the source for a selection.
pub(super) fn find(document: &Document, selection: Selection) -> Option<Span> {
    let options = Options {
        block_ids: true,
        ..Options::default()
    };
    let mut walk = Walk::new(document, &[], &options);
    walk.selection = Some(selection);
    walk.document();
    walk.end_tight();
    walk.selection?.found()
}

/// What an element that is open needs when it ends.
struct Open {
    close: &'static str,
    kind: Kind,
    /// Length of the HTML before its content.
    content: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Holds blocks.
    Container,
    /// A block of text.
    Leaf,
    /// A block of code or raw HTML, in which nothing but marks is drawn.
    Code,
    /// Holds text, within a block.
    Inline,
    /// A link that can be followed.
    Link,
}

/// What block of text is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaf {
    None,
    /// One with an element of its own.
    Own,
    /// The text of a tight list item.
    Tight,
}

/// The state between two events.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing about where the walk is"
)]
struct Walk<'a> {
    document: &'a Document,
    source: &'a str,
    options: &'a Options<'a>,
    out: String,
    open: Vec<Open>,
    run: Run,
    marks: Marks<'a>,
    decor: Decor<'a>,
    anchors: Anchors,
    headings: std::vec::IntoIter<Found>,
    leaf: Leaf,
    in_section: bool,
    /// Whether headings of level 2 open sections.
    has_sections: bool,
    /// Whether the title is being left out.
    muted: bool,
    /// Whether the next paragraph opens the summary.
    abstract_next: bool,
    links: u32,
    /// Where the last inline event ended.
    text_end: usize,
    /// The name of an item, written before it.
    lead: Span,
    items: usize,
    lists: u32,
    table_classes: std::vec::IntoIter<&'static str>,
    columns: Columns,
    /// The id of the last heading.
    heading_id: Option<String>,
    /// Their numbers by label.
    footnotes: BTreeMap<String, usize>,
    footnotes_defined: BTreeSet<usize>,
    /// What is looked for instead, if the HTML is not what is wanted.
    selection: Option<Selection>,
}

impl<'a> Walk<'a> {
    fn new(document: &'a Document, marks: &'a [Mark<'a>], options: &'a Options<'a>) -> Self {
        Self {
            document,
            source: document.source(),
            options,
            out: String::with_capacity(document.source().len() + 1024),
            open: Vec::new(),
            run: Run::default(),
            marks: Marks::new(document.source(), marks),
            decor: Decor::new(document, Labels::new(options.labels)),
            anchors: Anchors::read(document),
            headings: headings::read(document, options.without_title).into_iter(),
            leaf: Leaf::None,
            in_section: false,
            has_sections: true,
            muted: false,
            abstract_next: false,
            links: 0,
            text_end: 0,
            lead: 0..0,
            items: 0,
            lists: 0,
            table_classes: tables::classes(document).into_iter(),
            columns: Columns::default(),
            heading_id: None,
            footnotes: BTreeMap::new(),
            footnotes_defined: BTreeSet::new(),
            selection: None,
        }
    }

    fn document(&mut self) {
        if let Some(events) = markdown::events(self.source, self.document.body()) {
            for (event, range) in events {
                self.event(event, range);
            }
        } else {
            self.plain();
        }
    }

    /// A text without structure: its runs of lines.
    fn plain(&mut self) {
        super::parts::plain(self.document).for_each(|block| self.plain_block(&block));
    }

    fn plain_block(&mut self, block: &Span) {
        self.block_tag("<p", block.clone());
        self.leaf("</p>\n");
        let text = self.document.text(block);
        self.run.push(self.source, text, block.clone());
        self.end_element(block.end);
    }

    fn finish(mut self) -> String {
        self.end_tight();
        self.end_section();
        self.marks_left(true);
        self.out
    }

    /// Draws the marks that no word was left for, in a paragraph of their own if they need one.
    fn marks_left(&mut self, in_paragraph: bool) {
        self.marks.end(usize::MAX);
        if !self.marks.are_left() && !self.marks.are_owed() {
            return;
        }
        if in_paragraph {
            self.out.push_str("<p class=\"pencils\">");
        }
        self.marks.draw_empty(&mut self.out, usize::MAX);
        self.marks.write_owed(&mut self.out);
        if in_paragraph {
            self.out.push_str("</p>");
        }
    }

    fn event(&mut self, event: Event<'a>, range: Span) {
        if self.muted {
            self.muted = event != Event::End(TagEnd::Heading(HeadingLevel::H1));
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) | Event::Html(text) => self.text(&text, range),
            Event::InlineHtml(tag) if is_line_break(&tag) => self.line_break(range),
            Event::InlineHtml(tag) => self.text(&tag, range),
            Event::Code(text) => self.code(&text, range),
            Event::SoftBreak => self.text("\n", range),
            Event::HardBreak => self.line_break(range),
            Event::FootnoteReference(label) => self.footnote_reference(&label, range),
            Event::TaskListMarker(done) => self.task(done),
            Event::Rule => {
                self.end_tight();
                self.out.push_str("<hr>\n");
            }
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Span) {
        match tag {
            Tag::Emphasis => self.inline("<em>", "</em>", range),
            Tag::Strong => self.inline("<strong>", "</strong>", range),
            Tag::Strikethrough => self.inline("<del>", "</del>", range),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.link(link_type, dest_url, range),
            Tag::Image { dest_url, .. } => self.image(&dest_url, range),
            Tag::Superscript | Tag::Subscript => self.inline("", "", range),
            block => {
                self.end_tight();
                self.start_block(block, range);
            }
        }
    }

    fn start_block(&mut self, tag: Tag<'a>, range: Span) {
        match tag {
            Tag::Paragraph => self.paragraph(range),
            Tag::Heading { .. } => self.heading(range),
            Tag::CodeBlock(_) => {
                self.block_tag(
                    "<pre tabindex=\"0\" role=\"group\" aria-label=\"Code\"",
                    range,
                );
                self.out.push_str("<code>");
                self.code_leaf("</code></pre>\n");
            }
            Tag::HtmlBlock => {
                self.block_tag("<pre class=\"raw\"", range);
                self.code_leaf("</pre>\n");
            }
            Tag::BlockQuote(_) => self.container("<blockquote>\n", "</blockquote>\n"),
            Tag::List(first) => self.list(first),
            Tag::Item => self.item(range),
            Tag::FootnoteDefinition(label) => self.footnote(&label, range),
            Tag::Table(_) => self.table(),
            Tag::TableHead => {
                self.columns.begin_head();
                self.container(
                    "<thead role=\"rowgroup\"><tr role=\"row\">",
                    "</tr></thead>\n<tbody role=\"rowgroup\">\n",
                );
            }
            Tag::TableRow => self.row(&range),
            Tag::TableCell => self.cell(range),
            // Not among the options; whatever stands in them is text all the same.
            _ => self.container("", ""),
        }
    }

    fn end(&mut self, tag: TagEnd, range: Span) {
        match tag {
            TagEnd::TableHead => {
                self.flush();
                self.columns.end_head();
            }
            TagEnd::TableCell => {
                self.flush();
                self.empty_cell(range.end);
            }
            TagEnd::Item | TagEnd::List(_) | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => {
                self.end_tight();
            }
            _ => self.flush(),
        }
        if self.in_lead(&range) && is_inline(tag) {
            return;
        }
        self.end_element(trim(self.source, range).end);
    }
}

pub(super) fn is_line_break(tag: &str) -> bool {
    ["<br>", "<br/>", "<br />"]
        .iter()
        .any(|line_break| tag.eq_ignore_ascii_case(line_break))
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::Superscript
            | TagEnd::Subscript
    )
}
