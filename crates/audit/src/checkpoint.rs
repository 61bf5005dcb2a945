//! Checkpoints: how large a log is and what its root is, signed. The format is
//! [C2SP tlog-checkpoint] in a [C2SP signed note]:
//!
//! ```text
//! fallible.example.org/audit
//! 20852163
//! CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
//!
//! — fallible.example.org/audit Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
//! ```
//!
//! [C2SP tlog-checkpoint]: https://c2sp.org/tlog-checkpoint
//! [C2SP signed note]: https://c2sp.org/signed-note@v1.0.0

use std::fmt;

use crate::canonical::LARGEST_INTEGER;
use crate::key::{SigningKey, VerifierKey};
use crate::log_id::LogId;
use crate::note;
use crate::tree::NodeHash;

/// The size of a log and the root of its tree, not signed yet or checked already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log: the origin line.
    pub log: LogId,
    /// How many entries it has.
    pub size: u64,
    /// The root over them.
    pub root: NodeHash,
}

/// A checkpoint with its signature, as text. Whether the signature is right only
/// [`SignedCheckpoint::open`] says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint(String);

/// Why a text is no checkpoint of a log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CheckpointError {
    /// Not the form of a signed note.
    #[error("the checkpoint is no signed note: {0}")]
    Note(&'static str),
    /// The three lines of a checkpoint are not there.
    #[error("the checkpoint has no {0}")]
    Body(&'static str),
    /// Of another log than the key.
    #[error("the checkpoint is of the log {found}, the key of {expected}")]
    OtherLog {
        /// The origin line.
        found: LogId,
        /// The log of the key.
        expected: LogId,
    },
    /// No signature of this key.
    #[error("the checkpoint is not signed with the key of the log")]
    Unsigned,
    /// A signature of this key that does not fit the text.
    #[error("the signature of the checkpoint is wrong")]
    Signature,
}

impl Checkpoint {
    /// Signs it. `None` if the key is another log's.
    ///
    /// Who signs must never sign two checkpoints of which neither continues the other: sign only
    /// what [`crate::Sequencer`] hands out, and store it before showing it to anybody.
    pub fn sign(&self, key: &SigningKey) -> Option<SignedCheckpoint> {
        let body = self.body();
        let signature = key.sign(&body);
        let line = note::signature_line(&key.verifier(), &signature);
        (*key.log() == self.log).then(|| SignedCheckpoint(format!("{body}\n{line}")))
    }

    /// The text the signature covers.
    fn body(&self) -> String {
        format!("{}\n{}\n{}\n", self.log, self.size, self.root)
    }

    fn parse_body(body: &str) -> Result<Self, CheckpointError> {
        let mut lines = body.lines();
        let mut line = || lines.next().unwrap_or_default();
        let (origin, size, root) = (line(), line(), line());
        // Lines behind these three are extensions, which a reader passes over.
        if lines.any(str::is_empty) {
            return Err(CheckpointError::Body("text in one of its further lines"));
        }
        let log = origin
            .parse()
            .map_err(|_| CheckpointError::Body("log id in its first line"))?;
        let size = parse_size(size).ok_or(CheckpointError::Body(
            "number of entries in its second line",
        ))?;
        let root = root
            .parse()
            .map_err(|_| CheckpointError::Body("root hash in its third line"))?;
        Ok(Self { log, size, root })
    }
}

/// Decimal without leading zeros.
fn parse_size(text: &str) -> Option<u64> {
    let size: u64 = text.parse().ok()?;
    (size <= LARGEST_INTEGER && size.to_string() == text).then_some(size)
}

impl SignedCheckpoint {
    /// Text from storage or from elsewhere, unchecked.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text, newline at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Checks form and signature. Signatures of other keys (witnesses) are passed over; one of
    /// this key must be there, and every one of this key must be right.
    pub fn open(&self, key: &VerifierKey) -> Result<Checkpoint, CheckpointError> {
        let note = note::parse(&self.0).map_err(CheckpointError::Note)?;
        let checkpoint = Checkpoint::parse_body(note.body)?;
        if checkpoint.log != *key.log() {
            return Err(CheckpointError::OtherLog {
                found: checkpoint.log,
                expected: key.log().clone(),
            });
        }
        match note.is_signed_with(key) {
            None => Err(CheckpointError::Unsigned),
            Some(false) => Err(CheckpointError::Signature),
            Some(true) => Ok(checkpoint),
        }
    }

    /// What it says, **without** checking the signature: for finding the key to check it with, or
    /// where in a log to check it.
    pub fn claim(&self) -> Result<Checkpoint, CheckpointError> {
        let note = note::parse(&self.0).map_err(CheckpointError::Note)?;
        Checkpoint::parse_body(note.body)
    }
}

impl fmt::Display for SignedCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
