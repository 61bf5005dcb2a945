//! What every corrective action should say: a missing column is one finding for the table, empty
//! cells are one finding that lists the rows.

use document::{Correction, CorrectionColumns, Span};

use crate::context::Reading;
use crate::finding::{Findings, Related};

/// A thing every corrective action should say, and how to tell whether it does.
pub(super) struct Field<'a> {
    /// "an owner".
    pub what: &'a str,
    /// What to write.
    pub help: &'a str,
    /// Its column.
    pub column: fn(&CorrectionColumns) -> Option<u32>,
    /// What one corrective action says.
    pub of: fn(&Correction) -> Option<&Span>,
    /// Whether what it says is enough, in lower case.
    pub is_enough: &'a dyn Fn(&str) -> bool,
    /// Whether corrective actions that are done are asked too.
    pub asks_done: bool,
}

/// Reports the tables and the list that lack `field`.
pub(super) fn check(reading: &Reading<'_>, findings: &mut Findings<'_>, field: &Field<'_>) {
    let document = reading.document;
    for (index, table) in document.correction_tables().iter().enumerate() {
        let rows = document
            .corrections()
            .iter()
            .filter(|correction| correction.table == Some(index as u32));
        let rows: Vec<&Correction> = rows.collect();
        let Some(shape) = document
            .tables()
            .get(table.table as usize)
            .filter(|_| !rows.is_empty())
        else {
            continue;
        };
        if (field.column)(&table.columns).is_some() {
            lacking(reading, findings, field, &rows);
        } else if let (Some(first), Some(last)) = (shape.head.first(), shape.head.last()) {
            let message = format!("No column gives {} for the corrective actions", field.what);
            findings.report(
                first.span.start..last.span.end.max(first.span.start),
                message,
                field.help,
            );
        }
    }
    let list = document
        .corrections()
        .iter()
        .filter(|correction| correction.table.is_none());
    lacking(reading, findings, field, &list.collect::<Vec<_>>());
}

/// One finding for all of `rows` that do not say enough.
fn lacking(
    reading: &Reading<'_>,
    findings: &mut Findings<'_>,
    field: &Field<'_>,
    rows: &[&Correction],
) {
    let bad: Vec<&Correction> = rows
        .iter()
        .copied()
        .filter(|row| lacks(reading, field, row))
        .collect();
    let Some((first, others)) = bad.split_first() else {
        return;
    };
    let names = bad
        .iter()
        .take(12)
        .map(|row| name(reading, rows, row))
        .collect::<Vec<_>>()
        .join(", ");
    let more = if bad.len() > 12 { ", …" } else { "" };
    let message = match (bad.len(), rows.len()) {
        (1, 1) => format!("The corrective action has not {}", field.what),
        (1, _) => format!("Corrective action {names} has not {}", field.what),
        (some, all) => format!(
            "{some} of {all} corrective actions have not {}: {names}{more}",
            field.what
        ),
    };
    let finding = findings.report(place(field, first), message, field.help);
    let related = others.iter().map(|row| Related {
        span: place(field, row),
        message: "and here".to_owned(),
    });
    finding.related.extend(related);
}

fn lacks(reading: &Reading<'_>, field: &Field<'_>, row: &Correction) -> bool {
    if row.done == Some(true) && !field.asks_done {
        return false;
    }
    match (field.of)(row) {
        Some(span) => {
            let said = reading.text()[span.clone()].to_lowercase();
            !(field.is_enough)(said.trim_matches(|c: char| {
                c.is_whitespace() || matches!(c, '.' | '*' | '_' | '`' | '(' | ')')
            }))
        }
        None => true,
    }
}

/// Where to point: at the cell, or at the words where it is empty.
fn place(field: &Field<'_>, row: &Correction) -> Span {
    let cell = (field.of)(row).filter(|span| !span.is_empty());
    let what = Some(&row.what).filter(|span| !span.is_empty());
    cell.or(what).unwrap_or(&row.span).clone()
}

/// What a corrective action is called: its id, else its number.
fn name(reading: &Reading<'_>, rows: &[&Correction], row: &Correction) -> String {
    if let Some(id) = &row.id {
        return reading.text()[id.clone()].to_owned();
    }
    let place = rows.iter().position(|other| other.span == row.span);
    format!("no. {}", place.map_or(0, |at| at + 1))
}
