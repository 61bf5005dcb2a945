//! Verification of a whole log.
//!
//! # How the first wrong entry is found, when only roots are signed
//!
//! Every entry is read once, in order. Its bytes must be canonical, of this log, and carry the next
//! number; their hash as a leaf must be the one stored beside them; and whenever a checkpoint has
//! been reached the root of the tree so far must be the signed one.
//!
//! A signed root alone says *that* one of the entries since the checkpoint before was changed, not
//! which. The stored leaf hashes say which, but are not signed themselves. Together they do: from
//! the first entry whose bytes and stored hash differ, two trees are kept, one over the bytes and
//! one over the stored hashes. At the next checkpoint
//!
//! - the stored hashes give the signed root: they are the ones that were signed, and exactly this
//!   entry was edited;
//! - the bytes give the signed root: the entries are right, and exactly this stored hash was changed;
//! - neither does: more was changed, hashes included; the first wrong entry lies between the last
//!   checkpoint that matched and this one, and [`Place::Entries`] says so.
//!
//! Batches are signed as they are numbered, so such a stretch is one batch. Whatever the fault, it
//! says how many entries are proven ([`crate::Fault::proven`]): a deletion that was hidden by
//! numbering all later entries anew shows as a cut end, with the last batch unproven.
//!
//! # What somebody can hide who can write the whole database, but does not have the key
//!
//! Nothing under a checkpoint they leave in place: whatever they edit, delete, insert or move, the
//! root differs. By changing entries and stored hashes alike they can hide *which* entries of the
//! batch they changed, not that they did. Entries behind the last checkpoint they can rewrite
//! freely ([`Verified::proven`] says where that begins; there are none if every batch is signed).
//! And they can roll the whole log back: delete the newest entries *and* the checkpoints over them,
//! or put an old copy of everything in place. The database alone cannot tell; a newer checkpoint
//! kept anywhere else can. Give those as `kept`. Checkpoints hold nothing secret: mail them, print
//! them, hand them to witnesses.
//!
//! What never entered the log, and events withheld before they were numbered, no log can show.
//! Whoever holds the key can sign a second history; it comes out when two checkpoints are compared
//! ([`crate::Reason::Forked`], [`crate::tree::ConsistencyProof`]).
//!
//! [`Place::Entries`]: crate::Place::Entries

use std::error::Error;

use crate::checkpoint::{CheckpointError, SignedCheckpoint};
use crate::fault::Fault;
use crate::key::VerifierKey;
use crate::tree::NodeHash;
use crate::verifier::{Verified, Verifier};

/// An entry as it is stored.
#[derive(Clone, Copy, Debug)]
pub struct StoredEntry<B> {
    /// What should be its one byte string.
    pub canonical: B,
    /// The leaf hash stored beside it. Without it an edited entry is found too, but only as one of
    /// the entries since the last checkpoint.
    pub leaf: Option<NodeHash>,
}

/// Why a log was not verified to its end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError<E: Error + 'static> {
    /// Something in the log is wrong.
    #[error("{0}")]
    Fault(#[from] Fault),
    /// A checkpoint kept outside is none of this log.
    #[error("a checkpoint that was kept outside: {0}")]
    Kept(CheckpointError),
    /// Reading entries or checkpoints failed; nothing is said about the log.
    #[error("the log could not be read: {0}")]
    Source(#[source] E),
}

/// Verifies a log from entry 0: entries by number as stored, checkpoints in the order they were
/// signed, `kept` checkpoints from elsewhere in any order. Streams: memory is O(log n).
pub fn verify<B: AsRef<[u8]>, E: Error + 'static>(
    key: &VerifierKey,
    kept: &[SignedCheckpoint],
    entries: impl IntoIterator<Item = Result<StoredEntry<B>, E>>,
    checkpoints: impl IntoIterator<Item = Result<SignedCheckpoint, E>>,
) -> Result<Verified, VerifyError<E>> {
    let mut verifier = Verifier::new(key, kept).map_err(VerifyError::Kept)?;
    let mut entries = entries.into_iter();
    for checkpoint in checkpoints {
        let checkpoint = checkpoint.map_err(VerifyError::Source)?;
        // Only how far to read first; the verifier checks what is claimed.
        let size = checkpoint.claim().map_or(0, |claim| claim.size);
        while verifier.size() < size
            && let Some(entry) = entries.next()
        {
            take(&mut verifier, entry)?;
        }
        verifier.checkpoint(&checkpoint)?;
    }
    entries.try_for_each(|entry| take(&mut verifier, entry))?;
    Ok(verifier.finish()?)
}

fn take<B: AsRef<[u8]>, E: Error + 'static>(
    verifier: &mut Verifier,
    entry: Result<StoredEntry<B>, E>,
) -> Result<(), VerifyError<E>> {
    let entry = entry.map_err(VerifyError::Source)?;
    Ok(verifier.entry(entry.canonical.as_ref(), entry.leaf.as_ref())?)
}
