//! The log of who did what, append-only and tamper-evident: a record nobody can quietly change.
//!
//! An [`Event`] says who did what to what; the [`Sequencer`] numbers events into entries, each of
//! which has exactly one byte string ([`Entry`]). Their hashes are the leaves of a Merkle tree
//! ([`tree`]) whose size and root are signed as a [`Checkpoint`]. [`verify()`] finds the first entry
//! that is not as it was signed; an export ([`ExportWriter`], [`verify_export`]) does so offline.
//! What somebody with the database but without the key can and cannot hide is said at
//! [`mod@verify`].
//!
//! Log entries outlive people's data. **Never put names, texts or plain hashes of either into an
//! entry**: use opaque ids and [`Commitment`]s.
//!
//! This crate knows hashing, trees and signing, not what an entry means. It does no I/O beyond the
//! readers and writers passed to it; moments and random bytes come in as arguments.
//!
//! ```
//! use audit::{Details, Event, LogId, Sequencer, SigningKey, StoredEntry, Subject, verify};
//!
//! let log: LogId = "fallible.example.org/audit".parse()?;
//! let key = SigningKey::from_seed(log.clone(), &[7; 32]); // 32 random bytes
//! let subject = Subject { kind: "coe".to_owned(), id: "0198".to_owned() };
//! let event = Event::new(1_767_225_600_000, "0171", "coe.submitted", subject, Details::new())?;
//!
//! let batch = Sequencer::start(log).number([event])?;
//! let signed = batch.checkpoint.sign(&key).ok_or("another log's key")?;
//!
//! let stored = batch.entries.iter().map(|entry| {
//!     Ok(StoredEntry { canonical: &entry.canonical, leaf: Some(entry.leaf) })
//! });
//! let verified = verify::<_, std::io::Error>(&key.verifier(), &[], stored, [Ok(signed)])?;
//! assert_eq!(verified.proven, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod canonical;
mod checkpoint;
mod commitment;
mod continuation;
mod entry;
mod event;
mod export;
mod fault;
mod key;
mod log_id;
mod note;
mod sequencer;
pub mod tree;
mod verifier;
pub mod verify;

pub use canonical::{DEEPEST, LARGEST_INTEGER, LONGEST_ENTRY, NotCanonical, VERSION};
pub use checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint};
pub use commitment::{Commitment, CommitmentError};
pub use continuation::{CONTINUED, Continuation, ContinuationError};
pub use entry::Entry;
pub use event::{Details, Event, EventError, Subject};
pub use export::{ExportError, ExportLine, ExportReader, ExportReason, ExportWriter};
pub use export::{LONGEST_LINE, verify_export};
pub use fault::{Fault, Place, Reason};
pub use key::{KeyError, SigningKey, VerifierKey};
pub use log_id::{LogId, LogIdError};
pub use sequencer::{Batch, NumberedEntry, Sequencer, SequencerError};
pub use verifier::{Verified, Verifier};
pub use verify::{StoredEntry, VerifyError, verify};
