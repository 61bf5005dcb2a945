//! Sections, found by any kind of heading and matched by meaning.

mod html;
mod label_lines;
mod labels;

use crate::markdown::Outline;
use crate::meaning::{self, Meaning};
use crate::span::{Span, trim};

/// A section: a heading and what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What it is about, where the heading is one that is known.
    pub meaning: Option<Meaning>,
    /// What its heading asks for besides: "Response, cause, prevention".
    pub also: Vec<Meaning>,
    /// 1 to 6 for headings; for labels 7 plus the number of list items around them.
    pub level: u8,
    /// What kind of heading it has.
    pub form: SectionForm,
    /// The heading with its markup: whole lines for a heading, the label for a label.
    pub heading: Span,
    /// The heading's text.
    pub title: Span,
    /// What follows, up to the next heading of any level, without white space around it.
    pub body: Span,
    /// From the heading to the next of the same or a higher level; a list label's ends with its
    /// item.
    pub extent: Span,
}

/// What kind of heading a [`Section`] has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionForm {
    /// A Markdown heading.
    Heading,
    /// `<h1>` to `<h6>` in raw HTML.
    Html,
    /// Bold or plain words that stand where a heading could: a paragraph `**Summary:**`, a list
    /// label `- **Impact**: …`, a line `Timeline:`.
    Label,
}

/// A heading before its extent is known.
struct Candidate {
    level: u8,
    form: SectionForm,
    heading: Span,
    title: Span,
    meaning: Option<Meaning>,
    /// Where the section ends at the latest.
    bound: usize,
}

/// All sections in source order.
pub(crate) fn read(source: &str, outline: &Outline) -> Vec<Section> {
    let mut candidates = headings(source, outline);
    candidates.extend(html::headings(source, outline));
    candidates.sort_by_key(|candidate| candidate.heading.start);
    forget_document_title(source, &mut candidates);
    let mut sections = lay_out(source, &candidates);
    for labels in [
        labels::of_paragraphs,
        label_lines::of_paragraphs,
        labels::of_items,
    ] {
        let found = labels(source, outline, &sections);
        if !found.is_empty() {
            candidates.extend(found);
            candidates.sort_by_key(|candidate| candidate.heading.start);
            sections = lay_out(source, &candidates);
        }
    }
    forget_aspects_of_corrections(&mut sections);
    sections
}

/// Under "Action items", "Detection" and "Prevention" are kinds of corrections.
fn forget_aspects_of_corrections(sections: &mut [Section]) {
    let mut end = 0;
    for section in sections {
        if section.extent.start >= end {
            end = if section.meaning == Some(Meaning::Corrections) {
                section.extent.end
            } else {
                0
            };
        } else if section.meaning != Some(Meaning::Corrections) {
            section.meaning = None;
            section.also.clear();
        }
    }
}

fn headings(source: &str, outline: &Outline) -> Vec<Candidate> {
    let mut found = Vec::new();
    for heading in &outline.headings {
        let block = &outline.blocks[heading.block as usize];
        if block.quoted {
            continue;
        }
        let title = outline
            .text_span(heading.block)
            .unwrap_or(block.span.end..block.span.end);
        found.push(Candidate {
            level: heading.level,
            form: SectionForm::Heading,
            heading: heading.span.clone(),
            meaning: Meaning::of_title(&source[title.clone()]),
            title,
            bound: source.len(),
        });
    }
    found
}

/// The first heading of level 1 is the document's title where no other heading is as high: it
/// means something only if it says exactly that.
fn forget_document_title(source: &str, candidates: &mut [Candidate]) {
    let alone = candidates.len() > 1
        && candidates[1..]
            .iter()
            .all(|other| other.level > candidates[0].level);
    if let [first, ..] = candidates
        && alone
    {
        first.meaning = meaning::phrases()
            .exact(&source[first.title.clone()])
            .map(|found| found.meaning);
    }
}

/// Gives each heading its body and extent, in one pass with a stack of the open ones.
fn lay_out(source: &str, candidates: &[Candidate]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::with_capacity(candidates.len());
    let mut open: Vec<usize> = Vec::new();
    for (index, candidate) in candidates.iter().enumerate() {
        let start = candidate.heading.start;
        while let Some(&last) = open.last() {
            let ended = sections[last].extent.end <= start;
            if !ended && sections[last].level < candidate.level {
                break;
            }
            sections[last].extent.end = sections[last].extent.end.min(start);
            open.pop();
        }
        let outer = open
            .last()
            .map_or(source.len(), |&last| sections[last].extent.end);
        let end = candidate.bound.min(outer).max(candidate.heading.end);
        let next = candidates
            .get(index + 1)
            .map_or(end, |next| next.heading.start.min(end));
        sections.push(Section {
            meaning: candidate.meaning,
            also: also(source, candidate),
            level: candidate.level,
            form: candidate.form,
            heading: candidate.heading.clone(),
            title: candidate.title.clone(),
            body: trim(
                source,
                candidate.heading.end..next.max(candidate.heading.end),
            ),
            extent: start..end,
        });
        open.push(index);
    }
    sections
}

