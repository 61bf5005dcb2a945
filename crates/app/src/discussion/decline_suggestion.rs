//! Leaving the text as it is.

use domain::access::Action;
use domain::discussion::{SuggestionCommand, SuggestionFacts};
use domain::id::SuggestionId;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::events::event;
use crate::opened::Opened;

/// An author declines a suggestion.
pub async fn decline_suggestion(
    app: &App,
    caller: &Caller,
    suggestion: SuggestionId,
) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let (coe, mut kept) = writing
        .suggestion(suggestion)
        .await?
        .ok_or(Error::NotFound)?;
    let opened = Opened::load(app, &writing, coe).await?;
    opened.allow(caller, Action::SettleSuggestion)?;
    let state = &opened.kept.state;
    let facts = SuggestionFacts {
        authors: &state.authors,
        bar_raisers: &state.review.holders(),
        is_place_unchanged: false,
    };
    let changes = kept
        .state
        .decide(SuggestionCommand::Decline, caller.person, &facts)?;
    if changes.is_empty() {
        return Ok(());
    }
    for &change in &changes {
        kept.state.apply(change);
    }
    writing.save_suggestion(coe, &kept).await?;
    let declined = event(caller, now, "suggestion.declined", "suggestion", suggestion);
    writing.commit([declined]).await?;
    Ok(())
}
