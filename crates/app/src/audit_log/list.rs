//! What people read of the log.

use audit::{SignedCheckpoint, VerifierKey};
use domain::access::Action;
use store::audit_log::LogEntry;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::permissions::allow;

/// Entries, the newest first, for administrators: before number `before`, or from the end; those
/// that wait for their number come first of all.
pub async fn list(
    app: &App,
    caller: &Caller,
    before: Option<u64>,
    limit: u32,
) -> Result<Vec<LogEntry>, Error> {
    let reading = app.read().await?;
    let directory = app.directory(&reading).await?;
    allow(&directory, caller, Action::ReadAuditLog, None)?;
    Ok(reading.log_entries(before, limit).await?)
}

/// The newest signed state of the log. It holds nothing secret: whoever keeps it elsewhere finds out
/// if the log is rolled back.
pub async fn last_checkpoint(
    app: &App,
    _caller: &Caller,
) -> Result<Option<SignedCheckpoint>, Error> {
    Ok(app.read().await?.last_checkpoint().await?)
}

/// What checkpoints are checked with. It is public.
pub fn verifier_key(app: &App) -> VerifierKey {
    app.store().verifier_key()
}
