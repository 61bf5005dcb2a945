//! The document as a whole.

use std::sync::OnceLock;

use crate::blocks::{Block, ListItem};
use crate::corrections::{self, Correction, CorrectionTable};
use crate::cut;
use crate::factors::{self, Factor};
use crate::front_matter::{self, FrontMatter};
use crate::lines::LineIndex;
use crate::markdown::{self, Outline};
use crate::meaning::Meaning;
use crate::passages::Passage;
use crate::reading::Reading;
use crate::sections::{self, Section, SectionForm};
use crate::span::Span;
use crate::table::Table;
use crate::timeline::{self, Timed, Timeline, TimelineEntry, TimelineTable};
use crate::when::Zone;
use crate::whys::{self, WhyChain};

/// The size up to which documents are meant to be read: 16 MiB. Callers check it; parsing itself
/// takes any length.
pub const MAX_BYTES: usize = 16 << 20;

/// A COE: the source and everything found in it.
///
/// Parsing never fails. All spans are bytes of [`Document::source`], on character boundaries.
#[derive(Debug)]
pub struct Document {
    source: String,
    front_matter: Option<FrontMatter>,
    blocks: Vec<Block>,
    passages: Vec<Passage>,
    items: Vec<ListItem>,
    tables: Vec<Table>,
    sections: Vec<Section>,
    found: Found,
    lines: OnceLock<LineIndex>,
}

/// What the parts of the template hold.
#[derive(Debug)]
struct Found {
    timeline: Timeline,
    whys: Vec<WhyChain>,
    factors: Vec<Factor>,
    corrections: Vec<Correction>,
    correction_tables: Vec<CorrectionTable>,
}

impl Found {
    fn read(reading: &Reading<'_>, timed: &Timed) -> Self {
        let timeline = timeline::read(reading, timed);
        let timelines: Vec<u32> = timeline.tables.iter().map(|found| found.table).collect();
        let (corrections, correction_tables) = corrections::read(reading, &timelines);
        let (whys, factors) = (whys::read(reading), factors::read(reading));
        Self {
            timeline,
            whys,
            factors,
            corrections,
            correction_tables,
        }
    }
}

impl Document {
    /// Reads a text. Takes time and memory linear in its length.
    pub fn parse(source: impl Into<String>) -> Self {
        let source = source.into();
        let mut outline = Outline::default();
        let start = mark_length(&source);
        let front_matter = front_matter::read(&source, start, &mut outline);
        let body = front_matter.as_ref().map_or(start, |front| front.span.end)..source.len();
        markdown::read(&source, body, &mut outline);
        let mut sections = sections::read(&source, &outline);
        sections::assign(&sections, &mut outline);
        let reading = Reading::new(&source, &outline, &sections, front_matter.as_ref());
        let mut timed = timeline::timed_sections(&reading);
        if timeline::tell_narratives(&source, &mut sections, &timed) {
            let reading = Reading::new(&source, &outline, &sections, front_matter.as_ref());
            timed = timeline::timed_sections(&reading);
        }
        let reading = Reading::new(&source, &outline, &sections, front_matter.as_ref());
        let found = Found::read(&reading, &timed);
        let Outline {
            blocks,
            passages,
            items,
            tables,
            ..
        } = outline;
        Self {
            source,
            front_matter,
            blocks,
            passages,
            items,
            tables,
            sections,
            found,
            lines: OnceLock::new(),
        }
    }

    /// The text, byte for byte as it came, byte order mark and line ends included.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The text of a span; empty where the span is not one of this document.
    pub fn text(&self, span: &Span) -> &str {
        self.source.get(span.clone()).unwrap_or_default()
    }

    /// The text without byte order mark and front matter.
    pub(crate) fn body(&self) -> Span {
        let start = self.front_matter.as_ref().map(|front| front.span.end);
        start.unwrap_or_else(|| mark_length(&self.source))..self.source.len()
    }

    /// The front matter, if there is one.
    pub fn front_matter(&self) -> Option<&FrontMatter> {
        self.front_matter.as_ref()
    }

    /// The first value of a top-level front matter key.
    pub fn front_matter_value(&self, key: &str) -> Option<&str> {
        let span = self.front_matter.as_ref()?.value(&self.source, key)?;
        self.source.get(span)
    }

    /// The document's title: the front matter's, else the first heading of level 1 that names no
    /// section.
    pub fn title(&self) -> Option<Span> {
        let written = self
            .front_matter
            .as_ref()
            .and_then(|front| front.value(&self.source, "title"));
        let heading = || {
            let first = self.sections.iter().find(|section| section.level == 1)?;
            first.meaning.is_none().then(|| first.title.clone())
        };
        written.or_else(heading)
    }

    /// Every stretch of text in which people could be named, in source order, not overlapping.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// All sections in source order; they nest by [`Section::extent`].
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The first section with a meaning; one with a heading of its own before a mere label.
    pub fn section(&self, meaning: Meaning) -> Option<&Section> {
        let mut with = self.sections_about(meaning);
        let first = with.next()?;
        if first.form != SectionForm::Label {
            return Some(first);
        }
        with.find(|section| section.form != SectionForm::Label)
            .or(Some(first))
    }

    /// Every section with a meaning, those included whose heading asks for several things.
    pub fn sections_about(&self, meaning: Meaning) -> impl Iterator<Item = &Section> {
        self.sections.iter().filter(move |section| {
            section.meaning == Some(meaning) || section.also.contains(&meaning)
        })
    }

    /// The leaf blocks in source order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The passages of a block.
    pub fn passages_of(&self, block: &Block) -> &[Passage] {
        let range = block.passages.start as usize..block.passages.end as usize;
        self.passages.get(range).unwrap_or_default()
    }

    /// The items of all lists in source order; nested ones follow the item they stand in.
    pub fn items(&self) -> &[ListItem] {
        &self.items
    }

    /// The pipe tables in source order.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// What happened when, in source order.
    pub fn timeline(&self) -> &[TimelineEntry] {
        &self.found.timeline.entries
    }

    /// The tables that are read as timelines.
    pub fn timeline_tables(&self) -> &[TimelineTable] {
        &self.found.timeline.tables
    }

    /// The zone said to hold for all times ("All times in UTC", "Timeline (CET)", "Time (UTC)").
    pub fn timeline_zone(&self) -> Option<&Zone> {
        self.found.timeline.zone.as_ref()
    }

    /// The chains of why, in source order.
    pub fn whys(&self) -> &[WhyChain] {
        &self.found.whys
    }

    /// The contributing factors, in source order.
    pub fn factors(&self) -> &[Factor] {
        &self.found.factors
    }

    /// The corrections, in source order.
    pub fn corrections(&self) -> &[Correction] {
        &self.found.corrections
    }

    /// The tables that are read as corrections.
    pub fn correction_tables(&self) -> &[CorrectionTable] {
        &self.found.correction_tables
    }

    /// The source cut into pieces of whole lines: one for each block of text, list item and row of a
    /// table, with the blank lines after it, and one for the front matter. Together they are the
    /// source; none is empty. Of a very long text neighbours are taken together, so that there are
    /// at most 16384.
    pub fn cut(&self) -> Vec<Span> {
        cut::cut(self)
    }

    /// Lines and columns; counted at the first call.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.source))
    }
}

/// Bytes of the byte order mark; 0 without one.
fn mark_length(source: &str) -> usize {
    if source.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    }
}
