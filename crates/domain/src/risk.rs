//! Prior warnings, and what was decided about them.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::id::{CorrectionId, PersonId, RiskDecisionId, RiskId, TeamId};
use crate::incident::Component;
use crate::label_text::LabelText;
use crate::moment::Moment;
use crate::people::{Level, Organisation};
use crate::refusal::{Refusal, require};
use crate::work_calendar::WorkCalendar;
use serde::{Deserialize, Serialize};

/// Something known to be dangerous before it goes wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Risk {
    /// Which.
    pub id: RiskId,
    /// What may happen.
    #[serde(with = "crate::label_text::kept")]
    pub statement: LabelText,
    /// What it is about; never empty.
    pub components: BTreeSet<Component>,
    /// Who would have to do something about it.
    pub owning_team: TeamId,
    /// Who raised it, and who again; first to last, never empty.
    pub voices: Vec<RiskVoice>,
    /// What would help, and what it would cost.
    pub mitigation: Option<RiskMitigation>,
    /// What was decided, first to last.
    pub decisions: Vec<RiskDecision>,
    /// The declined correction it came from.
    pub declined_correction: Option<CorrectionId>,
}

/// Somebody raised a risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskVoice {
    /// Who; protected as a participant is.
    pub by: PersonId,
    /// When.
    pub at: Moment,
}

/// What would help against a risk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskMitigation {
    /// What.
    #[serde(with = "crate::label_text::kept")]
    pub description: LabelText,
    /// How many people it would take.
    pub people_asked: u32,
}

/// What somebody decided about a risk. It holds until it expires.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskDecision {
    /// Which; sent twice, it counts once.
    pub id: RiskDecisionId,
    /// What.
    pub kind: RiskDecisionKind,
    /// Why.
    #[serde(with = "crate::label_text::kept")]
    pub reasons: LabelText,
    /// Who decides. Shown by level.
    pub by: PersonId,
    /// How far up they stand.
    pub level: Level,
    /// When.
    pub at: Moment,
    /// The last day it holds; the risk comes back after it.
    pub until: Date,
}

/// What can be decided about a risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RiskDecisionKind {
    /// People are given to it.
    Fund {
        /// How many.
        people_granted: u32,
    },
    /// It is lived with until the decision expires.
    Accept,
    /// It is held to be none.
    Reject,
}

/// How a risk stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RiskStatus<'a> {
    /// Nothing is decided, or no longer.
    Open {
        /// Since when it waits for a decision.
        since: Date,
    },
    /// A decision holds.
    Decided(&'a RiskDecision),
}

/// What an organisation sets about risks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskPolicy {
    /// Working days after which an undecided risk climbs one level.
    pub working_days_a_level: u32,
    /// Most days a decision holds.
    pub longest_days: u32,
    /// Working days.
    pub calendar: WorkCalendar,
}

impl Default for RiskPolicy {
    fn default() -> Self {
        Self {
            working_days_a_level: 10,
            longest_days: 365,
            calendar: WorkCalendar::default(),
        }
    }
}

/// What somebody wants done to a risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RiskCommand {
    /// Raise it again.
    RaiseAgain {
        /// Who.
        by: PersonId,
    },
    /// Say what would help.
    Propose(RiskMitigation),
    /// Decide. `level` and `at` are set from the facts.
    Decide(RiskDecision),
}

/// What changes in a risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RiskChange {
    /// Another voice.
    RaisedAgain(RiskVoice),
    /// What would help.
    Proposed(RiskMitigation),
    /// A decision.
    Decided(RiskDecision),
}

impl Risk {
    /// Raises a risk on components.
    pub fn raise(
        id: RiskId,
        statement: LabelText,
        components: BTreeSet<Component>,
        owning_team: TeamId,
        voice: RiskVoice,
    ) -> Result<Self, Refusal> {
        let remedy = "Name at least one component it is about.";
        require(!components.is_empty(), "risk-without-component", remedy)?;
        Ok(Self {
            id,
            statement,
            components,
            owning_team,
            voices: vec![voice],
            mitigation: None,
            decisions: Vec::new(),
            declined_correction: None,
        })
    }

    /// Whether it is listed for an incident on these components.
    pub fn concerns(&self, components: &BTreeSet<Component>) -> bool {
        !self.components.is_disjoint(components)
    }

