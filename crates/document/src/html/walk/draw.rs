//! Runs of text with what is drawn around their parts, and the ends of elements.

use super::{Kind, Leaf, Open, Walk};
use crate::html::decor::Wrap;
use crate::html::run::Run;

impl Walk<'_> {
    /// Closes the innermost element, of which the text ends at `end`.
    pub(super) fn end_element(&mut self, end: usize) {
        self.flush();
        let Some(open) = self.open.pop() else { return };
        match open.kind {
            Kind::Leaf | Kind::Code => {
                self.leaf = Leaf::None;
                self.end_text(end);
            }
            Kind::Inline => self.text_end = end,
            Kind::Link => {
                self.text_end = end;
                self.links -= 1;
                if self.out.len() == open.content {
                    self.word("Link");
                }
            }
            Kind::Container => {}
        }
        self.out.push_str(open.close);
        if open.kind == Kind::Link {
            self.write_owed();
        }
    }

    /// Writes a word that stands for no bytes of the source.
    pub(super) fn word(&mut self, word: &str) {
        self.out.push_str(word);
        if let Some(selection) = &mut self.selection {
            selection.skip(word.len());
        }
    }

    pub(super) fn end_text(&mut self, end: usize) {
        if let Some(selection) = &mut self.selection {
            selection.end_block();
        }
        self.marks.end_block(end);
        self.write_owed();
    }

    pub(super) fn flush(&mut self) {
        if self.run.pieces.is_empty() {
            return;
        }
        let run = std::mem::take(&mut self.run);
        let is_code = |open: &Open| open.kind == Kind::Code;
        let wraps = if self.open.last().is_some_and(is_code) {
            Vec::new()
        } else {
            self.decor.around(&run)
        };
        self.write(&run, wraps);
    }

    /// Writes a run with elements around parts of it, and the marks on it innermost.
    pub(super) fn write(&mut self, run: &Run, wraps: Vec<Wrap>) {
        if let Some(selection) = &mut self.selection {
            selection.write(run);
        }
        let mut wraps = wraps.into_iter().peekable();
        let mut inside: Option<Wrap> = None;
        for piece in &run.pieces {
            let mut at = piece.text.start;
            while at < piece.text.end {
                if inside.is_none()
                    && let Some(wrap) = wraps.next_if(|wrap| wrap.text.start <= at)
                {
                    self.marks.close(&mut self.out);
                    self.out.push_str(&wrap.open);
                    inside = Some(wrap);
                }
                let border = match &inside {
                    Some(wrap) => Some(wrap.text.end),
                    None => wraps.peek().map(|wrap| wrap.text.start),
                };
                let limit = border.map_or(piece.text.end, |border| border.min(piece.text.end));
                let end = self.marks.reach(&run.text, piece, at, limit);
                if inside.is_none() {
                    self.write_owed();
                }
                let text = &run.text[at..end];
                self.marks.draw(&mut self.out, text, piece.source_at(end));
                if let Some(wrap) = inside.take_if(|wrap| wrap.text.end <= end) {
                    self.marks.close(&mut self.out);
                    self.out.push_str(wrap.close);
                }
                if inside.is_none() {
                    self.write_owed();
                }
                at = end;
            }
        }
        self.marks.close(&mut self.out);
    }

    pub(super) fn write_owed(&mut self) {
        if self.links == 0 && self.marks.are_owed() {
            self.marks.close(&mut self.out);
            self.marks.write_owed(&mut self.out);
        }
    }
}
