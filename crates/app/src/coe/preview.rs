//! Reviewing a text without keeping it.

use domain::access::Action;
use domain::id::CoeId;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::opened::Opened;
use crate::reviewed::ReviewedText;

/// A text as it would be saved, with what the reviewer says. Nothing is kept.
pub async fn preview(
    app: &App,
    caller: &Caller,
    coe: CoeId,
    text: String,
) -> Result<ReviewedText, Error> {
    let text = super::save::readable(text)?;
    let reading = app.read().await?;
    let opened = Opened::load(app, &reading, coe).await?;
    opened.allow(caller, Action::ReadDraft)?;
    Ok(opened.review(app, text))
}
