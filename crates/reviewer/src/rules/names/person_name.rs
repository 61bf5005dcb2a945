use super::mentions::{Because, because, report};
use crate::context::Reading;
use crate::finding::Findings;
use crate::rule::declare_rule;

declare_rule! {
    /// A person is named, in full or in part.
    ///
    /// ## What it flags
    /// Names of people in running text, headings, table cells, front matter and links: full names
    /// in either order, given names and surnames alone, initials, nicknames and possessives. A name
    /// on the roster is *certain* and blocks; a name that its neighbours or its shape give away is
    /// *likely* and warns; what may be a name is *possible* and a hint. Once a full name stands
    /// anywhere in the text, its parts are found elsewhere in it too.
    ///
    /// ## Why
    /// What happened says more about the system than about who was there. People who will be named
    /// write down less, and a name ends the questions that matter.
    ///
    /// ## Write instead
    /// The role label: "Oncall 1 restarted the pods" instead of the name. The link between label
    /// and person goes to the identity record, never beside the text. `--fix` replaces every
    /// mention of a person by one label.
    ///
    /// ## Settings
    /// `roster` tells who is certain. `[names]` has `threshold` (`possible`, `likely`, `certain`),
    /// `not-people` for services and words that look like names, and `role-labels`.
    pub static PERSON_NAME: Rule = {
        code: "N101", name: "person-name", severity: Block, stability: Stable, since: "0.1.0",
        summary: "a person is named", check: check,
    };
}

fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    const HELP: &str = "Write the role label, such as \"Oncall 1\"; if it is a service or a word, dismiss it as \"not a person\"";
    report(reading, findings, |mention| match because(mention.reason) {
        Because::Listed => (
            "This name is on the roster",
            "Write the role label, such as \"Oncall 1\"",
        ),
        Because::Again => (
            "This is part of a name that stands in full elsewhere in the text",
            HELP,
        ),
        Because::Looks => ("This looks like a person's name", HELP),
    });
}