fn also(source: &str, candidate: &Candidate) -> Vec<Meaning> {
    if candidate.meaning.is_none() {
        return Vec::new();
    }
    Meaning::also_of_title(&source[candidate.title.clone()])
}

/// Tells passages, blocks and tables the innermost section they stand in.
pub(crate) fn assign(sections: &[Section], outline: &mut Outline) {
    let mut innermost = Innermost::new(sections);
    for block in &mut outline.blocks {
        block.section = innermost.at(block.span.start);
    }
    let mut innermost = Innermost::new(sections);
    for passage in &mut outline.passages {
        passage.section = innermost.at(passage.span.start);
    }
    let mut innermost = Innermost::new(sections);
    for table in &mut outline.tables {
        table.section = innermost.at(table.span.start);
    }
}

/// The innermost section at offsets that only grow.
struct Innermost<'a> {
    sections: &'a [Section],
    next: usize,
    open: Vec<u32>,
}

impl<'a> Innermost<'a> {
    fn new(sections: &'a [Section]) -> Self {
        Self {
            sections,
            next: 0,
            open: Vec::new(),
        }
    }

    fn at(&mut self, offset: usize) -> Option<u32> {
        while self
            .sections
            .get(self.next)
            .is_some_and(|section| section.extent.start <= offset)
        {
            self.open.push(self.next as u32);
            self.next += 1;
        }
        while let Some(&last) = self.open.last() {
            if self.sections[last as usize].extent.end > offset {
                return Some(last);
            }
            self.open.pop();
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::{Document, Meaning, SectionForm};

    /// Level, title, body, extent.
    fn sections(source: &str) -> Vec<(u8, String, String, String)> {
        let document = Document::parse(source);
        let own = |span: &crate::Span| document.text(span).to_owned();
        document
            .sections()
            .iter()
            .map(|s| (s.level, own(&s.title), own(&s.body), own(&s.extent)))
            .collect()
    }

    #[test]
    fn bodies_end_at_any_heading_and_extents_at_a_higher_one() {
        let source = "# A\na\n## B\nb\n### C\n## D\nd\n# E\n";
        let expected = [
            (1, "A", "a", "# A\na\n## B\nb\n### C\n## D\nd\n"),
            (2, "B", "b", "## B\nb\n### C\n"),
            (3, "C", "", "### C\n"),
            (2, "D", "d", "## D\nd\n"),
            (1, "E", "", "# E\n"),
        ];
        let expected = expected.map(|(l, t, b, e)| (l, t.to_owned(), b.to_owned(), e.to_owned()));
        assert_eq!(sections(source), expected);
    }

    #[test]
    fn headings_of_every_form() {
        let source = "Summary\n=======\n\n## **Impact** ##\n\n<h3>Timeline</h3>\n\n> # Quoted\n\n\
            **Causes:**\n\n```\n# code\n```\n";
        let document = Document::parse(source);
        let forms: Vec<_> = document
            .sections()
            .iter()
            .map(|s| (s.level, s.form, s.meaning))
            .collect();
        assert_eq!(
            forms,
            [
                (1, SectionForm::Heading, Some(Meaning::Summary)),
                (2, SectionForm::Heading, Some(Meaning::Impact)),
                (3, SectionForm::Html, Some(Meaning::Timeline)),
                (7, SectionForm::Label, Some(Meaning::Factors)),
            ]
        );
        assert_eq!(
            document.text(&document.sections()[0].heading),
            "Summary\n======="
        );
        assert_eq!(document.text(&document.sections()[1].title), "Impact");
    }

    #[test]
    fn the_documents_title_is_no_section_unless_it_says_so() {
        let meaning = |source: &str| Document::parse(source).sections()[0].meaning;
        assert_eq!(
            meaning("# Root cause of the Tuesday outage\n## Summary\n"),
            None
        );
        assert_eq!(
            meaning("# Root cause of it\n# Summary\n"),
            Some(Meaning::Factors)
        );
        assert_eq!(meaning("# Timeline\n## Day one\n"), Some(Meaning::Timeline));
    }

    #[test]
    fn aspects_of_corrections_are_no_sections_of_their_own() {
        let document = Document::parse("# Actions\n## Detection\n- a\n# Detection\nb\n");
        assert_eq!(document.sections_about(Meaning::Detection).count(), 1);
        assert_eq!(document.corrections().len(), 1);
    }

    #[test]
    fn stories_told_by_the_clock_are_timelines() {
        let told = "## Summary\n\na\n\n## What happened\n\n10:00 a\n\n10:05 b\n\n10:09 c\n";
        assert!(Document::parse(told).section(Meaning::Timeline).is_some());
        let table = "## How did we respond?\n\n| Time | Event |\n|-|-|\n| 10:00 | a |\n";
        assert!(Document::parse(table).section(Meaning::Timeline).is_some());
        assert!(
            Document::parse("## What happened\n\nIt broke.\n")
                .section(Meaning::Summary)
                .is_some()
        );
    }
}
