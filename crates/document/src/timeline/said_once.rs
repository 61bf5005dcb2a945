//! "All times in UTC": what is said once and holds for the whole timeline.

use crate::blocks::BlockKind;
use crate::meaning::Meaning;
use crate::phrase;
use crate::reading::Reading;
use crate::span::Span;
use crate::when::{self, Zone};

use super::TimelineTable;

/// Bytes of the longest sentence that is taken for a statement about the times.
const LONGEST: usize = 300;

/// Words that make a sentence one about the times of the document.
const WORDS: &[&str] = &[
    "times",
    "time",
    "timestamps",
    "timezone",
    "zeiten",
    "uhrzeiten",
    "zeitangaben",
    "zeitzone",
    "heures",
    "horaires",
    "horas",
    "horarios",
    "orari",
    "orario",
    "tijden",
    "tijdzone",
    "godziny",
    "czas",
    "czasy",
];

/// The zone said to hold for the timeline: in its heading, in a table's head, in a sentence there
/// or anywhere, or in the front matter.
pub(super) fn zone(reading: &Reading<'_>, tables: &[TimelineTable]) -> Option<Zone> {
    in_headings(reading)
        .or_else(|| in_heads(reading, tables))
        .or_else(|| in_sentences(reading, true))
        .or_else(|| in_front_matter(reading))
        .or_else(|| in_sentences(reading, false))
}

fn in_headings(reading: &Reading<'_>) -> Option<Zone> {
    let sections = reading
        .sections
        .iter()
        .filter(|section| section.meaning == Some(Meaning::Timeline));
    sections
        .filter(|section| section.title.len() <= LONGEST)
        .find_map(|section| when::first_zone(reading.source, section.title.clone()))
}

fn in_heads(reading: &Reading<'_>, tables: &[TimelineTable]) -> Option<Zone> {
    tables.iter().find_map(|timeline| {
        let head = &reading.outline.tables[timeline.table as usize].head;
        let cell = head.get(timeline.columns.time? as usize)?;
        when::first_zone(reading.source, cell.span.clone())
    })
}

fn in_front_matter(reading: &Reading<'_>) -> Option<Zone> {
    let front = reading.front_matter?;
    let keys = ["timezone", "time_zone", "time-zone", "tz", "zone"];
    let value = keys
        .iter()
        .find_map(|key| front.value(reading.source, key))?;
    when::first_zone(reading.source, value)
}

fn in_sentences(reading: &Reading<'_>, in_timeline: bool) -> Option<Zone> {
    let blocks = reading.outline.blocks.iter();
    let prose = blocks.filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item));
    prose
        .filter(|block| block.span.len() <= LONGEST)
        .filter(|block| !in_timeline || reading.about(block.section) == Some(Meaning::Timeline))
        .find_map(|block| statement(reading, block.span.clone(), in_timeline))
}

/// The zone a block states: "All times are CET", "(UTC)".
pub(super) fn statement(reading: &Reading<'_>, span: Span, in_timeline: bool) -> Option<Zone> {
    let zone = when::first_zone(reading.source, span.clone())?;
    if when::leading(reading.source, span.clone()).is_some() {
        return None;
    }
    let text = reading.text(&span);
    let alone = text.trim_matches(|c: char| !c.is_alphanumeric()).len() <= zone.span.len();
    let words = phrase::words(&text.replace(['(', ')'], " "));
    let about_times = words.iter().any(|word| WORDS.contains(&word.as_str()));
    let general = in_timeline
        || words.iter().any(|word| {
            matches!(
                word.as_str(),
                "all" | "times" | "alle" | "toutes" | "todas" | "todos" | "tutti" | "wszystkie"
            )
        });
    ((alone && in_timeline) || (about_times && general)).then_some(zone)
}

#[cfg(test)]
mod tests {
    use crate::Document;

    fn zone(source: &str) -> Option<(String, Option<i16>)> {
        let document = Document::parse(source);
        document
            .timeline_zone()
            .map(|zone| (document.text(&zone.span).to_owned(), zone.offset))
    }

    #[test]
    fn is_found_wherever_people_say_it() {
        for source in [
            "# Timeline (UTC)\n- 10:00 a\n",
            "# Timeline\n\nAll times in UTC.\n\n- 10:00 a\n",
            "# Timeline\n\n(all times UTC)\n\n- 10:00 a\n",
            "# Timeline\n\n_UTC_\n\n- 10:00 a\n",
            "# Timeline\n\n| Time (UTC) | What |\n|-|-|\n| 10:00 | a |\n",
            "---\ntimezone: UTC\n---\n# Timeline\n- 10:00 a\n",
            "All times are in UTC.\n\n# Timeline\n- 10:00 a\n",
            "# Zeitlicher Ablauf\n\nAlle Zeiten in UTC.\n",
        ] {
            assert_eq!(zone(source), Some(("UTC".to_owned(), Some(0))), "{source}");
        }
        let written = zone("# Timeline\n\nTimes are ICT (UTC+7).\n");
        assert_eq!(written, Some(("ICT (UTC+7)".to_owned(), Some(420))));
    }

    #[test]
    fn is_not_guessed() {
        assert_eq!(zone("# Timeline\n- 10:00 UTC a\n- 10:05 UTC b\n"), None);
        assert_eq!(zone("# Timeline\n\nIt broke at ten.\n"), None);
        assert_eq!(zone("It took a long time until 10:00 UTC.\n"), None);
    }
}
