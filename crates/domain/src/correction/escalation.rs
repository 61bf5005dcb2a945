//! Who is told that a correction is late.

use std::collections::BTreeMap;

use crate::correction::{Correction, CorrectionState, Priority};
use crate::id::{CorrectionId, PersonId};
use crate::moment::Moment;
use crate::people::{Level, Organisation};
use crate::work_calendar::WorkCalendar;
use serde::{Deserialize, Serialize};

/// After how many working days behind its due date a correction reaches which level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EscalationPolicy {
    /// Working days late at which the team, manager, director and executive are told, by priority.
    /// Priorities without an entry are never escalated.
    pub working_days_late: BTreeMap<Priority, [u32; 4]>,
    /// Working days.
    pub calendar: WorkCalendar,
}

impl Default for EscalationPolicy {
    fn default() -> Self {
        let steps = [
            (Priority::P0, [1, 1, 2, 5]),
            (Priority::P1, [1, 3, 10, 20]),
            (Priority::P2, [1, 5, 20, 40]),
            (Priority::P3, [1, 10, 40, 60]),
        ];
        Self {
            working_days_late: steps.into(),
            calendar: WorkCalendar::default(),
        }
    }
}

impl Correction {
    /// The highest level that must know of it now. Never falls while nothing else changes.
    pub fn level_to_tell(&self, policy: &EscalationPolicy, now: Moment) -> Option<Level> {
        if self.state.is_final() || self.state == CorrectionState::Done {
            return None;
        }
        let steps = policy.working_days_late.get(&self.priority)?;
        let today = policy.calendar.date(now);
        let late = policy.calendar.working_days_between(self.due, today);
        let reached = Level::ALL
            .into_iter()
            .zip(steps)
            .filter(|(_, days)| late >= **days);
        reached
            .map(|(level, _)| level)
            .next_back()
            .filter(|_| late > 0)
    }

    /// The level that must be told now and was not: each is told once, however often this is asked.
    pub fn level_not_told(&self, policy: &EscalationPolicy, now: Moment) -> Option<Level> {
        let level = self.level_to_tell(policy, now);
        level.filter(|_| self.escalated < level)
    }
}

/// One list for each person who must be told, instead of a message for each correction. The team
/// level reaches the team's leader, each further one the next above; where nobody is, the highest
/// there is. Corrections of teams nobody answers for are missing.
pub fn digests<'a>(
    late: impl IntoIterator<Item = (&'a Correction, Level)>,
    organisation: &Organisation,
) -> BTreeMap<PersonId, Vec<(CorrectionId, Level)>> {
    let mut digests: BTreeMap<PersonId, Vec<(CorrectionId, Level)>> = BTreeMap::new();
    for (correction, level) in late {
        let managers = organisation.managers_of(correction.owning_team);
        let steps_up = Level::ALL
            .iter()
            .position(|&one| one == level)
            .unwrap_or_default();
        if let Some(&person) = managers.get(steps_up).or(managers.last()) {
            digests
                .entry(person)
                .or_default()
                .push((correction.id, level));
        }
    }
    digests
}
