//! Moments and spans of time as pages write them. Times are UTC. A figure and its unit are held
//! together by a no-break space.

use std::time::Duration;

use domain::moment::Moment;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
const WEEK: u64 = 7 * DAY;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The time of day: "17:37".
pub fn time(moment: Moment) -> String {
    let minutes = moment
        .as_milliseconds()
        .div_euclid(60_000)
        .rem_euclid(24 * 60);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The day: "28 February 2026".
pub fn day(moment: Moment) -> String {
    let date = moment.date(0);
    format!("{}\u{a0}{} {}", date.day(), month(moment), date.year())
}

/// The day, short and without its year: "28 Feb".
pub fn short_day(moment: Moment) -> String {
    format!("{}\u{a0}{}", moment.date(0).day(), &month(moment)[..3])
}

/// The day, short: "28 Feb 2026".
pub fn short_date(moment: Moment) -> String {
    format!("{}\u{a0}{}", short_day(moment), moment.date(0).year())
}

/// The day and the time: "28 Feb 2026, 17:37".
pub fn stamp(moment: Moment) -> String {
    let year = moment.date(0).year();
    format!("{} {year}, {}", short_day(moment), time(moment))
}

/// The moment for `datetime` attributes: "2026-02-28T17:37:00.000Z".
pub fn machine(moment: Moment) -> String {
    moment.to_string()
}

/// The moment as fields of forms hold it: "2026-02-28T17:37".
pub fn typed(moment: Moment) -> String {
    moment.to_string().chars().take(16).collect()
}

/// How long something lasted, to the minute: "2 h 41 min", "9 days 4 h".
pub fn lasted(duration: Duration) -> String {
    let seconds = duration.as_secs();
    let (days, hours, minutes) = (seconds / DAY, seconds % DAY / HOUR, seconds % HOUR / MINUTE);
    match (days, hours, minutes) {
        (0, 0, 0) => counted(seconds, "s", "s"),
        (0, 0, minutes) => counted(minutes, "min", "min"),
        (0, hours, 0) => counted(hours, "h", "h"),
        (0, hours, minutes) => format!("{hours}\u{a0}h {minutes:02}\u{a0}min"),
        (days, 0, _) => counted(days, "day", "days"),
        (days, hours, _) => format!("{} {hours}\u{a0}h", counted(days, "day", "days")),
    }
}

/// About how long, in the largest unit that fits: "2 days", "5 weeks".
pub fn rough(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0..MINUTE => "less than a minute".to_owned(),
        MINUTE..HOUR => counted(seconds / MINUTE, "minute", "minutes"),
        HOUR..DAY => counted(seconds / HOUR, "hour", "hours"),
        DAY..1_814_400 => counted(seconds / DAY, "day", "days"),
        1_814_400..7_776_000 => counted(seconds / WEEK, "week", "weeks"),
        7_776_000..63_072_000 => counted(seconds / (30 * DAY), "month", "months"),
        _ => counted(seconds / (365 * DAY), "year", "years"),
    }
}

/// How long ago, or how far ahead: "2 days ago", "in 3 hours", "now".
pub fn relative(now: Moment, then: Moment) -> String {
    let apart = now.since(then).max(then.since(now));
    if apart.as_secs() < MINUTE {
        "now".to_owned()
    } else if then < now {
        format!("{} ago", rough(apart))
    } else {
        format!("in {}", rough(apart))
    }
}

fn month(moment: Moment) -> &'static str {
    let month = usize::try_from(moment.date(0).month()).unwrap_or(1);
    MONTHS.get(month.saturating_sub(1)).unwrap_or(&MONTHS[0])
}

fn counted(number: u64, one: &str, many: &str) -> String {
    let unit = if number == 1 { one } else { many };
    format!("{number}\u{a0}{unit}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Moment {
        text.parse().unwrap()
    }

    #[test]
    fn moments_in_words() {
        let started = at("2026-02-28T17:37:09Z");
        assert_eq!(time(started), "17:37");
        assert_eq!(day(started), "28\u{a0}February 2026");
        assert_eq!(stamp(started), "28\u{a0}Feb 2026, 17:37");
        assert_eq!(typed(started), "2026-02-28T17:37");
        assert_eq!(time(at("1969-12-31T23:59:00Z")), "23:59");
    }

    #[test]
    fn spans_in_words() {
        assert_eq!(lasted(Duration::from_mins(161)), "2\u{a0}h 41\u{a0}min");
        assert_eq!(lasted(Duration::from_hours(2)), "2\u{a0}h");
        assert_eq!(lasted(Duration::from_hours(220)), "9\u{a0}days 4\u{a0}h");
        assert_eq!(lasted(Duration::from_secs(40)), "40\u{a0}s");
        assert_eq!(rough(Duration::from_hours(24 * 35)), "5\u{a0}weeks");
        assert_eq!(rough(Duration::from_hours(25)), "1\u{a0}day");
    }

    #[test]
    fn before_and_after() {
        let now = at("2026-03-02T12:00:00Z");
        assert_eq!(relative(now, at("2026-02-28T12:00:00Z")), "2\u{a0}days ago");
        assert_eq!(relative(now, at("2026-03-02T15:00:00Z")), "in 3\u{a0}hours");
        assert_eq!(relative(now, at("2026-03-02T12:00:59Z")), "now");
    }

    proptest! {
        #[test]
        fn every_moment_has_words(one: i64, other: i64) {
            let (one, other) = (Moment::from_milliseconds(one), Moment::from_milliseconds(other));
            for words in [time(one), day(one), stamp(one), typed(one), relative(one, other)] {
                prop_assert!(!words.is_empty());
            }
        }
    }
}
