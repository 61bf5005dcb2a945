//! Corrective actions in the register: what happens to them after publication.

mod escalation;
mod kind;

use jiff::civil::Date;

pub use escalation::{EscalationPolicy, digests};
pub use kind::{CorrectionKind, Priority};

use crate::id::{CoeId, CorrectionId, PersonId, RiskId, TeamId};
use crate::label_text::LabelText;
use crate::moment::Moment;
use crate::people::{Level, Organisation};
use crate::refusal::{Refusal, listed, require};
use serde::{Deserialize, Serialize};

/// A corrective action, born at the first publication of its COE. What it says is the text's; what
/// happens to it is kept here. Deleting its row of the text never deletes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Which.
    pub id: CorrectionId,
    /// The COE it came from.
    pub coe: CoeId,
    /// As the text calls it: "C3".
    pub reference: String,
    /// What it does.
    pub kind: CorrectionKind,
    /// How urgent it is.
    pub priority: Priority,
    /// Who does it.
    pub owning_team: TeamId,
    /// The last day for it.
    pub due: Date,
    /// Where it is.
    pub state: CorrectionState,
    /// How often its due date was moved, which is shown.
    pub extensions: u32,
    /// Who said it is done: they do not verify it.
    pub done_by: Option<PersonId>,
    /// The highest level that was told it is late.
    pub escalated: Option<Level>,
    /// Where another system tracks it.
    pub tracker: Option<String>,
    /// What was said with its last step: evidence, or a reason.
    #[serde(default, with = "crate::label_text::kept::optional")]
    pub because: Option<LabelText>,
    /// The risk it became, if it was declined.
    #[serde(default)]
    pub risk: Option<RiskId>,
}

/// Where a correction is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CorrectionState {
    /// Written down and published.
    Proposed,
    /// Who controls the backlog took it on.
    Committed,
    /// Somebody is at it.
    InProgress,
    /// Its team says it is done.
    Done,
    /// It met its success measure.
    Verified,
    /// It did not meet its success measure and goes on.
    Returned,
    /// It will not be done, and became a risk.
    Declined,
}

/// What somebody wants done to a correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CorrectionCommand {
    /// Take it on.
    Commit,
    /// Begin.
    Start,
    /// Say that it is done.
    Finish {
        /// What shows it, if there is something to show already.
        evidence: Option<LabelText>,
    },
    /// Say that it met its success measure.
    Verify {
        /// What shows it.
        evidence: LabelText,
        /// It was drawn for a verification from outside.
        is_sampled: bool,
    },
    /// Say that it did not meet its success measure.
    Return {
        /// What is missing.
        reason: LabelText,
    },
    /// Decide not to do it. It becomes a risk.
    Decline {
        /// Why.
        reason: LabelText,
        /// The risk it becomes.
        risk: RiskId,
    },
    /// Move its due date.
    Extend {
        /// The new last day.
        until: Date,
        /// Why.
        reason: LabelText,
    },
    /// Give it to another team.
    HandOver(TeamId),
    /// Say where it is tracked.
    Track(String),
    /// Tell a level that it is late.
    Escalate(Level),
}

/// What changes in a correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CorrectionChange {
    /// It is somewhere else in its life.
    Moved {
        /// Where.
        to: CorrectionState,
        /// Who moved it.
        by: PersonId,
        /// When.
        at: Moment,
        /// Evidence or reason.
        because: Option<LabelText>,
    },
    /// It became a risk, to be raised with it.
    BecameRisk(RiskId),
    /// Its due date moved.
    Extended {
        /// The new last day.
        until: Date,
        /// Who decided.
        by: PersonId,
        /// Why.
        reason: LabelText,
    },
    /// Another team has it.
    HandedOver(TeamId),
    /// It is tracked elsewhere.
    Tracked(String),
    /// A level is told that it is late.
    Escalated(Level),
}

impl CorrectionState {
    /// As stored: "in-progress".
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Committed => "committed",
            Self::InProgress => "in-progress",
            Self::Done => "done",
            Self::Verified => "verified",
            Self::Returned => "returned",
            Self::Declined => "declined",
        }
    }

    /// Nothing remains to be done.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Verified | Self::Declined)
    }
}

impl Correction {
    /// A correction as the text has it, proposed on the day of its publication. Without a due date
    /// it gets the last day its priority allows.
    pub fn born(
        (id, coe, reference): (CorrectionId, CoeId, &str),
        (kind, priority): (CorrectionKind, Priority),
        owning_team: TeamId,
        due: Option<Date>,
        published: Date,
    ) -> Self {
        Self {
            id,
            coe,
            reference: reference.to_owned(),
            kind,
            priority,
            owning_team,
            due: due.unwrap_or_else(|| priority.latest_due(published)),
            state: CorrectionState::Proposed,
            extensions: 0,
            done_by: None,
            escalated: None,
            tracker: None,
            because: None,
            risk: None,
        }
    }

    /// Whether somebody outside the owning team verifies it: the urgent ones, those that eliminate
    /// or guard, and of the others those that were drawn.
    pub const fn is_verified_outside(&self, is_sampled: bool) -> bool {
        is_sampled
            || matches!(self.priority, Priority::P0 | Priority::P1)
            || matches!(self.kind, CorrectionKind::Eliminate | CorrectionKind::Guard)
    }

    /// Whether it was drawn for a verification from outside: one in five, by its random number.
    pub fn is_sampled(&self) -> bool {
        let random = self.id.as_uuid().as_u128() & 0xffff;
        random.is_multiple_of(5)
    }

