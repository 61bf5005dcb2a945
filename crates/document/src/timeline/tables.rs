//! Timelines kept as tables.

use super::{TimelineColumns, TimelineTable};
use crate::columns::{self, Column};
use crate::meaning::Meaning;
use crate::reading::Reading;
use crate::table::Table;
use crate::when::{self, Clock};

/// Rows looked at to find out what a column holds.
const SAMPLE: usize = 20;

/// The tables that are timelines.
pub(super) fn find(reading: &Reading<'_>) -> Vec<TimelineTable> {
    let tables = reading.outline.tables.iter().enumerate();
    tables
        .filter_map(|(index, table)| {
            let columns = timeline_columns(reading, table)?;
            Some(TimelineTable {
                table: index as u32,
                columns,
            })
        })
        .collect()
}

/// A table is a timeline if a column holds times of day: one with a fitting head anywhere, and the
/// first one in a section about the timeline.
fn timeline_columns(reading: &Reading<'_>, table: &Table) -> Option<TimelineColumns> {
    let kinds = columns::of_table(reading.source, table);
    let about = reading.about(table.section);
    if kinds.len() < 2 || about == Some(Meaning::Corrections) {
        return None;
    }
    let in_timeline = about == Some(Meaning::Timeline);
    let head = columns::find(&kinds, &[Column::Time]);
    let date = columns::find(&kinds, &[Column::Date]);
    let time = match head.or(date) {
        Some(column) => {
            Some(column).filter(|&column| in_timeline || holds_times(reading, table, column))
        }
        None => Some(0).filter(|&column| in_timeline && holds_times(reading, table, column)),
    }?;
    let date = date.filter(|&column| column != time);
    let mut columns = TimelineColumns {
        time: Some(time),
        date,
        who: columns::find(&kinds, &[Column::Who, Column::Owner]),
        what: columns::find(&kinds, &[Column::What, Column::Correction]),
        signal: columns::find(&kinds, &[Column::Signal]),
        source: columns::find(&kinds, &[Column::Source, Column::Ticket]),
        status: columns::find(&kinds, &[Column::Status]),
    };
    columns.what = columns
        .what
        .or_else(|| first_free(&columns, kinds.len() as u32));
    Some(columns)
}

/// The first column that has no other use.
fn first_free(columns: &TimelineColumns, count: u32) -> Option<u32> {
    let used = [
        columns.time,
        columns.date,
        columns.who,
        columns.signal,
        columns.source,
        columns.status,
    ];
    (0..count).find(|&column| !used.contains(&Some(column)))
}

/// Whether half of a column's first cells begin with a time of day.
fn holds_times(reading: &Reading<'_>, table: &Table, column: u32) -> bool {
    let cells = table
        .rows
        .iter()
        .take(SAMPLE)
        .filter_map(|row| row.filled(Some(column)));
    let (mut filled, mut times) = (0, 0);
    for cell in cells {
        filled += 1;
        let found = when::leading(reading.source, cell);
        times += u32::from(found.is_some_and(|found| found.time.clock != Clock::Day));
    }
    times > 0 && times * 2 >= filled
}

#[cfg(test)]
mod tests {
    use crate::{Document, TimelineColumns};

    fn columns(source: &str) -> Option<TimelineColumns> {
        let document = Document::parse(source);
        document
            .timeline_tables()
            .first()
            .map(|table| table.columns)
    }

    #[test]
    fn columns_may_stand_in_any_order() {
        let found = columns(
            "| Link | Description | Actor | Signal | Timestamp |\n|-|-|-|-|-|\n\
            | x | a | b | c | 10:00 |\n",
        )
        .unwrap();
        assert_eq!(
            (found.time, found.who, found.what),
            (Some(4), Some(2), Some(1))
        );
        assert_eq!((found.signal, found.source), (Some(3), Some(0)));
    }

    #[test]
    fn a_date_may_have_its_own_column() {
        let found =
            columns("# Timeline\n\n| Date | Time | Event |\n|-|-|-|\n| 2026-05-01 | 10:00 | a |\n")
                .unwrap();
        assert_eq!(
            (found.date, found.time, found.what),
            (Some(0), Some(1), Some(2))
        );
    }

    #[test]
    fn heads_may_be_missing_where_a_timeline_is_expected() {
        let found = columns("# Timeline\n\n| | |\n|-|-|\n| 10:00 | a |\n").unwrap();
        assert_eq!((found.time, found.what), (Some(0), Some(1)));
        assert_eq!(columns("# Notes\n\n| | |\n|-|-|\n| 10:00 | a |\n"), None);
    }

    #[test]
    fn other_tables_are_none() {
        assert_eq!(
            columns("| When | What |\n|-|-|\n| 20 March | a |\n"),
            None,
            "days, not times"
        );
        assert_eq!(
            columns("# Actions\n\n| When | What |\n|-|-|\n| 10:00 | a |\n"),
            None
        );
        assert_eq!(columns("| Tenant | Contacts |\n|-|-|\n| a | 10 |\n"), None);
    }
}
