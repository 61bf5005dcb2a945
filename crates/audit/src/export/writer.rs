//! Writing an export.

use std::io::{self, Write};

use serde::Serialize;

use super::header::{CheckpointLine, Header};
use crate::checkpoint::SignedCheckpoint;
use crate::key::VerifierKey;
use crate::tree::NodeHash;

/// Writes an export line by line; give it a buffered writer. Writes what it is given: it is
/// verification that judges.
#[derive(Debug)]
pub struct ExportWriter<W> {
    out: W,
}

impl<W: Write> ExportWriter<W> {
    /// Writes the header.
    pub fn new(out: W, key: &VerifierKey) -> io::Result<Self> {
        let mut writer = Self { out };
        writer.json(&Header::new(key))?;
        Ok(writer)
    }

    /// Writes the next entry with the leaf hash as stored.
    pub fn entry(&mut self, canonical: &[u8], leaf: &NodeHash) -> io::Result<()> {
        self.out.write_all(b"{\"entry\":")?;
        self.out.write_all(canonical)?;
        writeln!(self.out, ",\"leaf\":\"{leaf}\"}}")
    }

    /// Writes a checkpoint, directly behind the last entry it signs.
    pub fn checkpoint(&mut self, checkpoint: &SignedCheckpoint) -> io::Result<()> {
        self.json(&CheckpointLine {
            checkpoint: checkpoint.as_str().to_owned(),
        })
    }

    /// Flushes, and gives the writer back.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }

    fn json(&mut self, line: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut self.out, line)?;
        self.out.write_all(b"\n")
    }
}
