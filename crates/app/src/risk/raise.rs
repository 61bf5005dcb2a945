//! Raising a risk.

use domain::access::Action;
use domain::id::{RiskId, TeamId};
use domain::risk::{Risk, RiskVoice};
use store::Kept;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::events::protected_event;
use crate::incident::components;
use crate::permissions::allow;
use crate::screen::screen;

/// What is wanted, as typed.
#[derive(Clone, Debug)]
pub struct RaiseRisk {
    /// What may happen.
    pub statement: String,
    /// What it is about, one at least.
    pub components: Vec<String>,
    /// Who would have to do something about it.
    pub owning_team: TeamId,
}

/// Most components of one risk.
const MOST_COMPONENTS: usize = 20;

/// Raises a risk. Everybody may.
pub async fn raise(app: &App, caller: &Caller, wanted: RaiseRisk) -> Result<RiskId, Error> {
    let now = app.now();
    let writing = app.write().await?;
    let directory = app.directory(&writing).await?;
    allow(&directory, caller, Action::RaiseRisk, None)?;
    directory.check_team(wanted.owning_team)?;
    let statement = screen(&directory, "statement", &wanted.statement)?;
    let components = components(&directory, &wanted.components)?;
    if components.len() > MOST_COMPONENTS {
        let problem = "a risk is about 20 components at most: name what they have in common";
        return Err(Error::invalid("components", problem));
    }
    let id = RiskId::new(now, app.random());
    let by = caller.person;
    let voice = RiskVoice { by, at: now };
    let state = Risk::raise(id, statement, components, wanted.owning_team, voice)?;
    writing.save_risk(&Kept { state, version: 0 }).await?;
    let raised = protected_event(now, "risk.raised", "risk", id);
    writing.commit([raised]).await?;
    Ok(id)
}
