//! Beginning a COE about an incident.

use domain::coe::Coe;
use domain::id::{CoeId, IncidentId};
use store::Kept;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::events::event_with;

/// What is wanted.
#[derive(Clone, Debug)]
pub struct StartCoe {
    /// The incident it explains.
    pub incident: IncidentId,
    /// The text to begin with; the template if there is none.
    pub text: Option<String>,
}

/// The template a text begins with. Its title is the incident's.
const TEMPLATE: &str = include_str!("template.md");

/// Begins a COE; the caller is its author. Everybody may.
pub async fn start(app: &App, caller: &Caller, wanted: StartCoe) -> Result<CoeId, Error> {
    let now = app.now();
    let writing = app.write().await?;
    let incident = writing
        .incident(wanted.incident)
        .await?
        .ok_or(Error::NotFound)?
        .state;
    let id = CoeId::new(now, app.random());
    let state = Coe::draft(id, incident.id, incident.owning_team, caller.person);
    let title = incident.title.as_str();
    writing.save_coe(&Kept { state, version: 0 }, title).await?;
    let text = match wanted.text {
        Some(text) => super::save::readable(text)?,
        None => TEMPLATE.replace("{title}", title),
    };
    writing.save_draft(id, &text, 0, caller.person, now).await?;
    let about = [("incident", incident.id.to_string().into())];
    let started = event_with(caller, now, "coe.started", ("coe", id.to_string()), about);
    writing.commit([started]).await?;
    Ok(id)
}
