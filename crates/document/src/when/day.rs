//! Days of the calendar as people write them, in the languages the headings are known in.

use super::Date;
use super::cursor::Cursor;
use crate::phrase;

/// Month names and their usual short forms, folded; a name counts from its first three letters
/// on where it is a prefix of one of these.
const MONTHS: [&[&str]; 12] = [
    &[
        "january", "januar", "janvier", "enero", "janeiro", "gennaio", "januari", "stycznia",
        "styczen", "janner",
    ],
    &[
        "february",
        "februar",
        "fevrier",
        "febrero",
        "fevereiro",
        "febbraio",
        "februari",
        "lutego",
        "luty",
    ],
    &[
        "march", "marz", "maerz", "mars", "marzo", "marco", "maart", "mrt", "marca", "marzec",
    ],
    &["april", "avril", "abril", "aprile", "kwietnia", "kwiecien"],
    &["may", "mai", "mayo", "maio", "maggio", "mei", "maja", "maj"],
    &[
        "june", "juni", "juin", "junio", "junho", "giugno", "czerwca", "czerwiec",
    ],
    &[
        "july", "juli", "juillet", "julio", "julho", "luglio", "lipca", "lipiec",
    ],
    &[
        "august", "aout", "agosto", "augustus", "sierpnia", "sierpien",
    ],
    &[
        "september",
        "septembre",
        "septiembre",
        "setembro",
        "settembre",
        "wrzesnia",
        "wrzesien",
        "sept",
    ],
    &[
        "october",
        "oktober",
        "octobre",
        "octubre",
        "outubro",
        "ottobre",
        "pazdziernika",
        "pazdziernik",
    ],
    &[
        "november",
        "novembre",
        "noviembre",
        "novembro",
        "listopada",
        "listopad",
    ],
    &[
        "december",
        "dezember",
        "decembre",
        "diciembre",
        "dezembro",
        "dicembre",
        "grudnia",
        "grudzien",
    ],
];

/// Names of weekdays, folded and sorted.
const WEEKDAYS: &[&str] = &[
    "czwartek",
    "di",
    "dienstag",
    "dimanche",
    "dinsdag",
    "do",
    "domenica",
    "domingo",
    "donderdag",
    "donnerstag",
    "fr",
    "freitag",
    "fri",
    "friday",
    "giovedi",
    "jeudi",
    "jueves",
    "lundi",
    "lunedi",
    "lunes",
    "maandag",
    "mardi",
    "martedi",
    "martes",
    "mercoledi",
    "mercredi",
    "mi",
    "miercoles",
    "mittwoch",
    "mo",
    "mon",
    "monday",
    "montag",
    "niedziela",
    "piatek",
    "poniedzialek",
    "quarta",
    "quinta",
    "sa",
    "sabado",
    "sabato",
    "samedi",
    "samstag",
    "sat",
    "saturday",
    "segunda",
    "sexta",
    "so",
    "sobota",
    "sonnabend",
    "sonntag",
    "sroda",
    "sun",
    "sunday",
    "terca",
    "thu",
    "thur",
    "thurs",
    "thursday",
    "tue",
    "tues",
    "tuesday",
    "vendredi",
    "venerdi",
    "viernes",
    "vrijdag",
    "wed",
    "wednesday",
    "woensdag",
    "wtorek",
    "zaterdag",
    "zondag",
];

/// Steps over a weekday and what joins it to a date.
pub(super) fn skip_weekday(cursor: &mut Cursor<'_>) -> bool {
    let word = cursor.word();
    // A date follows: looking for its digit first spares most words.
    let mut after = cursor.rest().bytes().skip(word.len()).take(30);
    if word.len() < 2
        || word.len() > 14
        || !after.any(|byte| byte.is_ascii_digit())
        || !is_weekday(word)
    {
        return false;
    }
    cursor.at += word.len();
    cursor.eat(&['.']);
    cursor.eat(&[',']);
    cursor.blanks();
    cursor.any_keyword(&["the", "den", "le"]);
    cursor.blanks();
    true
}

fn is_weekday(word: &str) -> bool {
    WEEKDAYS
        .binary_search(&phrase::folded(word).as_str())
        .is_ok()
}

/// A date at the cursor.
pub(super) fn date(cursor: &mut Cursor<'_>) -> Option<Date> {
    cursor
        .attempt(year_first)
        .or_else(|| cursor.attempt(day_then_month))
        .or_else(|| cursor.attempt(numbers))
        .or_else(|| cursor.attempt(month_then_day))
}

/// `2026-02-28`, `2026/02/28`, `2026.02.28`
fn year_first(cursor: &mut Cursor<'_>) -> Option<Date> {
    let year = cursor.number(4, 4)?;
    let separator = cursor
        .peek()
        .filter(|c| matches!(c, '-' | '/' | '.' | '‑'))?;
    cursor.eat(&[separator]);
    let month = cursor.number(1, 2)?;
    cursor.eat(&[separator]).then_some(())?;
    let day = cursor.number(1, 2)?;
    build(Some(year), month, day)
}

/// `28/02/2026`, `28.02.26`, `28.2.`; the month is second unless it cannot be.
fn numbers(cursor: &mut Cursor<'_>) -> Option<Date> {
    let first = cursor.number(1, 2)?;
    let separator = cursor.peek().filter(|c| matches!(c, '-' | '/' | '.'))?;
    cursor.eat(&[separator]);
    let second = cursor.number(1, 2)?;
    if !cursor.eat(&[separator]) {
        return None;
    }
    let year = cursor
        .number(4, 4)
        .or_else(|| cursor.number(2, 2).map(|year| year + 2000));
    if year.is_none() && separator != '.' {
        return None;
    }
    if !cursor.at_word_end() {
        return None;
    }
    let (day, month) = if second > 12 && first <= 12 {
        (second, first)
    } else {
        (first, second)
    };
    build(year, month, day)
}

