//! Times as a `<time>` element gives them.

use crate::when::{Clock, TimeAsWritten, Zone};

/// The value of `datetime`, where what is written is enough for one: a day, a time of day, both, or
/// the time since the start. The zone is that of the time, else `zone`.
pub(super) fn datetime(time: &TimeAsWritten, zone: Option<&Zone>) -> Option<String> {
    if !time.is_possible() {
        return None;
    }
    let date = time
        .date
        .filter(|date| date.year.is_some_and(|year| (1..=9999).contains(&year)))
        .map(|date| {
            let year = date.year.unwrap_or_default();
            format!("{year:04}-{:02}-{:02}", date.month, date.day)
        });
    let clock = match time.clock {
        Clock::OfDay {
            hour,
            minute,
            second,
        } => of_day(hour, minute, second)?,
        Clock::Elapsed(seconds) => {
            return (seconds >= 0).then(|| format!("PT{seconds}S"));
        }
        Clock::Day => return date,
        Clock::Unclear => return None,
    };
    let Some(date) = date else {
        return Some(clock);
    };
    let offset = time.zone.as_ref().or(zone).and_then(|zone| zone.offset);
    Some(format!(
        "{date}T{clock}{}",
        offset.map(suffix).unwrap_or_default()
    ))
}

fn of_day(hour: u8, minute: u8, second: u8) -> Option<String> {
    match second {
        _ if hour > 23 => None,
        0 => Some(format!("{hour:02}:{minute:02}")),
        1..=59 => Some(format!("{hour:02}:{minute:02}:{second:02}")),
        _ => None,
    }
}

fn suffix(offset: i16) -> String {
    if offset == 0 {
        return "Z".to_owned();
    }
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.unsigned_abs();
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use crate::Document;

    fn datetimes(section: &str) -> Vec<Option<String>> {
        let document = Document::parse(format!("# Timeline\n\n{section}"));
        let of =
            |entry: &crate::TimelineEntry| super::datetime(&entry.time, document.timeline_zone());
        document.timeline().iter().map(of).collect()
    }

    #[test]
    fn what_is_written_is_enough_or_not() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            datetimes("- 2026-02-28 17:37Z – a\n- 17:38:05 – b\n- 25:10 – c\n- 17:39 CET – d\n"),
            [
                some("2026-02-28T17:37Z"),
                some("2026-02-28T17:38:05"),
                None,
                some("2026-02-28T17:39+01:00")
            ]
        );
        assert_eq!(
            datetimes("- 10:02 – a\n- T+5m – b\n"),
            [some("10:02"), some("PT300S")]
        );
    }
}
