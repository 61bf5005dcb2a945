//! Who leads a team and which team it is a part of, read off who reports to whom.

use std::collections::{BTreeMap, BTreeSet};

use crate::id::{PersonId, TeamId};
use crate::people::{Organisation, Person, RosterChange};

/// What changes about who leads which team. Teams nobody is in stay as they were.
pub(super) fn team_changes(organisation: &Organisation) -> Vec<RosterChange> {
    let mut leads = BTreeMap::new();
    for (team, members) in members(organisation) {
        leads.insert(team, leader(organisation, &members));
    }
    let parents = parents(organisation, &leads);
    let change = |(&team, &led_by): (&TeamId, &Option<PersonId>)| {
        let before = organisation.teams.get(&team)?;
        let parent = parents.get(&team).copied();
        let differs = (before.led_by, before.parent) != (led_by, parent);
        differs.then_some(RosterChange::TeamLed {
            team,
            led_by,
            parent,
        })
    };
    leads.iter().filter_map(change).collect()
}

fn members(organisation: &Organisation) -> BTreeMap<TeamId, Vec<&Person>> {
    let mut members: BTreeMap<TeamId, Vec<&Person>> = BTreeMap::new();
    for person in organisation.people.values().filter(|one| one.is_here()) {
        if let Some(team) = person.team {
            members.entry(team).or_default().push(person);
        }
    }
    members
}

/// Whoever most of the team report to directly; of several, a member rather than somebody from
/// outside, then the one who stands higher. Somebody alone in a team leads it.
fn leader(organisation: &Organisation, members: &[&Person]) -> Option<PersonId> {
    let mut reports: BTreeMap<PersonId, usize> = BTreeMap::new();
    let above = members.iter().filter_map(|one| {
        let above = one.reports_to?;
        (above != one.id && organisation.is_here(above)).then_some(above)
    });
    for manager in above {
        *reports.entry(manager).or_default() += 1;
    }
    let most = reports.values().max().copied();
    let mut best: Vec<PersonId> = reports
        .iter()
        .filter(|(_, count)| Some(**count) == most)
        .map(|(&manager, _)| manager)
        .collect();
    let is_member = |manager: &PersonId| members.iter().any(|one| one.id == *manager);
    if best.iter().any(is_member) {
        best.retain(is_member);
    }
    let height = |manager: &PersonId| organisation.chain_above(*manager).len();
    match (&best[..], members) {
        ([], [only]) => Some(only.id),
        ([], _) => None,
        ([only], _) => Some(*only),
        _ => best.into_iter().min_by_key(height),
    }
}

/// A team is a part of the nearest other team on the way up from its leader. Never in a circle.
fn parents(
    organisation: &Organisation,
    leads: &BTreeMap<TeamId, Option<PersonId>>,
) -> BTreeMap<TeamId, TeamId> {
    let mut parents = BTreeMap::new();
    for (&team, &leader) in leads {
        let around = leader.and_then(|leader| team_above(organisation, team, leader));
        if let Some(around) = around.filter(|&around| !leads_to(&parents, around, team)) {
            parents.insert(team, around);
        }
    }
    parents
}

fn team_above(organisation: &Organisation, team: TeamId, leader: PersonId) -> Option<TeamId> {
    let mut seen = BTreeSet::new();
    let mut next = Some(leader);
    while let Some(person) = next.filter(|&person| seen.insert(person)) {
        let person = organisation.people.get(&person)?;
        if let Some(other) = person.team.filter(|&other| other != team) {
            return Some(other);
        }
        next = person.reports_to;
    }
    None
}

fn leads_to(parents: &BTreeMap<TeamId, TeamId>, from: TeamId, to: TeamId) -> bool {
    let mut next = Some(from);
    while let Some(team) = next {
        if team == to {
            return true;
        }
        next = parents.get(&team).copied();
    }
    false
}
