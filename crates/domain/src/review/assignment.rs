//! Whose turn it is.

use std::collections::BTreeMap;

use crate::id::PersonId;
use crate::moment::Moment;
use crate::review::{BarRaiser, Review, ReviewFacts, Specialty, eligible};

/// A bar raiser for each seat that has none, as far as there are any: qualified, outside, here,
/// not away, neither recused nor silent in this review, and nobody in two seats.
///
/// The seat with the fewest candidates goes first; of its candidates the one with the fewest open
/// reviews, then the smallest id.
pub fn assign(
    review: &Review,
    facts: &ReviewFacts<'_>,
    now: Moment,
) -> BTreeMap<Specialty, PersonId> {
    let mut open: BTreeMap<&Specialty, Vec<&BarRaiser>> = BTreeMap::new();
    for specialty in review.waiting() {
        open.insert(specialty, candidates(review, specialty, facts, now));
    }
    let mut assigned = BTreeMap::new();
    let mut busy = review.holders();
    while let Some(specialty) = scarcest(&open) {
        let found = open.remove(specialty).unwrap_or_default();
        let Some(chosen) = found
            .iter()
            .min_by_key(|one| (one.open_reviews, one.person))
        else {
            continue;
        };
        assigned.insert(specialty.clone(), chosen.person);
        busy.insert(chosen.person);
        for others in open.values_mut() {
            others.retain(|one| !facts.organisation.contains_person(&busy, one.person));
        }
    }
    assigned
}

fn scarcest<'a>(open: &BTreeMap<&'a Specialty, Vec<&BarRaiser>>) -> Option<&'a Specialty> {
    let fewest = open.iter().min_by_key(|(_, candidates)| candidates.len());
    fewest.map(|(specialty, _)| *specialty)
}

fn candidates<'a>(
    review: &Review,
    specialty: &Specialty,
    facts: &ReviewFacts<'a>,
    now: Moment,
) -> Vec<&'a BarRaiser> {
    let today = facts.calendar.date(now);
    let silent = review.seats.get(specialty).map(|seat| &seat.silent);
    let mut passed = review.recused();
    passed.extend(silent.into_iter().flatten());
    let seated = review.holders();
    let organisation = facts.organisation;
    let can = |one: &&BarRaiser| {
        one.is_qualified(facts.setting, specialty)
            && !one.is_away(today)
            && organisation.is_here(one.person)
            && !organisation.contains_person(&passed, one.person)
            && !organisation.contains_person(&seated, one.person)
            && eligible(one.person, &facts.involved, organisation).is_ok()
    };
    facts.bar_raisers.values().filter(can).collect()
}
