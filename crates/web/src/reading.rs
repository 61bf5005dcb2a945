//! From a COE's text to what pages show of it: chapters and blocks, the timeline to scale, the
//! corrections with their state, and notes joined to marks by their numbers.
//!
//! No word of a text is ever left out: a block is laid out anew only where everything it says has a
//! place in the layout, and is written as it stands otherwise.

mod corrections;
mod shown;
mod timeline;

pub use timeline::{phases, turn};

use std::collections::BTreeMap;
use std::ops::Range;

use document::Document;
use document::html::{self, Chapter, Mark, Options, Part, Pencil};
use domain::RoleLabel;
use domain::incident::Times;

use crate::views::document::{Block, Body, Document as Sheet, Note, NoteBody, Section};
use crate::views::parts::{CorrectionMark, Html};

/// Something drawn on a text: a mark, and the note beside it if the page has notes there.
#[derive(Clone, Debug)]
pub struct Pencilled {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// How it is drawn.
    pub pencil: Pencil,
    /// Joins mark and note; unique on the page.
    pub number: u32,
    /// The note; none where it stands elsewhere on the page.
    pub note: Option<NoteBody>,
}

/// A correction in the register.
#[derive(Clone, Debug)]
pub struct Registered {
    /// Its page.
    pub href: String,
    /// Where it is in its life.
    pub state: CorrectionMark,
}

/// What a text is read with.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The labels of the COE, drawn as chips.
    pub labels: Vec<RoleLabel>,
    /// The times of the incident: turns and stretches of the timeline.
    pub times: Times,
    /// Corrections in the register, by their name in the text: "C1".
    pub registered: BTreeMap<String, Registered>,
    /// What is drawn on it.
    pub pencilled: Vec<Pencilled>,
    /// Where the sign beside a block leads, up to its number.
    pub comment_at: Option<String>,
}

impl Reading {
    /// The text as pages show it. Blocks are counted from 0, as [`block_span`] does.
    pub fn sheet(&self, document: &Document) -> Sheet {
        let options = Options {
            labels: &self.labels,
            without_title: true,
            block_ids: self.comment_at.is_some(),
        };
        let chapters = html::chapters(document, &options);
        let plans = self.plans(document, &chapters);
        let mut html = self.written(document, &plans, &options).into_iter();
        let mut blocks = plans.into_iter().enumerate().map(|(number, plan)| {
            let parts = html.by_ref().take(plan.parts().len()).map(Html).collect();
            Block {
                number: u32::try_from(number).unwrap_or(u32::MAX),
                notes: self.notes_within(plan.reach()),
                body: plan.body(parts),
            }
        });
        let section = |(number, chapter): (usize, Chapter)| Section {
            blocks: blocks.by_ref().take(chapter.blocks.len()).collect(),
            id: match &chapter.heading {
                Some(heading) => heading.id.clone(),
                None => format!("beginning-{number}"),
            },
            heading: chapter
                .heading
                .map(|heading| heading.text)
                .unwrap_or_default(),
        };
        Sheet {
            sections: chapters.into_iter().enumerate().map(section).collect(),
            comment_at: self.comment_at.clone(),
        }
    }

    /// How each block is laid out. Its reach goes up to where the next one begins, so that every
    /// note belongs to one.
    fn plans(&self, document: &Document, chapters: &[Chapter]) -> Vec<Plan> {
        let blocks: Vec<_> = chapters
            .iter()
            .flat_map(|chapter| &chapter.blocks)
            .collect();
        let mut has_timeline = false;
        let mut taken = std::collections::BTreeSet::new();
        let plan = |(number, block): (usize, &&Range<usize>)| {
            let start = if number == 0 { 0 } else { block.start };
            let end = blocks.get(number + 1).map_or(usize::MAX, |next| next.start);
            let layout = if let Some(found) =
                timeline::plan(document, block, &self.times).filter(|_| !has_timeline)
            {
                has_timeline = true;
                Layout::Timeline(found)
            } else if let Some(found) = corrections::plan(document, block, &mut taken) {
                Layout::Corrections(found, self.registered.clone())
            } else {
                Layout::AsItStands(Part::Blocks((*block).clone()))
            };
            Plan {
                reach: start..end,
                layout,
            }
        };
        blocks.iter().enumerate().map(plan).collect()
    }

