//! Deciding about a risk.

use domain::access::Action;
use domain::id::{RiskDecisionId, RiskId};
use domain::people::Level;
use domain::risk::{RiskCommand, RiskDecision, RiskDecisionKind};
use jiff::civil::Date;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::events::event_with;
use crate::permissions::allow;
use crate::risk::propose::check_people;
use crate::screen::screen;

/// What is wanted.
#[derive(Clone, Debug)]
pub struct DecideRisk {
    /// Fund it, accept it or reject it.
    pub kind: RiskDecisionKind,
    /// Why, as typed.
    pub reasons: String,
    /// The last day it holds.
    pub until: Date,
}

/// Decides, if the caller read the risk at this version. Somebody in the management chain of the
/// owning team does, at the level it waits at or above.
pub async fn decide(
    app: &App,
    caller: &Caller,
    id: RiskId,
    expected: i64,
    wanted: DecideRisk,
) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let directory = app.directory(&writing).await?;
    let mut kept = super::load(&writing, caller, id, None).await?;
    let team = kept.state.owning_team;
    allow(&directory, caller, Action::DecideRisk, Some(team))?;
    if kept.version != expected {
        return Err(Error::Conflict("the risk"));
    }
    if let RiskDecisionKind::Fund { people_granted } = wanted.kind {
        check_people("people_granted", people_granted)?;
    }
    let command = RiskCommand::Decide(RiskDecision {
        id: RiskDecisionId::new(now, app.random()),
        kind: wanted.kind,
        reasons: screen(&directory, "reasons", &wanted.reasons)?,
        by: caller.person,
        // The domain sets it from the organisation.
        level: Level::Team,
        at: now,
        until: wanted.until,
    });
    super::change(app, &directory, &mut kept.state, command, now)?;
    writing.save_risk(&kept).await?;
    let what = [("decision", word(wanted.kind).into())];
    let decided = event_with(caller, now, "risk.decided", ("risk", id.to_string()), what);
    writing.commit([decided]).await?;
    Ok(())
}

const fn word(kind: RiskDecisionKind) -> &'static str {
    match kind {
        RiskDecisionKind::Fund { .. } => "fund",
        RiskDecisionKind::Accept => "accept",
        RiskDecisionKind::Reject => "reject",
    }
}
