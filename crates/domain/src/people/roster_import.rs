//! What a new roster changes in the organisation.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::id::{PersonId, TeamId};
use crate::moment::Moment;
use crate::people::matching::{Keys, Matcher, fold};
use crate::people::roster_row::keys_of;
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
    for (&row, &person) in &recognised.found {
        importing.set_manager(row, &rows[row].manager, person, &recognised.found);
    }
    for &person in &recognised.missing {
        importing.change(RosterChange::Left { person, on: today });
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

    fn set_manager(
        &mut self,
        row: usize,
        manager: &str,
        person: PersonId,
        people: &BTreeMap<usize, PersonId>,
    ) {
        let found = match fold(manager).as_str() {
            "" => Some(None),
            wanted => self.known_as(wanted, people).map(Some),
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

    /// The one person on this roster who has the address, else the handle, else the name.
    fn known_as(&self, wanted: &str, people: &BTreeMap<usize, PersonId>) -> Option<PersonId> {
        let ids: BTreeSet<PersonId> = people.values().copied().collect();
        let is = |text: &String| fold(text) == wanted;
        let tests: [&dyn Fn(&PersonProfile) -> bool; 3] = [
            &|profile| profile.emails.iter().any(is),
            &|profile| profile.handles.iter().any(is),
            &|profile| is(&profile.name),
        ];
        for fits in tests {
            let here = ids.iter().filter_map(|id| self.after.people.get(id));
            let mut fitting = here.filter(|one| fits(&one.profile));
            if let Some(first) = fitting.next() {
                return fitting.next().is_none().then_some(first.id);
            }
        }
        None
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

fn teams_by_name(organisation: &Organisation) -> BTreeMap<String, TeamId> {
    let teams = organisation.teams.values();
    teams.map(|team| (fold(&team.name), team.id)).collect()
}

#[cfg(test)]
mod tests;
