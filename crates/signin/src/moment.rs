//! Points in time, as every rule is given them.

use std::time::Duration;

/// A point in time: UTC milliseconds since 1970-01-01T00:00Z, leap seconds not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

impl Moment {
    /// From milliseconds.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// In milliseconds.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// `length` later, or the last moment there is.
    #[must_use]
    pub fn plus(self, length: Duration) -> Self {
        let millis = i64::try_from(length.as_millis()).unwrap_or(i64::MAX);
        Self(self.0.saturating_add(millis))
    }

    /// How long ago `earlier` was; zero if a clock was set back behind it.
    pub fn since(self, earlier: Self) -> Duration {
        let millis = self.0.saturating_sub(earlier.0);
        Duration::from_millis(u64::try_from(millis).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_added_and_measured() {
        let start = Moment::from_millis(1_000);
        let end = start.plus(Duration::from_secs(2));
        assert_eq!(end.millis(), 3_000);
        assert_eq!(end.since(start), Duration::from_secs(2));
    }

    #[test]
    fn the_past_and_the_end_of_time_are_harmless() {
        let start = Moment::from_millis(1_000);
        assert_eq!(Moment::from_millis(0).since(start), Duration::ZERO);
        assert_eq!(start.plus(Duration::MAX).millis(), i64::MAX);
        let longest = Moment::from_millis(i64::MAX).since(Moment::from_millis(i64::MIN));
        assert_eq!(longest.as_millis(), i64::MAX as u128);
    }
}
