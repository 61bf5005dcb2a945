//! An event with its place in a log.

use crate::event::{Event, EventError, read, wrong};
use crate::log_id::LogId;

/// One line of the log: an event, numbered.
///
/// Its canonical bytes are JSON per RFC 8785, version 1, keys always these and in this order:
///
/// ```text
/// {"action":"coe.submitted","actor":"018f…","at":1767225600000,"details":{"revision":3},
///  "log":"fallible.example.org/audit","sequence":41,"subject":{"id":"018f…","kind":"coe"},"version":1}
/// ```
///
/// (in one line). Two entries have the same bytes only if they are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    log: LogId,
    sequence: u64,
    event: Event,
}

impl Entry {
    /// Only the sequencer numbers.
    pub(crate) const fn new(log: LogId, sequence: u64, event: Event) -> Self {
        Self {
            log,
            sequence,
            event,
        }
    }

    /// The log it is in.
    pub const fn log(&self) -> &LogId {
        &self.log
    }

    /// Its number in the log, from 0 without gaps.
    pub const fn sequence(&self) -> u64 {
        self.sequence
    }

    /// What happened.
    pub const fn event(&self) -> &Event {
        &self.event
    }

    /// The one byte string of this entry: the leaf of the tree.
    pub fn to_canonical(&self) -> Vec<u8> {
        self.event.canonical(Some((&self.log, self.sequence)))
    }

    /// Reads an entry, refusing anything that is not its one byte string.
    pub fn parse(bytes: &[u8]) -> Result<Self, EventError> {
        match read(bytes)? {
            (event, Some((log, sequence))) => Ok(Self::new(log, sequence, event)),
            (_, None) => Err(wrong("an entry with log and sequence")),
        }
    }
}
