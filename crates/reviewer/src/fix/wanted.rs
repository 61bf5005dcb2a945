//! Which mentions a fix replaces.

use std::collections::BTreeMap;

use names::{Form, Kind, Mention, Tier, ZoneKind};

use crate::Finding;
use crate::finding::MOST;

/// What decides which rule's business a mention is.
type Class = (Kind, Form, ZoneKind);

/// A rule that found more than it reports.
struct Full {
    /// Where its last finding starts.
    last: usize,
    /// How sure the least sure of them is.
    least: Tier,
}

/// The mentions that `open` has findings of; and, of rules that found more than they report, those
/// beyond the last.
pub(super) fn wanted<'m>(open: &[Finding], mentions: &'m [Mention]) -> Vec<&'m Mention> {
    let found: BTreeMap<usize, &Finding> = open
        .iter()
        .filter(|finding| finding.tier.is_some())
        .map(|finding| (finding.span.start, finding))
        .collect();
    let reported = |mention: &Mention| {
        found
            .get(&mention.range.start)
            .filter(|finding| finding.span == mention.range)
    };
    let full = full(found.values().copied());
    let mut business: BTreeMap<Class, &str> = BTreeMap::new();
    if !full.is_empty() {
        for mention in mentions {
            if let Some(finding) = reported(mention) {
                business.insert(class(mention), finding.rule.code);
            }
        }
    }
    let is_beyond = |mention: &Mention| {
        let full = business
            .get(&class(mention))
            .and_then(|code| full.get(code));
        full.is_some_and(|full| mention.range.start > full.last && mention.tier >= full.least)
    };
    mentions
        .iter()
        .filter(|mention| reported(mention).is_some() || is_beyond(mention))
        .collect()
}

fn class(mention: &Mention) -> Class {
    (mention.kind, mention.form, mention.zone)
}

fn full<'f>(found: impl Iterator<Item = &'f Finding>) -> BTreeMap<&'static str, Full> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut rules: BTreeMap<&'static str, Full> = BTreeMap::new();
    for finding in found {
        let (start, tier) = (finding.span.start, finding.tier.unwrap_or(Tier::Certain));
        let count = counts.entry(finding.rule.code).or_default();
        let rule = rules.entry(finding.rule.code).or_insert(Full {
            last: start,
            least: tier,
        });
        *count += 1;
        rule.least = rule.least.min(tier);
        // What is reported last of all may come after others that are not.
        if *count <= MOST {
            rule.last = start;
        }
    }
    rules.retain(|code, _| counts.get(code).is_some_and(|count| *count >= MOST));
    rules
}
