//! Contested accounts, and why something made sense at the time.

use super::{Account, AccountStatus, TimelineColumns};
use crate::phrase;
use crate::reading::Reading;
use crate::span::{Span, filled, trim};
use crate::table::Row;

/// How the line begins that says why something made sense, in lower case.
const SENSE: &[&str] = &[
    "why it made sense",
    "why this made sense",
    "why that made sense",
    "warum es damals sinnvoll war",
    "warum das sinnvoll war",
    "pourquoi cela semblait logique",
    "por qué tenía sentido",
    "por que fazia sentido",
    "perché aveva senso",
    "waarom het toen logisch was",
    "dlaczego miało to sens",
];

/// Words that mark an account.
const ACCOUNTS: &[&str] = &[
    "account",
    "aussage",
    "darstellung",
    "témoignage",
    "relato",
    "versione",
    "lezing",
    "relacja",
];

/// Splits off "Why it made sense then: …": what stands before it, and what follows the colon.
pub(super) fn split_sense(source: &str, span: Span) -> (Span, Option<Span>) {
    let text = &source[span.clone()];
    let Some((at, length)) = SENSE
        .iter()
        .find_map(|phrase| find_folded(text, phrase).map(|at| (at, phrase.len())))
    else {
        return (span, None);
    };
    let before = trim(
        source,
        span.start..span.start + without_markup_end(&text[..at]),
    );
    let mut reason = &text[at + length..];
    reason = reason.trim_start();
    for word in [
        "then",
        "at the time",
        "damals",
        "alors",
        "entonces",
        "então",
        "allora",
        "toen",
        "wtedy",
    ] {
        reason = reason.strip_prefix(word).unwrap_or(reason);
    }
    let reason = reason.trim_start_matches(|c: char| c.is_whitespace() || ":*_–—-".contains(c));
    let start = span.end - reason.len();
    let end = start + find_folded(reason, "<br").unwrap_or(reason.len());
    (before, filled(source, start..end))
}

/// Length of `text` without a line break, an HTML break or emphasis at its end.
fn without_markup_end(text: &str) -> usize {
    let mut rest = text;
    loop {
        let shorter =
            rest.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '('));
        let shorter = ["<br>", "<br/>", "<br />", "<BR>"]
            .iter()
            .fold(shorter, |text, tag| text.strip_suffix(tag).unwrap_or(text));
        if shorter.len() == rest.len() {
            return rest.len();
        }
        rest = shorter;
    }
}

/// Where `phrase`, which is in lower case, stands in `text` in any case of ASCII letters.
fn find_folded(text: &str, phrase: &str) -> Option<usize> {
    let first = phrase.as_bytes().first()?;
    let bytes = text.as_bytes();
    memchr::memchr2_iter(*first, first.to_ascii_uppercase(), bytes).find(|&at| {
        bytes[at..]
            .get(..phrase.len())
            .is_some_and(|here| here.eq_ignore_ascii_case(phrase.as_bytes()))
    })
}

/// The account in a table row whose time cell says `Account:`, or whose text begins so.
pub(super) fn in_row(
    reading: &Reading<'_>,
    row: &Row,
    columns: &TimelineColumns,
) -> Option<Account> {
    let source = reading.source;
    let time = row.filled(columns.time);
    let what = row
        .filled(columns.what)
        .unwrap_or(row.span.end..row.span.end);
    let in_time = time.is_some_and(|time| mentions_account(&source[time]));
    let text = match after_mark(source, what.clone()) {
        Some(text) => text,
        None if in_time => what,
        None => return None,
    };
    let status = row
        .filled(columns.status)
        .and_then(|cell| status(&source[cell]))
        .or_else(|| {
            row.cells
                .iter()
                .rev()
                .find_map(|cell| status(&source[cell.span.clone()]))
        });
    Some(Account {
        span: row.span.clone(),
        who: row.filled(columns.who),
        text,
        source: row.filled(columns.source),
        status,
    })
}

/// The account in a list item or paragraph: `Account (Oncall 2, chat export E-6, denied): …`
pub(super) fn in_text(source: &str, span: &Span) -> Option<Account> {
    let text = after_mark(source, span.clone())?;
    let mark = &source[span.start..text.start];
    let note = mark
        .find('(')
        .map(|open| span.start + open + 1)
        .zip(mark.rfind(')').map(|close| span.start + close));
    let note = note
        .filter(|(open, close)| open < close)
        .map(|(open, close)| open..close);
    let parts: Vec<Span> = note.map(|note| parts(source, note)).unwrap_or_default();
    let mut named = parts
        .iter()
        .filter(|part| status(&source[(*part).clone()]).is_none());
    let who = named.next().cloned();
    let from = named.next().cloned().or_else(|| source_in(source, &text));
    let status = parts
        .iter()
        .find_map(|part| status(&source[part.clone()]))
        .or_else(|| status(&source[text.clone()]));
    Some(Account {
        span: span.clone(),
        who,
        text,
        source: from,
        status,
    })
}

