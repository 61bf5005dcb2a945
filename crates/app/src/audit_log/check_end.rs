//! Whether the end of the log is as it was signed, without reading all of it.

use audit::Entry;
use audit::tree::{Frontier, NodeHash};
use store::Reading;

use crate::context::App;
use crate::error::Error;

/// Entries looked at.
const LAST: u64 = 1000;

/// Checks the newest signed state and the last thousand entries under it: gives how many entries are
/// signed, or what is wrong. Whether all of them are right, [`super::verify()`] says.
pub async fn check_end(app: &App) -> Result<Result<u64, &'static str>, Error> {
    let reading = app.read().await?;
    let Some(last) = reading.last_checkpoint().await? else {
        return Ok(Ok(0));
    };
    let Ok(last) = last.open(&app.store().verifier_key()) else {
        return Ok(Err(
            "the newest checkpoint is not signed with the key of the log",
        ));
    };
    let frontier = reading.audit_frontier().await?;
    let is_signed = |tree: Frontier| tree.size() == last.size && tree.root() == last.root;
    if !Frontier::from_bytes(&frontier).is_ok_and(is_signed) {
        return Ok(Err("the stored tree is not the one that was signed last"));
    }
    Ok(entries(&reading, last.size).await?.map(|()| last.size))
}

async fn entries(reading: &Reading, size: u64) -> Result<Result<(), &'static str>, Error> {
    let from = size.saturating_sub(LAST);
    let last = reading
        .entries_after(from.checked_sub(1), LAST as u32)
        .await?;
    if last.len() as u64 != size - from {
        return Ok(Err("of the last entries one is missing or too many"));
    }
    for (expected, (number, entry)) in (from..).zip(last) {
        let is_hashed = entry.leaf == Some(NodeHash::of_leaf(&entry.canonical));
        let parsed = Entry::parse(&entry.canonical);
        let is_numbered = parsed.is_ok_and(|parsed| parsed.sequence() == expected);
        if number != expected || !is_hashed || !is_numbered {
            return Ok(Err("one of the last entries is not as it was signed"));
        }
    }
    Ok(Ok(()))
}
