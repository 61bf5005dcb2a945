//! When what happened in an incident.

use std::fmt;

use crate::moment::Moment;
use crate::refusal::{Refusal, require};
use serde::{Deserialize, Serialize};

/// The times of an incident, as far as they are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Times {
    /// The first harm.
    pub started: Option<Moment>,
    /// The first alarm or report.
    pub detected: Option<Moment>,
    /// The right team was at it.
    pub engaged: Option<Moment>,
    /// The harm was contained.
    pub mitigated: Option<Moment>,
    /// It was over.
    pub resolved: Option<Moment>,
}

/// A time every incident has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Milestone {
    /// The first harm.
    Started,
    /// The first alarm or report.
    Detected,
    /// The right team was at it.
    Engaged,
    /// The harm was contained.
    Mitigated,
    /// It was over.
    Resolved,
}

impl fmt::Display for Milestone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Started => "started",
            Self::Detected => "detected",
            Self::Engaged => "engaged",
            Self::Mitigated => "mitigated",
            Self::Resolved => "resolved",
        })
    }
}

impl Times {
    /// The known ones, in the order they must have.
    pub fn known(&self) -> impl Iterator<Item = (Milestone, Moment)> {
        let all = [
            (Milestone::Started, self.started),
            (Milestone::Detected, self.detected),
            (Milestone::Engaged, self.engaged),
            (Milestone::Mitigated, self.mitigated),
            (Milestone::Resolved, self.resolved),
        ];
        all.into_iter()
            .filter_map(|(milestone, at)| Some((milestone, at?)))
    }

    /// Each is at or after those before it, and none is in the future. The refusal names the first
    /// pair that is not.
    pub fn check(&self, now: Moment) -> Result<(), Refusal> {
        let known: Vec<_> = self.known().collect();
        for pair in known.windows(2) {
            if let [(earlier, from), (later, to)] = pair {
                require(
                    from <= to,
                    "times-out-of-order",
                    format!("Set {later} ({to}) to {earlier} ({from}) or after it."),
                )?;
            }
        }
        match known.last() {
            Some((last, at)) => require(
                *at <= now,
                "time-in-the-future",
                format!("Set {last} ({at}) to now ({now}) or before it."),
            ),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Moment {
        Moment::from_milliseconds(minutes * 60_000)
    }

    fn checked(times: Times) -> Result<(), Refusal> {
        times.check(Moment::from_milliseconds(60 * 60_000))
    }

    #[test]
    fn ordered_and_unknown_times_pass() {
        assert_eq!(checked(Times::default()), Ok(()));
        let started = Some(at(1));
        let (detected, resolved) = (Some(at(1)), Some(at(60)));
        assert_eq!(
            checked(Times {
                started,
                detected,
                resolved,
                ..Times::default()
            }),
            Ok(())
        );
    }

    #[test]
    fn the_pair_out_of_order_is_named() {
        let (started, mitigated) = (Some(at(10)), Some(at(5)));
        let refusal = checked(Times {
            started,
            mitigated,
            ..Times::default()
        })
        .unwrap_err();
        assert_eq!(refusal.code(), "times-out-of-order");
        assert_eq!(
            refusal.remedy(),
            "Set mitigated (1970-01-01T00:05:00.000Z) to started (1970-01-01T00:10:00.000Z) or \
             after it."
        );
    }

    #[test]
    fn nothing_has_happened_tomorrow() {
        let refusal = checked(Times {
            detected: Some(at(61)),
            ..Times::default()
        })
        .unwrap_err();
        assert_eq!(refusal.code(), "time-in-the-future");
        assert!(refusal.remedy().starts_with("Set detected"));
    }
}
