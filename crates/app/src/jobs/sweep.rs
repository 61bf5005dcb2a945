//! What is looked at once a day, in case something was missed.

use domain::moment::Moment;

use crate::context::App;
use crate::error::Error;
use crate::jobs::refresh::UNDER_REVIEW;
use crate::jobs::unless_changed;

/// Days after which a message that left is forgotten. What still waits then is told again.
const KEPT_DAYS: i64 = 90;

/// Refreshes every review with its text: settings may have changed what it is reviewed for.
pub(super) async fn reviews(app: &App) -> Result<(), Error> {
    let coes = app.read().await?.coes_at(&UNDER_REVIEW).await?;
    for coe in coes {
        unless_changed(crate::coe::refresh(app, coe).await)?;
    }
    Ok(())
}

/// Closes what has nothing left to be done.
pub(super) async fn finished(app: &App) -> Result<(), Error> {
    let coes = app.read().await?.finished_coes().await?;
    for coe in coes {
        unless_changed(crate::coe::close(app, coe).await)?;
    }
    Ok(())
}

/// Forgets messages that left long ago.
pub(super) async fn old_messages(app: &App, now: Moment) -> Result<(), Error> {
    let day = 24 * 60 * 60 * 1000;
    let before = Moment::from_milliseconds(now.as_milliseconds() - KEPT_DAYS * day);
    let writing = app.write().await?;
    if writing.forget_messages(before).await? > 0 {
        writing.commit_unrecorded().await?;
    }
    Ok(())
}
