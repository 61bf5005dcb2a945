//! The table of roles and actions, asked about what belongs to the organisation. What belongs to a
//! COE is asked through [`crate::Opened::allow`].

use domain::access::{Access, Action, Actor, Object, Role, may};
use domain::id::TeamId;
use domain::people::Level;

use crate::caller::Caller;
use crate::directory::Directory;
use crate::error::Error;

/// Whether the caller may do this; `team` is the team it is about, if it is about one.
pub(crate) fn allow(
    directory: &Directory,
    caller: &Caller,
    action: Action,
    team: Option<TeamId>,
) -> Result<(), Error> {
    allow_on(directory, caller, action, team, &Object::organisation())
}

/// The same, on an object that knows more about itself: whoever was first with it.
pub(crate) fn allow_on(
    directory: &Directory,
    caller: &Caller,
    action: Action,
    team: Option<TeamId>,
    object: &Object,
) -> Result<(), Error> {
    match may(&actor(directory, caller, team), action, object) {
        Access::Allowed => Ok(()),
        Access::Refused(refusal) => Err(refusal.into()),
        Access::Hidden => Err(Error::NotFound),
    }
}

/// What the caller is to a team, or to the organisation as a whole.
fn actor(directory: &Directory, caller: &Caller, team: Option<TeamId>) -> Actor {
    let person = caller.person;
    let organisation = &directory.organisation;
    let manages = match team {
        Some(team) => organisation.manages(person, team),
        None => !directory.managed_teams(person).is_empty(),
    };
    let directs = manages && organisation.level(person) >= Level::Director;
    let roles = [
        (Role::Reader, true),
        (Role::ListedBarRaiser, directory.is_bar_raiser(person)),
        (Role::LeadBarRaiser, directory.is_lead(person)),
        (Role::Manager, manages),
        (Role::Director, directs),
        (Role::Administrator, caller.is_administrator),
    ];
    let roles = roles
        .into_iter()
        .filter(|(_, has)| *has)
        .map(|(role, _)| role);
    Actor {
        person,
        roles: roles.collect(),
    }
}
