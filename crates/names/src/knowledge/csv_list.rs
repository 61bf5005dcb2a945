//! Reads a list with a head row, as spreadsheets and HR systems export it.

use std::ops::Range;

/// Why a list could not be read. Says what, where and what to do; never repeats a cell.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ListError {
    /// Not UTF-8.
    #[error(
        "the {list} is not UTF-8 (first at byte {offset}, line {line}); save it as \"CSV UTF-8\""
    )]
    NotUtf8 {
        /// "roster" or "customer list".
        list: &'static str,
        /// First byte that is not UTF-8.
        offset: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// No head row, or no row at all.
    #[error("the {list} is empty; its first line must name the columns: {columns}")]
    Empty {
        /// "roster" or "customer list".
        list: &'static str,
        /// The columns it may have.
        columns: String,
    },
    /// A column that must be there is not.
    #[error("the {list} has no column \"{missing}\"; its first line names {found}{hint}")]
    MissingColumn {
        /// "roster" or "customer list".
        list: &'static str,
        /// The column.
        missing: &'static str,
        /// The columns there are, quoted.
        found: String,
        /// Which of them may be meant, or nothing.
        hint: String,
    },
    /// Two columns of the same meaning.
    #[error("the {list} has two columns \"{column}\"; keep one")]
    DuplicateColumn {
        /// "roster" or "customer list".
        list: &'static str,
        /// The column.
        column: &'static str,
    },
    /// A row that cannot be read as CSV.
    #[error("the {list} cannot be read at line {line}: {reason}")]
    Row {
        /// "roster" or "customer list".
        list: &'static str,
        /// The line, from 1.
        line: u64,
        /// What is wrong with it, without its text.
        reason: &'static str,
    },
}

/// A column a list may have: its name and other spellings of it, folded.
pub struct Column {
    /// As documented.
    pub name: &'static str,
    /// As others write it.
    pub synonyms: &'static [&'static str],
    /// Whether the list is of no use without it.
    pub required: bool,
}

/// Calls `row` with each row's line, from 1, and its cells in the order of `columns`; a column the
/// list lacks is empty.
pub fn read(
    list: &'static str,
    bytes: &[u8],
    columns: &[Column],
    mut row: impl FnMut(u64, &[&str]),
) -> Result<(), ListError> {
    let text = text(list, bytes)?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let head = reader.headers().map_err(|error| row_error(list, &error))?;
    if head.iter().all(str::is_empty) {
        let columns = columns
            .iter()
            .map(|c| c.name)
            .collect::<Vec<_>>()
            .join(", ");
        return Err(ListError::Empty { list, columns });
    }
    let places = places(list, head, columns)?;
    let mut record = csv::StringRecord::new();
    let mut cells = vec![""; columns.len()];
    while reader
        .read_record(&mut record)
        .map_err(|error| row_error(list, &error))?
    {
        let mut row_cells = std::mem::take(&mut cells);
        row_cells.clear();
        row_cells.extend(
            places
                .iter()
                .map(|place| place.map_or("", |at| record.get(at).unwrap_or(""))),
        );
        let line = record
            .position()
            .map_or(0, |position| line_of(text.as_bytes(), position));
        row(line, &row_cells);
        cells = Vec::new();
    }
    Ok(())
}

fn text<'a>(list: &'static str, bytes: &'a [u8]) -> Result<&'a str, ListError> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let offset = error.valid_up_to();
        let line = memchr::memchr_iter(b'\n', &bytes[..offset]).count() + 1;
        ListError::NotUtf8 { list, offset, line }
    })
}

/// The separator the head row uses most: comma, semicolon (spreadsheets of many countries), tab.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or("").as_bytes();
    let count = |separator: u8| memchr::memchr_iter(separator, head).count();
    [b',', b';', b'\t']
        .into_iter()
        .rev()
        .max_by_key(|s| count(*s))
        .unwrap_or(b',')
}

fn places(
    list: &'static str,
    head: &csv::StringRecord,
    columns: &[Column],
) -> Result<Vec<Option<usize>>, ListError> {
    let folded: Vec<String> = head.iter().map(fold_column).collect();
    let mut places = Vec::with_capacity(columns.len());
    for column in columns {
        let mut matching = folded
            .iter()
            .enumerate()
            .filter(|(_, f)| column.is(f))
            .map(|(at, _)| at);
        let place = matching.next();
        if matching.next().is_some() {
            return Err(ListError::DuplicateColumn {
                list,
                column: column.name,
            });
        }
        if place.is_none() && column.required {
            return Err(missing(list, head, column));
        }
        places.push(place);
    }
    Ok(places)
}

fn missing(list: &'static str, head: &csv::StringRecord, column: &Column) -> ListError {
    let found = head
        .iter()
        .take(20)
        .map(|name| format!("\"{}\"", shorten(name)))
        .collect::<Vec<_>>()
        .join(", ");
    let near = head
        .iter()
        .find(|name| fold_column(name).contains(column.name));
    let hint = near.map_or_else(
        || format!("; rename the right one to \"{}\"", column.name),
        |name| format!("; rename \"{}\" to \"{}\"", shorten(name), column.name),
    );
    ListError::MissingColumn {
        list,
        missing: column.name,
        found,
        hint,
    }
}

/// A head row may be a row of data by mistake: show no more of it than names a column.
fn shorten(name: &str) -> &str {
    let end = name.char_indices().nth(24).map_or(name.len(), |(at, _)| at);
    &name[..end]
}

impl Column {
    fn is(&self, folded: &str) -> bool {
        folded == self.name || self.synonyms.contains(&folded)
    }
}

fn fold_column(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}

/// The line a record stands on: its position is before the empty lines in front of it.
fn line_of(bytes: &[u8], position: &csv::Position) -> u64 {
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let before = bytes.get(start..).unwrap_or_default().iter();
    let empty = before.take_while(|byte| matches!(byte, b'\n' | b'\r'));
    position.line() + empty.filter(|&&byte| byte == b'\n').count() as u64
}

fn row_error(list: &'static str, error: &csv::Error) -> ListError {
    let line = error.position().map_or(0, csv::Position::line);
    ListError::Row {
        list,
        line,
        reason: "not valid CSV",
    }
}

/// Several values in one cell: separated by semicolon, bar or comma.
pub fn several(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', '|', ','])
        .map(str::trim)
        .filter(|value| !value.is_empty())
}

/// Strings one after another in one allocation: 100,000 names are one block of memory, not
/// 100,000.
#[derive(Clone, Debug, Default)]
pub struct Arena {
    text: String,
    ends: Vec<u32>,
}

impl Arena {
    /// Adds one; its number is the count of those before.
    pub fn push(&mut self, value: &str) {
        self.text.push_str(value);
        self.ends.push(self.text.len() as u32);
    }

    /// The one with this number.
    pub fn get(&self, index: u32) -> Option<&str> {
        let range: Range<usize> = self
            .ends
            .get((index as usize).wrapping_sub(1))
            .map_or(0, |end| *end as usize)
            ..*self.ends.get(index as usize)? as usize;
        self.text.get(range)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }
}
