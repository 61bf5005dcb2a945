//! A log in one file, to be verified anywhere without the server: JSON Lines, UTF-8, every line
//! ended by one newline, at most 1 MiB long.
//!
//! ```text
//! {"format":"fallible-audit","version":1,"log":"<log id>","key":"<verifier key>"}
//! {"entry":<canonical bytes of entry 0>,"leaf":"<stored leaf hash, base64>"}
//! …
//! {"checkpoint":"<signed note>"}
//! …
//! ```
//!
//! The header comes first, entries from 0 in order, each checkpoint directly behind the last entry
//! it signs. An entry's bytes stand as they are: they are JSON without a newline.

mod error;
mod header;
mod reader;
mod writer;

pub use error::{ExportError, ExportReason};
pub use reader::{ExportLine, ExportReader};
pub use writer::ExportWriter;

use std::io::BufRead;

use crate::checkpoint::SignedCheckpoint;
use crate::key::VerifierKey;
use crate::verifier::{Verified, Verifier};

/// Bytes of the longest line, without its newline.
pub const LONGEST_LINE: usize = 1024 * 1024;

/// Verifies an export to its end. `kept` are checkpoints of the log from elsewhere.
///
/// Give the log's `key` as published. Without it the key in the header is believed, and whoever
/// made the file may have signed it with a key of their own: this shows only that the file is whole.
/// A file that was cut behind a checkpoint is a shorter log; compare [`Verified::last`] with a
/// checkpoint from elsewhere, or give that as `kept`.
pub fn verify_export(
    reader: impl BufRead,
    key: Option<&VerifierKey>,
    kept: &[SignedCheckpoint],
) -> Result<Verified, ExportError> {
    let mut export = ExportReader::open(reader)?;
    if key.is_some_and(|key| key != export.key()) {
        return Err(export.error(ExportReason::OtherKey));
    }
    let mut verifier = Verifier::new(export.key(), kept)
        .map_err(|error| export.error(ExportReason::Kept(error)))?;
    loop {
        let verdict = match export.next_line()? {
            Some(ExportLine::Entry { canonical, leaf }) => verifier.entry(canonical, Some(&leaf)),
            Some(ExportLine::Checkpoint(checkpoint)) => verifier.checkpoint(&checkpoint),
            None => break,
        };
        verdict.map_err(|fault| export.error(fault.into()))?;
    }
    let finished = verifier.finish();
    finished.map_err(|fault| export.error(fault.into()))
}
