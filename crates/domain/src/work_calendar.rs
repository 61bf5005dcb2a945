//! Days people work.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};

use crate::moment::Moment;
use serde::{Deserialize, Serialize};

/// Which days are working days, and when they begin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkCalendar {
    /// Days off besides Saturdays and Sundays.
    pub holidays: BTreeSet<Date>,
    /// Minutes the organisation's clocks are ahead of UTC, -840 to 840; deadlines are days there.
    pub minutes_ahead: i16,
}

impl WorkCalendar {
    /// The day it is there.
    pub fn date(&self, at: Moment) -> Date {
        at.date(self.minutes_ahead)
    }

    /// Monday to Friday, no holiday.
    pub fn is_working_day(&self, date: Date) -> bool {
        !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
            && !self.holidays.contains(&date)
    }

    /// The same time of day so many working days later. What begins on a day off begins with the
    /// next working day.
    pub fn after_working_days(&self, from: Moment, days: u32) -> Moment {
        let (mut date, time_of_day) = self.first_working_time(from);
        for _ in 0..days {
            date = self.next_working_day(date);
        }
        Moment::start_of(date, self.minutes_ahead).plus(time_of_day)
    }

    /// Working days after `from` up to and including `to`; none if `to` is not after it.
    pub fn working_days_between(&self, from: Date, to: Date) -> u32 {
        if to <= from {
            return 0;
        }
        let days = (to - from).get_days() as u32;
        let weekdays = days / 7 * 5 + weekdays_after(from, days % 7);
        let off = self
            .holidays
            .iter()
            .filter(|&&day| from < day && day <= to && day.weekday().to_monday_zero_offset() < 5);
        weekdays - off.count() as u32
    }

    fn first_working_time(&self, from: Moment) -> (Date, std::time::Duration) {
        let date = self.date(from);
        if self.is_working_day(date) {
            (date, from.since(Moment::start_of(date, self.minutes_ahead)))
        } else {
            (self.next_working_day(date), std::time::Duration::ZERO)
        }
    }

    /// The next working day, or the last day there is.
    fn next_working_day(&self, date: Date) -> Date {
        let later = date.series(jiff::Span::new().days(1)).skip(1);
        let mut working = later.filter(|&day| self.is_working_day(day));
        working.next().unwrap_or(Date::MAX)
    }
}

/// Weekdays among the next `days` (fewer than 7) days after `from`.
fn weekdays_after(from: Date, days: u32) -> u32 {
    let first = from.weekday().to_monday_zero_offset() as u32;
    (1..=days).filter(|day| (first + day) % 7 < 5).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn moment(text: &str) -> Moment {
        text.parse().unwrap()
    }

    fn with_holiday() -> WorkCalendar {
        WorkCalendar {
            holidays: [date(2026, 3, 3), date(2026, 3, 7)].into(),
            minutes_ahead: 0,
        }
    }

    #[test]
    fn working_days_pass_over_weekends_and_holidays() {
        let after = |from: &str, days| with_holiday().after_working_days(moment(from), days);
        // 2 March 2026 is a Monday.
        assert_eq!(
            after("2026-03-02T09:00:00Z", 0),
            moment("2026-03-02T09:00:00Z")
        );
        assert_eq!(
            after("2026-03-02T09:00:00Z", 1),
            moment("2026-03-04T09:00:00Z")
        );
        assert_eq!(
            after("2026-03-06T17:00:00Z", 3),
            moment("2026-03-11T17:00:00Z")
        );
    }

    #[test]
    fn what_begins_on_a_day_off_begins_with_the_next_working_day() {
        let saturday = moment("2026-02-28T17:00:00Z");
        let calendar = WorkCalendar::default();
        assert_eq!(
            calendar.after_working_days(saturday, 3),
            moment("2026-03-05T00:00:00Z")
        );
    }

    #[test]
    fn days_are_those_of_the_place() {
        let calendar = WorkCalendar {
            minutes_ahead: 600,
            ..WorkCalendar::default()
        };
        // Already Monday there.
        let sunday = moment("2026-03-01T23:00:00Z");
        assert_eq!(
            calendar.after_working_days(sunday, 1),
            moment("2026-03-02T23:00:00Z")
        );
    }

    #[test]
    fn working_days_are_counted() {
        let between = |from, to| with_holiday().working_days_between(from, to);
        assert_eq!(between(date(2026, 3, 2), date(2026, 3, 2)), 0);
        assert_eq!(between(date(2026, 3, 2), date(2026, 3, 4)), 1);
        assert_eq!(between(date(2026, 3, 6), date(2026, 3, 9)), 1);
        assert_eq!(between(date(2026, 3, 9), date(2026, 3, 6)), 0);
    }

    proptest! {
        #[test]
        fn counting_agrees_with_walking(start in 0i32..4000, days in 0i32..60) {
            let calendar = with_holiday();
            let from = date(2024, 1, 1).saturating_add(jiff::Span::new().days(start));
            let to = from.saturating_add(jiff::Span::new().days(days));
            let walked = from
                .series(jiff::Span::new().days(1))
                .skip(1)
                .take_while(|&day| day <= to)
                .filter(|&day| calendar.is_working_day(day));
            prop_assert_eq!(calendar.working_days_between(from, to), walked.count() as u32);
        }
    }
}
