//! Time zones as people write them.

use super::cursor::Cursor;
use crate::span::Span;

/// A time zone as it stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Where it is written.
    pub span: Span,
    /// Minutes east of UTC; nothing for names that mean several zones (CST, IST) or change with
    /// the season (PT).
    pub offset: Option<i16>,
}

/// What stands for a zone that cannot be told from its name.
const UNSURE: Option<i16> = None;

/// Zone names in capitals and their minutes east of UTC.
const NAMES: &[(&str, Option<i16>)] = &[
    ("UTC", Some(0)),
    ("GMT", Some(0)),
    ("UCT", Some(0)),
    ("WET", Some(0)),
    ("WEST", Some(60)),
    ("CET", Some(60)),
    ("CEST", Some(120)),
    ("MEZ", Some(60)),
    ("MESZ", Some(120)),
    ("EET", Some(120)),
    ("EEST", Some(180)),
    ("MSK", Some(180)),
    ("TRT", Some(180)),
    ("WAT", Some(60)),
    ("CAT", Some(120)),
    ("SAST", Some(120)),
    ("EAT", Some(180)),
    ("GST", Some(240)),
    ("PKT", Some(300)),
    ("NPT", Some(345)),
    ("ICT", Some(420)),
    ("WIB", Some(420)),
    ("SGT", Some(480)),
    ("HKT", Some(480)),
    ("PHT", Some(480)),
    ("MYT", Some(480)),
    ("AWST", Some(480)),
    ("JST", Some(540)),
    ("KST", Some(540)),
    ("ACST", Some(570)),
    ("ACDT", Some(630)),
    ("AEST", Some(600)),
    ("AEDT", Some(660)),
    ("NZST", Some(720)),
    ("NZDT", Some(780)),
    ("BRT", Some(-180)),
    ("ART", Some(-180)),
    ("CLT", Some(-240)),
    ("EDT", Some(-240)),
    ("EST", Some(-300)),
    ("COT", Some(-300)),
    ("CDT", Some(-300)),
    ("MDT", Some(-360)),
    ("MST", Some(-420)),
    ("PDT", Some(-420)),
    ("PST", Some(-480)),
    ("AKDT", Some(-480)),
    ("AKST", Some(-540)),
    ("HST", Some(-600)),
    ("NDT", Some(-150)),
    ("NST", Some(-210)),
    ("ADT", Some(-180)),
    ("AST", UNSURE),
    ("BST", UNSURE),
    ("IST", UNSURE),
    ("CST", UNSURE),
    ("ET", UNSURE),
    ("CT", UNSURE),
    ("MT", UNSURE),
    ("PT", UNSURE),
];

/// A zone at the cursor: `Z`, `UTC`, `GMT+1`, `+02:00`, `CET`, `BRT (UTC−3)`; in brackets too.
pub(super) fn zone(cursor: &mut Cursor<'_>) -> Option<Zone> {
    cursor.attempt(bracketed).or_else(|| cursor.attempt(bare))
}

fn bracketed(cursor: &mut Cursor<'_>) -> Option<Zone> {
    cursor.eat(&['(', '[']).then_some(())?;
    let zone = bare(cursor)?;
    cursor.eat(&[')', ']']).then_some(zone)
}

fn bare(cursor: &mut Cursor<'_>) -> Option<Zone> {
    let start = cursor.at;
    if let Some(offset) = cursor.attempt(signed) {
        return Some(Zone {
            span: start..cursor.at,
            offset: Some(offset),
        });
    }
    let Meant { offset } = cursor.attempt(named)?;
    let named_end = cursor.at;
    let explained = offset.is_none() || cursor.rest().starts_with(" (");
    if explained && let Some(inner) = cursor.attempt(|cursor| bracketed(cursor.blanks())) {
        return Some(Zone {
            span: start..cursor.at,
            offset: inner.offset,
        });
    }
    Some(Zone {
        span: start..named_end,
        offset,
    })
}

