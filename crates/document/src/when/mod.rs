//! Times as people write them.

mod clock;
mod cursor;
mod day;
mod read;
mod zone;

pub use zone::Zone;

pub(crate) use read::{Written, first_date, leading, trailing, whole};
pub(crate) use zone::first_zone;

use crate::span::Span;

/// A time as it stands in the text, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeAsWritten {
    /// From the first to the last byte of the time: date, clock and zone as far as written.
    pub span: Span,
    /// The day, written here or carried forward from before.
    pub date: Option<Date>,
    /// Where the day comes from.
    pub date_source: DateSource,
    /// What the clock says.
    pub clock: Clock,
    /// The end of a range ("14:02–14:10"), if one is given.
    pub until: Option<Clock>,
    /// The zone written here. [`Document::timeline_zone`](crate::Document::timeline_zone) holds for
    /// times without one.
    pub zone: Option<Zone>,
}

impl TimeAsWritten {
    /// Hours of the clock as written (24-hour), possible or not.
    pub fn hour(&self) -> Option<u8> {
        self.clock.of_day().map(|(hour, _, _)| hour)
    }

    /// Minutes of the clock as written, possible or not.
    pub fn minute(&self) -> Option<u8> {
        self.clock.of_day().map(|(_, minute, _)| minute)
    }

    /// Seconds of the clock as written; 0 where none are.
    pub fn second(&self) -> Option<u8> {
        self.clock.of_day().map(|(_, _, second)| second)
    }

    /// Whether such a time and day exist (24:00 does, 07:82 and 31 April do not).
    pub fn is_possible(&self) -> bool {
        let until = self.until.is_none_or(Clock::is_possible);
        self.clock.is_possible() && until && self.date.is_none_or(Date::is_possible)
    }
}

/// What a clock says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clock {
    /// A time of day, as written: it may be impossible.
    OfDay {
        /// Hours, 24-hour.
        hour: u8,
        /// Minutes.
        minute: u8,
        /// Seconds, 0 where not written.
        second: u8,
    },
    /// Seconds since the start ("T+5m").
    Elapsed(i64),
    /// Only a day is given.
    Day,
    /// A timeline row's cell in which no time can be read.
    Unclear,
}

impl Clock {
    fn of_day(self) -> Option<(u8, u8, u8)> {
        match self {
            Self::OfDay {
                hour,
                minute,
                second,
            } => Some((hour, minute, second)),
            _ => None,
        }
    }

    /// Whether such a time exists.
    pub fn is_possible(self) -> bool {
        match self {
            Self::OfDay {
                hour: 24,
                minute,
                second,
            } => minute == 0 && second == 0,
            Self::OfDay {
                hour,
                minute,
                second,
            } => hour < 24 && minute < 60 && second <= 60,
            Self::Elapsed(_) | Self::Day | Self::Unclear => true,
        }
    }
}

/// A day of the calendar as written: it may be impossible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year, where one is written or known from an earlier date.
    pub year: Option<i32>,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

impl Date {
    /// Whether such a day exists; without a year, 29 February does.
    pub fn is_possible(self) -> bool {
        let leap = self
            .year
            .is_none_or(|y| y % 4 == 0 && (y % 100 != 0 || y % 400 == 0));
        let days = match self.month {
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return false,
        };
        (1..=days).contains(&self.day)
    }

    /// Days since 1970-01-01, where the year is known and the day possible.
    pub fn days(self) -> Option<i64> {
        let year = i64::from(self.year.filter(|_| self.is_possible())?);
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        let shifted = if month > 2 { year } else { year - 1 };
        let era = shifted.div_euclid(400);
        let of_era = shifted.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
    }
}

/// Where a [`TimeAsWritten`]'s day comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateSource {
    /// It is written with the time.
    Written,
    /// It is carried forward: from an earlier entry, a date on a line of its own, the section's
    /// heading or introduction.
    Carried,
    /// It is that of the front matter's `started`.
    FrontMatter,
    /// It is the first whole date in the title, the summary or the impact: a guess.
    Nearby,
    /// None is known.
    Unknown,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u8, day: u8) -> Date {
        Date {
            year: Some(year),
            month,
            day,
        }
    }

    #[test]
    fn knows_the_calendar() {
        assert!(date(2024, 2, 29).is_possible());
        assert!(!date(2026, 2, 29).is_possible());
        assert!(!date(1900, 2, 29).is_possible());
        assert!(!date(2026, 4, 31).is_possible());
        assert!(!date(2026, 13, 1).is_possible());
        assert!(!date(2026, 1, 0).is_possible());
    }

    #[test]
    fn counts_days() {
        assert_eq!(date(1970, 1, 1).days(), Some(0));
        assert_eq!(date(1969, 12, 31).days(), Some(-1));
        assert_eq!(
            date(2026, 3, 1).days(),
            date(2026, 2, 28).days().map(|day| day + 1)
        );
        assert_eq!(date(2000, 3, 1).days(), Some(11_017));
        assert_eq!(date(2026, 2, 30).days(), None);
        assert_eq!(
            Date {
                year: None,
                month: 1,
                day: 1
            }
            .days(),
            None
        );
    }

    #[test]
    fn midnight_may_be_written_24() {
        assert!(
            Clock::OfDay {
                hour: 24,
                minute: 0,
                second: 0
            }
            .is_possible()
        );
        assert!(
            !Clock::OfDay {
                hour: 24,
                minute: 1,
                second: 0
            }
            .is_possible()
        );
        assert!(
            !Clock::OfDay {
                hour: 7,
                minute: 82,
                second: 0
            }
            .is_possible()
        );
    }
}
