use super::field::{self, Field};
use super::owner;
use crate::context::Reading;
use crate::finding::Findings;
use crate::rule::declare_rule;

declare_rule! {
    /// A corrective action has no owner.
    ///
    /// ## What it flags
    /// An empty owner; "all", "everyone", "somebody", "management", "?"; a table without such a
    /// column. One finding for the table or the list, with all its rows. The owner may stand above
    /// the list ("**Storage team**"), in brackets before the action or as its subject ("the Storage
    /// team has it running"). What is done already needs none.
    ///
    /// ## Why
    /// What everybody owns nobody does.
    ///
    /// ## Write instead
    /// The team that controls the backlog: "Storage Index". Not a person (C705).
    ///
    /// ## Settings
    /// `[rules.no-owner] nobody`: more entries that name nobody.
    pub static NO_OWNER: Rule = {
        code: "C701", name: "no-owner", severity: Warn, stability: Stable, since: "0.1.0",
        summary: "a corrective action has no owning team", check: check,
    };
}

/// Entries that name nobody.
#[rustfmt::skip]
const NOBODY: [&str; 33] = [
    "", "-", "–", "—", "?", "??", "all", "any", "anybody", "anyone", "everybody", "everyone",
    "leadership", "management", "me", "n/a", "na", "no one", "nobody", "none", "open", "somebody",
    "someone", "tba", "tbc", "tbd", "the team", "todo", "team", "unassigned", "unknown", "us",
    "we",
];

fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    let own = &reading.context.settings.rules.no_owner.nobody;
    let names_somebody = |owner: &str| {
        let everybody = ["all ", "every ", "to be "]
            .iter()
            .any(|no| owner.starts_with(no));
        let own = own.iter().any(|nobody| nobody.to_lowercase() == owner);
        !everybody && !own && !NOBODY.contains(&owner)
    };
    let owner = Field {
        what: "an owner",
        help: "Name the team that controls the backlog",
        column: |columns| columns.owner,
        of: &|correction| owner::of(reading, correction),
        is_enough: &names_somebody,
    };
    field::check(reading, findings, &owner);
}
