//! Pipe tables.

use crate::span::Span;

/// A pipe table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The whole table.
    pub span: Span,
    /// Index of the innermost section.
    pub section: Option<u32>,
    /// The head row's cells.
    pub head: Vec<Cell>,
    /// The rows below the head.
    pub rows: Vec<Row>,
}

/// A row below a table's head. It may hold fewer cells than the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The whole row.
    pub span: Span,
    /// Its cells, from the left; cells beyond the head's are not among them.
    pub cells: Vec<Cell>,
}

/// A table cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The content without the white space around it; empty where the cell is.
    pub span: Span,
    /// Index of its block; nothing where the cell is empty.
    pub block: Option<u32>,
}

impl Row {
    /// The content of a column, or nothing where it is missing or empty.
    pub(crate) fn filled(&self, column: Option<u32>) -> Option<Span> {
        let cell = self.cells.get(column? as usize)?;
        (!cell.span.is_empty()).then(|| cell.span.clone())
    }
}