/// `2 June 2026`, `2nd June`, `2. Juni`, `9 de junio de 2026`, `28-Feb-2026`
fn day_then_month(cursor: &mut Cursor<'_>) -> Option<Date> {
    let day = cursor.number(1, 2)?;
    skip_ordinal(cursor);
    cursor.eat(&['-']);
    cursor.blanks();
    if cursor.any_keyword(&["de", "of"]) {
        cursor.blanks();
    }
    let month = month(cursor)?;
    let year = cursor.attempt(|cursor| {
        cursor.eat(&[',', '-']);
        cursor.blanks();
        if cursor.keyword("de") {
            cursor.blanks();
        }
        year(cursor)
    });
    build(year, month, day)
}

/// `June 2`, `June 2nd, 2026`
fn month_then_day(cursor: &mut Cursor<'_>) -> Option<Date> {
    // Most words are no months: looking for the digit first spares them.
    let after = cursor.rest()[cursor.word().len()..].trim_start_matches(['.', ' ', '\t', '\u{a0}']);
    after
        .starts_with(|c: char| c.is_ascii_digit())
        .then_some(())?;
    let month = month(cursor)?;
    cursor.blanks();
    let day = cursor.number(1, 2)?;
    if cursor.byte(0) == Some(b':') {
        return None;
    }
    skip_ordinal(cursor);
    let year = cursor.attempt(|cursor| {
        cursor.eat(&[',']);
        cursor.blanks();
        year(cursor)
    });
    build(year, month, day)
}

/// A year; four digits that a letter or a colon and a digit follow are something else.
fn year(cursor: &mut Cursor<'_>) -> Option<u32> {
    let year = cursor
        .number(4, 4)
        .filter(|year| (1970..2200).contains(year))?;
    let clock = cursor.byte(0) == Some(b':') && cursor.byte(1).is_some_and(|b| b.is_ascii_digit());
    (cursor.at_word_end() && !clock).then_some(year)
}

fn skip_ordinal(cursor: &mut Cursor<'_>) {
    if !cursor.any_keyword(&["st", "nd", "rd", "th", "er", "e"]) {
        cursor.eat(&['.', 'º', 'ª']);
    }
}

fn month(cursor: &mut Cursor<'_>) -> Option<u32> {
    let word = cursor.word();
    if word.len() < 3 || word.len() > 16 {
        return None;
    }
    let folded = phrase::folded(word);
    let short = (3..=4).contains(&folded.len());
    let means = |name: &&str| *name == folded || (short && name.starts_with(&folded));
    let index = MONTHS.iter().position(|names| names.iter().any(means))?;
    cursor.at += word.len();
    cursor.eat(&['.']);
    Some(index as u32 + 1)
}

fn build(year: Option<u32>, month: u32, day: u32) -> Option<Date> {
    let plausible = (1..=31).contains(&day) && (1..=12).contains(&month);
    plausible.then_some(Date {
        year: year.and_then(|year| i32::try_from(year).ok()),
        month: month as u8,
        day: day as u8,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Option<i32>, u8, u8, usize)> {
        let mut cursor = Cursor::new(text, 0);
        date(&mut cursor).map(|date| (date.year, date.month, date.day, cursor.at))
    }

    #[test]
    fn reads_the_usual_forms() {
        assert_eq!(read("2026-02-28T17:37"), Some((Some(2026), 2, 28, 10)));
        assert_eq!(read("2026/2/8"), Some((Some(2026), 2, 8, 8)));
        assert_eq!(read("24/07/25"), Some((Some(2025), 7, 24, 8)));
        assert_eq!(read("11/02/2026"), Some((Some(2026), 2, 11, 10)));
        assert_eq!(read("02/28/2026"), Some((Some(2026), 2, 28, 10)));
        assert_eq!(read("28.2. 17:30"), Some((None, 2, 28, 5)));
        assert_eq!(read("2 June, 16:10"), Some((None, 6, 2, 6)));
        assert_eq!(read("2nd of June 2026:"), Some((Some(2026), 6, 2, 16)));
        assert_eq!(read("June 2nd, 2026"), Some((Some(2026), 6, 2, 14)));
        assert_eq!(read("28-Feb-2026 x"), Some((Some(2026), 2, 28, 11)));
        assert_eq!(read("9 de junio de 2026"), Some((Some(2026), 6, 9, 18)));
        assert_eq!(read("12. März 2026"), Some((Some(2026), 3, 12, 14)));
        assert_eq!(read("3 października"), Some((None, 10, 3, 15)));
        assert_eq!(read("1er août"), Some((None, 8, 1, 9)));
    }

    #[test]
    fn leaves_other_numbers() {
        for text in [
            "14:02",
            "16/9",
            "1.30 upgrade",
            "3 marbles",
            "March on",
            "May 14:02",
            "2026",
            "99 June",
            "1.2.3.4",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(
            read("6 March 1015Z").map(|date| date.3),
            Some(7),
            "not the year 1015"
        );
        assert_eq!(read("6 March 10:15").map(|date| date.3), Some(7));
    }

    #[test]
    fn steps_over_weekdays() {
        let after = |text| {
            let mut cursor = Cursor::new(text, 0);
            skip_weekday(&mut cursor);
            cursor.at
        };
        assert_eq!(after("Mon 9 Feb"), 4);
        assert_eq!(after("Friday, 3 May"), 8);
        assert_eq!(after("środa 3 maja"), 7);
        assert_eq!(after("Sunk 3"), 0);
    }
}
