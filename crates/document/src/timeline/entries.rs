//! Reading the timeline: tables, list items and paragraphs that begin with a time.

use super::dates::Dates;
use super::{TimelineEntry, TimelineTable, accounts, said_once, tables};
use crate::blocks::{Block, BlockKind};
use crate::meaning::{self, Meaning};
use crate::reading::Reading;
use crate::sections::Section;
use crate::span::{Span, lines, trim};
use crate::table::Row;
use crate::when::{self, Clock, DateSource, TimeAsWritten, Written, Zone};

/// Entries, the tables among them, and the zone said to hold for all.
#[derive(Debug)]
pub(crate) struct Timeline {
    pub entries: Vec<TimelineEntry>,
    pub tables: Vec<TimelineTable>,
    pub zone: Option<Zone>,
}

/// Reads the timeline. Outside sections about it, text counts where most of a section begins with
/// times of day.
pub(crate) fn read(reading: &Reading<'_>, timed: &Timed) -> Timeline {
    let tables = tables::find(reading);
    let mut reader = Reader {
        reading,
        dates: Dates::new(reading),
        entries: Vec::new(),
    };
    let mut next_table = tables.iter().enumerate().peekable();
    for block in &reading.outline.blocks {
        while let Some((index, table)) = next_table.next_if(|(_, table)| {
            reading.outline.tables[table.table as usize].span.start <= block.span.start
        }) {
            reader.table(index as u32, table);
        }
        let counts = block
            .section
            .map_or(timed.outside, |section| timed.sections[section as usize]);
        if counts {
            reader.block(block);
        }
    }
    let zone = said_once::zone(reading, &tables);
    Timeline {
        entries: reader.entries,
        tables,
        zone,
    }
}

/// Sections titled like a story ("What happened") are timelines if they are told by the clock.
/// Tells whether there was one.
pub(crate) fn tell_narratives(source: &str, sections: &mut [Section], timed: &Timed) -> bool {
    let mut any = false;
    let told = timed
        .sections
        .iter()
        .zip(&timed.with_table)
        .map(|(told, tabled)| *told || *tabled);
    for (section, told) in sections.iter_mut().zip(told) {
        let found = || meaning::phrases().loosely(&source[section.title.clone()]);
        if told
            && section.meaning == Some(Meaning::Summary)
            && found().is_some_and(|found| found.narrative)
        {
            section.meaning = Some(Meaning::Timeline);
            any = true;
        }
    }
    any
}

/// Which sections are read as timelines, and whether the text before the first is.
pub(crate) struct Timed {
    pub sections: Vec<bool>,
    pub outside: bool,
    /// Which sections hold a table that is a timeline.
    pub with_table: Vec<bool>,
}

/// Blocks of text of a section, and those that begin with a time of day.
#[derive(Clone, Copy, Default)]
struct Count {
    text: u32,
    timed: u32,
}

impl Count {
    fn is_mostly_timed(self) -> bool {
        self.timed >= 3 && self.timed * 2 >= self.text
    }
}

pub(crate) fn timed_sections(reading: &Reading<'_>) -> Timed {
    let mut counts = vec![Count::default(); reading.sections.len()];
    let mut outside = Count::default();
    for block in reading.outline.blocks.iter().filter(|block| is_text(block)) {
        let timed = starts_with_clock(reading, block);
        let count = block
            .section
            .map_or(&mut outside, |section| &mut counts[section as usize]);
        count.text += 1;
        count.timed += u32::from(timed);
    }
    let sections = counts.iter().enumerate().map(|(section, count)| {
        match reading.about(Some(section as u32)) {
            Some(Meaning::Timeline) => true,
            Some(Meaning::Corrections | Meaning::Related) => false,
            _ => count.is_mostly_timed(),
        }
    });
    let mut with_table = vec![false; reading.sections.len()];
    for found in tables::find(reading) {
        if let Some(section) = reading.outline.tables[found.table as usize].section {
            with_table[section as usize] = true;
        }
    }
    Timed {
        sections: sections.collect(),
        outside: outside.is_mostly_timed(),
        with_table,
    }
}

