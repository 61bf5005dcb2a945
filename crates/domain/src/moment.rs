//! When something happened.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A point in time: whole milliseconds since 1970 in UTC, years -9999 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "i64", into = "i64")]
pub struct Moment(i64);

/// The text is no moment in RFC 3339 with an offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a moment is written like 2026-03-02T09:15:00Z")]
pub struct InvalidMoment;

/// Milliseconds of a day.
const DAY: i64 = 24 * 60 * 60 * 1000;

impl From<i64> for Moment {
    fn from(milliseconds: i64) -> Self {
        Self::from_milliseconds(milliseconds)
    }
}

impl From<Moment> for i64 {
    fn from(moment: Moment) -> Self {
        moment.0
    }
}

impl Moment {
    /// The moment so many milliseconds after 1970 began in UTC; beyond the range, its end.
    pub fn from_milliseconds(milliseconds: i64) -> Self {
        let first = Timestamp::MIN.as_millisecond() + 1000;
        let last = Timestamp::MAX.as_millisecond() - 1000;
        Self(milliseconds.clamp(first, last))
    }

    /// Milliseconds since 1970 began in UTC.
    pub const fn as_milliseconds(self) -> i64 {
        self.0
    }

    /// This much later.
    #[must_use]
    pub fn plus(self, duration: Duration) -> Self {
        let milliseconds = i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        Self::from_milliseconds(self.0.saturating_add(milliseconds))
    }

    /// This many days of 24 hours later.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        Self::from_milliseconds(self.0.saturating_add(i64::from(days) * DAY))
    }

    /// How long after `earlier` this is; nothing if it is not after it.
    pub fn since(self, earlier: Self) -> Duration {
        let milliseconds = self.0.saturating_sub(earlier.0);
        Duration::from_millis(u64::try_from(milliseconds).unwrap_or_default())
    }

    /// The day where clocks are so many minutes ahead of UTC.
    pub fn date(self, minutes_ahead: i16) -> Date {
        let local = Self::from_milliseconds(self.0 + i64::from(minutes_ahead) * 60_000);
        let days = local.0.div_euclid(DAY);
        let days = jiff::Span::new().days(days);
        jiff::civil::date(1970, 1, 1).saturating_add(days)
    }

    /// When a day begins where clocks are so many minutes ahead of UTC.
    pub fn start_of(date: Date, minutes_ahead: i16) -> Self {
        let since_1970 = date - jiff::civil::date(1970, 1, 1);
        let utc = i64::from(since_1970.get_days()) * DAY;
        Self::from_milliseconds(utc - i64::from(minutes_ahead) * 60_000)
    }
}

impl FromStr for Moment {
    type Err = InvalidMoment;

    /// Reads RFC 3339 with any offset; what is finer than milliseconds is cut off.
    fn from_str(text: &str) -> Result<Self, InvalidMoment> {
        let timestamp: Timestamp = text.parse().map_err(|_| InvalidMoment)?;
        Ok(Self::from_milliseconds(timestamp.as_millisecond()))
    }
}

impl fmt::Display for Moment {
    /// RFC 3339 in UTC with milliseconds, so that texts of one era sort as moments do.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Timestamp::from_millisecond(self.0) {
            Ok(timestamp) => write!(f, "{timestamp:.3}"),
            Err(_) => write!(f, "{} ms", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn moment(text: &str) -> Moment {
        text.parse().unwrap()
    }

    #[test]
    fn moments_are_written_in_utc() {
        assert_eq!(
            moment("2026-03-02T10:15:00+01:00").to_string(),
            "2026-03-02T09:15:00.000Z"
        );
        assert_eq!(
            Moment::from_milliseconds(0).to_string(),
            "1970-01-01T00:00:00.000Z"
        );
        assert_eq!("2026-03-02T10:15".parse::<Moment>(), Err(InvalidMoment));
    }

    #[test]
    fn days_begin_by_the_clock_of_the_place() {
        let late = moment("2026-03-02T23:30:00Z");
        assert_eq!(late.date(0), date(2026, 3, 2));
        assert_eq!(late.date(60), date(2026, 3, 3));
        assert_eq!(
            Moment::start_of(date(2026, 3, 3), 60),
            moment("2026-03-02T23:00:00Z")
        );
        assert_eq!(moment("1969-12-31T23:59:59Z").date(0), date(1969, 12, 31));
    }

    #[test]
    fn later_and_earlier() {
        let at = moment("2026-03-02T09:15:00Z");
        assert_eq!(at.plus_days(7), moment("2026-03-09T09:15:00Z"));
        assert_eq!(
            at.plus(Duration::from_mins(1)).since(at),
            Duration::from_mins(1)
        );
        assert_eq!(at.since(at.plus_days(1)), Duration::ZERO);
    }

    #[test]
    fn the_ends_of_time_hold() {
        for milliseconds in [i64::MIN, i64::MAX] {
            let end = Moment::from_milliseconds(milliseconds);
            assert_eq!(end.to_string().parse(), Ok(end));
            let _ = (end.date(840), end.date(-840), end.plus_days(u32::MAX));
        }
    }

    proptest! {
        #[test]
        fn moments_are_read_as_written(milliseconds in any::<i64>()) {
            let at = Moment::from_milliseconds(milliseconds);
            prop_assert_eq!(at.to_string().parse(), Ok(at));
            prop_assert!(Moment::start_of(at.date(0), 0) <= at);
        }
    }
}
