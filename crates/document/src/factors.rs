//! Contributing factors.

use std::collections::BTreeMap;

use crate::blocks::{Block, BlockKind};
use crate::columns::{self, Column};
use crate::lead_id;
use crate::meaning::Meaning;
use crate::reading::Reading;
use crate::span::Span;
use crate::table::Table;
use crate::whys;

/// A contributing factor or root cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factor {
    /// The list item's own text, the table row or the paragraph.
    pub span: Span,
    /// "F1", where it has such a name.
    pub id: Option<Span>,
    /// What it says.
    pub text: Span,
}

/// Reads the factors of each section about causes: from its lists, else its tables, else its
/// paragraphs. Questions of why are not factors.
pub(crate) fn read(reading: &Reading<'_>) -> Vec<Factor> {
    let mut parts: BTreeMap<u32, Parts<'_>> = BTreeMap::new();
    let about_causes =
        |section: Option<u32>| section.filter(|_| reading.about(section) == Some(Meaning::Factors));
    for (index, item) in reading.outline.items.iter().enumerate() {
        if let Some(section) =
            about_causes(reading.item_section(item)).filter(|_| !reading.is_label(item))
        {
            parts.entry(section).or_default().items.push(index);
        }
    }
    for table in &reading.outline.tables {
        if let Some(section) = about_causes(table.section) {
            parts.entry(section).or_default().tables.push(table);
        }
    }
    for block in reading.outline.blocks.iter().filter(|block| tells(block)) {
        if let Some(section) = about_causes(block.section) {
            parts.entry(section).or_default().texts.push(block);
        }
    }
    parts
        .values()
        .flat_map(|parts| of_section(reading, parts))
        .collect()
}

/// What stands directly in one section.
#[derive(Default)]
struct Parts<'a> {
    items: Vec<usize>,
    tables: Vec<&'a Table>,
    texts: Vec<&'a Block>,
}

fn of_section(reading: &Reading<'_>, parts: &Parts<'_>) -> Vec<Factor> {
    let listed = of_lists(reading, &parts.items);
    if !listed.is_empty() {
        return listed;
    }
    let tabled: Vec<Factor> = parts
        .tables
        .iter()
        .flat_map(|table| of_table(reading, table))
        .collect();
    if tabled.is_empty() {
        of_paragraphs(reading, &parts.texts)
    } else {
        tabled
    }
}

/// The items at the top of the section's lists; an item that ends with a colon only groups those
/// within it.
fn of_lists(reading: &Reading<'_>, inside: &[usize]) -> Vec<Factor> {
    let items = &reading.outline.items;
    let mut top = inside
        .iter()
        .map(|&index| items[index].depth)
        .min()
        .unwrap_or(0);
    let mut factors = Vec::new();
    for &index in inside {
        let item = &items[index];
        let Some(text) = reading.item_own_text(item).filter(|_| item.depth <= top) else {
            continue;
        };
        let groups = reading.has_children(index as u32)
            && reading
                .text(&text)
                .trim_end_matches(['*', '_'])
                .ends_with(':');
        top = item.depth + u32::from(groups);
        if !groups && !whys::asks_why(reading.source, &text) {
            factors.push(factor(reading, text));
        }
    }
    factors
}

fn factor(reading: &Reading<'_>, span: Span) -> Factor {
    let (id, text) = lead_id::split(reading.source, span.clone());
    Factor { span, id, text }
}

fn of_table(reading: &Reading<'_>, table: &Table) -> Vec<Factor> {
    let kinds = columns::of_table(reading.source, table);
    let id = columns::find(&kinds, &[Column::Id]);
    let text = columns::find(&kinds, &[Column::Factor, Column::What, Column::Answer]);
    let text = text.or_else(|| (0..kinds.len() as u32).find(|&column| Some(column) != id));
    let rows = table.rows.iter().filter_map(|row| {
        let text = row.filled(text)?;
        Some(Factor {
            span: row.span.clone(),
            id: row.filled(id),
            text,
        })
    });
    rows.collect()
}

fn of_paragraphs(reading: &Reading<'_>, blocks: &[&Block]) -> Vec<Factor> {
    let texts = blocks
        .iter()
        .map(|block| reading.block_text(block))
        .filter(|text| {
            !text.is_empty()
                && !whys::asks_why(reading.source, text)
                && !reading.text(text).ends_with(':')
        });
    texts.map(|text| factor(reading, text)).collect()
}

fn tells(block: &Block) -> bool {
    !block.quoted && matches!(block.kind, BlockKind::Paragraph | BlockKind::Item)
}

#[cfg(test)]
mod tests {
    use crate::Document;

    fn factors(source: &str) -> Vec<(Option<String>, String)> {
        let document = Document::parse(source);
        let own = |span: &crate::Span| document.text(span).to_owned();
        document
            .factors()
            .iter()
            .map(|factor| (factor.id.as_ref().map(own), own(&factor.text)))
            .collect()
    }

    fn plain(texts: &[&str]) -> Vec<(Option<String>, String)> {
        texts
            .iter()
            .map(|text| (None, (*text).to_owned()))
            .collect()
    }

    #[test]
    fn reads_lists() {
        let source = "# Contributing factors\n\nThere were two:\n\n\
            - F1: no limit\n  - it was removed\n- F2: no test\n";
        let named = |id: &str, text: &str| (Some(id.to_owned()), text.to_owned());
        assert_eq!(
            factors(source),
            [named("F1", "no limit"), named("F2", "no test")]
        );
        assert_eq!(factors("## Root causes\n1. a\n2. b\n"), plain(&["a", "b"]));
        assert_eq!(
            factors("## Causes\n- Technical:\n  - a\n  - b\n"),
            plain(&["a", "b"])
        );
        assert_eq!(
            factors("- **Root cause**:\n  - a\n  - b\n- **Impact**: c\n"),
            plain(&["a", "b"])
        );
        assert_eq!(
            factors("- **Root cause**: a\n- **Impact**: c\n"),
            plain(&["a"])
        );
    }

    #[test]
    fn reads_tables_and_paragraphs() {
        assert_eq!(
            factors("## Causes\n\n| Id | Cause |\n|--|--|\n| F1 | a |\n")[0].1,
            "a"
        );
        assert_eq!(
            factors("## Cause\n\nIt was full.\n\nWhy? It was small.\n"),
            plain(&["It was full."])
        );
    }

    #[test]
    fn whys_and_other_sections_are_none() {
        assert!(factors("## RCA\n1. Why did it fail? The disk.\n2. Why? Full.\n").is_empty());
        assert!(factors("## Summary\n- a\n").is_empty());
        assert!(factors("").is_empty());
    }
}
