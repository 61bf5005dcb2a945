//! Reading an export.

use std::io::{BufRead, Read as _};

use super::header::{CheckpointLine, Header};
use super::{ExportError, ExportReason, LONGEST_LINE};
use crate::checkpoint::SignedCheckpoint;
use crate::key::VerifierKey;
use crate::tree::{HASH_TEXT, NodeHash};

/// Reads an export line by line, holding one line at a time.
#[derive(Debug)]
pub struct ExportReader<R> {
    reader: R,
    key: VerifierKey,
    line: Vec<u8>,
    number: u64,
}

/// A line behind the header.
#[derive(Debug)]
pub enum ExportLine<'a> {
    /// An entry, unchecked.
    Entry {
        /// What should be its one byte string.
        canonical: &'a [u8],
        /// The leaf hash as it was stored.
        leaf: NodeHash,
    },
    /// A checkpoint, unchecked.
    Checkpoint(SignedCheckpoint),
}

impl<R: BufRead> ExportReader<R> {
    /// Reads the header.
    pub fn open(mut reader: R) -> Result<Self, ExportError> {
        let mut line = Vec::new();
        let is_there = read_line(&mut reader, &mut line);
        let key = is_there.and_then(|_| Header::key(&line));
        let key = key.map_err(|reason| ExportError { line: 1, reason })?;
        Ok(Self {
            reader,
            key,
            line,
            number: 1,
        })
    }

    /// The verifier key the header names; believe it only if it is the published one.
    pub const fn key(&self) -> &VerifierKey {
        &self.key
    }

    /// The next entry or checkpoint; `None` at the end.
    pub fn next_line(&mut self) -> Result<Option<ExportLine<'_>>, ExportError> {
        self.number += 1;
        match read_line(&mut self.reader, &mut self.line) {
            Ok(true) => {}
            Ok(false) => return Ok(None),
            Err(reason) => return Err(self.error(reason)),
        }
        match parse(&self.line) {
            Some(line) => Ok(Some(line)),
            None => Err(self.error(ExportReason::Unknown)),
        }
    }

    /// An error in the line read last.
    pub(super) const fn error(&self, reason: ExportReason) -> ExportError {
        ExportError {
            line: self.number,
            reason,
        }
    }
}

/// Reads a line without its newline; `false` at the end.
fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> Result<bool, ExportReason> {
    line.clear();
    let mut limited = reader.take(LONGEST_LINE as u64 + 1);
    limited.read_until(b'\n', line)?;
    match line.pop() {
        None => Ok(false),
        Some(b'\n') => Ok(true),
        Some(_) if line.len() >= LONGEST_LINE => Err(ExportReason::TooLong),
        Some(_) => Err(ExportReason::Cut),
    }
}

fn parse(line: &[u8]) -> Option<ExportLine<'_>> {
    let Some(rest) = line.strip_prefix(b"{\"entry\":") else {
        let line: CheckpointLine = serde_json::from_slice(line).ok()?;
        let checkpoint = SignedCheckpoint::from_text(line.checkpoint);
        return Some(ExportLine::Checkpoint(checkpoint));
    };
    let rest = rest.strip_suffix(b"\"}")?;
    let (rest, leaf) = rest.split_at_checked(rest.len().checked_sub(HASH_TEXT)?)?;
    let canonical = rest.strip_suffix(b",\"leaf\":\"")?;
    let leaf = std::str::from_utf8(leaf).ok()?.parse().ok()?;
    Some(ExportLine::Entry { canonical, leaf })
}
