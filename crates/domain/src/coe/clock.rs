//! How much time is left.

use crate::coe::Coe;
use crate::moment::Moment;
use serde::{Deserialize, Serialize};

/// When what is due, in days after the incident was resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlinePolicy {
    /// The first text is submitted.
    pub draft_days: u32,
    /// It is published.
    pub published_days: u32,
    /// So many days before, it is due soon.
    pub soon_days: u32,
}

impl Default for DeadlinePolicy {
    fn default() -> Self {
        Self {
            draft_days: 7,
            published_days: 14,
            soon_days: 2,
        }
    }
}

/// How a deadline stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeadlineState {
    /// There is time, or it was met.
    OnTime,
    /// It is not met and due soon.
    DueSoon,
    /// It passed before it was met.
    Late,
}

/// One deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// When it is due.
    pub due: Moment,
    /// When it was met.
    pub met: Option<Moment>,
    /// How it stands.
    pub state: DeadlineState,
}

/// The deadlines of a COE.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// For the first submission.
    pub draft: Deadline,
    /// For the first publication.
    pub publication: Deadline,
}

impl Coe {
    /// Its deadlines; none before the incident is resolved.
    pub fn clock(
        &self,
        resolved: Option<Moment>,
        policy: &DeadlinePolicy,
        now: Moment,
    ) -> Option<Clock> {
        let resolved = resolved?;
        let published = self.publications.first().map(|publication| publication.at);
        let deadline = |days, met| deadline(resolved.plus_days(days), met, policy, now);
        Some(Clock {
            draft: deadline(policy.draft_days, self.first_submitted),
            publication: deadline(policy.published_days, published),
        })
    }
}

fn deadline(due: Moment, met: Option<Moment>, policy: &DeadlinePolicy, now: Moment) -> Deadline {
    let until = met.unwrap_or(now);
    let state = if until > due {
        DeadlineState::Late
    } else if met.is_none() && now.plus_days(policy.soon_days) >= due {
        DeadlineState::DueSoon
    } else {
        DeadlineState::OnTime
    };
    Deadline { due, met, state }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{CoeId, IncidentId, PersonId, TeamId};

    fn day(days: u32) -> Moment {
        Moment::from_milliseconds(0).plus_days(days)
    }

    fn coe() -> Coe {
        Coe::draft(
            CoeId::new(day(0), [0; 10]),
            IncidentId::new(day(0), [0; 10]),
            TeamId::new(day(0), [0; 10]),
            PersonId::new([1; 16]),
        )
    }

    #[test]
    fn nothing_is_due_before_the_incident_is_resolved() {
        assert_eq!(coe().clock(None, &DeadlinePolicy::default(), day(9)), None);
    }

    #[test]
    fn time_runs_from_resolution() {
        use DeadlineState::{DueSoon, Late, OnTime};
        let states = |now| {
            let clock = coe()
                .clock(Some(day(0)), &DeadlinePolicy::default(), now)
                .unwrap();
            (clock.draft.state, clock.publication.state)
        };
        assert_eq!(states(day(4)), (OnTime, OnTime));
        assert_eq!(states(day(5)), (DueSoon, OnTime));
        assert_eq!(states(day(7)), (DueSoon, OnTime));
        assert_eq!(states(day(8)), (Late, OnTime));
        assert_eq!(states(day(15)), (Late, Late));
    }

    #[test]
    fn what_was_met_stays_as_it_was_met() {
        let submitted_at = |days| {
            let first_submitted = Some(day(days));
            let coe = Coe {
                first_submitted,
                ..coe()
            };
            coe.clock(Some(day(0)), &DeadlinePolicy::default(), day(30))
                .unwrap()
                .draft
        };
        assert_eq!(submitted_at(6).state, DeadlineState::OnTime);
        assert_eq!(submitted_at(8).state, DeadlineState::Late);
    }
}
