//! Why an export cannot be read or is wrong.

use std::io;

use super::LONGEST_LINE;
use crate::checkpoint::CheckpointError;
use crate::fault::Fault;

/// What is wrong with an export, and in which line.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct ExportError {
    /// The line, from 1.
    pub line: u64,
    /// Why.
    pub reason: ExportReason,
}

/// What is wrong with a line of an export.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportReason {
    /// Reading failed.
    #[error("reading failed: {0}")]
    Io(#[from] io::Error),
    /// Longer than a line may be.
    #[error("longer than {LONGEST_LINE} bytes")]
    TooLong,
    /// The file ends within the line.
    #[error("the file ends within this line: it was cut")]
    Cut,
    /// The first line is no header.
    #[error("an audit export begins with {{\"format\":\"fallible-audit\",\"version\":1, …}}")]
    Header,
    /// A version of another release.
    #[error("the export has version {0}, this release reads version 1")]
    Version(u64),
    /// The key of the header cannot be read or is not of the log of the header.
    #[error("the verifier key of the header is damaged or of another log")]
    HeaderKey,
    /// The export is of another key than the one given.
    #[error("the export is signed with another key than the one given")]
    OtherKey,
    /// Neither an entry nor a checkpoint.
    #[error("neither {{\"entry\":…,\"leaf\":\"…\"}} nor {{\"checkpoint\":\"…\"}}")]
    Unknown,
    /// A checkpoint kept elsewhere is none of this log.
    #[error("a checkpoint that was kept outside: {0}")]
    Kept(CheckpointError),
    /// The log is wrong here.
    #[error("{0}")]
    Fault(#[from] Fault),
}
