//! What the columns of a table hold, by their heads.

use std::sync::OnceLock;

use crate::phrase::Phrases;
use crate::table::Table;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Column {
    /// A time, perhaps with its date.
    Time,
    /// A date on its own.
    Date,
    /// Who acted.
    Who,
    /// What happened.
    What,
    /// What the actor saw.
    Signal,
    /// Where it is recorded.
    Source,
    /// A number or short name.
    Id,
    /// A correction in words.
    Correction,
    /// Its kind or strength.
    Kind,
    /// Its priority.
    Priority,
    /// Who answers for it.
    Owner,
    /// When it is due.
    Due,
    /// Which factors it addresses.
    Addresses,
    /// How its success is measured.
    Measure,
    /// Its ticket.
    Ticket,
    /// How far it is.
    Status,
    /// A question of why.
    Question,
    /// The answer to it.
    Answer,
    /// A contributing factor.
    Factor,
}

impl Column {
    /// Every column.
    pub const ALL: [Self; 19] = [
        Self::Time,
        Self::Date,
        Self::Who,
        Self::What,
        Self::Signal,
        Self::Source,
        Self::Id,
        Self::Correction,
        Self::Kind,
        Self::Priority,
        Self::Owner,
        Self::Due,
        Self::Addresses,
        Self::Measure,
        Self::Ticket,
        Self::Status,
        Self::Question,
        Self::Answer,
        Self::Factor,
    ];

    /// What a table's head says, or nothing where it is not known.
    pub fn of_head(head: &str) -> Option<Self> {
        if matches!(head.trim().trim_end_matches('.'), "#" | "№" | "N°" | "Nº") {
            return Some(Self::Id);
        }
        phrases().loosely(head)
    }

    /// What a label before a colon says ("Owner: …"): exactly a head's words.
    pub(crate) fn of_label(label: &str) -> Option<Self> {
        phrases().exact(label)
    }
}

fn phrases() -> &'static Phrases<Column> {
    static PHRASES: OnceLock<Phrases<Column>> = OnceLock::new();
    PHRASES.get_or_init(|| Phrases::read(include_str!("columns.txt"), named))
}

fn named(name: &str) -> Option<Column> {
    Column::ALL
        .into_iter()
        .find(|column| format!("{column:?}") == name)
}

/// What each column of a table's head holds.
pub(crate) fn of_table(source: &str, table: &Table) -> Vec<Option<Column>> {
    table
        .head
        .iter()
        .map(|cell| Column::of_head(&source[cell.span.clone()]))
        .collect()
}

/// The first column that holds one of `kinds`, the first of them preferred.
pub(crate) fn find(columns: &[Option<Column>], kinds: &[Column]) -> Option<u32> {
    let of = |kind: &Column| {
        columns
            .iter()
            .position(|column| column.as_ref() == Some(kind))
    };
    kinds.iter().find_map(of).map(|index| index as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_heads_is_sound() {
        for line in include_str!("columns.txt")
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
        {
            let (name, _) = line.split_once(':').unwrap();
            assert!(named(name).is_some(), "{name}");
        }
    }

    #[test]
    fn knows_heads_in_many_forms() {
        for (head, column) in [
            ("Time (UTC)", Column::Time),
            ("**Timestamp**", Column::Time),
            ("Zeit", Column::Time),
            ("What they saw", Column::Signal),
            ("#", Column::Id),
            ("DRI", Column::Owner),
            ("How we'll know", Column::Measure),
            ("ETA", Column::Due),
            ("Action item", Column::Correction),
            ("Échéance", Column::Due),
            ("Właściciel", Column::Owner),
        ] {
            assert_eq!(Column::of_head(head), Some(column), "{head}");
        }
        assert_eq!(Column::of_head("Tenant"), None);
        assert_eq!(Column::of_head(""), None);
    }
}
