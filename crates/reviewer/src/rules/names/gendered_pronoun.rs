use super::pronoun_fix;
use crate::context::Reading;
use crate::finding::{Findings, Fix};
use crate::phrases;
use crate::rule::declare_rule;

declare_rule! {
    /// A gendered pronoun or form of address stands for a role.
    ///
    /// ## What it flags
    /// "he", "she", "his", "her", "himself", "Mr", "Ms", "Herr", "guy", "lady" and their like.
    ///
    /// ## Why
    /// On a team of five, "she" is often one person.
    ///
    /// ## Write instead
    /// "they", "them", "their", or the role label again: "Oncall 1 restarted the pod, because they
    /// saw the alarm". `--fix` does it where the verb allows it.
    ///
    /// ## Settings
    /// None.
    pub static GENDERED_PRONOUN: Rule = {
        code: "N105", name: "gendered-pronoun", severity: Warn, stability: Stable, since: "0.1.0",
        summary: "a gendered pronoun or form of address stands for a role", check: check,
    };
}

fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    let mut last_end = 0;
    for (entry, hit) in reading.hits(findings.rule.code) {
        if hit.span.start < last_end || !phrases::is_met(reading, entry, hit) {
            continue;
        }
        last_end = hit.span.end;
        let edits = pronoun_fix::edits(reading.text(), &hit.span, &reading.sentence(hit));
        let finding = phrases::report(findings, entry, hit);
        finding.fix = edits.map(|edits| Fix {
            title: "Write \"they\"".to_owned(),
            edits,
        });
    }
}
