//! Closing what is done.

use domain::coe::{CoeCommand, Stage};
use domain::id::CoeId;

use crate::context::App;
use crate::error::Error;
use crate::events::system_event;
use crate::opened::Opened;

/// Closes a published COE when none of its corrective actions remains to be verified; tells whether
/// it did. Harmless at any time.
pub async fn close(app: &App, coe: CoeId) -> Result<bool, Error> {
    let now = app.now();
    let reading = app.read().await?;
    let kept = reading.coe(coe).await?.ok_or(Error::NotFound)?;
    let open = reading.unverified_corrections(coe).await?;
    if kept.state.stage != Stage::Published || open > 0 {
        return Ok(false);
    }
    drop(reading);
    let writing = app.write().await?;
    let mut opened = Opened::load(app, &writing, coe).await?;
    let changes = opened.carry_out(app, CoeCommand::Close, now)?;
    opened.keep(&writing, &changes, now).await?;
    writing
        .commit([system_event(now, "coe.closed", "coe", coe)])
        .await?;
    Ok(true)
}