/// `(source: E-6)` or `Source: E-6` within an account.
fn source_in(source: &str, text: &Span) -> Option<Span> {
    let at = text.start + find_folded(&source[text.clone()], "source:")? + "source:".len();
    let rest = &source[at..text.end];
    let end = rest.find([')', ',', ';', '\n']).unwrap_or(rest.len());
    filled(source, at..at + end)
}

fn parts(source: &str, span: Span) -> Vec<Span> {
    let mut start = span.start;
    let pieces = source[span].split([',', ';']);
    let parts = pieces.filter_map(|piece| {
        let part = start..start + piece.len();
        start += piece.len() + 1;
        filled(source, part)
    });
    parts.collect()
}

fn mentions_account(cell: &str) -> bool {
    cell.len() <= 80
        && phrase::words(cell)
            .iter()
            .any(|word| ACCOUNTS.contains(&word.as_str()))
}

/// What follows `Account:` or `**Account (…):**` at the start of `span`.
fn after_mark(source: &str, span: Span) -> Option<Span> {
    let text = &source[span.clone()];
    let opening =
        text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '(' | '['));
    let word: String = opening
        .chars()
        .take_while(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect();
    if !ACCOUNTS.contains(&word.as_str()) {
        return None;
    }
    let near: String = opening.chars().take(120).collect();
    let colon = near.find(':')?;
    let start = span.end - opening.len() + colon + 1;
    let rest = source[start..span.end]
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
    Some(span.end - rest.len()..span.end)
}

/// What a text says of an account's standing; the last word counts.
fn status(text: &str) -> Option<AccountStatus> {
    if text.len() > 400 {
        return None;
    }
    let words = phrase::words(&text.replace(['(', ')', '[', ']'], " "));
    let mut found = None;
    for (index, word) in words.iter().enumerate() {
        let negated = index > 0
            && matches!(
                words[index - 1].as_str(),
                "not" | "nicht" | "non" | "no" | "nao" | "niet" | "nie"
            );
        let status = match word.as_str() {
            "unverified" | "unconfirmed" | "unbestatigt" | "ungepruft" | "open" | "disputed"
            | "onbevestigd" | "niepotwierdzone" => Some(AccountStatus::Unverified),
            "confirmed" | "verified" | "bestatigt" | "confirme" | "confirmado" | "confermato"
            | "bevestigd" | "potwierdzone" | "verifie" | "verificado" | "verificato" => {
                Some(if negated {
                    AccountStatus::Unverified
                } else {
                    AccountStatus::Confirmed
                })
            }
            "denied" | "refuted" | "rejected" | "bestritten" | "widerlegt" | "dementi"
            | "dementie" | "negado" | "desmentido" | "smentito" | "ontkend" | "zaprzeczone" => {
                Some(AccountStatus::Denied)
            }
            _ => None,
        };
        found = status.or(found);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_off_why_it_made_sense() {
        let text = "Ran the tool.<br>**Why it made sense then:** the plan was <br> gone";
        let (before, sense) = split_sense(text, 0..text.len());
        assert_eq!(&text[before], "Ran the tool.");
        assert_eq!(sense.map(|span| &text[span]), Some("the plan was"));
        assert_eq!(split_sense("nothing", 0..7), (0..7, None));
        assert_eq!(split_sense("Why it made sense", 0..17), (0..0, None));
    }

    #[test]
    fn reads_accounts_in_text() {
        let text = "**Account (Oncall 2, chat E-6, denied):** nobody asked";
        let account = in_text(text, &(0..text.len())).unwrap();
        assert_eq!(account.who.map(|span| &text[span]), Some("Oncall 2"));
        assert_eq!(account.source.map(|span| &text[span]), Some("chat E-6"));
        assert_eq!(account.status, Some(AccountStatus::Denied));
        assert_eq!(&text[account.text], "nobody asked");
        let text = "Account: it was on (source: E-1, not confirmed)";
        let account = in_text(text, &(0..text.len())).unwrap();
        assert_eq!(account.source.map(|span| &text[span]), Some("E-1"));
        assert_eq!(account.status, Some(AccountStatus::Unverified));
        assert!(in_text("Accounts were locked: all", &(0..25)).is_none());
        assert!(in_text("Account", &(0..7)).is_none());
    }
}
