//! Proposing a change of the text.

use domain::RoleLabel;
use domain::access::Action;
use domain::discussion::{Suggestion, SuggestionKind, SuggestionState};
use domain::id::{CoeId, SuggestionId};
use domain::label_text::LabelText;
use domain::refusal::Refusal;
use store::{Kept, Writing};

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::opened::Opened;
use crate::screen::screen_optional;

use super::place::Place;
use super::voice::Voice;

/// What is wanted.
#[derive(Clone, Debug)]
pub struct Suggest {
    /// Chosen by the page, so that sending again proposes nothing twice.
    pub id: SuggestionId,
    /// What it would replace.
    pub place: Place,
    /// What would stand there, as typed; blank if it would go.
    pub replacement: String,
    /// What it is for.
    pub kind: SuggestionKind,
}

/// Proposes a change of a place.
pub async fn suggest(app: &App, caller: &Caller, coe: CoeId, wanted: Suggest) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let mut opened = Opened::load(app, &writing, coe).await?;
    opened.allow(caller, Action::Suggest)?;
    let (anchor, says) = wanted.place.anchor(&writing, &opened, caller).await?;
    let replacement = screen_optional(&opened.directory, "replacement", &wanted.replacement)?;
    if wanted.kind == SuggestionKind::Anonymity {
        check_protects(&writing, coe, &says, replacement.as_ref()).await?;
    }
    let voice = Voice::of(&writing, &opened, caller.person).await?;
    if let Some((of, kept)) = writing.suggestion(wanted.id).await? {
        let is_same = of == coe && kept.state.by == voice.speaker;
        return is_same.then_some(()).ok_or(Error::NotFound);
    }
    let state = Suggestion {
        id: wanted.id,
        anchor,
        replacement,
        kind: wanted.kind,
        by: voice.speaker.clone(),
        state: SuggestionState::Open,
    };
    writing
        .save_suggestion(coe, &Kept { state, version: 0 })
        .await?;
    opened.hear(app, &writing, caller.person, now).await?;
    let made = voice.event(now, "suggestion.made", "suggestion", wanted.id);
    writing.commit([made]).await?;
    Ok(())
}

/// Bar raisers take such suggestions themselves: they put a label there, or say less.
async fn check_protects(
    writing: &Writing,
    coe: CoeId,
    says: &str,
    replacement: Option<&LabelText>,
) -> Result<(), Error> {
    let Some(replacement) = replacement.map(LabelText::as_str) else {
        return Ok(());
    };
    let links = writing.label_links(coe).await?;
    let label: Option<RoleLabel> = replacement.parse().ok();
    let is_label = links.iter().any(|link| Some(&link.label) == label.as_ref());
    if is_label || replacement.len() <= says.len() {
        return Ok(());
    }
    let remedy = "Put a label of this COE there, or say less than it says now.";
    Err(Refusal::new("anonymity-says-more", remedy).into())
}
