//! Corrections, with what the register knows of them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use document::html::Part;
use document::{Correction, Document};

use super::Registered;
use super::shown::{Row, are_apart, heads, is_all_shown, plain};
use crate::views::document::CorrectionLine;
use crate::views::parts::{Fact, Html, outside_link};

/// Characters of the longest name.
const LONGEST: usize = 16;

/// How a block of corrections is laid out.
pub struct Plan {
    /// What each is, to be written by the document.
    pub parts: Vec<Part>,
    /// Where marks go.
    pub rows: Vec<Row>,
    lines: Vec<CorrectionLine>,
}

/// The layout of a table or a list of corrections; `taken` are the names that the page has already.
pub fn plan(
    document: &Document,
    block: &Range<usize>,
    taken: &mut BTreeSet<String>,
) -> Option<Plan> {
    let tables = document.tables();
    let table = tables.partition_point(|table| table.span.end <= block.start);
    let table = tables
        .get(table)
        .filter(|table| table.span.start < block.end);
    let all = document.corrections();
    let first = all.partition_point(|one| one.span.start < block.start);
    let after = all.partition_point(|one| one.span.start < block.end);
    let found: Vec<(usize, &Correction)> = all.iter().enumerate().take(after).skip(first).collect();
    if found.is_empty() || found.iter().any(|(_, one)| one.what.is_empty()) {
        return None;
    }
    let heads = table
        .map(|table| heads(document, table))
        .unwrap_or_default();
    let mut shown: Vec<Range<usize>> = Vec::new();
    shown.extend(
        table
            .iter()
            .flat_map(|table| table.head.iter().map(|cell| cell.span.clone())),
    );
    let mut names = BTreeSet::new();
    let mut lines = Vec::new();
    for &(at, correction) in &found {
        let mut line = line(document, at, correction, &mut shown)?;
        if let Some(table) = table {
            line.facts
                .extend(others(document, table, &heads, correction, &mut shown));
        }
        if taken.contains(&line.id) || !names.insert(line.id.clone()) {
            return None;
        }
        lines.push(line);
    }
    let words = found.iter().map(|(_, one)| one.what.clone());
    if !are_apart(words) || !is_all_shown(document, block, shown) {
        return None;
    }
    taken.append(&mut names);
    let row = |(_, one): &(usize, &Correction)| Row {
        span: one.span.clone(),
        cells: vec![one.what.clone()],
        main: one.what.clone(),
    };
    Some(Plan {
        parts: found
            .iter()
            .map(|(_, one)| Part::Line(one.what.clone()))
            .collect(),
        rows: found.iter().map(row).collect(),
        lines,
    })
}

/// A correction as the text says it, without its words; nothing where its name cannot be linked to.
fn line(
    document: &Document,
    at: usize,
    correction: &Correction,
    shown: &mut Vec<Range<usize>>,
) -> Option<CorrectionLine> {
    let id = match &correction.id {
        Some(id) => plain(document.text(id)),
        None => format!("C{}", at + 1),
    };
    let is_name = id.len() <= LONGEST
        && id.starts_with(|c: char| c.is_ascii_uppercase())
        && id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if !is_name {
        return None;
    }
    shown.extend(correction.id.iter().cloned());
    shown.push(correction.what.clone());
    let mut said = |span: &Option<Range<usize>>| {
        let span = span.clone()?;
        let words = plain(document.text(&span));
        shown.push(span);
        (!words.is_empty()).then_some(words)
    };
    let mut facts = Vec::new();
    for (name, span) in [
        ("Kind", &correction.kind),
        ("Priority", &correction.priority),
        ("Owner", &correction.owner),
        ("Due", &correction.due),
        ("Addresses", &correction.addresses),
        ("State in the text", &correction.status),
    ] {
        facts.extend(said(span).map(|words| Fact::new(name, words)));
    }
    facts.extend(said(&correction.ticket).map(|words| Fact::new("Ticket", outside_link(&words))));
    let measure = said(&correction.measure);
    Some(CorrectionLine {
        id,
        href: None,
        words: Html::default(),
        facts,
        measure,
    })
}

/// What a row of the table says in columns that corrections do not have.
fn others(
    document: &Document,
    table: &document::Table,
    heads: &[String],
    correction: &Correction,
    shown: &mut Vec<Range<usize>>,
) -> Vec<Fact> {
    let rows = &table.rows;
    let row = rows.partition_point(|row| row.span.end <= correction.span.start);
    let cells = rows
        .get(row)
        .map(|row| row.cells.as_slice())
        .unwrap_or_default();
    let mut facts = Vec::new();
    for (cell, head) in cells.iter().zip(heads) {
        let is_shown = shown
            .iter()
            .rev()
            .take(16)
            .any(|span| span.start < cell.span.end && cell.span.start < span.end);
        if !is_shown && !cell.span.is_empty() {
            shown.push(cell.span.clone());
            facts.push(Fact::new(head.clone(), plain(document.text(&cell.span))));
        }
    }
    facts
}

impl Plan {
    /// The corrections, with their words and their state today.
    pub fn body(
        self,
        words: Vec<Html>,
        registered: &BTreeMap<String, Registered>,
    ) -> Vec<CorrectionLine> {
        let with_words = |(mut line, words): (CorrectionLine, Html)| {
            line.words = words;
            if let Some(known) = registered.get(&line.id) {
                line.href = Some(known.href.clone());
                line.facts.push(Fact::new("State today", known.state));
            }
            line
        };
        self.lines.into_iter().zip(words).map(with_words).collect()
    }
}
