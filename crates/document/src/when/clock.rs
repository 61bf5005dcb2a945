//! Times of day and times since the start.

use super::Clock;
use super::cursor::Cursor;

/// A clock time or a time since the start at the cursor. `zone_follows` tells whether a zone
/// stands at a place, which makes four bare digits a time.
pub(super) fn clock(
    cursor: &mut Cursor<'_>,
    zone_follows: impl Fn(Cursor<'_>) -> bool,
) -> Option<Clock> {
    cursor
        .attempt(elapsed)
        .or_else(|| cursor.attempt(with_colon))
        .or_else(|| cursor.attempt(|cursor| four_digits(cursor, &zone_follows)))
        .or_else(|| cursor.attempt(|cursor| dotted(cursor, &zone_follows)))
        .or_else(|| cursor.attempt(hour_only))
}

/// `14:02`, `14:02:33.120`, `2:15 pm`, `14h02`
fn with_colon(cursor: &mut Cursor<'_>) -> Option<Clock> {
    let hour = cursor.number(1, 2)?;
    cursor.eat(&[':', 'h', '：']).then_some(())?;
    let minute = cursor.number(2, 2)?;
    let second = cursor
        .attempt(|cursor| {
            cursor.eat(&[':']).then_some(())?;
            let second = cursor.number(2, 2)?;
            fraction(cursor);
            Some(second)
        })
        .unwrap_or(0);
    finish(cursor, hour, minute, second)
}

/// `1402Z`, `1402 UTC`, `1402h`, `1402 hrs`
fn four_digits(
    cursor: &mut Cursor<'_>,
    zone_follows: impl Fn(Cursor<'_>) -> bool,
) -> Option<Clock> {
    let number = cursor.number(4, 4)?;
    let mut after = *cursor;
    after.blanks();
    let hours = after.any_keyword(&["h", "hrs", "hours", "uhr"]);
    if hours {
        *cursor = after;
    }
    let (hour, minute) = (number / 100, number % 100);
    let plausible = hour < 24 && minute < 60;
    (plausible && (hours || zone_follows(after))).then_some(of_day(hour, minute, 0))
}

/// `2.15pm`, `14.02 Uhr`, `14.02 UTC`, and `14.02` with two digits on either side.
fn dotted(cursor: &mut Cursor<'_>, zone_follows: impl Fn(Cursor<'_>) -> bool) -> Option<Clock> {
    let digits = cursor.rest().bytes().take_while(u8::is_ascii_digit).count();
    let hour = cursor.number(1, 2)?;
    cursor.eat(&['.']).then_some(())?;
    let minute = cursor.number(2, 2)?;
    let number_goes_on =
        cursor.byte(0) == Some(b'.') && cursor.byte(1).is_some_and(|b| b.is_ascii_digit());
    if number_goes_on || hour > 24 || minute > 59 {
        return None;
    }
    let mut after = *cursor;
    after.blanks();
    let marked = half(&mut after.clone()).is_some() || after.keyword("uhr") || zone_follows(after);
    let bare = digits == 2 && !matches!(after.peek(), Some('%' | '€' | '$' | '£'));
    if marked || bare {
        finish(cursor, hour, minute, 0)
    } else {
        None
    }
}

/// `2pm`, `14 Uhr`
fn hour_only(cursor: &mut Cursor<'_>) -> Option<Clock> {
    let hour = cursor.number(1, 2).filter(|&hour| hour <= 24)?;
    let before = cursor.at;
    let clock = finish(cursor, hour, 0, 0);
    clock.filter(|_| cursor.at > before)
}

/// Reads what may follow the digits: `am`, `pm`, `Uhr`, `h`.
fn finish(cursor: &mut Cursor<'_>, hour: u32, minute: u32, second: u32) -> Option<Clock> {
    let mark = cursor.attempt(|cursor| {
        cursor.blanks();
        half(cursor)
    });
    let hour = match mark {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    if mark.is_none() {
        cursor.attempt(|cursor| {
            cursor.blanks();
            cursor.any_keyword(&["uhr", "hrs", "h"]).then_some(())
        });
    }
    cursor
        .at_word_end_or_zone()
        .then_some(of_day(hour, minute, second))
}

/// `am` is false, `pm` is true.
fn half(cursor: &mut Cursor<'_>) -> Option<bool> {
    for (words, afternoon) in [(["am", "a"], false), (["pm", "p"], true)] {
        for word in words {
            let found = cursor.attempt(|cursor| {
                cursor.keyword(word).then_some(())?;
                if word.len() == 1 {
                    let dotted = cursor.eat(&['.']) && cursor.keyword("m") && cursor.eat(&['.']);
                    dotted.then_some(())
                } else {
                    Some(())
                }
            });
            if found.is_some() {
                return Some(afternoon);
            }
        }
    }
    None
}

fn fraction(cursor: &mut Cursor<'_>) {
    cursor.attempt(|cursor| {
        cursor.eat(&['.', ',']).then_some(())?;
        let digits = cursor.rest().bytes().take_while(u8::is_ascii_digit).count();
        cursor.at += digits;
        (digits > 0).then_some(())
    });
}

fn of_day(hour: u32, minute: u32, second: u32) -> Clock {
    Clock::OfDay {
        hour: hour as u8,
        minute: minute as u8,
        second: second as u8,
    }
}

/// `T+5m`, `T-10 min`, `T+1h30m`, `T+0:05`, `+00:05`, `T0`
fn elapsed(cursor: &mut Cursor<'_>) -> Option<Clock> {
    let named = cursor.eat(&['T', 't']);
    cursor.blanks();
    let zero = cursor.attempt(|cursor| {
        cursor.number(1, 1).filter(|&number| named && number == 0)?;
        let clock =
            cursor.byte(0) == Some(b':') && cursor.byte(1).is_some_and(|b| b.is_ascii_digit());
        (cursor.at_word_end() && !clock).then_some(Clock::Elapsed(0))
    });
    if zero.is_some() {
        return zero;
    }
    let before = cursor.eat(&['-', '−', '–']) && named;
    if !before && !cursor.eat(&['+']) {
        return None;
    }
    cursor.blanks();
    let seconds = cursor
        .attempt(hours_and_minutes)
        .or_else(|| cursor.attempt(units))?;
    Some(Clock::Elapsed(if before { -seconds } else { seconds }))
}

fn hours_and_minutes(cursor: &mut Cursor<'_>) -> Option<i64> {
    let hours = cursor.number(1, 3)?;
    cursor.eat(&[':']).then_some(())?;
    let minutes = cursor.number(2, 2)?;
    cursor
        .at_word_end()
        .then_some(i64::from(hours) * 3600 + i64::from(minutes) * 60)
}

/// `1d2h`, `90 min`, `1 h 30 m`; a bare number counts minutes.
fn units(cursor: &mut Cursor<'_>) -> Option<i64> {
    let mut total = 0;
    let mut count = 0;
    while count < 4 {
        let part = cursor.attempt(|cursor| {
            cursor.blanks();
            let number = i64::from(cursor.number(1, 5)?);
            cursor.blanks();
            let unit = unit(cursor)?;
            Some(number * unit)
        });
        let Some(part) = part else { break };
        total += part;
        count += 1;
    }
    if count > 0 {
        return Some(total);
    }
    let minutes = i64::from(cursor.number(1, 5)?);
    cursor.at_word_end().then_some(minutes * 60)
}

/// Seconds of the unit at the cursor; "1h30m" has no gap between a unit and the next number.
fn unit(cursor: &mut Cursor<'_>) -> Option<i64> {
    for (words, seconds) in [
        (&["s", "sec", "secs", "second", "seconds"][..], 1),
        (
            &["m", "min", "mins", "minute", "minutes", "minuten"][..],
            60,
        ),
        (&["h", "hr", "hrs", "hour", "hours", "std"][..], 3600),
        (&["d", "day", "days"][..], 86_400),
    ] {
        if cursor.any_keyword(words) {
            return Some(seconds);
        }
    }
    None
}

impl Cursor<'_> {
    /// Whether the time ends here; `Z` and names of zones may follow without a blank.
    fn at_word_end_or_zone(&self) -> bool {
        self.at_word_end() || self.peek().is_some_and(|c| c.is_ascii_uppercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Clock, usize)> {
        let mut cursor = Cursor::new(text, 0);
        clock(&mut cursor, |after| {
            after.rest().starts_with("UTC") || after.rest().starts_with('Z')
        })
        .map(|clock| (clock, cursor.at))
    }

    fn at(hour: u8, minute: u8, second: u8) -> Clock {
        Clock::OfDay {
            hour,
            minute,
            second,
        }
    }

    #[test]
    fn reads_times_of_day() {
        assert_eq!(read("14:02 x"), Some((at(14, 2, 0), 5)));
        assert_eq!(read("14:02:33.120Z"), Some((at(14, 2, 33), 12)));
        assert_eq!(read("2:15 pm"), Some((at(14, 15, 0), 7)));
        assert_eq!(read("2.15pm,"), Some((at(14, 15, 0), 6)));
        assert_eq!(read("12:05 a.m. x"), Some((at(0, 5, 0), 10)));
        assert_eq!(read("14h02"), Some((at(14, 2, 0), 5)));
        assert_eq!(read("1402Z"), Some((at(14, 2, 0), 4)));
        assert_eq!(read("1402 UTC"), Some((at(14, 2, 0), 4)));
        assert_eq!(read("14.02 Uhr"), Some((at(14, 2, 0), 9)));
        assert_eq!(read("14 Uhr"), Some((at(14, 0, 0), 6)));
        assert_eq!(read("3pm"), Some((at(15, 0, 0), 3)));
    }

    #[test]
    fn keeps_impossible_times_as_written() {
        assert_eq!(read("07:82 x"), Some((at(7, 82, 0), 5)));
        assert_eq!(read("25:00"), Some((at(25, 0, 0), 5)));
    }

    #[test]
    fn reads_times_since_the_start() {
        assert_eq!(read("T+5m"), Some((Clock::Elapsed(300), 4)));
        assert_eq!(read("T-10 min"), Some((Clock::Elapsed(-600), 8)));
        assert_eq!(read("T+0:05 x"), Some((Clock::Elapsed(300), 6)));
        assert_eq!(read("T+1 h 30 m"), Some((Clock::Elapsed(5400), 10)));
        assert_eq!(read("+90s"), Some((Clock::Elapsed(90), 4)));
        assert_eq!(read("T0: x"), Some((Clock::Elapsed(0), 2)));
        assert_eq!(read("T+12"), Some((Clock::Elapsed(720), 4)));
    }

    #[test]
    fn leaves_other_numbers() {
        for text in [
            "1402 hosts",
            "5 hosts",
            "1.30 x",
            "10.0.3.7",
            "16:9",
            "99.99 %",
            "T-shirt",
            "-5m",
            "12.50 €",
            "1:1",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