    fn written(&self, document: &Document, plans: &[Plan], options: &Options<'_>) -> Vec<String> {
        let parts: Vec<Part> = plans.iter().flat_map(Plan::parts).cloned().collect();
        let rows: Vec<_> = plans.iter().flat_map(Plan::rows).collect();
        let ids: Vec<String> = self
            .pencilled
            .iter()
            .map(|one| format!("mark-{}", one.number))
            .collect();
        let marks = self.pencilled.iter().zip(&ids).map(|(one, id)| Mark {
            span: shown::drawn_on(&one.span, &rows),
            pencil: one.pencil,
            id,
            number: one.number,
        });
        html::render_parts(document, &parts, &marks.collect::<Vec<_>>(), options)
    }

    fn notes_within(&self, reach: &Range<usize>) -> Vec<Note> {
        let here = self
            .pencilled
            .iter()
            .filter(|one| reach.contains(&one.span.start));
        let mut here: Vec<_> = here
            .filter_map(|one| Some((one.span.start, one.number, one.note.clone()?)))
            .collect();
        here.sort_by_key(|(start, number, _)| (*start, *number));
        let note = |(_, number, body): (usize, u32, NoteBody)| Note {
            number: number.to_string(),
            body,
        };
        here.into_iter().map(note).collect()
    }
}

/// Bytes of a block by its number on the page.
pub fn block_span(document: &Document, number: u32) -> Option<Range<usize>> {
    let options = Options {
        without_title: true,
        ..Options::default()
    };
    let chapters = html::chapters(document, &options);
    let mut blocks = chapters.into_iter().flat_map(|chapter| chapter.blocks);
    blocks.nth(usize::try_from(number).ok()?)
}

/// The number of the block that a place of the text is in, or follows.
pub fn block_at(document: &Document, start: usize) -> u32 {
    let options = Options {
        without_title: true,
        ..Options::default()
    };
    let chapters = html::chapters(document, &options);
    let blocks = chapters.iter().flat_map(|chapter| &chapter.blocks);
    let begun = blocks.take_while(|block| block.start <= start).count();
    u32::try_from(begun.saturating_sub(1)).unwrap_or(u32::MAX)
}

/// How a block is laid out.
struct Plan {
    /// Where marks count as being on it.
    reach: Range<usize>,
    layout: Layout,
}

enum Layout {
    AsItStands(Part),
    Timeline(timeline::Plan),
    Corrections(corrections::Plan, BTreeMap<String, Registered>),
}

impl Plan {
    fn reach(&self) -> &Range<usize> {
        &self.reach
    }

    /// What is written by the document.
    fn parts(&self) -> &[Part] {
        match &self.layout {
            Layout::AsItStands(part) => std::slice::from_ref(part),
            Layout::Timeline(plan) => &plan.parts,
            Layout::Corrections(plan, _) => &plan.parts,
        }
    }

    /// Rows of which not every cell can bear a mark.
    fn rows(&self) -> &[shown::Row] {
        match &self.layout {
            Layout::AsItStands(_) => &[],
            Layout::Timeline(plan) => &plan.rows,
            Layout::Corrections(plan, _) => &plan.rows,
        }
    }

