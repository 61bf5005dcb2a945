use super::mentions::report;
use crate::context::Reading;
use crate::finding::Findings;
use crate::rule::declare_rule;

declare_rule! {
    /// A person stands in pasted code or a log.
    ///
    /// ## What it flags
    /// People in code blocks and code spans: the login in a shell prompt or a home directory, the
    /// author of a commit, the user of a JSON field, an address in a log line. Service accounts
    /// such as `root`, `ubuntu` and `postgres` are none.
    ///
    /// ## Why
    /// Sessions are pasted whole, and nobody reads the prompt again.
    ///
    /// ## Write instead
    /// Cut the prompt to `$`, the home directory to `~`, and put the role label where the log has
    /// the user: `user=oncall-1`.
    ///
    /// ## Settings
    /// As for N101 and N102.
    pub static NAME_IN_CODE_OR_LOG: Rule = {
        code: "N109", name: "name-in-code-or-log", severity: Block, stability: Stable, since: "0.1.0",
        summary: "a person stands in pasted code, a log or a shell prompt", check: check,
    };
}

fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    report(reading, findings, |_| {
        (
            "This part of the pasted text points at a person",
            "Cut the prompt to \"$\" and the home directory to \"~\", or write the role label in its place",
        )
    });
}
