//! The name of one log.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::canonical::is_id;

/// The name of one log, for ever: origin of its checkpoints and name of its key. C2SP recommends a
/// URL without scheme, such as "fallible.example.org/audit/2".
///
/// INVARIANT: 1 to 128 of `A-Z a-z 0-9 . _ : / -`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LogId(String);

/// The text is no log id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a log id is 1 to 128 of A-Z a-z 0-9 . _ : / -")]
pub struct LogIdError;

impl LogId {
    /// The id as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for LogId {
    type Err = LogIdError;

    fn from_str(text: &str) -> Result<Self, LogIdError> {
        Self::try_from(text.to_owned())
    }
}

impl TryFrom<String> for LogId {
    type Error = LogIdError;

    fn try_from(text: String) -> Result<Self, LogIdError> {
        let is_id = is_id(text.as_bytes());
        is_id.then_some(Self(text)).ok_or(LogIdError)
    }
}

impl From<LogId> for String {
    fn from(id: LogId) -> Self {
        id.0
    }
}

impl fmt::Display for LogId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
