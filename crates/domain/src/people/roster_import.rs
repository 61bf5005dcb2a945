//! What a new roster changes in the organisation.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::id::{PersonId, TeamId};
use crate::moment::Moment;
use crate::people::matching::{Keys, Matcher, fold};
use crate::people::roster_row::keys_of;
use crate::people::team_lead::team_changes;
use crate::people::{Organisation, Person, PersonProfile, RosterChange, RosterRow, Team};
use crate::refusal::{Refusal, require};

/// What an import would do, to be looked at and then applied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterImport {
    /// To be applied in this order.
    pub changes: Vec<RosterChange>,
    /// Rows (from 0) of which it cannot be told whom they mean, with whom they may mean; among them
    /// rows that share an address with another row, or no more than a name. They change nothing, and nobody they may mean
    /// leaves.
    pub ambiguous: BTreeMap<usize, BTreeSet<PersonId>>,
    /// Rows with neither name nor address.
    pub empty: BTreeSet<usize>,
    /// Rows whose manager is nobody known or one of several; whom they report to stays.
    pub unknown_managers: BTreeSet<usize>,
}

impl RosterImport {
    /// How many people leave.
    pub fn leavers(&self) -> usize {
        let leaving = |change: &&RosterChange| matches!(change, RosterChange::Left { .. });
        self.changes.iter().filter(leaving).count()
    }

    /// Refuses an import after which more than half of the people would be gone, as after a cut-off
    /// export, unless somebody has confirmed that it is so.
    pub fn check(&self, before: &Organisation, confirmed: bool) -> Result<(), Refusal> {
        let here = before.people.values().filter(|person| person.is_here());
        let remains = self.leavers() * 2 <= here.count();
        let remedy = "More than half of the people would leave. Check that the list is whole, or \
                      confirm that they left.";
        require(remains || confirmed, "roster-loses-most-people", remedy)
    }
}

/// Compares the organisation with the rows of a whole roster.
///
/// People are known again by e-mail address, then handle, then name, former ones included. `now`
/// and `random` make the ids of new teams and people; `today` is the day leavers left.
pub fn import_roster(
    organisation: &Organisation,
    rows: &[RosterRow],
    today: Date,
    now: Moment,
    random: impl FnMut() -> [u8; 16],
) -> RosterImport {
    let mut importing = Importing {
        after: organisation.clone(),
        teams: teams_by_name(organisation),
        import: RosterImport::default(),
        now,
        random,
    };
    let known = organisation.people.values();
    let known = known.map(|one| (one.id, keys_of(&one.profile), !one.is_here()));
    let keys: Vec<Keys> = rows.iter().map(RosterRow::keys).collect();
    let recognised = Matcher::new(known).recognise(&keys, |row| importing.join(&rows[row]));
    for (&row, &person) in &recognised.found {
        importing.update(&rows[row], person);
    }
    let callable = Callable::new(&importing.after, recognised.found.values().copied());
    for (&row, &person) in &recognised.found {
        importing.set_manager(row, &rows[row].manager, person, &callable);
    }
    for &person in &recognised.missing {
        importing.change(RosterChange::Left { person, on: today });
    }
    for change in team_changes(&importing.after) {
        importing.change(change);
    }
    RosterImport {
        ambiguous: recognised.ambiguous,
        empty: recognised.empty,
        ..importing.import
    }
}

struct Importing<R> {
    after: Organisation,
    teams: BTreeMap<String, TeamId>,
    import: RosterImport,
    now: Moment,
    random: R,
}

impl<R: FnMut() -> [u8; 16]> Importing<R> {
    fn join(&mut self, row: &RosterRow) -> PersonId {
        let mut person = Person::new(PersonId::new((self.random)()), "");
        person.profile = row.onto(&PersonProfile::default());
        person.employment = row.employment;
        person.started = row.started;
        person.team = self.team(&row.team);
        let id = person.id;
        self.change(RosterChange::Joined(person));
        id
    }

    fn update(&mut self, row: &RosterRow, id: PersonId) {
        let Some(before) = self.after.people.get(&id).cloned() else {
            return;
        };
        if !before.is_here() {
            self.change(RosterChange::Returned(id));
        }
        let team = self.team(&row.team);
        if team != before.team {
            self.change(RosterChange::Moved { person: id, team });
        }
        let profile = row.onto(&before.profile);
        if profile.name != before.profile.name {
            let profile = profile.clone();
            self.change(RosterChange::Renamed {
                person: id,
                profile,
            });
        }
        let started = row.started.or(before.started);
        let after = (&profile, row.employment, started);
        let renamed = profile.name != before.profile.name;
        let rest = (before.employment, before.started) != (after.1, after.2);
        if rest || (!renamed && profile != before.profile) {
            self.change(RosterChange::Updated {
                person: id,
                profile,
                employment: row.employment,
                started,
            });
        }
    }

    fn set_manager(&mut self, row: usize, manager: &str, person: PersonId, callable: &Callable) {
        let found = match fold(manager).as_str() {
            "" => Some(None),
            wanted => callable.known_as(wanted).map(Some),
        };
        let before = self
            .after
            .people
            .get(&person)
            .and_then(|one| one.reports_to);
        match found {
            None => {
                self.import.unknown_managers.insert(row);
            }
            Some(manager) if manager != before => {
                self.change(RosterChange::ReportsTo { person, manager });
            }
            Some(_) => {}
        }
    }

    fn team(&mut self, name: &str) -> Option<TeamId> {
        let key = fold(name);
        if key.is_empty() {
            return None;
        }
        if let Some(&team) = self.teams.get(&key) {
            return Some(team);
        }
        let [random @ .., _, _, _, _, _, _] = (self.random)();
        let team = Team::new(TeamId::new(self.now, random), name.trim());
        let id = team.id;
        self.teams.insert(key, id);
        self.change(RosterChange::TeamFormed(team));
        Some(id)
    }

    fn change(&mut self, change: RosterChange) {
        self.after.apply(&change);
        self.import.changes.push(change);
    }
}

/// Everybody on a roster by how a manager is written: address, else handle, else name. `None` where
/// several are written the same.
struct Callable([BTreeMap<String, Option<PersonId>>; 3]);

impl Callable {
    fn new(organisation: &Organisation, people: impl Iterator<Item = PersonId>) -> Self {
        let mut by: [BTreeMap<String, Option<PersonId>>; 3] = Default::default();
        let mut note = |kind: usize, text: &String, id: PersonId| {
            by[kind]
                .entry(fold(text))
                .and_modify(|found| *found = found.filter(|&one| one == id))
                .or_insert(Some(id));
        };
        for person in people.filter_map(|id| organisation.people.get(&id)) {
            let profile = &person.profile;
            profile
                .emails
                .iter()
                .for_each(|one| note(0, one, person.id));
            profile
                .handles
                .iter()
                .for_each(|one| note(1, one, person.id));
            note(2, &profile.name, person.id);
        }
        Self(by)
    }

    /// The one person written like this.
    fn known_as(&self, wanted: &str) -> Option<PersonId> {
        let found = self.0.iter().find_map(|by| by.get(wanted));
        found.copied().flatten()
    }
}

fn teams_by_name(organisation: &Organisation) -> BTreeMap<String, TeamId> {
    let teams = organisation.teams.values();
    teams.map(|team| (fold(&team.name), team.id)).collect()
}

#[cfg(test)]
mod tests;
