//! How long sessions last.

use std::time::Duration;

use crate::Explained;

const MINUTE: Duration = Duration::from_mins(1);
const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);

/// How long sessions last.
///
/// INVARIANT: one minute ≤ `fresh` ≤ `idle` ≤ `life` ≤ 30 days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionSettings {
    idle: Duration,
    life: Duration,
    fresh: Duration,
}

/// Lengths that do not fit together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a session cannot last so long or so short")]
pub struct SessionSettingsError;

impl Explained for SessionSettingsError {
    fn code(&self) -> &'static str {
        "session-settings-invalid"
    }

    fn remedy(&self) -> &'static str {
        "Choose, from one minute up: how long a sign-in counts as fresh, then how long a session \
         may rest, then how long it may last, at most 30 days."
    }
}

impl SessionSettings {
    /// `idle`: the longest rest between two requests. `life`: the longest a session lasts, however
    /// busy; 30 days are the most that NIST SP 800-63B-4 §2.1.3 allows. `fresh`: how long after
    /// signing in a dangerous act needs no second proof.
    pub fn new(
        idle: Duration,
        life: Duration,
        fresh: Duration,
    ) -> Result<Self, SessionSettingsError> {
        let in_order = MINUTE <= fresh && fresh <= idle && idle <= life && life <= 30 * DAY;
        let settings = Self { idle, life, fresh };
        in_order.then_some(settings).ok_or(SessionSettingsError)
    }

    /// The longest rest between two requests.
    pub const fn idle(&self) -> Duration {
        self.idle
    }

    /// The longest a session lasts.
    pub const fn life(&self) -> Duration {
        self.life
    }

    /// How long a sign-in counts as fresh.
    pub const fn fresh(&self) -> Duration {
        self.fresh
    }
}

impl Default for SessionSettings {
    /// 12 hours of rest, 7 days of life, fresh for 15 minutes. Organisations that need assurance
    /// level 2 of NIST SP 800-63B-4 choose 1 hour and 24 hours.
    fn default() -> Self {
        Self {
            idle: 12 * HOUR,
            life: 7 * DAY,
            fresh: 15 * MINUTE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_fits_together() {
        let given = SessionSettings::default();
        let made = SessionSettings::new(given.idle(), given.life(), given.fresh());
        assert_eq!(made, Ok(given));
    }

    #[test]
    fn lengths_that_do_not_fit_are_refused() {
        for (idle, life, fresh) in [
            (HOUR, MINUTE, MINUTE),
            (HOUR, 31 * DAY, MINUTE),
            (HOUR, DAY, 2 * HOUR),
            (HOUR, DAY, Duration::ZERO),
            (Duration::ZERO, DAY, Duration::ZERO),
        ] {
            let made = SessionSettings::new(idle, life, fresh);
            assert_eq!(made, Err(SessionSettingsError));
        }
    }
}
