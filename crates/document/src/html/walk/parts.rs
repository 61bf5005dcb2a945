//! Writes parts of a document, each by itself, in one walk over all of it: what the parts leave out
//! still counts footnotes, lists and headings, and a mark on it is drawn on the next word written.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Leaf, Walk, is_inline};
use crate::Meaning;
use crate::html::parts::{self, Part};
use crate::html::{Mark, Options};
use crate::span::{Span, trim};
use crate::{Document, markdown};

/// The HTML of each part. Parts are in order and apart.
pub(in crate::html) fn write_parts(
    document: &Document,
    parts: &[Part],
    marks: &[Mark<'_>],
    options: &Options<'_>,
) -> Vec<String> {
    let mut walk = Walk::new(document, marks, options);
    walk.has_sections = false;
    let mut writer = Writer {
        walk,
        parts,
        written: Vec::with_capacity(parts.len()),
        begun: false,
        nesting: 0,
        depth: 0,
        inline: Vec::new(),
    };
    match markdown::events(document.source(), document.body()) {
        Some(events) => events.for_each(|(event, range)| writer.event(event, &range)),
        None => parts::plain(document).for_each(|block| writer.plain(&block)),
    }
    writer.finish()
}

struct Writer<'a, 'p> {
    walk: Walk<'a>,
    parts: &'p [Part],
    written: Vec<String>,
    /// Whether something of the current line was written.
    begun: bool,
    /// Elements that are open within the block that is being written; 0 outside of one.
    nesting: usize,
    /// Elements that are open in the document.
    depth: usize,
    /// Elements within text that are open in the document, and which part wrote them.
    inline: Vec<Option<usize>>,
}

impl<'a> Writer<'a, '_> {
    fn current(&self) -> Option<&Part> {
        self.parts.get(self.written.len())
    }

    fn event(&mut self, event: Event<'a>, range: &Span) {
        let (opens, closes) = (
            matches!(event, Event::Start(_)),
            matches!(event, Event::End(_)),
        );
        if self.nesting > 0 {
            self.nesting = (self.nesting + usize::from(opens)) - usize::from(closes);
            self.walk.event(event, range.clone());
        } else {
            self.outside(event, range);
        }
        self.depth = (self.depth + usize::from(opens)).saturating_sub(usize::from(closes));
    }

    /// An event that is not within a block that is being written.
    fn outside(&mut self, event: Event<'a>, range: &Span) {
        while let Some(part) = self.current()
            && part.span().end <= range.start
        {
            self.end_part();
        }
        match self.current() {
            // The parser counts white space before a list to it, spans do not.
            Some(Part::Blocks(span))
                if self.depth == 0
                    && span.contains(&trim(self.walk.source, range.clone()).start) =>
            {
                self.nesting = usize::from(matches!(event, Event::Start(_)));
                self.walk.event(event, range.clone());
            }
            Some(Part::Line(_)) => self.line_event(event, range),
            _ => self.skip(&event),
        }
    }

    /// An event of which none, a part or all may belong to lines.
    fn line_event(&mut self, event: Event<'a>, range: &Span) {
        match event {
            Event::Start(tag) if is_within_text(&tag) => self.start_inline(tag, range),
            Event::End(tag) if is_inline(tag) => {
                let by = self.inline.pop().flatten();
                if by == Some(self.written.len()) {
                    self.walk.end_element(range.end);
                }
            }
            Event::Text(text) | Event::Html(text) => self.text(&text, range),
            Event::InlineHtml(tag) if !super::is_line_break(&tag) => self.text(&tag, range),
            Event::SoftBreak => self.text("\n", range),
            Event::Code(_)
            | Event::HardBreak
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
                if self.is_in_line(range) =>
            {
                self.begin_line();
                self.walk.event(event, range.clone());
            }
            Event::Start(_) if self.begun && self.is_in_line(range) => {
                self.walk.flush();
                self.walk.out.push_str("<br>");
                self.skip(&event);
            }
            _ => self.skip(&event),
        }
    }

    fn start_inline(&mut self, tag: Tag<'a>, range: &Span) {
        let is_in_line = self.is_in_line(range) || self.is_around_start(range);
        let by = is_in_line.then_some(self.written.len());
        self.inline.push(by);
        if is_in_line {
            self.begin_line();
            let opened = self.walk.open.len();
            self.walk.start(tag, range.clone());
            if self.walk.open.len() == opened {
                // Nothing was opened for it, so nothing is closed.
                if let Some(last) = self.inline.last_mut() {
                    *last = None;
                }
            }
        }
    }

    /// Whether something begins in the current line.
    fn is_in_line(&self, range: &Span) -> bool {
        let part = self.current();
        part.is_some_and(|part| matches!(part, Part::Line(span) if span.contains(&range.start)))
    }

    /// Whether the current line begins with an element, right behind its opening marks.
    fn is_around_start(&self, range: &Span) -> bool {
        let Some(Part::Line(span)) = self.current() else {
            return false;
        };
        let begins_inside = range.start < span.start && span.start < range.end;
        let marks = self.walk.source.get(range.start..span.start);
        let is_mark = |marks: &str| marks.len() <= 4 && !marks.contains(char::is_alphanumeric);
        begins_inside && marks.is_some_and(is_mark)
    }

    /// Writes what of a text lies in the current line and the next ones.
    fn text(&mut self, text: &str, range: &Span) {
        let is_exact = self.walk.source.get(range.clone()) == Some(text);
        while let Some(Part::Line(span)) = self.current() {
            let (start, end) = (span.start.max(range.start), span.end.min(range.end));
            let goes_on = span.end > range.end;
            let is_here = if is_exact {
                start < end
            } else {
                span.contains(&range.start)
            };
            if is_here {
                self.begin_line();
                if is_exact {
                    let inside = start - range.start..end - range.start;
                    let words = text.get(inside).unwrap_or_default();
                    self.walk.text(words, start..end);
                } else {
                    self.walk.text(text, range.clone());
                }
            }
            if goes_on {
                break;
            }
            self.end_part();
        }
    }

    fn begin_line(&mut self) {
        self.begun = true;
        self.walk.leaf = Leaf::Own;
    }

    /// Counts what is not written.
    fn skip(&mut self, event: &Event<'_>) {
        let walk = &mut self.walk;
        match event {
            Event::Start(Tag::Heading { .. }) => {
                let found = walk.headings.next();
                walk.abstract_next = found
                    .as_ref()
                    .is_some_and(|found| found.meaning == Some(Meaning::Summary));
                walk.heading_id = found.map(|found| match found.heading.level {
                    2 => format!("h-{}", found.heading.id),
                    _ => found.heading.id,
                });
            }
            Event::Start(Tag::List(_)) => walk.lists += 1,
            Event::Start(Tag::Item) => walk.items += 1,
            Event::Start(Tag::Table(_)) => {
                walk.table_classes.next();
            }
            Event::FootnoteReference(label) => {
                walk.footnote_number(label);
            }
            _ => {}
        }
    }

    /// A block of a text without structure.
    fn plain(&mut self, block: &Span) {
        while let Some(part) = self.current() {
            match part {
                Part::Blocks(span) if span.contains(&block.start) => {
                    self.walk.plain_block(block);
                    return;
                }
                Part::Line(span) if span.start < block.end && block.start < span.end => {
                    let both = span.start.max(block.start)..span.end.min(block.end);
                    let ends = span.end <= block.end;
                    self.begin_line();
                    let text = self.walk.document.text(&both);
                    self.walk.run.push(self.walk.source, text, both);
                    if !ends {
                        return;
                    }
                    self.end_part();
                }
                part if part.span().end <= block.start => self.end_part(),
                _ => return,
            }
        }
    }

    fn end_part(&mut self) {
        let Some(part) = self.current() else { return };
        let (end, is_line) = (part.span().end, matches!(part, Part::Line(_)));
        if is_line {
            self.walk.flush();
            while !self.walk.open.is_empty() {
                self.walk.end_element(end);
            }
            if self.begun {
                self.walk.end_text(end);
            }
            self.walk.leaf = Leaf::None;
            self.begun = false;
        } else {
            self.walk.end_tight();
        }
        if self.written.len() + 1 == self.parts.len() {
            self.walk.marks_left(!is_line);
        }
        self.written.push(std::mem::take(&mut self.walk.out));
    }

    fn finish(mut self) -> Vec<String> {
        while self.written.len() < self.parts.len() {
            self.end_part();
        }
        self.written
    }
}

fn is_within_text(tag: &Tag<'_>) -> bool {
    is_inline(TagEnd::from(tag.clone()))
}
