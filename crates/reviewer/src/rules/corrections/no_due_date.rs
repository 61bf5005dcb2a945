use super::field::{self, Field};
use crate::context::Reading;
use crate::finding::Findings;
use crate::rule::declare_rule;

declare_rule! {
    /// A corrective action has no due date.
    ///
    /// ## What it flags
    /// An empty date; "asap", "ongoing", "next window", "Q3", "TBD"; a table without such a column.
    /// One finding for the table or the list, with all its rows. What is done already needs none.
    ///
    /// ## Why
    /// Without a date nothing is ever late.
    ///
    /// ## Write instead
    /// A day: `2026-06-18`. By priority: P0 before the next change of the kind, P1 30 days, P2 60,
    /// P3 90.
    ///
    /// ## Settings
    /// None.
    pub static NO_DUE_DATE: Rule = {
        code: "C702", name: "no-due-date", severity: Warn, stability: Stable, since: "0.1.0",
        summary: "a corrective action has no due date", check: check,
    };
}

#[rustfmt::skip]
const MONTHS: [&str; 31] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "januar", "februar", "märz", "mai", "juni", "juli",
    "oktober", "dezember", "janvier", "février", "mars", "avril", "juin", "juillet", "août",
    "décembre", "enero", "agosto", "diciembre",
];

/// Beginnings of what is over already.
#[rustfmt::skip]
const OVER: [&str; 7] =
    ["done", "complete", "closed", "finished", "merged", "shipped", "erledigt"];

fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    let due = Field {
        what: "a due date",
        help: "Write a day, such as 2026-06-18",
        column: |columns| columns.due,
        of: &|correction| correction.due.clone(),
        is_enough: &is_date,
    };
    field::check(reading, findings, &due);
}

/// Whether something like a day is written, in lower case.
fn is_date(due: &str) -> bool {
    let over = OVER.iter().any(|word| due.starts_with(word));
    let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"];
    let weekday = weekdays.iter().any(|day| due.contains(day));
    let month = due.split(|c: char| !c.is_alphabetic()).any(is_month);
    over || weekday || month || has_numbers(due) || is_period(due)
}

/// "june", "jun": a month or the beginning of one.
fn is_month(word: &str) -> bool {
    word.chars().count() >= 3 && MONTHS.iter().any(|month| month.starts_with(word))
}

/// "2026-06-18", "18/06".
fn has_numbers(due: &str) -> bool {
    due.split(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '/' | '.'))
        .any(|word| {
            let parts = word.split(['-', '/', '.']).filter(|part| !part.is_empty());
            parts.count() >= 2
        })
}

/// "within 30 days".
fn is_period(due: &str) -> bool {
    let units = ["day", "week", "month"];
    due.contains(|c: char| c.is_ascii_digit()) && units.iter().any(|unit| due.contains(unit))
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn knows_days() {
        for due in [
            "2026-06-18",
            "18/06/2026",
            "30 june 2026",
            "20 march",
            "mar 3",
            "next friday",
            "end of june",
            "within 30 days",
            "done",
        ] {
            assert!(is_date(due), "{due}");
        }
        for due in [
            "",
            "asap",
            "ongoing",
            "q3",
            "q3 2026",
            "next window",
            "h2 2026",
            "open",
            "maybe",
            "tbd",
            "immediately",
            "next refit",
        ] {
            assert!(!is_date(due), "{due}");
        }
    }
}
