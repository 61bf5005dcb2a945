//! A risk as people see it: how often it was raised, and never by whom.

use std::collections::BTreeSet;

use domain::id::{CorrectionId, PersonId, RiskId, TeamId};
use domain::incident::Component;
use domain::label_text::LabelText;
use domain::moment::Moment;
use domain::people::Level;
use domain::risk::{Risk, RiskDecision, RiskDecisionKind, RiskMitigation, RiskPolicy, RiskStatus};
use jiff::civil::Date;
use store::Kept;

/// A risk without who raised it and who decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskView {
    /// Which.
    pub id: RiskId,
    /// How often it was saved; sent back with a decision.
    pub version: i64,
    /// What may happen.
    pub statement: LabelText,
    /// What it is about.
    pub components: BTreeSet<Component>,
    /// Who would have to do something about it.
    pub owning_team: TeamId,
    /// When it was raised, the first time in front.
    pub raised: Vec<Moment>,
    /// Whether the caller raised it.
    pub is_raised_by_caller: bool,
    /// What would help, and how many people it would take.
    pub mitigation: Option<RiskMitigation>,
    /// What was decided, first to last.
    pub decisions: Vec<DecidedRisk>,
    /// How it stands today.
    pub state: RiskState,
    /// The declined corrective action it came from.
    pub declined_correction: Option<CorrectionId>,
}

/// A decision, by level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecidedRisk {
    /// What.
    pub kind: RiskDecisionKind,
    /// Why.
    pub reasons: LabelText,
    /// How far up who decided stood.
    pub level: Level,
    /// When.
    pub at: Moment,
    /// The last day it holds.
    pub until: Date,
}

/// How a risk stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RiskState {
    /// It waits for a decision.
    Open {
        /// Since when.
        since: Date,
        /// At which level.
        waits_at: Level,
    },
    /// Its last decision holds.
    Decided,
}

impl RiskView {
    pub(crate) fn of(kept: Kept<Risk>, caller: PersonId, policy: &RiskPolicy, now: Moment) -> Self {
        let Kept {
            state: risk,
            version,
        } = kept;
        let state = match (risk.status(policy, now), risk.waits_at(policy, now)) {
            (RiskStatus::Open { since }, Some(waits_at)) => RiskState::Open { since, waits_at },
            _ => RiskState::Decided,
        };
        Self {
            id: risk.id,
            version,
            raised: risk.voices.iter().map(|voice| voice.at).collect(),
            is_raised_by_caller: risk.voices.iter().any(|voice| voice.by == caller),
            decisions: risk.decisions.into_iter().map(DecidedRisk::from).collect(),
            statement: risk.statement,
            components: risk.components,
            owning_team: risk.owning_team,
            mitigation: risk.mitigation,
            declined_correction: risk.declined_correction,
            state,
        }
    }
}

impl From<RiskDecision> for DecidedRisk {
    fn from(decision: RiskDecision) -> Self {
        Self {
            kind: decision.kind,
            reasons: decision.reasons,
            level: decision.level,
            at: decision.at,
            until: decision.until,
        }
    }
}
