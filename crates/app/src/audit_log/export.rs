//! The log in one file, to be checked anywhere.

use std::io::{self, Write};

use audit::ExportWriter;
use audit::tree::NodeHash;
use domain::access::Action;

use super::walk::{Item, walk};
use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::events::event;
use crate::permissions::allow;

/// Writes the log as it is stored, right or not, with the key that checks it; gives how many entries
/// it has. Give it a buffered writer. What the writer cannot take is the inner error.
pub async fn export<W: Write>(
    app: &App,
    caller: &Caller,
    out: W,
) -> Result<io::Result<u64>, Error> {
    let reading = app.read().await?;
    let directory = app.directory(&reading).await?;
    allow(&directory, caller, Action::ReadAuditLog, None)?;
    let mut writer = match ExportWriter::new(out, &app.store().verifier_key()) {
        Ok(writer) => writer,
        Err(error) => return Ok(Err(error)),
    };
    let mut entries = 0;
    let walked = walk(&reading, |item| match item {
        Item::Entry(entry) => {
            entries += 1;
            let leaf = entry.leaf;
            let leaf = leaf.unwrap_or_else(|| NodeHash::of_leaf(&entry.canonical));
            writer.entry(&entry.canonical, &leaf)
        }
        Item::Checkpoint(checkpoint) => writer.checkpoint(&checkpoint),
    });
    if let Err(error) = walked.await? {
        return Ok(Err(error));
    }
    drop(reading);
    if let Err(error) = writer.finish() {
        return Ok(Err(error));
    }
    let exported = event(
        caller,
        app.now(),
        "audit_log.exported",
        "organisation",
        "audit-log",
    );
    app.write().await?.commit([exported]).await?;
    Ok(Ok(entries))
}
