//! What happened.

mod component;
mod times;

use std::collections::BTreeSet;
use std::fmt;

pub use component::{Component, InvalidComponent};
pub use times::{Milestone, Times};

use crate::id::{IncidentId, TeamId};
use crate::label_text::LabelText;
use crate::moment::Moment;
use crate::refusal::{Refusal, require};
use serde::{Deserialize, Serialize};

/// How grave, from 1 (gravest) to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Severity(u8);

impl TryFrom<u8> for Severity {
    type Error = Refusal;

    fn try_from(number: u8) -> Result<Self, Refusal> {
        Self::new(number)
    }
}

impl From<Severity> for u8 {
    fn from(severity: Severity) -> Self {
        severity.0
    }
}

impl Severity {
    /// The gravest.
    pub const GRAVEST: Self = Self(1);

    /// A severity, refused unless 1 to 5.
    pub fn new(number: u8) -> Result<Self, Refusal> {
        let is_known = (1..=5).contains(&number);
        require(
            is_known,
            "severity-unknown",
            "Choose a severity from 1 (gravest) to 5.",
        )?;
        Ok(Self(number))
    }

    /// 1 to 5.
    pub const fn number(self) -> u8 {
        self.0
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// How much is asked of a COE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// Severity 1 and 2.
    Full,
    /// Severity 3 and more.
    Light,
    /// Nothing happened, though it could have.
    NearMiss,
}

impl Profile {
    /// As settings write it: `near-miss`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Light => "light",
            Self::NearMiss => "near-miss",
        }
    }
}

/// Something that happened, or nearly did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// Which.
    pub id: IncidentId,
    /// What it is called.
    #[serde(with = "crate::label_text::kept")]
    pub title: LabelText,
    /// How grave.
    pub severity: Severity,
    /// It could have happened, but did not.
    pub is_near_miss: bool,
    /// Services and components it was about.
    pub components: BTreeSet<Component>,
    /// When what happened.
    pub times: Times,
    /// Who owns what broke.
    pub owning_team: TeamId,
    /// Whether it is over.
    pub is_resolved: bool,
}

/// What somebody wants done to an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IncidentCommand {
    /// Give it another title.
    Retitle(LabelText),
    /// Give it another severity.
    Regrade(Severity),
    /// Say whether it only nearly happened.
    MarkNearMiss(bool),
    /// Say what it was about.
    SetComponents(BTreeSet<Component>),
    /// Say when what happened.
    SetTimes(Times),
    /// Hand it to another team.
    HandOver(TeamId),
    /// Say that it is over, since then.
    Resolve(Moment),
    /// Say that it is not over after all.
    Reopen,
}

/// What changes in an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IncidentChange {
    /// It has another title.
    Retitled(LabelText),
    /// It has another severity.
    Regraded(Severity),
    /// It counts as a near miss, or no longer does.
    NearMissMarked(bool),
    /// It is about these components.
    ComponentsSet(BTreeSet<Component>),
    /// These are its times.
    TimesSet(Times),
    /// Another team owns it.
    HandedOver(TeamId),
    /// It is over.
    Resolved(Moment),
    /// It is not over.
    Reopened,
}

impl Incident {
    /// How much its COE is asked: near misses by themselves, else by severity.
    pub const fn profile(&self) -> Profile {
        match self.severity.0 {
            _ if self.is_near_miss => Profile::NearMiss,
            1 | 2 => Profile::Full,
            _ => Profile::Light,
        }
    }

    /// When it was over; nothing while it goes on.
    pub fn resolved_at(&self) -> Option<Moment> {
        self.times.resolved.filter(|_| self.is_resolved)
    }

    /// What a command changes, or why it may not.
    pub fn decide(
        &self,
        command: IncidentCommand,
        now: Moment,
    ) -> Result<Vec<IncidentChange>, Refusal> {
        use {IncidentChange as Change, IncidentCommand as Command};
        let change = match command {
            Command::Retitle(title) => Change::Retitled(title),
            Command::Regrade(severity) => Change::Regraded(severity),
            Command::MarkNearMiss(is_one) => Change::NearMissMarked(is_one),
            Command::SetComponents(components) => Change::ComponentsSet(components),
            Command::HandOver(team) => Change::HandedOver(team),
            Command::SetTimes(times) => self.set_times(times, now)?,
            Command::Resolve(at) => self.resolve(at, now)?,
            Command::Reopen => self.reopen()?,
        };
        Ok(vec![change])
    }

    /// The incident after a change.
    pub fn apply(&mut self, change: &IncidentChange) {
        match change {
            IncidentChange::Retitled(title) => self.title = title.clone(),
            IncidentChange::Regraded(severity) => self.severity = *severity,
            IncidentChange::NearMissMarked(is_one) => self.is_near_miss = *is_one,
            IncidentChange::ComponentsSet(components) => self.components.clone_from(components),
            IncidentChange::TimesSet(times) => self.times = *times,
            IncidentChange::HandedOver(team) => self.owning_team = *team,
            IncidentChange::Resolved(at) => {
                self.is_resolved = true;
                self.times.resolved = Some(*at);
            }
            IncidentChange::Reopened => {
                self.is_resolved = false;
                self.times.resolved = None;
            }
        }
    }

