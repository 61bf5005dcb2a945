//! Saying what would help against a risk.

use domain::access::Action;
use domain::id::RiskId;
use domain::risk::{RiskCommand, RiskMitigation};

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::events::protected_event;
use crate::permissions::allow;
use crate::screen::screen;

/// What is wanted, as typed.
#[derive(Clone, Debug)]
pub struct ProposeMitigation {
    /// What would help.
    pub description: String,
    /// How many people it would take.
    pub people_asked: u32,
}

/// Most people anybody may ask for.
const MOST_PEOPLE: u32 = 10_000;

/// Says what would help and what it would take, in place of what was said before, if the caller
/// read the risk at this version. Everybody may; who asks is protected as who warns.
pub async fn propose(
    app: &App,
    caller: &Caller,
    id: RiskId,
    expected: i64,
    wanted: ProposeMitigation,
) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let directory = app.directory(&writing).await?;
    let mut kept = super::load(&writing, caller, id, Some(expected)).await?;
    allow(&directory, caller, Action::RaiseRisk, None)?;
    check_people("people_asked", wanted.people_asked)?;
    let command = RiskCommand::Propose(RiskMitigation {
        description: screen(&directory, "description", &wanted.description)?,
        people_asked: wanted.people_asked,
    });
    super::change(app, &directory, &mut kept.state, command, now)?;
    writing.save_risk(&kept).await?;
    let proposed = protected_event(now, "risk.mitigation_proposed", "risk", id);
    writing.commit([proposed]).await?;
    Ok(())
}

/// A number of people that can stand.
pub(super) fn check_people(field: &'static str, people: u32) -> Result<(), Error> {
    if people <= MOST_PEOPLE {
        return Ok(());
    }
    Err(Error::invalid(
        field,
        "write a number of people up to 10000",
    ))
}
