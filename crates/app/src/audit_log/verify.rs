//! Checking the whole log.

use audit::{Fault, SignedCheckpoint, Verified, Verifier};
use domain::access::Action;
use store::Reading;

use super::walk::{Item, walk};
use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::events::event_with;
use crate::permissions::allow;

/// Reads every entry and checks every signature: what is proven, or the first thing that is wrong.
/// `kept` are checkpoints kept elsewhere; those of another log are refused.
pub async fn verify(
    app: &App,
    caller: &Caller,
    kept: &[SignedCheckpoint],
) -> Result<Result<Verified, Fault>, Error> {
    let reading = app.read().await?;
    let directory = app.directory(&reading).await?;
    allow(&directory, caller, Action::ReadAuditLog, None)?;
    let verdict = judge(app, &reading, kept).await?;
    drop(reading);
    let (verb, entries) = match &verdict {
        Ok(verified) => ("audit_log.verified", verified.proven),
        Err(fault) => ("audit_log.found_wrong", fault.proven),
    };
    let subject = ("organisation", "audit-log".to_owned());
    let details = [("proven", entries.into())];
    let recorded = event_with(caller, app.now(), verb, subject, details);
    app.write().await?.commit([recorded]).await?;
    Ok(verdict)
}

async fn judge(
    app: &App,
    reading: &Reading,
    kept: &[SignedCheckpoint],
) -> Result<Result<Verified, Fault>, Error> {
    let verifier = Verifier::new(&app.store().verifier_key(), kept);
    let mut verifier = verifier.map_err(|error| Error::invalid("kept", error.to_string()))?;
    let walked = walk(reading, |item| match item {
        Item::Entry(entry) => verifier.entry(&entry.canonical, entry.leaf.as_ref()),
        Item::Checkpoint(checkpoint) => verifier.checkpoint(&checkpoint),
    });
    match walked.await? {
        Ok(()) => Ok(verifier.finish()),
        Err(fault) => Ok(Err(fault)),
    }
}
