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

const MONTHS: [&str; 24] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mai",
    "juin", "juil", "août", "märz", "okt", "dez", "ene", "abr", "ago", "dic", "out",
];

fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    let due = Field {
        what: "a due date",
        help: "Write a day, such as 2026-06-18",
        column: |columns| columns.due,
        of: |correction| correction.due.as_ref(),
        is_enough: &is_date,
        asks_done: false,
    };
    field::check(reading, findings, &due);
}

/// Whether something like a day is written, in lower case.
fn is_date(due: &str) -> bool {
    if [
        "done",
        "completed",
        "complete",
        "closed",
        "finished",
        "merged",
        "shipped",
        "erledigt",
    ]
    .iter()
    .any(|word| due.starts_with(word))
    {
        return true;
    }
    let digits = due.contains(|c: char| c.is_ascii_digit());
    let month = due
        .split(|c: char| !c.is_alphabetic())
        .any(|word| MONTHS.iter().any(|month| word.starts_with(month)));
    let weekday = ["monday", "tuesday", "wednesday", "thursday", "friday"]
        .iter()
        .any(|day| due.contains(day));
    let numeric = due
        .split(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '/' | '.'))
        .any(|word| {
            word.split(['-', '/', '.'])
                .filter(|part| !part.is_empty())
                .count()
                >= 2
        });
    let span = digits
        && ["day", "week", "month"]
            .iter()
            .any(|unit| due.contains(unit));
    numeric || weekday || span || (month && digits)
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
            "tbd",
            "immediately",
            "next refit",
        ] {
            assert!(!is_date(due), "{due}");
        }
    }
}
