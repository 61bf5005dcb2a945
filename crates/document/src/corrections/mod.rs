//! Corrections: what is done so that it does not happen again.

mod attributes;
mod finished;
mod listed;
mod pieces;
mod tabled;
mod words;

use crate::document::Document;
use crate::reading::Reading;
use crate::span::Span;
use crate::when::{self, Date};

/// A corrective action: a table row or a list item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The row, or the list item with what is nested in it.
    pub span: Span,
    /// "C1", where it has such a name.
    pub id: Option<Span>,
    /// What is to be done. Empty where the cell is.
    pub what: Span,
    /// Its kind (eliminate, guard, detect …).
    pub kind: Option<Span>,
    /// Its priority.
    pub priority: Option<Span>,
    /// Who answers for it.
    pub owner: Option<Span>,
    /// When it is due.
    pub due: Option<Span>,
    /// The factors it addresses.
    pub addresses: Option<Span>,
    /// How its success is measured.
    pub measure: Option<Span>,
    /// Its ticket.
    pub ticket: Option<Span>,
    /// How far it is, in words.
    pub status: Option<Span>,
    /// Whether it is done, where a task box, a status or a mark says so.
    pub done: Option<bool>,
    /// Index into [`Document::correction_tables`](crate::Document::correction_tables), for a table
    /// row; nothing for a list item.
    pub table: Option<u32>,
    /// Index of the innermost section.
    pub section: Option<u32>,
}

impl Correction {
    /// The day it is due, where its cell says one: whatever stands around the date does not count.
    pub fn due_date(&self, document: &Document) -> Option<Date> {
        when::first_date(document.source(), self.due.clone()?)
    }

    /// A correction of which only the text is known.
    fn bare(span: Span, what: Span, section: Option<u32>) -> Self {
        Self {
            span,
            id: None,
            what,
            kind: None,
            priority: None,
            owner: None,
            due: None,
            addresses: None,
            measure: None,
            ticket: None,
            status: None,
            done: None,
            table: None,
            section,
        }
    }
}

/// A table that is read as corrections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionTable {
    /// Index into [`Document::tables`](crate::Document::tables).
    pub table: u32,
    /// Which columns it has: a column that is missing is one finding, an empty cell another.
    pub columns: CorrectionColumns,
}

/// The columns of a correction table, as indices into its head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CorrectionColumns {
    /// Its name.
    pub id: Option<u32>,
    /// What is to be done.
    pub what: Option<u32>,
    /// Its kind.
    pub kind: Option<u32>,
    /// Its priority.
    pub priority: Option<u32>,
    /// Who answers for it.
    pub owner: Option<u32>,
    /// When it is due.
    pub due: Option<u32>,
    /// The factors it addresses.
    pub addresses: Option<u32>,
    /// How its success is measured.
    pub measure: Option<u32>,
    /// Its ticket.
    pub ticket: Option<u32>,
    /// How far it is.
    pub status: Option<u32>,
}

/// Corrections in source order, and the tables among them.
pub(crate) fn read(
    reading: &Reading<'_>,
    timelines: &[u32],
) -> (Vec<Correction>, Vec<CorrectionTable>) {
    let tables = tabled::find(reading, timelines);
    let mut corrections = tabled::read(reading, &tables);
    corrections.extend(listed::read(reading));
    corrections.sort_by_key(|correction| correction.span.start);
    (corrections, tables)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn due_dates_are_read() {
        let due = |cell: &str| {
            let table = "| Id | What | Due |\n| -- | ---- | --- |\n| C1 | Add a limit. |";
            let document = Document::parse(format!("## Corrections\n\n{table} {cell} |\n"));
            document.corrections()[0].due_date(&document)
        };
        let day = |year| Date {
            year,
            month: 3,
            day: 31,
        };
        assert_eq!(due("2026-03-31"), Some(day(Some(2026))));
        assert_eq!(due("by 31 March"), Some(day(None)));
        assert_eq!(due("soon"), None);
        assert_eq!(due(""), None);
    }
}