    /// What the page shows, of its parts as they were written.
    fn body(self, parts: Vec<Html>) -> Body {
        match self.layout {
            Layout::AsItStands(_) => Body::Html(parts.into_iter().next().unwrap_or_default()),
            Layout::Timeline(plan) => Body::Timeline(Box::new(plan.body(parts))),
            Layout::Corrections(plan, registered) => {
                Body::Corrections(plan.body(parts, &registered))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bodies(source: &str) -> Vec<Body> {
        let sheet = Reading::default().sheet(&Document::parse(source));
        let blocks = sheet
            .sections
            .into_iter()
            .flat_map(|section| section.blocks);
        blocks.map(|block| block.body).collect()
    }

    const DATED: &str = "# Timeline (UTC)\n\n2 March 2026\n\n";

    #[test]
    fn a_timeline_is_drawn_in_the_order_of_its_times() {
        let source = format!("{DATED}- 05:10 – page\n- 05:00 – **command** `x`\n");
        let Some(Body::Timeline(timeline)) = bodies(&source).pop() else {
            panic!("every word of the list has a place");
        };
        let told: Vec<_> = timeline
            .entries
            .iter()
            .map(|one| one.what.0.as_str())
            .collect();
        assert_eq!(told, ["<strong>command</strong> <code>x</code>", "page"]);
        assert!(timeline.drawn.is_some());
    }

    #[test]
    fn after_midnight_is_the_next_day() {
        let source = "# Timeline (UTC)\n\n- 2026-03-02 22:50 – page\n- 23:41 – copy\n- 02:10 – back\n- 2026-03-03 17:30 – over\n";
        let Some(Body::Timeline(timeline)) = bodies(source).pop() else {
            panic!("every word of the list has a place");
        };
        let entries = timeline.entries.iter();
        let told: Vec<_> = entries
            .map(|one| {
                (
                    one.day.as_deref().unwrap_or(""),
                    one.time.as_str(),
                    &one.datetime[..16],
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("2026-03-02", "22:50", "2026-03-02T22:50"),
                ("", "23:41", "2026-03-02T23:41"),
                ("3\u{a0}Mar", "02:10", "2026-03-03T02:10"),
                ("2026-03-03", "17:30", "2026-03-03T17:30"),
            ]
        );
    }

    #[test]
    fn without_a_day_nothing_is_drawn_and_everything_told() {
        let Some(Body::Timeline(timeline)) =
            bodies("# Timeline\n\n- 05:10 – page\n- 05:00 – command\n").pop()
        else {
            panic!("every word of the list has a place");
        };
        assert!(timeline.drawn.is_none());
        assert_eq!(timeline.entries[0].what.0, "page");
    }

    #[test]
    fn what_has_no_place_in_a_layout_is_written_as_it_stands() {
        let stray = format!("{DATED}- 05:00 – command\n- 05:10 – page\n- nobody knows when\n");
        let twice = "# Corrections\n\n| Id | What |\n| -- | ---- |\n| C1 | One |\n| C1 | Two |\n";
        for source in [stray.as_str(), twice] {
            let Some(Body::Html(html)) = bodies(source).pop() else {
                panic!("{source}");
            };
            assert!(
                html.0.contains("nobody knows when") || html.0.contains("Two"),
                "{}",
                html.0
            );
        }
    }

    #[test]
    fn corrections_have_their_facts_and_their_state() {
        let source = "# Corrections\n\n| Id | What | Owner | Cost |\n| -- | ---- | ----- | ---- |\n| C1 | One *floor* | Storage | two weeks |\n";
        let known = Registered {
            href: "/corrections/7".to_owned(),
            state: CorrectionMark::Verified,
        };
        let reading = Reading {
            registered: [("C1".to_owned(), known)].into(),
            ..Reading::default()
        };
        let sheet = reading.sheet(&Document::parse(source));
        let Body::Corrections(lines) = &sheet.sections[0].blocks[0].body else {
            panic!("a table of corrections");
        };
        assert_eq!(lines[0].words.0, "One <em>floor</em>");
        assert_eq!(lines[0].href.as_deref(), Some("/corrections/7"));
        let facts: Vec<_> = lines[0]
            .facts
            .iter()
            .map(|fact| fact.name.as_str())
            .collect();
        assert_eq!(facts, ["Owner", "Cost", "State today"]);
    }

    #[test]
    fn marks_and_notes_find_each_other() {
        let source = format!("{DATED}- 05:00 – command\n- 05:10 – page\n");
        let start = source.find("05:10").unwrap_or_default();
        let note = NoteBody::Finding(crate::views::document::FindingNote {
            level: crate::views::parts::LevelMark::Warn,
            code: "D303".to_owned(),
            message: "Which clock?".to_owned(),
            better: None,
            dismissed: None,
        });
        let reading = Reading {
            pencilled: vec![Pencilled {
                span: start..start + 5,
                pencil: Pencil::Warn,
                number: 4,
                note: Some(note),
            }],
            ..Reading::default()
        };
        let sheet = reading.sheet(&Document::parse(source.as_str()));
        let block = sheet.sections[0].blocks.last();
        let block = block.unwrap_or_else(|| panic!("there are blocks"));
        assert_eq!(block.notes[0].number, "4");
        let Body::Timeline(timeline) = &block.body else {
            panic!("a timeline");
        };
        assert!(timeline.entries[1].what.0.contains("id=\"mark-4\""));
        let document = Document::parse(source.as_str());
        assert_eq!(block_at(&document, start), block.number);
        assert!(block_span(&document, block.number).is_some_and(|span| span.contains(&start)));
    }
}
