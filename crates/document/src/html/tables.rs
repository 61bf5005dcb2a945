//! What is known of a table while it is written.

use crate::Document;

/// Characters of a column's head that its cells repeat.
const LONGEST: usize = 40;

/// The table that is being written.
#[derive(Default)]
pub(super) struct Columns {
    /// What each column is called.
    heads: Vec<String>,
    /// The column of the cell that is being written.
    column: usize,
    in_head: bool,
}

impl Columns {
    pub fn begin_head(&mut self) {
        self.in_head = true;
    }

    pub fn end_head(&mut self) {
        self.in_head = false;
    }

    pub fn begin_row(&mut self) {
        self.column = 0;
    }

    /// Begins a cell; returns its opening tag and its closing tag. Explicit roles keep a table one
    /// where the style shows its rows as cards.
    pub fn begin_cell(&mut self) -> (Opening<'_>, &'static str) {
        if self.in_head {
            self.heads.push(String::new());
            return (Opening::Head, "</span></th>");
        }
        let label = self.heads.get(self.column).map_or("", String::as_str);
        self.column += 1;
        if self.column == 1 {
            (Opening::First(label), "</span></th>")
        } else {
            (Opening::Other(label), "</span></td>")
        }
    }

    /// Adds text of a cell: that of the head names the column.
    pub fn text(&mut self, text: &str) {
        if let Some(head) = self.heads.last_mut().filter(|_| self.in_head) {
            let free = LONGEST.saturating_sub(head.chars().count());
            head.extend(text.chars().take(free));
        }
    }
}

/// How a cell begins, with the name of its column.
pub(super) enum Opening<'a> {
    Head,
    First(&'a str),
    Other(&'a str),
}

/// The classes of a table by its index: timelines and corrections have their own beside `table`.
pub(super) fn classes(document: &Document) -> Vec<&'static str> {
    let mut classes = vec!["table table-cards"; document.tables().len()];
    for timeline in document.timeline_tables() {
        classes[timeline.table as usize] = "table table-cards timeline-table";
    }
    for corrections in document.correction_tables() {
        classes[corrections.table as usize] = "table table-cards corrections";
    }
    classes
}
