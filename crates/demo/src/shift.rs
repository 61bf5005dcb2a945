//! Moves the days of the story, so that it ends now: in dates, in texts, in numbers of incidents.
//!
//! A date that names no year is taken for the one nearest to the date written before it.

use std::collections::BTreeMap;

use domain::moment::Moment;

/// By how many whole days everything moves.
#[derive(Clone, Debug)]
pub struct Shift {
    days: i64,
    /// The new years of the incidents that are known, by number.
    incidents: BTreeMap<String, i64>,
}

const DAY: i64 = 24 * 60 * 60 * 1000;

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

/// Before a year or a month that stands alone.
const BEFORE: [&str; 13] = [
    "in", "of", "since", "until", "by", "from", "to", "and", "or", "before", "after", "for",
    "under",
];

/// Years that a number may mean.
const YEARS: std::ops::RangeInclusive<i64> = 2019..=2032;

impl Shift {
    /// The one that brings the end of the story to the last moment at or before `now` that is whole
    /// days away from it.
    pub fn to(now: Moment, end: &str) -> Self {
        let end = end.parse().unwrap_or(now);
        let away = now.as_milliseconds() - end.as_milliseconds();
        Self {
            days: away.div_euclid(DAY),
            incidents: BTreeMap::new(),
        }
    }

    /// The same, with the incidents of this file: each pair of lines `number` and `started`.
    pub fn with_incidents(mut self, file: &str) -> Self {
        let mut number = None;
        for line in file.lines() {
            if let Some(value) = line.strip_prefix("number = ") {
                number = Some(value.trim_matches('"').to_owned());
            } else if let Some(value) = line.strip_prefix("started = ")
                && let (Some(number), Some(date)) = (number.take(), Date::iso(value))
            {
                self.incidents.insert(number, self.moved(date).year);
            }
        }
        self
    }

    /// A text with all its days moved.
    pub fn text(&self, text: &str) -> String {
        if self.days == 0 {
            return text.to_owned();
        }
        let mut moved = String::with_capacity(text.len() + 64);
        let mut rest = text;
        let mut last = first_date(text);
        while !rest.is_empty() {
            let found = may_begin(&moved)
                .then(|| self.piece(rest, &moved, &mut last))
                .flatten();
            if let Some((length, new)) = found {
                moved.push_str(&new);
                rest = &rest[length..];
            } else {
                let length = rest.chars().next().map_or(1, char::len_utf8);
                moved.push_str(&rest[..length]);
                rest = &rest[length..];
            }
        }
        moved
    }

    /// How many bytes at the start say a day, and what they say afterwards.
    fn piece(&self, rest: &str, before: &str, last: &mut Option<Date>) -> Option<(usize, String)> {
        if rest.starts_with("INC-") {
            return self.incident(rest);
        }
        if let Some(date) = Date::iso(rest).filter(|_| !digit_at(rest, 10)) {
            *last = Some(date);
            return Some((10, self.moved(date).to_string()));
        }
        if let Some((length, written)) = Written::read(rest) {
            return Some((length, self.written(&written, last)));
        }
        let word = last_word(before);
        let is_led = BEFORE.contains(&word.to_lowercase().as_str());
        if let Some((length, month)) = month_at(rest) {
            let in_list = before.ends_with(", ") || before.ends_with('(');
            let could_be_a_word = matches!(month, 3 | 5);
            if could_be_a_word && !is_led && !in_list {
                return None;
            }
            return Some(self.month(rest, (length, month), *last));
        }
        let year = number(rest, 4).filter(|year| YEARS.contains(year))?;
        let ends = !rest[4..].starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '/');
        let middle = Date {
            year,
            month: 7,
            day: 1,
        };
        (is_led && ends).then(|| (4, self.moved(middle).year.to_string()))
    }

    fn incident(&self, rest: &str) -> Option<(usize, String)> {
        let year = number(rest.get(4..)?, 4)?;
        let count = number(rest.get(9..)?, 4)?;
        let middle = Date {
            year,
            month: 7,
            day: 1,
        };
        let known = self.incidents.get(rest.get(..13)?);
        let year = known.copied().unwrap_or_else(|| self.moved(middle).year);
        Some((13, format!("INC-{year}-{count:04}")))
    }

    fn written(&self, written: &Written, last: &mut Option<Date>) -> String {
        let &Written { year, month, day } = written;
        let date = match (year, *last) {
            (Some(year), _) => Date { year, month, day },
            (None, None) => Date {
                year: 2026,
                month,
                day,
            },
            (None, Some(last)) => last.nearest(month, day),
        };
        if year.is_some() {
            *last = Some(date);
        }
        let moved = self.moved(date);
        let month = MONTHS[moved.month as usize - 1];
        match year {
            Some(_) => format!("{} {month} {}", moved.day, moved.year),
            None => format!("{} {month}", moved.day),
        }
    }

    fn month(
        &self,
        rest: &str,
        (length, month): (usize, i64),
        last: Option<Date>,
    ) -> (usize, String) {
        let year = rest[length..]
            .strip_prefix(' ')
            .and_then(|rest| number(rest, 4));
        let nearest = || last.map_or(2026, |last| last.nearest(month, 15).year);
        let date = Date {
            year: year.unwrap_or_else(nearest),
            month,
            day: 15,
        };
        let moved = self.moved(date);
        let name = MONTHS[moved.month as usize - 1];
        match year {
            Some(_) => (length + 5, format!("{name} {}", moved.year)),
            None => (length, name.to_owned()),
        }
    }

    fn moved(&self, date: Date) -> Date {
        Date::of_days(date.days() + self.days)
    }
}

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Date {
    year: i64,
    month: i64,
    day: i64,
}

