//! Finding a time where an entry begins, ends, or is nothing else.

use super::cursor::Cursor;
use super::{Clock, Date, TimeAsWritten, clock, day, zone};
use crate::span::Span;
use crate::when::DateSource;

/// A time found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    pub time: TimeAsWritten,
    /// What follows it (or stands before it, at the end of a text), without separators.
    pub text: Span,
    /// Whether something sets the time off: a dash, a colon, bold type, the end of the text.
    pub set_off: bool,
}

/// Bytes of markup and filler before a time that are stepped over.
const MOST_BEFORE: usize = 40;

/// Words that may stand before a time.
const FILLERS: &[&str] = &[
    "at",
    "on",
    "around",
    "approx",
    "approximately",
    "about",
    "circa",
    "ca",
    "um",
    "ab",
    "gegen",
    "am",
    "by",
    "from",
    "since",
    "le",
    "el",
    "em",
    "om",
    "alle",
    "ore",
    "kl",
];

/// The time at the beginning of `span`; a day alone counts too.
pub(crate) fn leading(source: &str, span: Span) -> Option<Written> {
    let text = &source[..span.end];
    let mut cursor = Cursor::new(text, span.start);
    let latest = span.start + MOST_BEFORE;
    skip_opening(&mut cursor, latest);
    let time = time(&mut cursor)?;
    let (start, set_off) = separator(&mut cursor);
    Some(Written {
        time,
        text: start..span.end.max(start),
        set_off,
    })
}

/// The time that fills `span` but for markup and a note in brackets; a day alone counts too.
pub(crate) fn whole(source: &str, span: Span) -> Option<Written> {
    let found = leading(source, span)?;
    let rest = source[found.text.clone()].trim_start();
    (rest.is_empty() || rest.starts_with('(')).then_some(found)
}

/// The time with a clock at the very end of `span`: "Fault occurs 2020-02-25 07:32".
pub(crate) fn trailing(source: &str, span: Span) -> Option<Written> {
    let text = &source[..span.end];
    let from = floor(source, span.start.max(span.end.saturating_sub(60)));
    let mut before = ' ';
    for (at, c) in source[from..span.end].char_indices() {
        let begins = c.is_alphanumeric()
            && !before.is_alphanumeric()
            && !matches!(before, ':' | '.' | '-' | '/' | '+');
        before = c;
        if !begins {
            continue;
        }
        let mut cursor = Cursor::new(text, from + at);
        let Some(time) = time(&mut cursor) else {
            continue;
        };
        let ends = cursor
            .rest()
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, '.' | ')' | '*' | '_' | '`' | ']'));
        if ends && time.clock != Clock::Day {
            let mut end = from + at;
            let head = source[span.start..end]
                .trim_end_matches(|c: char| c.is_whitespace() || ":-–—(*_,`".contains(c));
            end = span.start + head.len();
            return Some(Written {
                time,
                text: span.start..end,
                set_off: true,
            });
        }
    }
    None
}

/// The first date anywhere in `span`, looked for where words begin.
pub(crate) fn first_date(source: &str, span: Span) -> Option<Date> {
    let text = &source[..span.end];
    if !text.as_bytes()[span.start..].iter().any(u8::is_ascii_digit) {
        return None;
    }
    let mut before = ' ';
    for (at, c) in source[span.clone()].char_indices() {
        let begins = c.is_alphanumeric() && !before.is_alphanumeric();
        before = c;
        if begins && let Some(date) = day::date(&mut Cursor::new(text, span.start + at)) {
            return Some(date);
        }
    }
    None
}

