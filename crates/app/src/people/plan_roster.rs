//! What a new roster would change, to be looked at before it does.

use std::collections::BTreeMap;

use domain::access::Action;
use domain::id::{PersonId, TeamId};
use domain::moment::Moment;
use domain::people::{Organisation, RosterChange, RosterImport, RosterRow};
use domain::refusal::Refusal;

use super::list_rows::{Rows, roster_rows};
use crate::caller::Caller;
use crate::context::App;
use crate::directory::Directory;
use crate::error::Error;
use crate::permissions::allow;

/// What an import of a roster would do. Holds names: never logged.
pub struct RosterPlan {
    /// Of the organisation it was made for; the import is given it back.
    pub version: i64,
    /// Rows of the list.
    pub rows: usize,
    /// Who is touched and how, by name.
    pub people: Vec<PlannedPerson>,
    /// Teams nobody had heard of.
    pub new_teams: Vec<String>,
    /// Lines of which it cannot be told whom they mean.
    pub ambiguous_lines: Vec<u64>,
    /// Lines with neither name nor address.
    pub empty_lines: Vec<u64>,
    /// Lines whose manager is nobody on the list, or one of several.
    pub unknown_manager_lines: Vec<u64>,
    /// Why somebody has to confirm it, if so.
    pub to_confirm: Option<Refusal>,
}

/// Somebody whom an import touches.
pub struct PlannedPerson {
    /// What they are called now.
    pub name: String,
    /// What happens.
    pub change: PlannedChange,
    /// The team it is about.
    pub team: String,
}

/// What happens to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlannedChange {
    /// They are new, or back.
    Joins,
    /// They are no longer on the list.
    Leaves,
    /// They change team.
    Moves,
    /// They have another name.
    IsRenamed,
    /// Whom they report to, their title, address, employment or first day changes.
    IsUpdated,
}

impl RosterPlan {
    /// How many people something happens to.
    pub fn count(&self, change: PlannedChange) -> usize {
        self.people
            .iter()
            .filter(|one| one.change == change)
            .count()
    }
}

/// Whether the caller may bring lists, and so see the page on which that is done.
pub async fn may_import(app: &App, caller: &Caller) -> Result<(), Error> {
    let reading = app.read().await?;
    let directory = app.directory(&reading).await?;
    allow(&directory, caller, Action::ImportLists, None)
}

/// Reads a roster and says what importing it would change. Keeps nothing.
pub async fn plan_roster(app: &App, caller: &Caller, csv: &[u8]) -> Result<RosterPlan, Error> {
    let reading = app.read().await?;
    let directory = app.directory(&reading).await?;
    allow(&directory, caller, Action::ImportLists, None)?;
    let rows = roster_rows(csv)?;
    let import = compare(app, &directory, &rows, app.now());
    Ok(plan(&directory, &rows, &import))
}

pub(super) fn compare(
    app: &App,
    directory: &Directory,
    rows: &Rows<RosterRow>,
    now: Moment,
) -> RosterImport {
    let today = app.settings().calendar.date(now);
    let random = || app.random();
    domain::people::import_roster(&directory.organisation, &rows.rows, today, now, random)
}

/// The organisation after an import.
pub(super) fn after(before: &Organisation, import: &RosterImport) -> Organisation {
    let mut after = before.clone();
    for change in &import.changes {
        after.apply(change);
    }
    after
}

fn plan(directory: &Directory, rows: &Rows<RosterRow>, import: &RosterImport) -> RosterPlan {
    let after = after(&directory.organisation, import);
    let of_rows = |found: Vec<usize>| found.into_iter().map(|row| rows.line(row)).collect();
    let new_teams = import.changes.iter().filter_map(|change| match change {
        RosterChange::TeamFormed(team) => Some(team.name.clone()),
        _ => None,
    });
    RosterPlan {
        version: directory.version,
        rows: rows.rows.len(),
        people: people(import, &after),
        new_teams: new_teams.collect(),
        ambiguous_lines: of_rows(import.ambiguous.keys().copied().collect()),
        empty_lines: of_rows(import.empty.iter().copied().collect()),
        unknown_manager_lines: of_rows(import.unknown_managers.iter().copied().collect()),
        to_confirm: import.check(&directory.organisation, false).err(),
    }
}

/// Each person once, with the weightiest of what happens to them.
pub(super) fn touched(import: &RosterImport) -> BTreeMap<PersonId, PlannedChange> {
    let mut touched: BTreeMap<PersonId, PlannedChange> = BTreeMap::new();
    for (person, change) in import.changes.iter().filter_map(planned) {
        touched
            .entry(person)
            .and_modify(|known| *known = change.min(*known))
            .or_insert(change);
    }
    touched
}

fn planned(change: &RosterChange) -> Option<(PersonId, PlannedChange)> {
    match change {
        RosterChange::TeamFormed(_) | RosterChange::TeamLed { .. } => None,
        RosterChange::Joined(person) => Some((person.id, PlannedChange::Joins)),
        RosterChange::Returned(person) => Some((*person, PlannedChange::Joins)),
        RosterChange::Left { person, .. } => Some((*person, PlannedChange::Leaves)),
        RosterChange::Moved { person, .. } => Some((*person, PlannedChange::Moves)),
        RosterChange::Renamed { person, .. } => Some((*person, PlannedChange::IsRenamed)),
        RosterChange::ReportsTo { person, .. } | RosterChange::Updated { person, .. } => {
            Some((*person, PlannedChange::IsUpdated))
        }
    }
}

fn people(import: &RosterImport, after: &Organisation) -> Vec<PlannedPerson> {
    let touched = touched(import).into_iter();
    let mut people: Vec<PlannedPerson> = touched
        .filter_map(|(id, change)| {
            let person = after.people.get(&id)?;
            Some(PlannedPerson {
                name: person.profile.name.clone(),
                change,
                team: team_name(after, person.team),
            })
        })
        .collect();
    people.sort_by(|one, other| (one.change, &one.name).cmp(&(other.change, &other.name)));
    people
}

fn team_name(organisation: &Organisation, team: Option<TeamId>) -> String {
    let team = team.and_then(|team| organisation.teams.get(&team));
    team.map(|team| team.name.clone()).unwrap_or_default()
}