    fn set_times(&self, times: Times, now: Moment) -> Result<IncidentChange, Refusal> {
        times.check(now)?;
        require(
            times.resolved.is_some() == self.is_resolved,
            "resolved-time-and-state-differ",
            "Resolve or reopen the incident first: it has a time of resolution exactly if it is \
             resolved.",
        )?;
        Ok(IncidentChange::TimesSet(times))
    }

    fn resolve(&self, at: Moment, now: Moment) -> Result<IncidentChange, Refusal> {
        require(
            !self.is_resolved,
            "incident-is-resolved",
            "It is resolved already.",
        )?;
        let resolved = Some(at);
        Times {
            resolved,
            ..self.times
        }
        .check(now)?;
        Ok(IncidentChange::Resolved(at))
    }

    fn reopen(&self) -> Result<IncidentChange, Refusal> {
        require(self.is_resolved, "incident-is-open", "It is open already.")?;
        Ok(IncidentChange::Reopened)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Moment {
        Moment::from_milliseconds(minutes * 60_000)
    }

    fn incident() -> Incident {
        Incident {
            id: IncidentId::new(at(0), [0; 10]),
            title: LabelText::screened("Writes failed in one cell").unwrap(),
            severity: Severity::GRAVEST,
            is_near_miss: false,
            components: BTreeSet::new(),
            times: Times {
                started: Some(at(1)),
                ..Times::default()
            },
            owning_team: TeamId::new(at(0), [0; 10]),
            is_resolved: false,
        }
    }

    fn after(mut incident: Incident, command: IncidentCommand) -> Result<Incident, &'static str> {
        let changes = incident
            .decide(command, at(100))
            .map_err(|refusal| refusal.code())?;
        for change in &changes {
            incident.apply(change);
        }
        Ok(incident)
    }

    #[test]
    fn severities_choose_the_profile() {
        let profile = |number, is_near_miss| {
            let severity = Severity::new(number).unwrap();
            Incident {
                severity,
                is_near_miss,
                ..incident()
            }
            .profile()
        };
        assert_eq!(
            (profile(1, false), profile(2, false)),
            (Profile::Full, Profile::Full)
        );
        assert_eq!(
            (profile(3, false), profile(5, false)),
            (Profile::Light, Profile::Light)
        );
        assert_eq!(profile(1, true), Profile::NearMiss);
        for number in [0, 6] {
            assert_eq!(
                Severity::new(number).unwrap_err().code(),
                "severity-unknown"
            );
        }
    }

    #[test]
    fn incidents_are_resolved_and_reopened() {
        let resolved = after(incident(), IncidentCommand::Resolve(at(50))).unwrap();
        assert_eq!(resolved.resolved_at(), Some(at(50)));
        let again = after(resolved.clone(), IncidentCommand::Resolve(at(51)));
        assert_eq!(again.unwrap_err(), "incident-is-resolved");
        let reopened = after(resolved, IncidentCommand::Reopen).unwrap();
        assert_eq!(reopened, incident());
        assert_eq!(
            after(reopened, IncidentCommand::Reopen).unwrap_err(),
            "incident-is-open"
        );
    }

    #[test]
    fn resolution_is_after_the_start_and_not_in_the_future() {
        let refused =
            |minutes| after(incident(), IncidentCommand::Resolve(at(minutes))).unwrap_err();
        assert_eq!(refused(0), "times-out-of-order");
        assert_eq!(refused(101), "time-in-the-future");
    }

    #[test]
    fn the_time_of_resolution_comes_with_resolving() {
        let times = Times {
            resolved: Some(at(5)),
            ..Times::default()
        };
        let refused = after(incident(), IncidentCommand::SetTimes(times)).unwrap_err();
        assert_eq!(refused, "resolved-time-and-state-differ");
    }

    #[test]
    fn the_rest_may_be_corrected_at_any_time() {
        let severity = Severity::new(4).unwrap();
        let team = TeamId::new(at(0), [9; 10]);
        let commands = [
            IncidentCommand::Regrade(severity),
            IncidentCommand::MarkNearMiss(true),
            IncidentCommand::HandOver(team),
            IncidentCommand::SetComponents(["index".parse().unwrap()].into()),
            IncidentCommand::Retitle(LabelText::screened("Other").unwrap()),
        ];
        let incident = commands.into_iter().try_fold(incident(), after).unwrap();
        assert_eq!((incident.severity, incident.owning_team), (severity, team));
        assert!(incident.is_near_miss && incident.components.len() == 1);
        assert_eq!(incident.title.as_str(), "Other");
    }
}