fn floor(source: &str, mut at: usize) -> usize {
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn skip_opening(cursor: &mut Cursor<'_>, latest: usize) {
    loop {
        let before = cursor.at;
        cursor.blanks();
        cursor.eat(&[
            '*', '_', '`', '[', '(', '~', '≈', '\n', '\r', '<', '>', '⌚', '🕐', '⏰',
        ]);
        if cursor.any_keyword(FILLERS) {
            cursor.eat(&['.']);
        }
        if cursor.at == before || cursor.at > latest {
            return;
        }
    }
}

/// Date, clock and zone in the orders people use; at least a date or a clock.
fn time(cursor: &mut Cursor<'_>) -> Option<TimeAsWritten> {
    let start = cursor.at;
    let leading_zone = cursor.attempt(|cursor| {
        let zone = zone::zone(cursor)?;
        cursor.blanks();
        cursor
            .peek()
            .is_some_and(|c| c.is_ascii_digit())
            .then_some(zone)
    });
    day::skip_weekday(cursor);
    let mut date = day::date(cursor);
    let clock = match date {
        Some(_) => cursor.attempt(|cursor| {
            joint(cursor);
            read_clock(cursor)
        }),
        None => read_clock(cursor),
    };
    let mut end = cursor.at;
    let mut until = None;
    let mut zone = leading_zone;
    if clock.is_some() {
        // "10:00-11:30" is a range, "2026-01-19T10:00-11:30" a time with an offset.
        let iso = source_has_t(cursor, start);
        if !iso {
            until = cursor.attempt(range_end);
        }
        zone = zone_after(cursor).or(zone);
        if until.is_none() {
            until = cursor.attempt(range_end);
            zone = zone.or_else(|| zone_after(cursor));
        }
        end = cursor.at;
        if cursor.attempt(elsewhere).is_some() {
            end = cursor.at;
        }
        if date.is_none()
            && let Some(found) = cursor.attempt(date_after)
        {
            date = Some(found);
            end = cursor.at;
        }
    }
    if date.is_none() && clock.is_none() {
        return None;
    }
    cursor.at = end;
    let date_source = if date.is_some() {
        DateSource::Written
    } else {
        DateSource::Unknown
    };
    let clock = clock.unwrap_or(Clock::Day);
    Some(TimeAsWritten {
        span: start..end,
        date,
        date_source,
        clock,
        until,
        zone,
    })
}

/// Whether a date and a clock are joined by `T` in what was read since `start`.
fn source_has_t(cursor: &Cursor<'_>, start: usize) -> bool {
    let read = cursor.since(start).as_bytes();
    read.windows(2)
        .any(|pair| pair[0].is_ascii_digit() && pair[1] == b'T')
}

fn read_clock(cursor: &mut Cursor<'_>) -> Option<Clock> {
    clock::clock(cursor, |mut after| zone::zone(&mut after).is_some())
}

/// What joins a date to a clock: `T`, a comma, "at", a dash.
fn joint(cursor: &mut Cursor<'_>) {
    if cursor.byte(0) == Some(b'T') && cursor.byte(1).is_some_and(|byte| byte.is_ascii_digit()) {
        cursor.at += 1;
        return;
    }
    cursor.eat(&[',', ':']);
    cursor.blanks();
    cursor.eat(&['-', '–', '—', '@', '|']);
    cursor.blanks();
    cursor.any_keyword(&["at", "um", "à", "alle", "om", "kl", "o"]);
    cursor.blanks();
}

fn zone_after(cursor: &mut Cursor<'_>) -> Option<zone::Zone> {
    cursor.attempt(|cursor| zone::zone(cursor.blanks()))
}

/// `–14:10`, `to 14:10`
fn range_end(cursor: &mut Cursor<'_>) -> Option<Clock> {
    cursor.blanks();
    let dash = cursor.eat(&['-', '–', '—', '→']);
    if !dash && !cursor.any_keyword(&["to", "until", "till", "bis", "a", "à", "tot", "do"]) {
        return None;
    }
    cursor.blanks();
    read_clock(cursor).filter(|clock| matches!(clock, Clock::OfDay { .. }))
}

/// The same time in another zone: `16:30 EET (14:30 UTC)`
fn elsewhere(cursor: &mut Cursor<'_>) -> Option<()> {
    cursor.blanks().eat(&['(']).then_some(())?;
    read_clock(cursor)?;
    zone_after(cursor)?;
    cursor.eat(&[')']).then_some(())
}

/// A date after the clock: `17:02 on 2 June`, `17:02, 2026-04-14`
fn date_after(cursor: &mut Cursor<'_>) -> Option<Date> {
    cursor.eat(&[',']);
    cursor.blanks();
    cursor.any_keyword(&["on", "am"]);
    cursor.blanks();
    day::skip_weekday(cursor);
    day::date(cursor)
}

/// Steps over what stands between a time and the text; tells where the text begins and whether
/// anything stood there.
fn separator(cursor: &mut Cursor<'_>) -> (usize, bool) {
    let mut set_off = cursor.rest().trim_start().is_empty();
    loop {
        let before = cursor.at;
        cursor.blanks();
        cursor.eat(&['\n', '\r']);
        set_off |= cursor.eat(&[
            '-', '–', '—', ':', '*', '_', '`', ']', ')', '|', '→', '=', '>', '：', '~',
        ]);
        if cursor.at == before {
            return (cursor.at, set_off);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lead(text: &str) -> Option<(&str, &str, Clock)> {
        leading(text, 0..text.len())
            .map(|found| (&text[found.time.span], &text[found.text], found.time.clock))
    }

    fn at(hour: u8, minute: u8) -> Clock {
        Clock::OfDay {
            hour,
            minute,
            second: 0,
        }
    }

    #[test]
    fn reads_the_ways_entries_begin() {
        assert_eq!(
            lead("16:37 UTC — text"),
            Some(("16:37 UTC", "text", at(16, 37)))
        );
        assert_eq!(lead("**17:02** text"), Some(("17:02", "text", at(17, 2))));
        assert_eq!(
            lead("2024-07-25 14:27: text"),
            Some(("2024-07-25 14:27", "text", at(14, 27)))
        );
        assert_eq!(lead("[14:02] text"), Some(("14:02", "text", at(14, 2))));
        assert_eq!(lead("14:02 – text"), Some(("14:02", "text", at(14, 2))));
        assert_eq!(lead("2.15pm text"), Some(("2.15pm", "text", at(14, 15))));
        assert_eq!(
            lead("T+5m: text"),
            Some(("T+5m", "text", Clock::Elapsed(300)))
        );
        assert_eq!(
            lead("2 June, 16:10: shelf"),
            Some(("2 June, 16:10", "shelf", at(16, 10)))
        );
        assert_eq!(
            lead("Monday 9 Feb 07:50 The desk"),
            Some(("Monday 9 Feb 07:50", "The desk", at(7, 50)))
        );
        assert_eq!(
            lead("16:30 EET (14:30 UTC) SMS"),
            Some(("16:30 EET (14:30 UTC)", "SMS", at(16, 30)))
        );
        assert_eq!(
            lead("At 08:05 failures began"),
            Some(("08:05", "failures began", at(8, 5)))
        );
        assert_eq!(lead("12 Aug 18:40"), Some(("12 Aug 18:40", "", at(18, 40))));
        assert_eq!(
            lead("2026-02-28T17:37Z"),
            Some(("2026-02-28T17:37Z", "", at(17, 37)))
        );
        assert_eq!(
            lead("17:02 on 2 June – x"),
            Some(("17:02 on 2 June", "x", at(17, 2)))
        );
    }

    #[test]
    fn reads_ranges_and_zones() {
        let found = leading("08:46–10:00 UTC x", 0..19).unwrap();
        assert_eq!(found.time.until, Some(at(10, 0)));
        assert_eq!(found.time.zone.and_then(|zone| zone.offset), Some(0));
        let found = leading("2026-01-19T04:12+01:00", 0..22).unwrap();
        assert_eq!(found.time.zone.and_then(|zone| zone.offset), Some(60));
        assert_eq!(found.time.date.and_then(|date| date.year), Some(2026));
    }

    #[test]
    fn a_day_alone_must_be_set_off() {
        assert!(leading("2026-04-14: x", 0..13).is_some_and(|found| found.set_off));
        assert!(leading("2 June was quiet", 0..16).is_some_and(|found| !found.set_off));
    }

    #[test]
    fn reads_times_at_the_end() {
        let text = "First detected: 2021-06-09 10:15";
        let found = trailing(text, 0..text.len()).unwrap();
        assert_eq!(&text[found.text], "First detected");
        assert_eq!(found.time.clock, at(10, 15));
        assert_eq!(found.time.date.and_then(|date| date.year), Some(2021));
        assert!(trailing("at 10:15 it ended", 0..17).is_none());
    }

    #[test]
    fn leaves_text_without_time() {
        for text in [
            "",
            "text",
            "5 hosts",
            "[link](x)",
            "#1234",
            "1.30 upgrade",
            "**bold** 14:02",
        ] {
            assert_eq!(lead(text), None, "{text}");
        }
    }

    #[test]
    fn finds_dates_in_sentences() {
        let text = "All times are UTC on 19 May 2026.";
        let found = first_date(text, 0..text.len()).unwrap();
        assert_eq!((found.year, found.month, found.day), (Some(2026), 5, 19));
        assert_eq!(first_date("nothing 3 here", 0..14), None);
    }
}
