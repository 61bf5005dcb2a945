//! Corrections kept as lists, or as paragraphs that name an owner.

use super::{Correction, attributes, finished, words};
use crate::blocks::{Block, BlockKind, ListItem};
use crate::lead_id;
use crate::meaning::Meaning;
use crate::phrase;
use crate::reading::Reading;
use crate::span::{Span, trim};

/// The corrections in the lists of sections about them.
pub(super) fn read(reading: &Reading<'_>) -> Vec<Correction> {
    let mut reader = Reader {
        reading,
        found: Vec::new(),
        open: None,
    };
    for (index, item) in reading.outline.items.iter().enumerate() {
        let section = reading.item_section(item);
        if reading.about(section) == Some(Meaning::Corrections) && !reading.is_label(item) {
            reader.item(index as u32, item, section);
        }
    }
    for block in &reading.outline.blocks {
        if reading.about(block.section) == Some(Meaning::Corrections) {
            reader.paragraph(block);
        }
    }
    reader.found
}

struct Reader<'a> {
    reading: &'a Reading<'a>,
    found: Vec<Correction>,
    /// Depth of the item that is the latest correction.
    open: Option<u32>,
}

impl Reader<'_> {
    /// An item within a correction tells more of it; one that ends with a colon only groups those
    /// within it.
    fn item(&mut self, index: u32, item: &ListItem, section: Option<u32>) {
        let Some(text) = self.reading.item_own_text(item) else {
            return;
        };
        let inside = self
            .found
            .last()
            .is_some_and(|last| item.span.start < last.span.end);
        if inside && self.open.is_some_and(|open| item.depth > open) {
            self.detail(text);
            return;
        }
        let groups = self.reading.has_children(index)
            && self
                .reading
                .text(&text)
                .trim_end_matches(['*', '_', ' '])
                .ends_with(':');
        if groups || finished::is_no_action(self.reading.text(&text)) {
            return;
        }
        let mut correction = Correction::bare(item.span.clone(), text.clone(), section);
        correction.done = item
            .task
            .filter(|&done| done)
            .or_else(|| self.heading_says_done(section))
            .or(item.task);
        self.fill(&mut correction, text.clone());
        if finished::says_done(self.reading.text(&text)) {
            correction.done.get_or_insert(true);
        }
        self.found.push(correction);
        self.open = Some(item.depth);
    }

    fn fill(&self, correction: &mut Correction, text: Span) {
        let source = self.reading.source;
        let text = self.without_mark(correction, text);
        let (id, text) = lead_id::split(source, text);
        correction.id = id;
        attributes::read(source, text, correction);
    }

    /// Takes a tick at the start into account.
    fn without_mark(&self, correction: &mut Correction, text: Span) -> Span {
        let line = self.reading.text(&text);
        let Some(done) = words::mark(line) else {
            return text;
        };
        correction.done.get_or_insert(done);
        let mark: usize = line
            .chars()
            .take_while(|c| !c.is_alphanumeric())
            .map(char::len_utf8)
            .sum();
        trim(self.reading.source, text.start + mark..text.end)
    }

    /// A nested item `Owner: …` belongs to the correction around it.
    fn detail(&mut self, text: Span) {
        let Some(last) = self.found.last_mut() else {
            return;
        };
        let what = last.what.clone();
        let labelled = self
            .reading
            .text(&text)
            .bytes()
            .take(40)
            .any(|byte| byte == b':');
        if labelled {
            attributes::read(self.reading.source, text, last);
        }
        last.what = what;
    }

    /// A paragraph counts if it has a name like `C1:` or tells its owner.
    fn paragraph(&mut self, block: &Block) {
        if block.kind != BlockKind::Paragraph || block.depth > 0 || block.quoted {
            return;
        }
        let text = self.reading.block_text(block);
        let mut correction = Correction::bare(block.span.clone(), text.clone(), block.section);
        self.fill(&mut correction, text);
        if correction.id.is_some() || correction.owner.is_some() {
            self.found.push(correction);
        }
    }

    /// "Immediate actions (completed)", "Completed", "Actions taken"
    fn heading_says_done(&self, section: Option<u32>) -> Option<bool> {
        let title = self.reading.sections[section? as usize].title.clone();
        let text = self.reading.text(&title);
        let note = text
            .rsplit_once('(')
            .map(|(_, note)| note.trim_end_matches(')'));
        let noted = note.and_then(|note| words::done(&phrase::folded(note)));
        noted.or_else(|| finished::heads_done(text).then_some(true))
    }
}

#[cfg(test)]
mod tests {
    use crate::Document;

    /// Id, what, owner, done.
    type Told = (Option<String>, String, Option<String>, Option<bool>);

    fn corrections(source: &str) -> Vec<Told> {
        let document = Document::parse(source);
        let own = |span: &crate::Span| document.text(span).to_owned();
        let told = document.corrections().iter();
        told.map(|c| {
            (
                c.id.as_ref().map(own),
                own(&c.what),
                c.owner.as_ref().map(own),
                c.done,
            )
        })
        .collect()
    }

    fn told(id: Option<&str>, what: &str, owner: Option<&str>, done: Option<bool>) -> Told {
        (
            id.map(str::to_owned),
            what.to_owned(),
            owner.map(str::to_owned),
            done,
        )
    }

    #[test]
    fn reads_lists_and_tasks() {
        let source = "## Action items\n\n- [ ] C1: limit (owner: Storage, due 2026-01-01)\n\
            - [x] test\n- ✅ alarm\n";
        assert_eq!(
            corrections(source),
            [
                told(Some("C1"), "limit", Some("Storage"), Some(false)),
                told(None, "test", None, Some(true)),
                told(None, "alarm", None, Some(true)),
            ]
        );
    }

    #[test]
    fn nested_items_tell_more() {
        let source =
            "## Next steps\n\n1. limit\n   - Owner: Storage\n   - because it grew\n2. test\n";
        assert_eq!(
            corrections(source),
            [
                told(None, "limit", Some("Storage"), None),
                told(None, "test", None, None)
            ]
        );
    }

    #[test]
    fn groups_and_completed_headings() {
        let source = "## Remediation\n\n### Immediate actions (completed)\n\n- limit\n\n\
            ### Later\n\n- Storage:\n  - test\n  - alarm\n";
        assert_eq!(
            corrections(source),
            [
                told(None, "limit", None, Some(true)),
                told(None, "test", None, None),
                told(None, "alarm", None, None),
            ]
        );
    }

    #[test]
    fn paragraphs_need_a_name_or_an_owner() {
        assert!(corrections("## Corrections\n\nTo be completed.\n").is_empty());
        assert_eq!(
            corrections("## Corrections\n\nAdd a limit. Owner: Storage\n").len(),
            1
        );
    }
}
