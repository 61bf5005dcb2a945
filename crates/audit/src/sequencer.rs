//! Numbering: the one place where entries come into being.

use crate::canonical::LARGEST_INTEGER;
use crate::checkpoint::Checkpoint;
use crate::entry::Entry;
use crate::event::Event;
use crate::log_id::LogId;
use crate::tree::{Frontier, NodeHash, Subtree};

/// Where a log ends. Pure: [`Sequencer::number`] leaves it as it is and returns what follows, so a
/// transaction that fails leaves nothing to undo.
///
/// There is one sequencer for a log at any time; the store sees to that with a lock. Nothing here
/// signs an old root anew or writes over an entry: a log goes on or a new one begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sequencer {
    log: LogId,
    frontier: Frontier,
}

/// What numbering some events gives, to be stored in one transaction with the signed checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// The entries in the order the events were given.
    pub entries: Vec<NumberedEntry>,
    /// Every subtree that became complete, for proofs in O(log n); leaves are among them (level 0).
    pub subtrees: Vec<(Subtree, NodeHash)>,
    /// Where the log ends now.
    pub next: Sequencer,
    /// To be signed.
    pub checkpoint: Checkpoint,
}

/// One entry as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberedEntry {
    /// Its number in the log.
    pub sequence: u64,
    /// Its one byte string.
    pub canonical: Vec<u8>,
    /// The hash of these bytes as a leaf, stored beside them: by it verification tells which entry
    /// of a batch was edited.
    pub leaf: NodeHash,
}

/// Why a log cannot go on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SequencerError {
    /// The stored tree is not the one the last checkpoint signs.
    #[error(
        "the stored tree has {stored} entries or another root than the last checkpoint, which has {signed}: verify the log"
    )]
    NotAtCheckpoint {
        /// Entries of the stored tree.
        stored: u64,
        /// Entries of the checkpoint.
        signed: u64,
    },
    /// No number is left.
    #[error("the log has 2^53 - 1 entries and takes no more")]
    Full,
}

impl Sequencer {
    /// A log without entries. Its id must never have been used before; after a restore the new log
    /// begins with [`crate::Continuation::begin`] instead.
    pub fn start(log: LogId) -> Self {
        Self {
            log,
            frontier: Frontier::new(),
        }
    }

    /// Goes on after a restart: from the tree as stored and the last checkpoint, whose signature
    /// must have been checked. Refuses a tree that is not the one that was signed.
    pub fn resume(frontier: Frontier, last: &Checkpoint) -> Result<Self, SequencerError> {
        if frontier.size() != last.size || frontier.root() != last.root {
            return Err(SequencerError::NotAtCheckpoint {
                stored: frontier.size(),
                signed: last.size,
            });
        }
        Ok(Self {
            log: last.log.clone(),
            frontier,
        })
    }

    /// The tree so far, to be stored.
    pub const fn frontier(&self) -> &Frontier {
        &self.frontier
    }

    /// What would be signed now.
    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            log: self.log.clone(),
            size: self.frontier.size(),
            root: self.frontier.root(),
        }
    }

    /// Numbers the events after the last entry, in the order given.
    pub fn number(&self, events: impl IntoIterator<Item = Event>) -> Result<Batch, SequencerError> {
        let mut next = self.clone();
        let mut entries = Vec::new();
        let mut subtrees = Vec::new();
        for event in events {
            entries.push(next.append(event, &mut subtrees)?);
        }
        Ok(Batch {
            entries,
            subtrees,
            checkpoint: next.checkpoint(),
            next,
        })
    }

    fn append(
        &mut self,
        event: Event,
        subtrees: &mut Vec<(Subtree, NodeHash)>,
    ) -> Result<NumberedEntry, SequencerError> {
        let sequence = self.frontier.size();
        if sequence >= LARGEST_INTEGER {
            return Err(SequencerError::Full);
        }
        let canonical = Entry::new(self.log.clone(), sequence, event).to_canonical();
        let leaf = NodeHash::of_leaf(&canonical);
        self.frontier
            .append_noting(leaf, |subtree, root| subtrees.push((subtree, root)));
        Ok(NumberedEntry {
            sequence,
            canonical,
            leaf,
        })
    }
}
