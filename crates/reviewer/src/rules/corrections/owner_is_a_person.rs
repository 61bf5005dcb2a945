use std::collections::BTreeSet;

use names::Tier;

use super::owner;
use crate::Severity;
use crate::context::Reading;
use crate::finding::Findings;
use crate::rule::declare_rule;

declare_rule! {
    /// The owner of a corrective action is a person.
    ///
    /// ## What it flags
    /// A person's name or handle where the owner stands, above a list of actions too. The name
    /// itself is N101's business too.
    ///
    /// ## Why
    /// People move on and the action goes with them; a team keeps it. And the owner of the repair
    /// is easily taken for the cause of the damage.
    ///
    /// ## Write instead
    /// The team that controls the backlog. Who works on it stands in the tracker.
    ///
    /// ## Settings
    /// `[names] threshold`.
    pub static OWNER_IS_A_PERSON: Rule = {
        code: "C705", name: "owner-is-a-person", severity: Warn, stability: Stable, since: "0.1.0",
        summary: "the owner of a corrective action is a person", check: check,
    };
}

fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    let threshold = reading.context.settings.names.threshold;
    let mut told = BTreeSet::new();
    for correction in reading.document.corrections() {
        let owner = owner::of(reading, correction);
        let Some(mention) = owner
            .and_then(|owner| reading.mention(&owner))
            .filter(|mention| threshold.admits(mention.tier))
            .filter(|mention| told.insert(mention.range.start))
        else {
            continue;
        };
        let finding = findings.report(
            mention.range.clone(),
            "The owner is a person; people move on and the action goes with them",
            "Name the team that controls the backlog",
        );
        if mention.tier == Tier::Possible {
            finding.severity = Severity::Advise;
        }
    }
}