    /// Whether somebody may say now that it met its success measure.
    pub fn can_be_verified_by(&self, person: PersonId, organisation: &Organisation) -> bool {
        self.check_verifier(person, self.is_sampled(), organisation)
            .is_ok()
    }

    /// What a command by somebody changes, or why it may not.
    pub fn decide(
        &self,
        command: CorrectionCommand,
        by: PersonId,
        organisation: &Organisation,
        now: Moment,
    ) -> Result<Vec<CorrectionChange>, Refusal> {
        use {CorrectionCommand as Command, CorrectionState as State};
        let moved = |to, because| CorrectionChange::Moved {
            to,
            by,
            at: now,
            because,
        };
        let change = match command {
            Command::Commit => {
                self.check_state(&[State::Proposed])?;
                self.check_manager(by, organisation)?;
                moved(State::Committed, None)
            }
            Command::Start => {
                self.check_state(&[State::Committed, State::Returned])?;
                moved(State::InProgress, None)
            }
            Command::Finish { evidence } => {
                self.check_state(&[State::Committed, State::InProgress, State::Returned])?;
                moved(State::Done, evidence)
            }
            Command::Verify {
                evidence,
                is_sampled,
            } => {
                self.check_verifier(by, is_sampled, organisation)?;
                moved(State::Verified, Some(evidence))
            }
            Command::Return { reason } => {
                self.check_verifier(by, false, organisation)?;
                moved(State::Returned, Some(reason))
            }
            Command::Decline { reason, risk } => {
                self.check_open()?;
                self.check_manager(by, organisation)?;
                let declined = moved(State::Declined, Some(reason));
                return Ok(vec![declined, CorrectionChange::BecameRisk(risk)]);
            }
            Command::Extend { until, reason } => {
                self.check_extension(by, until, organisation)?;
                CorrectionChange::Extended { until, by, reason }
            }
            Command::HandOver(team) => {
                self.check_open()?;
                self.check_manager(by, organisation)?;
                CorrectionChange::HandedOver(team)
            }
            Command::Track(link) => CorrectionChange::Tracked(link),
            Command::Escalate(level) => return Ok(self.escalate(level)),
        };
        Ok(vec![change])
    }

    /// The correction after a change.
    pub fn apply(&mut self, change: &CorrectionChange) {
        self.because = match change {
            CorrectionChange::Moved { because, .. } => because.clone(),
            CorrectionChange::Extended { reason, .. } => Some(reason.clone()),
            // Belongs to the decision not to do it.
            CorrectionChange::BecameRisk(_) => self.because.take(),
            _ => None,
        };
        match change {
            CorrectionChange::Moved { to, by, .. } => {
                self.state = *to;
                match to {
                    CorrectionState::Done => self.done_by = Some(*by),
                    CorrectionState::Returned => self.done_by = None,
                    _ => {}
                }
            }
            CorrectionChange::BecameRisk(risk) => self.risk = Some(*risk),
            CorrectionChange::Extended { until, .. } => {
                self.due = *until;
                self.extensions = self.extensions.saturating_add(1);
                self.escalated = None;
            }
            CorrectionChange::HandedOver(team) => self.owning_team = *team,
            CorrectionChange::Tracked(link) => self.tracker = Some(link.clone()),
            CorrectionChange::Escalated(level) => self.escalated = Some(*level),
        }
    }

    /// What changes when time tells a level that it is late. Each level is told once.
    pub fn escalate(&self, level: Level) -> Vec<CorrectionChange> {
        let is_new = !self.state.is_final() && self.escalated < Some(level);
        is_new
            .then_some(CorrectionChange::Escalated(level))
            .into_iter()
            .collect()
    }

    fn check_state(&self, states: &[CorrectionState]) -> Result<(), Refusal> {
        let wanted = listed(states.iter().map(|state| state.as_str()));
        let remedy = format!("It is {}; this needs: {wanted}.", self.state.as_str());
        require(
            states.contains(&self.state),
            "correction-in-wrong-state",
            remedy,
        )
    }

    fn check_open(&self) -> Result<(), Refusal> {
        let remedy = "It is verified or declined. Write a new corrective action.";
        require(!self.state.is_final(), "correction-final", remedy)
    }

    fn check_manager(&self, by: PersonId, organisation: &Organisation) -> Result<(), Refusal> {
        let remedy = "A manager of the owning team decides this.";
        require(
            organisation.manages(by, self.owning_team),
            "not-the-backlog-owner",
            remedy,
        )
    }

    fn check_verifier(
        &self,
        by: PersonId,
        is_sampled: bool,
        organisation: &Organisation,
    ) -> Result<(), Refusal> {
        self.check_state(&[CorrectionState::Done])?;
        let did_it = self
            .done_by
            .is_some_and(|one| organisation.is_same_person(one, by));
        let remedy = "Somebody other than who said it is done verifies it.";
        require(!did_it, "own-correction", remedy)?;
        let is_inside = organisation.belongs_to(by, self.owning_team);
        let remedy = "Somebody outside the owning team verifies it.";
        let may = !is_inside || !self.is_verified_outside(is_sampled);
        require(may, "verified-from-outside", remedy)
    }

    fn check_extension(
        &self,
        by: PersonId,
        until: Date,
        organisation: &Organisation,
    ) -> Result<(), Refusal> {
        self.check_open()?;
        self.check_manager(by, organisation)?;
        let remedy = format!("Choose a day after {}.", self.due);
        require(until > self.due, "extension-not-later", remedy)
    }
}

#[cfg(test)]
mod tests;
