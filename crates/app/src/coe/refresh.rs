//! What time asks of a review.

use domain::coe::{CoeCommand, Stage};
use domain::id::CoeId;

use crate::context::App;
use crate::error::Error;
use crate::events::system_event;
use crate::opened::Opened;

/// Opens and fills seats, and replaces bar raisers who are silent or no longer outside; tells
/// whether anything changed. Harmless at any time and any number of times.
pub async fn refresh(app: &App, coe: CoeId) -> Result<bool, Error> {
    let now = app.now();
    let reading = app.read().await?;
    let kept = reading.coe(coe).await?.ok_or(Error::NotFound)?;
    if !matches!(kept.state.stage, Stage::InReview | Stage::Approved) {
        return Ok(false);
    }
    let opened = Opened::load(app, &reading, coe).await?;
    if opened.decide(app, CoeCommand::Refresh, now)?.is_empty() {
        return Ok(false);
    }
    drop(reading);
    let writing = app.write().await?;
    let mut opened = Opened::load(app, &writing, coe).await?;
    let changes = opened.carry_out(app, CoeCommand::Refresh, now)?;
    if changes.is_empty() {
        return Ok(false);
    }
    opened.keep(&writing, &changes, now).await?;
    let mut events = crate::review::events_of(coe, &changes, now);
    if events.is_empty() {
        events.push(system_event(now, "review.refreshed", "coe", coe));
    }
    writing.commit(events).await?;
    Ok(true)
}
