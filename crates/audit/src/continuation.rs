//! How a log goes on in another: after an older backup was restored, or with a new key.

use serde_json::Value;

use crate::checkpoint::SignedCheckpoint;
use crate::event::{Details, Event, EventError, Subject};
use crate::log_id::LogId;
use crate::sequencer::{Batch, Sequencer, SequencerError};

/// What the first entry of a new log says of the log before it.
///
/// A restored backup lacks entries that were signed. Going on under the same id would sign a second
/// history of the same log; so a new log begins, and says in the open from where and what is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Continuation {
    /// The newest checkpoint of the old log that is known anywhere, even if the entries it covers
    /// are gone.
    pub checkpoint: SignedCheckpoint,
    /// How many entries of the old log are still there: fewer than the checkpoint says after an
    /// older backup was restored.
    pub kept: u64,
}

/// Why a new log cannot begin so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ContinuationError {
    /// The checkpoint cannot be read.
    #[error("what the old log ended with is no checkpoint")]
    Checkpoint,
    /// More entries are said to be kept than were signed.
    #[error("more entries are kept than the checkpoint signs: name a newer checkpoint")]
    Kept,
    /// The new log has the id of the old one.
    #[error("the new log needs an id of its own")]
    SameLog,
    /// Actor or moment do not fit.
    #[error(transparent)]
    Event(#[from] EventError),
    /// Cannot happen to a new log.
    #[error(transparent)]
    Sequencer(#[from] SequencerError),
}

/// The action of the first entry of a log that continues another.
pub const CONTINUED: &str = "log.continued";

const CHECKPOINT: &str = "checkpoint";
const KEPT: &str = "kept";

impl Continuation {
    /// Begins the new log: its entry 0 names the old log and carries its checkpoint. `at` in
    /// milliseconds UTC, `actor` the opaque id of who restored.
    pub fn begin(&self, log: LogId, at: u64, actor: &str) -> Result<Batch, ContinuationError> {
        let claim = self.checkpoint.claim();
        let old = claim.map_err(|_| ContinuationError::Checkpoint)?;
        if self.kept > old.size {
            return Err(ContinuationError::Kept);
        }
        if old.log == log {
            return Err(ContinuationError::SameLog);
        }
        let subject = Subject {
            kind: "log".to_owned(),
            id: old.log.to_string(),
        };
        let event = Event::new(at, actor, CONTINUED, subject, self.details())?;
        Ok(Sequencer::start(log).number([event])?)
    }

    fn details(&self) -> Details {
        let checkpoint = Value::from(self.checkpoint.as_str());
        Details::from([
            (CHECKPOINT.to_owned(), checkpoint),
            (KEPT.to_owned(), Value::from(self.kept)),
        ])
    }

    /// Reads it from the first entry of a log; `None` if the entry is something else. The
    /// checkpoint is still to be opened with the old log's key.
    pub fn read(event: &Event) -> Option<Self> {
        let details = event.details();
        let checkpoint = details.get(CHECKPOINT)?.as_str()?;
        let kept = details.get(KEPT)?.as_u64()?;
        (event.action() == CONTINUED).then(|| Self {
            checkpoint: SignedCheckpoint::from_text(checkpoint),
            kept,
        })
    }
}
