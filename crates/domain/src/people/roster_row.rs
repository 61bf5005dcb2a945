//! What a roster says, and what it changes.

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;

use crate::id::{PersonId, TeamId};
use crate::people::matching::Keys;
use crate::people::{Employment, Organisation, Person, PersonProfile, Team};

/// One row of the roster, read but not yet understood. Empty cells are empty texts.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct RosterRow {
    /// In full.
    pub name: String,
    /// What they prefer to be called.
    pub preferred_names: Vec<String>,
    /// Address.
    pub email: String,
    /// Logins and handles.
    pub handles: Vec<String>,
    /// What HR calls their job.
    pub title: String,
    /// The team's name.
    pub team: String,
    /// The e-mail address, handle or name of whom they report to.
    pub manager: String,
    /// How they are employed.
    pub employment: Employment,
    /// Their first day.
    pub started: Option<Date>,
}

impl fmt::Debug for RosterRow {
    /// Nothing of it, so that no name reaches a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RosterRow(sealed)")
    }
}

impl RosterRow {
    pub(super) fn keys(&self) -> Keys {
        Keys::new([&self.email], &self.handles, [&self.name])
    }

    /// The profile after this row; what was true before is kept.
    pub(super) fn onto(&self, before: &PersonProfile) -> PersonProfile {
        let mut profile = before.clone();
        let name = self.name.trim();
        if !name.is_empty() && name != profile.name {
            let former = std::mem::replace(&mut profile.name, name.to_owned());
            profile.former_names.insert(former);
            profile.former_names.remove("");
            profile.former_names.remove(name);
        }
        profile
            .preferred_names
            .extend(written(&self.preferred_names));
        profile.emails.extend(written([&self.email]));
        profile.handles.extend(written(&self.handles));
        self.title.trim().clone_into(&mut profile.title);
        profile
    }
}

fn written<'a>(texts: impl IntoIterator<Item = &'a String>) -> impl Iterator<Item = String> {
    let trimmed = texts.into_iter().map(|text| text.trim().to_owned());
    trimmed.filter(|text| !text.is_empty())
}

/// What an import changes. Nothing is ever deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RosterChange {
    /// A team nobody had heard of.
    TeamFormed(Team),
    /// A team is led by somebody else, or part of another team.
    TeamLed {
        /// Which.
        team: TeamId,
        /// Who leads it now.
        led_by: Option<PersonId>,
        /// The team it is a part of now.
        parent: Option<TeamId>,
    },
    /// Somebody new.
    Joined(Person),
    /// Somebody who had left is back.
    Returned(PersonId),
    /// Somebody changed team.
    Moved {
        /// Who.
        person: PersonId,
        /// The team they are in now.
        team: Option<TeamId>,
    },
    /// Somebody reports to somebody else.
    ReportsTo {
        /// Who.
        person: PersonId,
        /// Whom they report to now.
        manager: Option<PersonId>,
    },
    /// Somebody has another name. Their former one is kept.
    Renamed {
        /// Who.
        person: PersonId,
        /// What they are called now.
        profile: PersonProfile,
    },
    /// Something else of the profile, the employment or the first day changed.
    Updated {
        /// Who.
        person: PersonId,
        /// What they are called now.
        profile: PersonProfile,
        /// How they are employed.
        employment: Employment,
        /// Their first day.
        started: Option<Date>,
    },
    /// Somebody is no longer on the roster. Their history stays.
    Left {
        /// Who.
        person: PersonId,
        /// The day of the import.
        on: Date,
    },
}

impl Organisation {
    /// The organisation after a change of its roster. Changes of unknown people change nothing.
    pub fn apply(&mut self, change: &RosterChange) {
        match change {
            RosterChange::TeamFormed(team) => {
                self.teams.insert(team.id, team.clone());
            }
            RosterChange::TeamLed {
                team,
                led_by,
                parent,
            } => {
                if let Some(team) = self.teams.get_mut(team) {
                    team.led_by = *led_by;
                    team.parent = *parent;
                }
            }
            RosterChange::Joined(person) => {
                self.people.insert(person.id, person.clone());
            }
            RosterChange::Returned(person) => self.edit(*person, |one| one.left = None),
            RosterChange::Moved { person, team } => self.edit(*person, |one| one.team = *team),
            RosterChange::ReportsTo { person, manager } => {
                self.edit(*person, |one| one.reports_to = *manager);
            }
            RosterChange::Renamed { person, profile } => {
                self.edit(*person, |one| one.profile = profile.clone());
            }
            RosterChange::Updated {
                person,
                profile,
                employment,
                started,
            } => self.edit(*person, |one| {
                one.profile = profile.clone();
                one.employment = *employment;
                one.started = *started;
            }),
            RosterChange::Left { person, on } => self.edit(*person, |one| one.left = Some(*on)),
        }
    }

    fn edit(&mut self, person: PersonId, edit: impl FnOnce(&mut Person)) {
        if let Some(person) = self.people.get_mut(&person) {
            edit(person);
        }
    }
}

/// Everything a person was ever known by.
pub(super) fn keys_of(profile: &PersonProfile) -> Keys {
    let names: BTreeSet<&String> = profile.former_names.iter().chain([&profile.name]).collect();
    Keys::new(&profile.emails, &profile.handles, names)
}
