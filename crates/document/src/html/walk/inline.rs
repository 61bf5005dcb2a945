//! Text, and elements within a block of text.

use pulldown_cmark::{CowStr, LinkType};

use super::{Kind, Leaf, Walk};
use crate::html::decor::Wrap;
use crate::html::run::Run;
use crate::html::{escape, target};
use crate::markdown::link;
use crate::span::Span;

impl Walk<'_> {
    /// The text of a tight list item has no block of its own.
    pub(super) fn ensure_leaf(&mut self, start: usize) {
        if self.leaf != Leaf::None {
            return;
        }
        self.leaf = Leaf::Tight;
        if self.options.block_ids {
            let blocks = self.document.blocks();
            let after = blocks.partition_point(|block| block.span.start <= start);
            let span = after.checked_sub(1).map(|index| blocks[index].span.clone());
            self.block_tag("<span", span.unwrap_or(start..start));
        }
    }

    pub(super) fn end_tight(&mut self) {
        self.flush();
        if self.leaf == Leaf::Tight {
            self.leaf = Leaf::None;
            self.end_text(self.text_end);
            if self.options.block_ids {
                self.out.push_str("</span>");
            }
        }
    }

    pub(super) fn text(&mut self, text: &str, range: Span) {
        let skipped = self.lead.end.saturating_sub(range.start);
        if skipped > 0 && range.start >= self.lead.start {
            // The name of the item has been written already.
            let rest = range.start + skipped.min(range.len());
            let same = self.source.get(range.clone()) == Some(text);
            if range.end <= self.lead.end || !same {
                return;
            }
            return self.text(&text[rest - range.start..], rest..range.end);
        }
        self.ensure_leaf(range.start);
        self.text_end = range.end;
        self.columns.text(text);
        self.run.push(self.source, text, range);
    }

    pub(super) fn code(&mut self, text: &str, range: Span) {
        if self.in_lead(&range) {
            return;
        }
        self.ensure_leaf(range.start);
        self.flush();
        self.text_end = range.end;
        self.columns.text(text);
        let content = link::code_content(self.source, range.clone());
        let mut run = Run::default();
        run.push_code(self.source, text, content, range);
        let whole = Wrap {
            text: 0..run.text.len(),
            open: "<code>".to_owned(),
            close: "</code>",
        };
        self.write(&run, vec![whole]);
    }

    pub(super) fn line_break(&mut self, range: Span) {
        self.ensure_leaf(range.start);
        self.flush();
        self.text_end = range.end;
        self.out.push_str("<br>");
        self.word("\n");
    }

    pub(super) fn task(&mut self, done: bool) {
        self.flush();
        self.out.push_str(if done {
            "<span class=\"task task-done\" role=\"img\" aria-label=\"Done\"></span> "
        } else {
            "<span class=\"task\" role=\"img\" aria-label=\"Not done\"></span> "
        });
    }

    pub(super) fn footnote_reference(&mut self, label: &str, range: Span) {
        let number = self.footnote_number(label);
        self.ensure_leaf(range.start);
        self.flush();
        self.text_end = range.end;
        let (open, close) = if self.links == 0 {
            let open = format!("<sup><a href=\"#footnote-{number}\">");
            (open, "</a></sup>")
        } else {
            ("<sup>".to_owned(), "</sup>")
        };
        let span = link::footnote_label(self.source, range);
        let mut run = Run::default();
        run.push(self.source, label, span);
        let text = 0..run.text.len();
        self.write(&run, vec![Wrap { text, open, close }]);
    }

    pub(super) fn inline(&mut self, open: &str, close: &'static str, range: Span) {
        if self.begin_inline(&range) {
            self.out.push_str(open);
            self.push(close, Kind::Inline);
        }
    }

    /// Whether an element begins, and is not part of an item's name that is written already.
    pub(super) fn begin_inline(&mut self, range: &Span) -> bool {
        if self.in_lead(range) {
            return false;
        }
        self.ensure_leaf(range.start);
        self.flush();
        self.text_end = range.start;
        true
    }

    pub(super) fn in_lead(&self, range: &Span) -> bool {
        self.lead.start <= range.start && range.end <= self.lead.end && !range.is_empty()
    }

    pub(super) fn link(&mut self, kind: LinkType, address: CowStr<'_>, range: Span) {
        let address = match kind {
            LinkType::Email => CowStr::from(format!("mailto:{address}")),
            _ => address,
        };
        self.anchor("<a", target::of_link(&address), range);
    }

    /// An image is a link to it: pages ask no other server for anything.
    pub(super) fn image(&mut self, address: &str, range: Span) {
        self.anchor("<a class=\"image\"", target::of_image(address), range);
    }

    pub(super) fn anchor(&mut self, tag: &str, address: Option<&str>, range: Span) {
        if !self.begin_inline(&range) {
            return;
        }
        let Some(address) = address.filter(|_| self.links == 0) else {
            return self.push("", Kind::Inline);
        };
        self.links += 1;
        self.out.push_str(tag);
        match address.strip_prefix('#') {
            Some(place) => self.place(place),
            None => escape::attribute(&mut self.out, "href", address),
        }
        self.out.push_str(" rel=\"noopener noreferrer nofollow\">");
        self.push("</a>", Kind::Link);
    }

    /// A place in the document: headings by their words, others by their id.
    pub(super) fn place(&mut self, place: &str) {
        let named = place.starts_with(|c: char| c.is_ascii_uppercase());
        let known = named || place.starts_with("s-") || place.starts_with("footnote-");
        let prefix = if known { "#" } else { "#s-" };
        escape::attribute(&mut self.out, "href", &format!("{prefix}{place}"));
    }
}
