//! What verification finds: where, and why.

use std::fmt;

use crate::canonical::NotCanonical;
use crate::checkpoint::CheckpointError;

/// The first thing wrong with a log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {reason}; the {proven} entries from 0 on that a checkpoint proves are right")]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// Why.
    pub reason: Reason,
    /// So many entries, counted from 0, are covered by a checkpoint that matched. Entries between
    /// these and the place agree with themselves, but no signature vouches for them.
    pub proven: u64,
}

/// The place of a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The entry of this number is wrong or missing for certain.
    Entry(u64),
    /// The first wrong entry is one of these; entries and leaf hashes were changed alike, so that
    /// only the signed root tells.
    Entries {
        /// The first it can be.
        first: u64,
        /// The last it can be.
        last: u64,
    },
    /// A checkpoint is wrong: the number in the order given, from 0.
    Checkpoint(u64),
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// The bytes are no entry, or not the one way to write it.
    #[error("its bytes are {0}")]
    NotCanonical(#[from] NotCanonical),
    /// An entry of another log, or one that was never numbered.
    #[error("it is an entry of another log or of none")]
    OtherLog,
    /// Another, later number stands where this one should: entries were deleted or moved.
    #[error("it is missing here, entry {found} stands in its place: deleted or moved")]
    Gap {
        /// The number found.
        found: u64,
    },
    /// The number was there before: one of the two was inserted, copied or moved.
    #[error("its number comes again in the place of entry {place}: inserted, copied or moved")]
    Repeated {
        /// The number that should stand there.
        place: u64,
    },
    /// The stored leaf hash is the signed one, the bytes are not.
    #[error("its bytes were changed: they do not have the hash that was signed")]
    Edited,
    /// The bytes are the signed ones, the leaf hash stored beside them is not.
    #[error("the hash stored beside it was changed; the entry itself is as signed")]
    LeafAltered,
    /// Bytes and stored leaf hash differ, and no later checkpoint could tell which is right.
    #[error("its bytes do not have the hash stored beside it")]
    LeafDiffers,
    /// Entries and leaf hashes agree, but not with what was signed.
    #[error("entries were changed together with their hashes: the signed root is another")]
    RootDiffers,
    /// Fewer entries than were signed.
    #[error("it is missing, although a checkpoint signs {signed} entries: the end was cut off")]
    CutOff {
        /// Entries the checkpoint signs.
        signed: u64,
    },
    /// A checkpoint that cannot be read or whose signature is missing or wrong.
    #[error("{0}")]
    Refused(#[from] CheckpointError),
    /// A checkpoint of fewer entries than come before it.
    #[error("it signs {size} entries behind {after}: checkpoints never go backwards")]
    Backwards {
        /// Entries it signs.
        size: u64,
        /// Entries signed or read before it.
        after: u64,
    },
    /// Two rightly signed checkpoints of the same size have different roots: the holder of the key
    /// signed two histories.
    #[error("it contradicts an earlier checkpoint of the same size: two histories were signed")]
    Forked,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entry(number) => write!(f, "entry {number}"),
            Self::Entries { first, last } => write!(f, "one of the entries {first} to {last}"),
            Self::Checkpoint(ordinal) => write!(f, "checkpoint {ordinal}"),
        }
    }
}
