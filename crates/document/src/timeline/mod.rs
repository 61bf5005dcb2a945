//! The timeline: what happened when, who did it and what they saw.

mod accounts;
mod dates;
mod entries;
mod said_once;
mod tables;

pub(crate) use entries::{Timed, Timeline, read, tell_narratives, timed_sections};

use crate::span::Span;
use crate::when::TimeAsWritten;

/// One entry of the timeline: a table row, a list item or a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
    /// The row, the item's own text or the paragraph; accounts of it lie outside.
    pub span: Span,
    /// When, as written.
    pub time: TimeAsWritten,
    /// Who acted, where that has a cell of its own.
    pub who: Option<Span>,
    /// What happened. Empty where the cell is.
    pub what: Span,
    /// What the actor saw, where that has a cell of its own.
    pub signal: Option<Span>,
    /// Where it is recorded, where that has a cell of its own.
    pub source: Option<Span>,
    /// Contested accounts of it.
    pub accounts: Vec<Account>,
    /// What follows "Why it made sense then:".
    pub why_it_made_sense: Option<Span>,
    /// Index into [`Document::timeline_tables`](crate::Document::timeline_tables), for a table row.
    pub table: Option<u32>,
    /// Index of the innermost section. A text may tell the same hours twice in two sections.
    pub section: Option<u32>,
}

/// One account of a contested entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The whole row or item.
    pub span: Span,
    /// Whose account it is, where that has a cell of its own.
    pub who: Option<Span>,
    /// What it says.
    pub text: Span,
    /// Where it comes from.
    pub source: Option<Span>,
    /// Whether it has been checked.
    pub status: Option<AccountStatus>,
}

/// Whether an [`Account`] has been checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AccountStatus {
    /// It holds.
    Confirmed,
    /// It does not.
    Denied,
    /// Nobody knows yet.
    Unverified,
}

/// A table that is read as a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineTable {
    /// Index into [`Document::tables`](crate::Document::tables).
    pub table: u32,
    /// Which columns it has.
    pub columns: TimelineColumns,
}

/// The columns of a timeline table, as indices into its head.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimelineColumns {
    /// The time.
    pub time: Option<u32>,
    /// The date, where it has its own.
    pub date: Option<u32>,
    /// Who acted.
    pub who: Option<u32>,
    /// What happened.
    pub what: Option<u32>,
    /// What they saw.
    pub signal: Option<u32>,
    /// Where it is recorded.
    pub source: Option<u32>,
    /// Whether an account has been checked.
    pub status: Option<u32>,
}
