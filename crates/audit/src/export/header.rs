//! The first line of an export.

use serde::{Deserialize, Serialize};

use super::ExportReason;
use crate::key::VerifierKey;
use crate::log_id::LogId;

const FORMAT: &str = "fallible-audit";
const VERSION: u64 = 1;

#[derive(Serialize, Deserialize)]
pub(super) struct Header {
    format: String,
    version: u64,
    log: LogId,
    key: String,
}

impl Header {
    pub(super) fn new(key: &VerifierKey) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            log: key.log().clone(),
            key: key.to_string(),
        }
    }

    /// The verifier key it names.
    pub(super) fn key(line: &[u8]) -> Result<VerifierKey, ExportReason> {
        let header: Self = serde_json::from_slice(line).map_err(|_| ExportReason::Header)?;
        if header.format != FORMAT {
            return Err(ExportReason::Header);
        }
        if header.version != VERSION {
            return Err(ExportReason::Version(header.version));
        }
        let key: VerifierKey = header.key.parse().map_err(|_| ExportReason::HeaderKey)?;
        let is_of_log = *key.log() == header.log;
        is_of_log.then_some(key).ok_or(ExportReason::HeaderKey)
    }
}

/// A line that holds a checkpoint.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckpointLine {
    pub(super) checkpoint: String,
}
