//! Corrections kept as tables.

use super::{Correction, CorrectionColumns, CorrectionTable, words};
use crate::columns::{self, Column};
use crate::meaning::Meaning;
use crate::reading::Reading;
use crate::sections::SectionForm;
use crate::table::{Row, Table};

/// The tables that are corrections; `timelines` are the indices of those that are timelines.
pub(super) fn find(reading: &Reading<'_>, timelines: &[u32]) -> Vec<CorrectionTable> {
    let tables = reading
        .outline
        .tables
        .iter()
        .enumerate()
        .map(|(index, table)| (index as u32, table));
    let free = tables.filter(|(index, _)| timelines.binary_search(index).is_err());
    free.filter_map(|(index, table)| {
        Some(CorrectionTable {
            table: index,
            columns: columns_of(reading, table)?,
        })
    })
    .collect()
}

/// The rows of these tables.
pub(super) fn read(reading: &Reading<'_>, tables: &[CorrectionTable]) -> Vec<Correction> {
    let mut corrections = Vec::new();
    for (index, found) in tables.iter().enumerate() {
        let table = &reading.outline.tables[found.table as usize];
        let filled = table
            .rows
            .iter()
            .filter(|row| row.cells.iter().any(|cell| !cell.span.is_empty()));
        corrections.extend(
            filled.map(|row| correction(reading, table, row, &found.columns, index as u32)),
        );
    }
    corrections
}

/// In a section about corrections any table of two columns counts; elsewhere its head must tell
/// of things to do and of who does them or until when.
fn columns_of(reading: &Reading<'_>, table: &Table) -> Option<CorrectionColumns> {
    let kinds = columns::of_table(reading.source, table);
    let about = reading.about(table.section);
    let find = |wanted: &[Column]| columns::find(&kinds, wanted);
    let columns = CorrectionColumns {
        id: find(&[Column::Id]),
        what: find(&[Column::Correction, Column::What]),
        kind: find(&[Column::Kind]),
        priority: find(&[Column::Priority]),
        owner: find(&[Column::Owner, Column::Who]),
        due: find(&[Column::Due, Column::Time, Column::Date]),
        addresses: find(&[Column::Addresses, Column::Factor]),
        measure: find(&[Column::Measure]),
        ticket: find(&[Column::Ticket, Column::Source]),
        status: find(&[Column::Status]),
    };
    if about == Some(Meaning::Corrections) {
        let what = columns
            .what
            .or_else(|| first_free(&columns, kinds.len() as u32));
        return (kinds.len() >= 2 && what.is_some())
            .then_some(CorrectionColumns { what, ..columns });
    }
    let planned = columns.owner.is_some() || find(&[Column::Due]).is_some();
    let named = find(&[Column::Correction]).is_some();
    // A label is about its own line rather than about the table that follows it.
    let labelled = table
        .section
        .is_some_and(|section| reading.sections[section as usize].form == SectionForm::Label);
    let elsewhere = labelled && about != Some(Meaning::Timeline)
        || matches!(
            about,
            None | Some(
                Meaning::Lessons | Meaning::Mitigation | Meaning::WentWrong | Meaning::Summary
            )
        );
    (elsewhere && named && planned).then_some(columns)
}

/// The first column that has no other use.
fn first_free(columns: &CorrectionColumns, count: u32) -> Option<u32> {
    let used = [
        columns.id,
        columns.kind,
        columns.priority,
        columns.owner,
        columns.due,
        columns.addresses,
        columns.measure,
        columns.ticket,
        columns.status,
    ];
    (0..count).find(|&column| !used.contains(&Some(column)))
}

fn correction(
    reading: &Reading<'_>,
    table: &Table,
    row: &Row,
    columns: &CorrectionColumns,
    index: u32,
) -> Correction {
    let empty = row
        .cells
        .get(columns.what.unwrap_or(u32::MAX) as usize)
        .map_or(row.span.end, |cell| cell.span.start);
    let what = row.filled(columns.what).unwrap_or(empty..empty);
    let status = row.filled(columns.status);
    Correction {
        id: row.filled(columns.id),
        kind: row.filled(columns.kind),
        priority: row.filled(columns.priority),
        owner: row.filled(columns.owner),
        due: row.filled(columns.due),
        addresses: row.filled(columns.addresses),
        measure: row.filled(columns.measure),
        ticket: row.filled(columns.ticket),
        done: done(reading, row, columns),
        status,
        table: Some(index),
        ..Correction::bare(row.span.clone(), what, table.section)
    }
}

/// Whether a row says that it is done: in its status, or where its ticket or its date would stand.
fn done(reading: &Reading<'_>, row: &Row, columns: &CorrectionColumns) -> Option<bool> {
    let cells = [columns.status, columns.ticket, columns.due];
    let mut said = cells.into_iter().filter_map(|column| row.filled(column));
    said.find_map(|cell| words::done(reading.text(&cell)))
}

#[cfg(test)]
mod tests {
    use crate::{Correction, CorrectionColumns, Document};

    fn read(source: &str) -> (Document, Vec<Correction>, Vec<CorrectionColumns>) {
        let document = Document::parse(source);
        let columns = document
            .correction_tables()
            .iter()
            .map(|table| table.columns)
            .collect();
        let corrections = document.corrections().to_vec();
        (document, corrections, columns)
    }

    #[test]
    fn heads_tell_the_columns_apart() {
        let source = "# Follow-ups\n\n| # | Task | DRI | ETA | Jira | State |\n|-|-|-|-|-|-|\n\
            | 1 | a | Storage | Q3 | AB-1 | done |\n";
        let (document, corrections, columns) = read(source);
        assert_eq!(columns[0].owner, Some(2));
        assert_eq!(
            (columns[0].priority, columns[0].measure),
            (None, None),
            "missing columns"
        );
        let one = &corrections[0];
        assert_eq!(document.text(one.due.as_ref().unwrap()), "Q3");
        assert_eq!(document.text(one.ticket.as_ref().unwrap()), "AB-1");
        assert_eq!(one.done, Some(true));
        assert_eq!(one.table, Some(0));
    }

    #[test]
    fn empty_cells_are_absent_and_empty_rows_are_none() {
        let (_, corrections, _) =
            read("# Actions\n\n| Action | Owner |\n|-|-|\n| | Storage |\n| | |\n| a | |\n");
        assert_eq!(corrections.len(), 2);
        assert!(corrections[0].what.is_empty());
        assert_eq!(corrections[1].owner, None);
    }

    #[test]
    fn other_tables_are_none() {
        assert!(
            read("# Impact\n\n| Tenant | Told |\n|-|-|\n| a | b |\n")
                .1
                .is_empty()
        );
        assert!(
            read("# Timeline\n\n| Time | Action | Owner |\n|-|-|-|\n| 10:00 | b | c |\n")
                .1
                .is_empty()
        );
        let elsewhere = "# Notes\n\n| Action item | Owner |\n|-|-|\n| a | b |\n";
        assert_eq!(read(elsewhere).1.len(), 1, "a head of its own is enough");
        let labelled = "**Detection**: a page\n\n| Action item | Owner |\n|-|-|\n| a | b |\n";
        assert_eq!(read(labelled).1.len(), 1, "a label is about its line");
    }
}
