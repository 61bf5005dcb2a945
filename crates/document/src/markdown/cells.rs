//! Table cells: their content, and the head each answers to.

use super::outline::Outline;
use crate::span::Span;
use crate::table::Cell;

impl Outline {
    /// Adds the cell of block `leaf` to the table that is being read. `span` is its content.
    pub fn end_cell(&mut self, leaf: u32, span: Span, in_head: bool) {
        let cell = self.cell(leaf, span);
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        if in_head {
            table.head.push(cell);
            return;
        }
        let Some(row) = table.rows.last_mut() else {
            return;
        };
        let label = table
            .head
            .get(row.cells.len())
            .map(|head| head.span.clone());
        let block = cell.block;
        row.cells.push(cell);
        if let Some(block) = block {
            let first = self.blocks[block as usize].passages.start as usize;
            for passage in &mut self.passages[first..] {
                passage.label.clone_from(&label);
            }
        }
    }

    /// The cell, and its block unless there is nothing in it.
    fn cell(&mut self, leaf: u32, span: Span) -> Cell {
        let first = self.blocks[leaf as usize].passages.start as usize;
        if span.is_empty() && leaf as usize + 1 == self.blocks.len() {
            self.passages.truncate(first);
            self.blocks.pop();
            return Cell { span, block: None };
        }
        let passages = &self.passages[first..];
        let start = passages
            .first()
            .map_or(span.start, |passage| passage.span.start.min(span.start));
        let end = passages
            .last()
            .map_or(span.end, |passage| passage.span.end.max(span.end));
        self.blocks[leaf as usize].span = start..end;
        Cell {
            span,
            block: Some(leaf),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Document, PassageKind};

    #[test]
    fn cells_answer_to_their_heads() {
        let document = Document::parse(
            "| Who | What |\n|--|--|\n| Oncall 1 | **ran** `x \\| y` | \n| | z |\n",
        );
        let labels: Vec<(&str, Option<&str>)> = document
            .passages()
            .iter()
            .filter(|passage| passage.kind != PassageKind::CellHead)
            .map(|p| {
                (
                    document.text(&p.span),
                    p.label.as_ref().map(|label| document.text(label)),
                )
            })
            .collect();
        let what = Some("What");
        assert_eq!(
            labels,
            [
                ("Oncall 1", Some("Who")),
                ("ran", what),
                ("x \\| y", what),
                ("z", what)
            ]
        );
        let rows = &document.tables()[0].rows;
        assert_eq!(document.text(&rows[0].cells[1].span), "**ran** `x \\| y`");
        assert_eq!(rows[1].cells[0].block, None, "an empty cell has no block");
    }

    #[test]
    fn rows_may_be_short() {
        let document = Document::parse("| a | b |\n|--|--|\n| 1 |\n");
        let row = &document.tables()[0].rows[0];
        assert!(row.cells.iter().skip(1).all(|cell| cell.span.is_empty()));
    }
}
