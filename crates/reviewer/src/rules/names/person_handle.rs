use names::Form;

use super::mentions::report;
use crate::context::Reading;
use crate::finding::Findings;
use crate::rule::declare_rule;

declare_rule! {
    /// A person can be found by a handle, an address or a number.
    ///
    /// ## What it flags
    /// `@handles`, logins, e-mail addresses, telephone numbers, employee numbers and commit authors
    /// of people. Service accounts (`root`, `ubuntu`, `git`, `deploy-bot`) and mailing lists are
    /// none.
    ///
    /// ## Why
    /// A handle is a name in other letters: one search in the directory turns it back.
    ///
    /// ## Write instead
    /// The role label: "Oncall 1 changed the flag" instead of the handle. To cite a message or a
    /// commit, cite its evidence id, which resolves with access control.
    ///
    /// ## Settings
    /// `roster` tells which handles are certain; `[names] threshold` how sure the rest must be.
    pub static PERSON_HANDLE: Rule = {
        code: "N102", name: "person-handle", severity: Block, stability: Stable, since: "0.1.0",
        summary: "a person can be found by a handle, an e-mail address, a telephone or employee number",
        check: check,
    };
}

fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    report(reading, findings, |mention| match mention.form {
        Form::Email => (
            "This is a person's e-mail address",
            "Write the role label, or the address of the team",
        ),
        Form::Phone => (
            "This is a telephone number",
            "Write whom to reach by role: \"page Storage on call\"",
        ),
        Form::EmployeeNumber => ("This number stands for a person", "Write the role label"),
        _ => (
            "This handle stands for a person",
            "Write the role label, such as \"Oncall 1\"",
        ),
    });
}
