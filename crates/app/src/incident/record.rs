//! Recording an incident, and setting it right later.

use std::collections::BTreeSet;

use domain::access::Action;
use domain::id::{IncidentId, TeamId};
use domain::incident::{Component, Incident, IncidentCommand, Severity, Times};
use domain::moment::Moment;
use store::Kept;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::events::{event, event_with};
use crate::permissions::allow;
use crate::screen::{check_term, screen};

/// What is wanted.
#[derive(Clone, Debug)]
pub struct RecordIncident {
    /// What it is called, as typed.
    pub title: String,
    /// From 1, the gravest, to 5.
    pub severity: u8,
    /// It could have happened, but did not.
    pub is_near_miss: bool,
    /// Services and components, as typed.
    pub components: Vec<String>,
    /// When what happened.
    pub times: Times,
    /// Who owns what broke.
    pub owning_team: TeamId,
    /// Whether it is over: then `times.resolved` says when.
    pub is_resolved: bool,
}

/// A change of one.
#[derive(Clone, Debug)]
pub enum Edit {
    /// Everything anew.
    All(RecordIncident),
    /// It is over, since then.
    Resolve(Moment),
    /// It is not over after all.
    Reopen,
}

/// Records an incident. Everybody may.
pub async fn record(
    app: &App,
    caller: &Caller,
    wanted: RecordIncident,
) -> Result<IncidentId, Error> {
    let now = app.now();
    let writing = app.write().await?;
    let directory = app.directory(&writing).await?;
    allow(&directory, caller, Action::RecordIncident, None)?;
    if !directory
        .organisation
        .teams
        .contains_key(&wanted.owning_team)
    {
        return Err(Error::invalid(
            "team",
            "there is no such team: choose one of the list",
        ));
    }
    wanted.times.check(now)?;
    let state = Incident {
        id: IncidentId::new(now, app.random()),
        title: screen(&directory, "title", &wanted.title)?,
        severity: Severity::new(wanted.severity)?,
        is_near_miss: wanted.is_near_miss,
        components: components(&directory, &wanted.components)?,
        is_resolved: wanted.is_resolved && wanted.times.resolved.is_some(),
        times: wanted.times,
        owning_team: wanted.owning_team,
    };
    let id = state.id;
    let severity = [("severity", wanted.severity.into())];
    writing.save_incident(&Kept { state, version: 0 }).await?;
    let subject = ("incident", id.to_string());
    let recorded = event_with(caller, now, "incident.recorded", subject, severity);
    writing.commit([recorded]).await?;
    Ok(id)
}

/// Sets an incident right, if the caller read it at this version.
pub async fn edit(
    app: &App,
    caller: &Caller,
    id: IncidentId,
    expected: i64,
    wanted: Edit,
) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let mut kept = writing.incident(id).await?.ok_or(Error::NotFound)?;
    if kept.version != expected {
        return Err(Error::Conflict("the incident"));
    }
    let directory = app.directory(&writing).await?;
    allow(&directory, caller, Action::RecordIncident, None)?;
    let (commands, verb) = commands(&directory, wanted)?;
    for command in commands {
        for change in kept.state.decide(command, now)? {
            kept.state.apply(&change);
        }
    }
    writing.save_incident(&kept).await?;
    writing
        .commit([event(caller, now, verb, "incident", id)])
        .await?;
    Ok(())
}

fn commands(
    directory: &crate::Directory,
    wanted: Edit,
) -> Result<(Vec<IncidentCommand>, &'static str), Error> {
    match wanted {
        Edit::Resolve(at) => Ok((vec![IncidentCommand::Resolve(at)], "incident.resolved")),
        Edit::Reopen => Ok((vec![IncidentCommand::Reopen], "incident.reopened")),
        Edit::All(wanted) => {
            if !directory
                .organisation
                .teams
                .contains_key(&wanted.owning_team)
            {
                return Err(Error::invalid(
                    "team",
                    "there is no such team: choose one of the list",
                ));
            }
            let commands = vec![
                IncidentCommand::Retitle(screen(directory, "title", &wanted.title)?),
                IncidentCommand::Regrade(Severity::new(wanted.severity)?),
                IncidentCommand::MarkNearMiss(wanted.is_near_miss),
                IncidentCommand::SetComponents(components(directory, &wanted.components)?),
                IncidentCommand::HandOver(wanted.owning_team),
                IncidentCommand::SetTimes(wanted.times),
            ];
            Ok((commands, "incident.edited"))
        }
    }
}

/// Components as typed: blank ones are left out, and none is called like somebody.
pub(crate) fn components(
    directory: &crate::Directory,
    typed: &[String],
) -> Result<BTreeSet<Component>, Error> {
    check_term(directory, "components", &typed.join("\n"))?;
    let typed = typed
        .iter()
        .map(|one| one.trim())
        .filter(|one| !one.is_empty());
    let parse = |one: &str| {
        one.parse()
            .map_err(|problem: domain::incident::InvalidComponent| {
                Error::invalid("components", problem.to_string())
            })
    };
    typed.map(parse).collect()
}
