//! Bringing a new roster.

use std::collections::BTreeSet;

use domain::access::Action;
use domain::id::{PersonId, TeamId};
use domain::moment::Moment;
use domain::people::{RosterChange, RosterImport};
use store::Writing;

use super::list_rows::roster_rows;
use super::plan_roster::{PlannedChange, after, compare, touched};
use crate::account::close_account;
use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::events::event_with;
use crate::permissions::allow;

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Who is new or back.
    pub joined: usize,
    /// Who is gone.
    pub left: usize,
    /// Who changed team.
    pub moved: usize,
    /// Who has another name.
    pub renamed: usize,
    /// Of whom something else changed.
    pub updated: usize,
    /// Rows of which it cannot be told whom they mean.
    pub ambiguous: usize,
    /// Rows whose manager is nobody known.
    pub unknown_managers: usize,
    /// Accounts that were closed, since their people left.
    pub closed_accounts: usize,
}

/// Brings a new roster: people join, move and leave, teams form, and who leads them is read off who
/// reports to whom. Accounts of who leaves are closed, but never the caller's own.
///
/// `expected` is [`super::RosterPlan::version`] of the plan that was looked at, if one was.
/// `confirmed`: it is so that most people leave.
pub async fn import_roster(
    app: &App,
    caller: &Caller,
    csv: &[u8],
    expected: Option<i64>,
    confirmed: bool,
) -> Result<Imported, Error> {
    let now = app.now();
    let writing = app.write().await?;
    let directory = app.directory(&writing).await?;
    allow(&directory, caller, Action::ImportLists, None)?;
    let rows = roster_rows(csv)?;
    if expected.is_some_and(|expected| expected != directory.version) {
        return Err(Error::Conflict("the organisation"));
    }
    let import = compare(app, &directory, &rows, now);
    import.check(&directory.organisation, confirmed)?;
    let after = after(&directory.organisation, &import);
    let (people, teams) = touched_records(&import);
    for team in teams.iter().filter_map(|id| after.teams.get(id)) {
        writing.save_team(team).await?;
    }
    for person in people.iter().filter_map(|id| after.people.get(id)) {
        writing.save_person(person).await?;
    }
    let mut imported = counted(&import);
    imported.closed_accounts = close_accounts(&writing, caller, &import, now).await?;
    let imported_event = event_with(
        caller,
        now,
        "roster.imported",
        ("organisation", "roster".to_owned()),
        [
            ("joined", imported.joined.into()),
            ("left", imported.left.into()),
            ("moved", imported.moved.into()),
            ("renamed", imported.renamed.into()),
            ("updated", imported.updated.into()),
            ("closed_accounts", imported.closed_accounts.into()),
        ],
    );
    writing.commit([imported_event]).await?;
    Ok(imported)
}

fn counted(import: &RosterImport) -> Imported {
    let touched = touched(import);
    let count = |wanted| touched.values().filter(|&&change| change == wanted).count();
    Imported {
        joined: count(PlannedChange::Joins),
        left: count(PlannedChange::Leaves),
        moved: count(PlannedChange::Moves),
        renamed: count(PlannedChange::IsRenamed),
        updated: count(PlannedChange::IsUpdated),
        ambiguous: import.ambiguous.len(),
        unknown_managers: import.unknown_managers.len(),
        closed_accounts: 0,
    }
}

/// Whose records are to be kept anew.
fn touched_records(import: &RosterImport) -> (BTreeSet<PersonId>, BTreeSet<TeamId>) {
    let people = touched(import).into_keys().collect();
    let teams = import.changes.iter().filter_map(|change| match change {
        RosterChange::TeamFormed(team) => Some(team.id),
        RosterChange::TeamLed { team, .. } => Some(*team),
        _ => None,
    });
    (people, teams.collect())
}

async fn close_accounts(
    writing: &Writing,
    caller: &Caller,
    import: &RosterImport,
    now: Moment,
) -> Result<usize, Error> {
    let mut closed = 0;
    for change in &import.changes {
        let RosterChange::Left { person, .. } = change else {
            continue;
        };
        for account in writing.accounts_of(*person).await? {
            let is_open = account.state.disabled.is_none();
            if is_open && account.state.id != caller.account {
                close_account(writing, account, now).await?;
                closed += 1;
            }
        }
    }
    Ok(closed)
}
