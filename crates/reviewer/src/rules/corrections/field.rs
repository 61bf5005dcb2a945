//! What every corrective action should say: a missing column is one finding for the table, empty
//! cells are one finding that lists the rows.

use std::collections::BTreeMap;

use document::{Correction, CorrectionColumns, CorrectionTable, Span};

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
    pub of: &'a dyn Fn(&Correction) -> Option<Span>,
    /// Whether what it says is enough, in lower case.
    pub is_enough: &'a dyn Fn(&str) -> bool,
}

/// Reports the tables and the list that lack `field`. What is done is asked nothing more.
pub(super) fn check(reading: &Reading<'_>, findings: &mut Findings<'_>, field: &Field<'_>) {
    let document = reading.document;
    let mut by_table: BTreeMap<Option<u32>, Vec<&Correction>> = BTreeMap::new();
    for correction in document.corrections() {
        by_table
            .entry(correction.table)
            .or_default()
            .push(correction);
    }
    for (index, rows) in by_table {
        let table = index.and_then(|index| document.correction_tables().get(index as usize));
        match table {
            _ if rows.iter().all(|row| row.done == Some(true)) => {}
            Some(table) if (field.column)(&table.columns).is_none() => {
                no_column(reading, findings, field, table);
            }
            _ => lacking(reading, findings, field, &rows),
        }
    }
}

/// One finding for a table that has no such column.
fn no_column(
    reading: &Reading<'_>,
    findings: &mut Findings<'_>,
    field: &Field<'_>,
    table: &CorrectionTable,
) {
    let head = reading
        .document
        .tables()
        .get(table.table as usize)
        .map(|table| &table.head);
    if let Some([first, .., last] | [first @ last]) = head.map(Vec::as_slice) {
        let message = format!("No column gives {} for the corrective actions", field.what);
        findings.report(first.span.start..last.span.end, message, field.help);
    }
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
        (1, 1) => format!("The corrective action lacks {}", field.what),
        (1, _) => format!("Corrective action {names} lacks {}", field.what),
        (some, all) => format!(
            "{some} of {all} corrective actions lack {}: {names}{more}",
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
    if row.done == Some(true) {
        return false;
    }
    match (field.of)(row) {
        Some(span) => {
            let said = reading.text()[span].to_lowercase();
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
    let what = || Some(row.what.clone()).filter(|span| !span.is_empty());
    cell.or_else(what).unwrap_or_else(|| row.span.clone())
}

/// What a corrective action is called: its id, else its number.
fn name(reading: &Reading<'_>, rows: &[&Correction], row: &Correction) -> String {
    if let Some(id) = &row.id {
        return reading.text()[id.clone()].to_owned();
    }
    let place = rows.iter().position(|other| other.span == row.span);
    format!("no. {}", place.map_or(0, |at| at + 1))
}
