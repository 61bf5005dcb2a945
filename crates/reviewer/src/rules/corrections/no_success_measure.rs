use document::{Correction, Span};

use super::field::{self, Field};
use crate::context::Reading;
use crate::finding::Findings;
use crate::rule::declare_rule;

declare_rule! {
    /// A corrective action has no measure of success.
    ///
    /// ## What it flags
    /// An empty cell, "n/a", "done", "report", "drill" or another word alone; a table without such
    /// a column. One finding for the table or the list, with all its rows. In a list the measure may
    /// stand in the action's own words ("is refused", "pages within 5 minutes"). What is done already
    /// needs none.
    ///
    /// ## Why
    /// "Done" says that somebody worked, not that it can't happen again.
    ///
    /// ## Write instead
    /// What one can see: "A call with 5 hosts is refused in every zone", "Drill pages Index within
    /// 3 minutes".
    ///
    /// ## Settings
    /// `[rules.no-success-measure] nothing`: more entries that measure nothing.
    pub static NO_SUCCESS_MEASURE: Rule = {
        code: "C704", name: "no-success-measure", severity: Warn, stability: Stable, since: "0.1.0",
        summary: "a corrective action has no measure of success", check: check,
    };
}

/// Entries of several words that measure nothing.
#[rustfmt::skip]
const NOTHING: [&str; 20] = [
    "see above", "see ticket", "see jira", "to be defined", "to be decided", "not applicable",
    "it works", "all done", "all good", "no repeat", "no recurrence", "code merged",
    "ticket closed", "pr merged", "task completed", "work completed", "training held",
    "training completed", "meeting held", "team informed",
];

fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    let own = &reading.context.settings.rules.no_success_measure.nothing;
    let measures = |said: &str| {
        let own = own.iter().any(|nothing| nothing.to_lowercase() == said);
        !own && is_measure(said)
    };
    let measure = Field {
        what: "a measure of success",
        help: "Say what one will be able to see: \"a call with 5 hosts is refused in every zone\"",
        column: |columns| columns.measure,
        of: &|correction| {
            correction
                .measure
                .clone()
                .or_else(|| in_words(reading, correction))
        },
        is_enough: &measures,
    };
    field::check(reading, findings, &measure);
}

/// Words by which an action in a list says what one will see.
#[rustfmt::skip]
const SEEN: [&str; 18] = [
    "is refused", "are refused", "is rejected", "are rejected", "refuses", "rejects", "fails the build",
    "fails if", "fails when", "otherwise", "pages within", "alerts within", "pages when", "alerts when",
    "comes back in", "comes back within", "can no longer", "no longer possible",
];

/// Words before the figure that an action is to reach.
const BOUNDS: [&str; 8] = [
    "within ",
    "below ",
    "under ",
    "at most ",
    "at least ",
    "less than ",
    "more than ",
    "in under ",
];

/// The words of a listed action, if they say what one will see.
fn in_words(reading: &Reading<'_>, action: &Correction) -> Option<Span> {
    let text = reading.text().get(action.what.clone())?.to_lowercase();
    let bound = BOUNDS.iter().any(|bound| {
        text.match_indices(bound)
            .any(|(at, _)| text[at + bound.len()..].starts_with(|c: char| c.is_ascii_digit()))
    });
    let seen = bound || SEEN.iter().any(|seen| text.contains(seen));
    (action.table.is_none() && seen).then(|| action.what.clone())
}

/// Whether an entry, in lower case, measures something: it has a figure or more than a word.
fn is_measure(said: &str) -> bool {
    let words = said
        .split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
        .count();
    let figure = said.contains(|c: char| c.is_ascii_digit());
    !NOTHING.contains(&said) && (figure || words > 1)
}