/// Steps over a name; what it means may be unsure.
fn named(cursor: &mut Cursor<'_>) -> Option<Meant> {
    let word = cursor.word();
    if word.is_empty() || word.len() > 4 || !word.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let named = NAMES.iter().find(|(name, _)| *name == word);
    let offset = if word == "Z" { Some(0) } else { named?.1 };
    cursor.at += word.len();
    let may_shift = offset == Some(0) && word != "Z";
    let shift = cursor.attempt(|cursor| signed(cursor.blanks()).filter(|_| may_shift));
    let offset = shift.or(offset);
    cursor.at_word_end().then_some(Meant { offset })
}

struct Meant {
    offset: Option<i16>,
}

/// `+2`, `+02:00`, `−0330`
fn signed(cursor: &mut Cursor<'_>) -> Option<i16> {
    let minus = cursor.eat(&['-', '−', '–']);
    if !minus && !cursor.eat(&['+', '±']) {
        return None;
    }
    let (hours, minutes) = if let Some(number) = cursor.number(4, 4) {
        (number / 100, number % 100)
    } else {
        let hours = cursor.number(1, 2)?;
        let minutes = cursor.attempt(|cursor| cursor.eat(&[':']).then(|| cursor.number(2, 2))?);
        (hours, minutes.unwrap_or(0))
    };
    let possible = hours <= 14 && minutes < 60 && cursor.at_word_end();
    let total = (hours * 60 + minutes) as i16;
    possible.then_some(if minus { -total } else { total })
}

/// The first zone named in `span`. A lone `Z` or an offset without a name is none.
pub(crate) fn first_zone(source: &str, span: Span) -> Option<Zone> {
    let text = &source[..span.end];
    let bytes = &text.as_bytes()[span.start..];
    let mut inside = false;
    for (at, pair) in bytes.windows(2).enumerate() {
        let begins = !inside && pair[0].is_ascii_uppercase() && pair[1].is_ascii_uppercase();
        inside = pair[0].is_ascii_alphanumeric() || !pair[0].is_ascii();
        if begins && let Some(zone) = bare(&mut Cursor::new(text, span.start + at)) {
            return Some(zone);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(&str, Option<i16>)> {
        let mut cursor = Cursor::new(text, 0);
        zone(&mut cursor).map(|zone| (&text[zone.span], zone.offset))
    }

    #[test]
    fn reads_names_and_offsets() {
        assert_eq!(read("Z |"), Some(("Z", Some(0))));
        assert_eq!(read("UTC: x"), Some(("UTC", Some(0))));
        assert_eq!(read("(UTC)"), Some(("UTC", Some(0))));
        assert_eq!(read("UTC+7"), Some(("UTC+7", Some(420))));
        assert_eq!(read("GMT +05:30"), Some(("GMT +05:30", Some(330))));
        assert_eq!(read("+01:00"), Some(("+01:00", Some(60))));
        assert_eq!(read("−0330"), Some(("−0330", Some(-210))));
        assert_eq!(read("BRT (UTC−3)."), Some(("BRT (UTC−3)", Some(-180))));
        assert_eq!(read("CST (UTC+8)"), Some(("CST (UTC+8)", Some(480))));
        assert_eq!(read("CST"), Some(("CST", None)));
        assert_eq!(read("CET — x"), Some(("CET", Some(60))));
    }

    #[test]
    fn leaves_other_words() {
        for text in ["Zone", "utcx", "ETA", "PTO", "+5m", "-99", "+5000", "x"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn finds_a_zone_in_a_sentence() {
        let find =
            |text: &str| first_zone(text, 0..text.len()).map(|zone| text[zone.span].to_owned());
        assert_eq!(
            find("All times UTC; local time is UTC+3."),
            Some("UTC".to_owned())
        );
        assert_eq!(
            find("Times are ICT (UTC+7)."),
            Some("ICT (UTC+7)".to_owned())
        );
        assert_eq!(
            find("Timeline (AEDT, Tues 10 March)"),
            Some("AEDT".to_owned())
        );
        assert_eq!(find("Plan Z, 1-2"), None);
    }
}