    /// How it stands.
    pub fn status(&self, policy: &RiskPolicy, now: Moment) -> RiskStatus<'_> {
        let today = policy.calendar.date(now);
        match self.decisions.last() {
            Some(decision) if today <= decision.until => RiskStatus::Decided(decision),
            Some(expired) => RiskStatus::Open {
                since: expired.until.tomorrow().unwrap_or(Date::MAX),
            },
            None => RiskStatus::Open {
                since: self.first_raised(policy, today),
            },
        }
    }

    /// The level it waits at for a decision, one higher with each wait; nothing while one holds.
    pub fn waits_at(&self, policy: &RiskPolicy, now: Moment) -> Option<Level> {
        let RiskStatus::Open { since } = self.status(policy, now) else {
            return None;
        };
        let waited = policy
            .calendar
            .working_days_between(since, policy.calendar.date(now));
        let climbed = waited / policy.working_days_a_level.max(1);
        let levels = &Level::ALL[1..];
        levels.get(climbed as usize).or(levels.last()).copied()
    }

    /// What a command changes, or why it may not.
    pub fn decide(
        &self,
        command: RiskCommand,
        organisation: &Organisation,
        policy: &RiskPolicy,
        now: Moment,
    ) -> Result<Vec<RiskChange>, Refusal> {
        match command {
            RiskCommand::RaiseAgain { by } => Ok(self.raise_again(by, policy, now)),
            RiskCommand::Propose(mitigation) => Ok(vec![RiskChange::Proposed(mitigation)]),
            RiskCommand::Decide(decision) => self.decide_on(decision, organisation, policy, now),
        }
    }

    /// The risk after a change.
    pub fn apply(&mut self, change: &RiskChange) {
        match change {
            RiskChange::RaisedAgain(voice) => self.voices.push(*voice),
            RiskChange::Proposed(mitigation) => self.mitigation = Some(mitigation.clone()),
            RiskChange::Decided(decision) => self.decisions.push(decision.clone()),
        }
    }

    /// Once a day for each person.
    fn raise_again(&self, by: PersonId, policy: &RiskPolicy, now: Moment) -> Vec<RiskChange> {
        let date = |at| policy.calendar.date(at);
        let mut voices = self.voices.iter();
        let said = voices.any(|voice| voice.by == by && date(voice.at) == date(now));
        let voice = (!said).then_some(RiskVoice { by, at: now });
        voice.map(RiskChange::RaisedAgain).into_iter().collect()
    }

    fn decide_on(
        &self,
        decision: RiskDecision,
        organisation: &Organisation,
        policy: &RiskPolicy,
        now: Moment,
    ) -> Result<Vec<RiskChange>, Refusal> {
        if self.decisions.iter().any(|one| one.id == decision.id) {
            return Ok(Vec::new());
        }
        let manages = organisation.manages(decision.by, self.owning_team);
        let remedy = "Somebody in the management chain of the owning team decides.";
        require(manages, "not-the-risk-owner", remedy)?;
        let level = organisation.level(decision.by);
        self.check_level(decision.by, level, organisation, policy, now)?;
        check_until(decision.until, policy, now)?;
        Ok(vec![RiskChange::Decided(RiskDecision {
            level,
            at: now,
            ..decision
        })])
    }

    /// Once it waits at a level, no lower one decides, unless nobody stands as high.
    fn check_level(
        &self,
        by: PersonId,
        level: Level,
        organisation: &Organisation,
        policy: &RiskPolicy,
        now: Moment,
    ) -> Result<(), Refusal> {
        let waits_at = self.waits_at(policy, now).unwrap_or(Level::Team);
        let managers = organisation.managers_of(self.owning_team);
        let is_last = managers
            .last()
            .is_some_and(|&last| organisation.is_same_person(last, by));
        let remedy = format!(
            "It waits at the level {} and is decided there.",
            waits_at.as_str()
        );
        require(level >= waits_at || is_last, "risk-waits-higher", remedy)
    }

    fn first_raised(&self, policy: &RiskPolicy, today: Date) -> Date {
        let first = self.voices.iter().map(|voice| voice.at).min();
        first.map_or(today, |at| policy.calendar.date(at))
    }
}

