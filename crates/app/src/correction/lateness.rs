//! How late a corrective action is.

use domain::correction::{Correction, CorrectionState};
use domain::moment::Moment;
use domain::people::Level;

use crate::settings::Settings;

/// How late a corrective action is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lateness {
    /// Working days behind the due date; 0 if it is not late, or said to be done.
    pub working_days: u32,
    /// The highest level that must know of it.
    pub level: Option<Level>,
}

impl Lateness {
    pub(crate) fn of(correction: &Correction, settings: &Settings, now: Moment) -> Self {
        let policy = &settings.escalation;
        let is_done = correction.state.is_final() || correction.state == CorrectionState::Done;
        if is_done {
            return Self::default();
        }
        let today = policy.calendar.date(now);
        Self {
            working_days: policy.calendar.working_days_between(correction.due, today),
            level: correction.level_to_tell(policy, now),
        }
    }
}
