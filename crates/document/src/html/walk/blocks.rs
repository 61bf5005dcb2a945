//! Elements that hold blocks, and blocks of text.

use std::fmt::Write;

use super::{Kind, Leaf, Open, Walk};
use crate::Meaning;
use crate::html::escape;
use crate::html::tables::{Columns, Opening};
use crate::markdown::link;
use crate::span::{Span, trim};

impl Walk<'_> {
    pub(super) fn container(&mut self, open: &str, close: &'static str) {
        self.out.push_str(open);
        self.push(close, Kind::Container);
    }

    pub(super) fn leaf(&mut self, close: &'static str) {
        self.leaf = Leaf::Own;
        self.push(close, Kind::Leaf);
    }

    pub(super) fn code_leaf(&mut self, close: &'static str) {
        self.leaf = Leaf::Own;
        self.push(close, Kind::Code);
    }

    pub(super) fn push(&mut self, close: &'static str, kind: Kind) {
        self.open.push(Open {
            close,
            kind,
            content: self.out.len(),
        });
    }

    /// Writes a tag, and the bytes of its block if these are wanted. `tag` comes without its `>`.
    pub(super) fn block_tag(&mut self, tag: &str, range: Span) {
        self.out.push_str(tag);
        if self.options.block_ids {
            let span = trim(self.source, range);
            let _ = write!(
                self.out,
                " data-start=\"{}\" data-end=\"{}\"",
                span.start, span.end
            );
            if let Some(selection) = &mut self.selection {
                selection.begin_block(&span);
            }
        }
        self.out.push('>');
    }

    pub(super) fn paragraph(&mut self, range: Span) {
        let opens_summary = std::mem::take(&mut self.abstract_next) && !self.in_container();
        let mut tag = if opens_summary {
            "<p class=\"abstract\"".to_owned()
        } else {
            "<p".to_owned()
        };
        if let Some(id) = self.anchors.id(range.start) {
            escape::attribute(&mut tag, "id", id);
        }
        self.block_tag(&tag, range);
        self.leaf("</p>\n");
    }

    pub(super) fn in_container(&self) -> bool {
        !self.open.is_empty()
    }

    pub(super) fn heading(&mut self, range: Span) {
        let Some(found) = self.headings.next() else {
            return self.container("", "");
        };
        self.abstract_next = found.meaning == Some(Meaning::Summary);
        if found.left_out {
            self.muted = true;
            return;
        }
        let level = found.heading.level;
        let opens_section = self.has_sections && level == 2 && !self.in_container();
        let id = if opens_section {
            self.end_section();
            self.in_section = true;
            self.out.push_str("<section");
            escape::attribute(&mut self.out, "id", &found.heading.id);
            let id = format!("h-{}", found.slug);
            escape::attribute(&mut self.out, "aria-labelledby", &id);
            self.out.push('>');
            id
        } else {
            found.heading.id
        };
        let mut tag = format!("<h{level}");
        escape::attribute(&mut tag, "id", &id);
        self.block_tag(&tag, range);
        self.heading_id = Some(id);
        self.leaf(match level {
            2 => "</h2>\n",
            3 => "</h3>\n",
            4 => "</h4>\n",
            5 => "</h5>\n",
            _ => "</h6>\n",
        });
    }

    pub(super) fn end_section(&mut self) {
        if std::mem::take(&mut self.in_section) {
            self.out.push_str("</section>\n");
        }
    }

    pub(super) fn list(&mut self, first: Option<u64>) {
        self.out
            .push_str(if first.is_some() { "<ol" } else { "<ul" });
        if let Some(class) = self.anchors.list(self.lists) {
            // A list without bullets is none to some screen readers unless it says so.
            let _ = write!(self.out, " class=\"{class}\" role=\"list\"");
        }
        if let Some(first) = first.filter(|&first| first != 1) {
            let _ = write!(self.out, " start=\"{first}\"");
        }
        self.out.push_str(">\n");
        self.lists += 1;
        self.push(
            if first.is_some() {
                "</ol>\n"
            } else {
                "</ul>\n"
            },
            Kind::Container,
        );
    }

    pub(super) fn item(&mut self, range: Span) {
        let index = self.items;
        self.items += 1;
        self.out.push_str("<li");
        let start = self.document.items().get(index);
        let start = start.map_or(range.start, |item| item.span.start);
        if let Some(id) = self.anchors.id(start) {
            escape::attribute(&mut self.out, "id", id);
        }
        self.out.push('>');
        let name = self.anchors.name(index);
        let Some((id, lead)) = name.map(|name| (name.id.clone(), name.lead.clone())) else {
            return self.push("</li>\n", Kind::Container);
        };
        self.out.push_str("<span class=\"id\">");
        self.run.push(self.source, self.document.text(&id), id);
        self.flush();
        self.out.push_str("</span><div>");
        self.lead = lead;
        self.push("</div></li>\n", Kind::Container);
    }

    pub(super) fn table(&mut self) {
        self.columns = Columns::default();
        let class = self.table_classes.next().unwrap_or("table table-cards");
        let _ = write!(self.out, "<table class=\"{class}\" role=\"table\"");
        if let Some(id) = &self.heading_id {
            escape::attribute(&mut self.out, "aria-labelledby", id);
        }
        self.out.push_str(">\n");
        self.push("</tbody></table>\n", Kind::Container);
    }

    pub(super) fn row(&mut self, range: &Span) {
        self.columns.begin_row();
        self.out.push_str("<tr role=\"row\"");
        if let Some(id) = self.anchors.id(range.start) {
            escape::attribute(&mut self.out, "id", id);
        }
        self.out.push('>');
        self.push("</tr>\n", Kind::Container);
    }

    pub(super) fn cell(&mut self, range: Span) {
        let (opening, close) = self.columns.begin_cell();
        let label = match opening {
            Opening::Head => {
                self.out.push_str("<th scope=\"col\" role=\"columnheader\"");
                None
            }
            Opening::First(label) => {
                self.out.push_str("<th scope=\"row\" role=\"rowheader\"");
                Some(label)
            }
            Opening::Other(label) => {
                self.out.push_str("<td role=\"cell\"");
                Some(label)
            }
        };
        if let Some(label) = label {
            escape::attribute(&mut self.out, "data-label", label);
        }
        self.out.push('>');
        self.block_tag("<span", range);
        self.leaf(close);
    }

    /// A mark on an empty cell stands in it.
    pub(super) fn empty_cell(&mut self, end: usize) {
        let empty = |open: &Open| open.content == self.out.len();
        if self.open.last().is_some_and(empty) {
            self.marks.draw_empty(&mut self.out, end);
        }
    }

    pub(super) fn footnote(&mut self, label: &str, range: Span) {
        let number = self.footnote_number(label);
        self.out.push_str("<aside class=\"footnote\"");
        if self.footnotes_defined.insert(number) {
            let _ = write!(self.out, " id=\"footnote-{number}\"");
        }
        self.out.push_str("><span class=\"id\">");
        let span = link::footnote_label(self.source, range);
        self.run.push(self.source, label, span);
        self.flush();
        self.out.push_str("</span><div>");
        self.push("</div></aside>\n", Kind::Container);
    }

    pub(super) fn footnote_number(&mut self, label: &str) -> usize {
        let next = self.footnotes.len() + 1;
        *self.footnotes.entry(label.to_owned()).or_insert(next)
    }
}