fn check_until(until: Date, policy: &RiskPolicy, now: Moment) -> Result<(), Refusal> {
    let today = policy.calendar.date(now);
    let last = today.saturating_add(jiff::Span::new().days(i64::from(policy.longest_days)));
    let remedy = format!("Choose a last day after {today} and up to {last}.");
    require(
        today < until && until <= last,
        "decision-holds-too-long-or-not",
        remedy,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::{Person, Team};
    use jiff::civil::date;

    fn person(n: u8) -> PersonId {
        PersonId::new([n; 16])
    }

    fn day(days: u32) -> Moment {
        Moment::from_milliseconds(1_772_409_600_000).plus_days(days)
    }

    fn team() -> TeamId {
        TeamId::new(day(0), [0; 10])
    }

    fn text() -> LabelText {
        LabelText::screened("One cell holds every index.").unwrap()
    }

    /// Person 1 reports to 2, who leads the team and reports to 3, and so on to 4.
    fn organisation() -> Organisation {
        let mut organisation = Organisation::default();
        let mut storage = Team::new(team(), "");
        storage.led_by = Some(person(2));
        organisation.teams.insert(team(), storage);
        for n in 1..=4 {
            let mut one = Person::new(person(n), "");
            one.reports_to = (n < 4).then(|| person(n + 1));
            organisation.people.insert(one.id, one);
        }
        organisation
    }

    fn risk() -> Risk {
        let voice = RiskVoice {
            by: person(1),
            at: day(0),
        };
        let components = ["index".parse().unwrap()].into();
        Risk::raise(
            RiskId::new(day(0), [0; 10]),
            text(),
            components,
            team(),
            voice,
        )
        .unwrap()
    }

    fn decision(id: u8, by: u8, until: Date) -> RiskCommand {
        RiskCommand::Decide(RiskDecision {
            id: RiskDecisionId::new(day(0), [id; 10]),
            kind: RiskDecisionKind::Accept,
            reasons: text(),
            by: person(by),
            level: Level::Team,
            at: day(0),
            until,
        })
    }

    fn after(mut risk: Risk, command: RiskCommand, now: u32) -> Result<Risk, &'static str> {
        let changes = risk.decide(command, &organisation(), &RiskPolicy::default(), day(now));
        for change in &changes.map_err(|refusal| refusal.code())? {
            risk.apply(change);
        }
        Ok(risk)
    }

    fn waits_at(risk: &Risk, now: u32) -> Option<Level> {
        risk.waits_at(&RiskPolicy::default(), day(now))
    }

    #[test]
    fn a_risk_is_about_something() {
        let voice = RiskVoice {
            by: person(1),
            at: day(0),
        };
        let id = RiskId::new(day(0), [0; 10]);
        let refused = Risk::raise(id, text(), BTreeSet::new(), team(), voice).unwrap_err();
        assert_eq!(refused.code(), "risk-without-component");
        let on = |name: &str| risk().concerns(&[name.parse().unwrap()].into());
        assert!(on("Index") && !on("checkout"));
    }

    #[test]
    fn raising_again_adds_a_voice_and_a_date() {
        let again = |risk, by, now| after(risk, RiskCommand::RaiseAgain { by: person(by) }, now);
        let raised = again(risk(), 2, 0).unwrap();
        assert_eq!(raised.voices.len(), 2);
        assert_eq!(again(raised.clone(), 2, 0).unwrap(), raised, "the same day");
        assert_eq!(again(raised, 2, 1).unwrap().voices.len(), 3);
    }

    #[test]
    fn undecided_risks_climb() {
        assert_eq!(waits_at(&risk(), 0), Some(Level::Manager));
        assert_eq!(waits_at(&risk(), 14), Some(Level::Director));
        assert_eq!(waits_at(&risk(), 28), Some(Level::Executive));
        assert_eq!(waits_at(&risk(), 500), Some(Level::Executive));
    }

    #[test]
    fn decisions_are_made_at_the_level_it_waits_at() {
        let until = date(2026, 6, 1);
        assert_eq!(
            after(risk(), decision(1, 1, until), 0).unwrap_err(),
            "not-the-risk-owner"
        );
        assert_eq!(
            after(risk(), decision(1, 2, until), 14).unwrap_err(),
            "risk-waits-higher"
        );
        let decided = after(risk(), decision(1, 3, until), 14).unwrap();
        assert_eq!(decided.decisions[0].level, Level::Director);
        assert_eq!(waits_at(&decided, 14), None);
    }

    #[test]
    fn decisions_expire_and_count_once() {
        let until = date(2026, 3, 10);
        let decided = after(risk(), decision(1, 2, until), 0).unwrap();
        assert_eq!(waits_at(&decided, 8), None);
        assert_eq!(waits_at(&decided, 9), Some(Level::Manager));
        let again = after(decided.clone(), decision(1, 2, until), 1).unwrap();
        assert_eq!(again, decided);
        for until in [date(2026, 3, 2), date(2027, 6, 1)] {
            let refused = after(risk(), decision(2, 2, until), 0).unwrap_err();
            assert_eq!(refused, "decision-holds-too-long-or-not");
        }
    }

    #[test]
    fn mitigations_say_what_was_asked() {
        let mitigation = RiskMitigation {
            description: text(),
            people_asked: 2,
        };
        let proposed = after(risk(), RiskCommand::Propose(mitigation.clone()), 0).unwrap();
        assert_eq!(proposed.mitigation, Some(mitigation));
    }
}