fn is_text(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Item)
}

fn starts_with_clock(reading: &Reading<'_>, block: &Block) -> bool {
    let found = when::leading(reading.source, reading.block_text(block));
    found.is_some_and(|found| !matches!(found.time.clock, Clock::Day))
}

struct Reader<'a> {
    reading: &'a Reading<'a>,
    dates: Dates,
    entries: Vec<TimelineEntry>,
}

impl Reader<'_> {
    fn block(&mut self, block: &Block) {
        let span = self.reading.block_text(block);
        match block.kind {
            BlockKind::Heading => self.heading(block, span),
            BlockKind::Paragraph | BlockKind::Item => self.text(block, span),
            _ => {}
        }
    }

    /// A heading below the timeline's is an entry if it begins with a time of day; any heading may
    /// name the day.
    fn heading(&mut self, block: &Block, span: Span) {
        match when::leading(self.reading.source, span.clone()) {
            Some(found) if found.time.clock != Clock::Day => self.add(found, span, block),
            _ => self.dates.carry_from(self.reading, span),
        }
    }

    /// A block may hold several entries, each at the start of a line.
    fn text(&mut self, block: &Block, span: Span) {
        let mut open: Option<(Written, Span)> = None;
        let mut loose: Option<Span> = None;
        for line in lines(self.reading.source, span) {
            if let Some(found) = self.leading(line.clone()) {
                if let Some((found, span)) = open.replace((found, line)) {
                    self.add(found, span, block);
                }
            } else if let Some((found, span)) = &mut open {
                span.end = line.end;
                found.text.end = line.end.max(found.text.start);
            } else {
                loose = Some(loose.map_or(line.start, |loose| loose.start)..line.end);
            }
        }
        if let Some(span) = loose {
            self.loose(block, trim(self.reading.source, span));
        }
        if let Some((found, span)) = open {
            self.add(found, span, block);
        }
    }

    /// The time a line begins with. A day alone must be set off from what follows.
    fn leading(&mut self, line: Span) -> Option<Written> {
        let found = when::leading(self.reading.source, line)?;
        if found.time.clock != Clock::Day {
            return Some(found);
        }
        let alone = self.reading.text(&found.text).trim().is_empty();
        if alone {
            self.dates.carry(found.time.date?);
            return None;
        }
        found.set_off.then_some(found)
    }

    /// Text that does not begin with a time: it belongs to the entry before it, tells the day, or
    /// ends with its time.
    fn loose(&mut self, block: &Block, span: Span) {
        if let Some(entry) = self.entries.last_mut() {
            if let Some(account) = accounts::in_text(self.reading.source, &span) {
                entry.accounts.push(account);
                return;
            }
            if let (_, Some(sense)) = accounts::split_sense(self.reading.source, span.clone()) {
                entry.why_it_made_sense.get_or_insert(sense);
                return;
            }
        }
        if block.kind == BlockKind::Item
            && let Some(found) = when::trailing(self.reading.source, span.clone())
        {
            self.add(found, span, block);
            return;
        }
        let statement = said_once::statement(self.reading, span.clone(), true).is_some();
        if statement
            || (span.len() <= 60 && when::whole(self.reading.source, span.clone()).is_some())
        {
            self.dates.carry_from(self.reading, span);
        }
    }

    fn add(&mut self, found: Written, span: Span, block: &Block) {
        let Written { mut time, text, .. } = found;
        self.dates.complete(&mut time);
        let (what, sense) =
            accounts::split_sense(self.reading.source, trim(self.reading.source, text));
        self.entries.push(TimelineEntry {
            span: trim(self.reading.source, span),
            time,
            who: None,
            what,
            signal: None,
            source: None,
            accounts: Vec::new(),
            why_it_made_sense: sense,
            table: None,
            section: block.section,
        });
    }

    fn table(&mut self, index: u32, timeline: &TimelineTable) {
        let table = &self.reading.outline.tables[timeline.table as usize];
        if let Some(section) = table.section {
            let title = self.reading.sections[section as usize].title.clone();
            if title.len() <= 200 {
                self.dates.carry_from(self.reading, title);
            }
        }
        for row in &table.rows {
            self.row(index, timeline, row, table.section);
        }
    }

    fn row(&mut self, index: u32, timeline: &TimelineTable, row: &Row, section: Option<u32>) {
        let columns = &timeline.columns;
        if row.cells.iter().all(|cell| cell.span.is_empty()) {
            return;
        }
        if let Some(entry) = self
            .entries
            .last_mut()
            .filter(|entry| entry.table == Some(index))
            && let Some(account) = accounts::in_row(self.reading, row, columns)
        {
            entry.accounts.push(account);
            return;
        }
        if let Some(date) = row.filled(columns.date) {
            self.dates.carry_from(self.reading, date);
        }
        let cell = row.filled(columns.time);
        let mut time = self.row_time(row, cell);
        let only_time = row
            .cells
            .iter()
            .filter(|cell| !cell.span.is_empty())
            .count()
            == 1;
        if only_time && time.clock == Clock::Day {
            if let Some(date) = time.date {
                self.dates.carry(date);
            }
            return;
        }
        self.dates.complete(&mut time);
        let empty = row
            .cells
            .get(columns.what.unwrap_or(u32::MAX) as usize)
            .map_or(row.span.end, |cell| cell.span.start);
        let what = row.filled(columns.what).unwrap_or(empty..empty);
        let (what, sense) = accounts::split_sense(self.reading.source, what);
        let signal = row
            .filled(columns.signal)
            .map(|cell| accounts::split_sense(self.reading.source, cell));
        let (signal, sense_of_signal) =
            signal.map_or((None, None), |(cell, sense)| (Some(cell), sense));
        self.entries.push(TimelineEntry {
            span: row.span.clone(),
            time,
            who: row.filled(columns.who),
            what,
            signal: signal.filter(|cell| !cell.is_empty()),
            source: row.filled(columns.source),
            accounts: Vec::new(),
            why_it_made_sense: sense.or(sense_of_signal),
            table: Some(index),
            section,
        });
    }

    /// The time of a row; its cell as it is where no time can be read in it.
    fn row_time(&self, row: &Row, cell: Option<Span>) -> TimeAsWritten {
        let found = cell
            .clone()
            .and_then(|cell| when::leading(self.reading.source, cell));
        found.map_or_else(
            || {
                let start = row
                    .cells
                    .first()
                    .map_or(row.span.start, |cell| cell.span.start);
                TimeAsWritten {
                    span: cell.unwrap_or(start..start),
                    date: None,
                    date_source: DateSource::Unknown,
                    clock: Clock::Unclear,
                    until: None,
                    zone: None,
                }
            },
            |found| found.time,
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::{AccountStatus, Clock, DateSource, Document};

    /// Time as written and what happened.
    fn entries(source: &str) -> Vec<(String, String)> {
        let document = Document::parse(source);
        let own = |span: &crate::Span| document.text(span).to_owned();
        document
            .timeline()
            .iter()
            .map(|entry| (own(&entry.time.span), own(&entry.what)))
            .collect()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|&(time, what)| (time.to_owned(), what.to_owned()))
            .collect()
    }

    #[test]
    fn reads_lists_paragraphs_and_lines() {
        assert_eq!(
            entries("# Timeline\n- 16:37 UTC — a\n- **17:02** b\n"),
            pairs(&[("16:37 UTC", "a"), ("17:02", "b")])
        );
        assert_eq!(
            entries("# Timeline\n\n14:02 a\nmore\n14:05 b\n"),
            pairs(&[("14:02", "a\nmore"), ("14:05", "b")])
        );
        assert_eq!(
            entries("# Timeline\n- Repaired: 14:02\n- calm\n"),
            pairs(&[("14:02", "Repaired")])
        );
        assert_eq!(
            entries("# Timeline\n## 14:02 a\nb\n"),
            pairs(&[("14:02", "a")])
        );
        assert!(entries("# Summary\n- 14:02 a\n").is_empty());
    }

    #[test]
    fn most_of_a_section_may_be_timed() {
        assert_eq!(
            entries("# Notes\n- 14:02 a\n- 14:03 b\n- 14:04 c\n- d\n").len(),
            3
        );
        assert!(entries("# Notes\n- 14:02 a\n- 14:03 b\n- c\n- d\n").is_empty());
        assert_eq!(
            entries("14:02 a\n\n14:03 b\n\n14:04 c\n").len(),
            3,
            "without any heading"
        );
    }

    #[test]
    fn days_carry_forward() {
        let source = "# Timeline\n\nAll times UTC, 30 December 2025.\n\n- 23:00 a\n\n\
            **31 December**\n\n- 09:00 b\n- 1 January 10:00 c\n- 11:00 d\n";
        let document = Document::parse(source);
        let days: Vec<_> = document
            .timeline()
            .iter()
            .map(|entry| {
                entry
                    .time
                    .date
                    .map(|date| (date.year, date.month, date.day))
            })
            .collect();
        let day = |year, month, day| Some((Some(year), month, day));
        assert_eq!(
            days,
            [
                day(2025, 12, 30),
                day(2025, 12, 31),
                day(2026, 1, 1),
                day(2026, 1, 1)
            ]
        );
        let sources: Vec<_> = document
            .timeline()
            .iter()
            .map(|entry| entry.time.date_source)
            .collect();
        assert_eq!(
            sources,
            [
                DateSource::Carried,
                DateSource::Carried,
                DateSource::Written,
                DateSource::Carried
            ]
        );
    }

    #[test]
    fn days_come_from_the_front_matter_or_nearby() {
        let day = |source: &str| {
            let document = Document::parse(source);
            let time = &document.timeline()[0].time;
            (time.date.map(|date| date.day), time.date_source)
        };
        assert_eq!(
            day("---\nstarted: 2026-02-28T17:37Z\n---\n# Timeline\n- 10:00 a\n"),
            (Some(28), DateSource::FrontMatter)
        );
        assert_eq!(
            day("# On 3 May 2026\n## Timeline\n- 10:00 a\n"),
            (Some(3), DateSource::Nearby)
        );
        assert_eq!(day("# Timeline\n- 10:00 a\n"), (None, DateSource::Unknown));
    }

    #[test]
    fn accounts_and_reasons_belong_to_the_entry_before() {
        let source = "# Timeline\n\
            - 10:00 a\n  - Account (Oncall 2, E-1, denied): b\n  - Why it made sense then: c\n\
            - 10:01 d\n";
        let document = Document::parse(source);
        let [first, second] = document.timeline() else {
            panic!("two entries")
        };
        assert_eq!(first.accounts[0].status, Some(AccountStatus::Denied));
        assert_eq!(
            first
                .why_it_made_sense
                .as_ref()
                .map(|span| document.text(span)),
            Some("c")
        );
        assert!(second.accounts.is_empty());
    }

    #[test]
    fn rows_without_a_readable_time_are_kept() {
        let source = "# Timeline\n\n| What | When | Role |\n|-|-|-|\n| a | 10:00 | Oncall 1 |\n\
            | b | later | Oncall 1 |\n| c | | |\n| | | |\n| 2 May | | |\n";
        let document = Document::parse(source);
        let clocks: Vec<_> = document
            .timeline()
            .iter()
            .map(|entry| entry.time.clock)
            .collect();
        let ten = Clock::OfDay {
            hour: 10,
            minute: 0,
            second: 0,
        };
        assert_eq!(
            clocks,
            [ten, Clock::Unclear, Clock::Unclear, Clock::Unclear]
        );
        assert_eq!(
            document.text(document.timeline()[1].who.as_ref().unwrap()),
            "Oncall 1"
        );
    }
}