/// A day as people write it: "17 March 2026", "17 March".
struct Written {
    year: Option<i64>,
    month: i64,
    day: i64,
}

impl Date {
    /// The day that the first ten bytes say: "2026-03-17".
    fn iso(text: &str) -> Option<Self> {
        let is_joined = text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
        let (year, month, day) = (
            number(text, 4)?,
            number(text.get(5..)?, 2)?,
            number(text.get(8..)?, 2)?,
        );
        let exists = is_joined && (1..=12).contains(&month) && (1..=31).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// Days since 1970 began.
    fn days(self) -> i64 {
        let text = format!("{self}T00:00:00Z");
        let moment = text.parse::<Moment>().map_or(0, Moment::as_milliseconds);
        moment.div_euclid(DAY)
    }

    fn of_days(days: i64) -> Self {
        let text = Moment::from_milliseconds(days * DAY).to_string();
        Self::iso(&text).unwrap_or(Self {
            year: 1970,
            month: 1,
            day: 1,
        })
    }

    /// The day of this month and number that is nearest.
    fn nearest(self, month: i64, day: i64) -> Self {
        let around = (self.year - 1..=self.year + 1).map(|year| Self { year, month, day });
        let nearest = around.min_by_key(|date| (date.days() - self.days()).abs());
        nearest.unwrap_or(self)
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Written {
    /// The day at the start of a text, and how many bytes say it.
    fn read(rest: &str) -> Option<(usize, Self)> {
        let digits = if digit_at(rest, 1) { 2 } else { 1 };
        let day = number(rest, digits).filter(|day| (1..=31).contains(day))?;
        let after = rest.get(digits..)?.strip_prefix(' ')?;
        let (length, month) = month_at(after)?;
        let end = digits + 1 + length;
        let year = rest[end..]
            .strip_prefix(' ')
            .and_then(|rest| number(rest, 4));
        let year = year.filter(|year| YEARS.contains(year));
        let end = if year.is_some() { end + 5 } else { end };
        Some((end, Self { year, month, day }))
    }
}

/// A month at the start of a text: bytes, and which from 1.
fn month_at(rest: &str) -> Option<(usize, i64)> {
    let found = MONTHS.iter().position(|month| rest.starts_with(month))?;
    let length = MONTHS[found].len();
    let ends = !rest[length..].starts_with(char::is_alphanumeric);
    ends.then_some((length, found as i64 + 1))
}

/// Whether a day may begin after this.
fn may_begin(before: &str) -> bool {
    !before.ends_with(|c: char| c.is_alphanumeric() || c == '-' || c == '.' || c == '_')
}

fn last_word(before: &str) -> &str {
    let before = before.trim_end();
    before
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default()
}

fn first_date(text: &str) -> Option<Date> {
    let starts = text.char_indices().filter(|(_, c)| *c == '2');
    starts.map(|(at, _)| &text[at..]).find_map(Date::iso)
}

/// The number that so many digits at the start say.
fn number(text: &str, digits: usize) -> Option<i64> {
    let text = text.get(..digits)?;
    let all = text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| text.parse().ok()).flatten()
}

fn digit_at(text: &str, at: usize) -> bool {
    text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by(days: i64) -> Shift {
        let shift = Shift {
            days,
            incidents: BTreeMap::new(),
        };
        shift.with_incidents("number = \"INC-2025-0344\"\nstarted = 2025-12-03T09:20:00Z\n")
    }

    #[test]
    fn it_brings_the_end_to_the_last_day_before_now() {
        let end = "2026-11-22T16:00:00Z";
        let days = |now: &str| Shift::to(now.parse().unwrap(), end).days;
        assert_eq!(days("2026-11-22T16:00:00Z"), 0);
        assert_eq!(days("2026-11-23T15:59:59Z"), 0);
        assert_eq!(days("2026-11-23T16:00:00Z"), 1);
        assert_eq!(days("2026-11-22T15:00:00Z"), -1);
    }

    #[test]
    fn days_move_however_they_are_written() {
        for (text, expected) in [
            ("started: 2026-03-17T10:34Z", "started: 2026-06-25T10:34Z"),
            ("On 17 March 2026 at 10:19", "On 25 June 2026 at 10:19"),
            ("2025-12-20: on 6 November", "2026-03-30: on 14 February"),
            ("2026-01-05: on 30 December", "2026-04-15: on 9 April"),
            ("retired in August 2025.", "retired in November 2025."),
            (
                "2025-03-01 in February, March and April",
                "2025-06-09 in May, June and July",
            ),
            ("the design of 2021 had", "the design of 2021 had"),
            ("moved to 2027 | 3", "moved to 2027 | 3"),
            ("May it be so. March on.", "May it be so. March on."),
            (
                "2,026 of 2026 hosts, page 71330",
                "2,026 of 2026 hosts, page 71330",
            ),
            (
                "INC-2025-0344 and INC-2026-0044",
                "INC-2026-0344 and INC-2026-0044",
            ),
        ] {
            assert_eq!(by(100).text(text), expected);
        }
        assert_eq!(by(400).text("in 2022, and"), "in 2023, and");
        assert_eq!(by(0).text("17 March"), "17 March");
    }
}
