//! Who belongs where, and who reports to whom.

use std::collections::{BTreeMap, BTreeSet};

use crate::id::{PersonId, TeamId};
use crate::people::known::{Facts, Known};
use crate::people::{Person, Team};
use serde::{Deserialize, Serialize};

/// Everybody who is or was on the roster, and the teams.
///
/// References may lead nowhere or in circles, as exports do; every walk ends nonetheless.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Organisation {
    /// By id.
    pub people: BTreeMap<PersonId, Person>,
    /// By id.
    pub teams: BTreeMap<TeamId, Team>,
    known: Known,
}

/// How far up somebody stands, read off who reports to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Nobody reports to them.
    Team,
    /// Somebody reports to them.
    Manager,
    /// A manager reports to them.
    Director,
    /// A director reports to them.
    Executive,
}

impl Level {
    /// From the team up.
    pub const ALL: [Self; 4] = [Self::Team, Self::Manager, Self::Director, Self::Executive];

    /// In lower case: "director".
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Manager => "manager",
            Self::Director => "director",
            Self::Executive => "executive",
        }
    }
}

impl Organisation {
    /// An organisation in which nobody is changed any more: what is read off everybody is worked
    /// out once. To change it, change a copy.
    pub fn settled(people: BTreeMap<PersonId, Person>, teams: BTreeMap<TeamId, Team>) -> Self {
        let known = Known(Some(Facts::of(&people)));
        Self {
            people,
            teams,
            known,
        }
    }

    /// Every record of the person behind a record, this one included: two accounts of one person
    /// count as one person.
    pub fn records_of(&self, person: PersonId) -> BTreeSet<PersonId> {
        let first = self.first_record(person);
        let same = |other: &PersonId| self.first_record(*other) == first;
        let mut records = BTreeSet::from([first, person]);
        if let Known(Some(facts)) = &self.known {
            records.extend(facts.further_records.iter().copied().filter(same));
        } else {
            let others = self.people.values().filter(|other| other.same_as.is_some());
            records.extend(others.map(|other| other.id).filter(same));
        }
        records
    }

    /// Whether two records are of one person.
    pub fn is_same_person(&self, one: PersonId, other: PersonId) -> bool {
        one == other || self.first_record(one) == self.first_record(other)
    }

    /// Whether one of `people` is this person, under any record.
    pub fn contains_person(&self, people: &BTreeSet<PersonId>, person: PersonId) -> bool {
        people.iter().any(|&one| self.is_same_person(one, person))
    }

    /// Whom a person reports to, directly or over others, under any of their records. The person
    /// is not part of it, even where the reporting runs in a circle.
    pub fn chain_above(&self, person: PersonId) -> BTreeSet<PersonId> {
        let own = self.records_of(person);
        let mut above = BTreeSet::new();
        let mut to_visit: Vec<PersonId> = own.iter().copied().collect();
        while let Some(one) = to_visit.pop() {
            let Some(next) = self.people.get(&one).and_then(|one| one.reports_to) else {
                continue;
            };
            let new = self.records_of(next).into_iter();
            to_visit.extend(new.filter(|&record| above.insert(record)));
        }
        &above - &own
    }

    /// Whether `team` is `whole` or a part of it, at any depth.
    pub fn is_within(&self, team: TeamId, whole: TeamId) -> bool {
        self.team_and_above(team).contains(&whole)
    }

    /// Whether a person, under any record, belongs to a team or a part of it, or leads it.
    pub fn belongs_to(&self, person: PersonId, team: TeamId) -> bool {
        let leads = self.teams.get(&team).and_then(|team| team.led_by);
        if leads.is_some_and(|leader| self.is_same_person(leader, person)) {
            return true;
        }
        let records = self.records_of(person);
        let teams = records.iter().filter_map(|one| self.people.get(one)?.team);
        teams.into_iter().any(|own| self.is_within(own, team))
    }

    /// The teams a person, under any record, belongs to or leads: see [`Self::belongs_to`].
    pub fn teams_of(&self, person: PersonId) -> BTreeSet<TeamId> {
        let records = self.records_of(person);
        let own = records.iter().filter_map(|one| self.people.get(one)?.team);
        let around = own.flat_map(|team| self.team_and_above(team));
        let leads = |team: &&Team| team.led_by.is_some_and(|leader| records.contains(&leader));
        let led = self.teams.values().filter(leads).map(|team| team.id);
        let known = around.filter(|team| self.teams.contains_key(team));
        led.chain(known).collect()
    }

    /// The nearest who answers for a team and stands at least this high; where nobody does, the
    /// highest there is.
    pub fn manager_at(&self, team: TeamId, level: Level) -> Option<PersonId> {
        let managers = self.managers_of(team);
        let mut high = managers.iter().filter(|&&one| self.level(one) >= level);
        high.next().or(managers.last()).copied()
    }

    /// How many people of a team and its parts are here.
    pub fn size(&self, team: TeamId) -> usize {
        let here = self.people.values().filter(|person| person.is_here());
        let teams = here.filter_map(|person| person.team);
        teams.filter(|&own| self.is_within(own, team)).count()
    }

    /// How many people every team and its parts have, as [`Organisation::size`] counts them.
    pub fn sizes(&self) -> BTreeMap<TeamId, usize> {
        let mut sizes: BTreeMap<TeamId, usize> = self.teams.keys().map(|&id| (id, 0)).collect();
        let here = self.people.values().filter(|person| person.is_here());
        for team in here.filter_map(|person| person.team) {
            for around in self.team_and_above(team) {
                *sizes.entry(around).or_default() += 1;
            }
        }
        sizes
    }

    /// Who answers for a team, nearest first: its leader and whom they report to, then the leaders
    /// of the teams around it and theirs. Only people who are here.
    pub fn managers_of(&self, team: TeamId) -> Vec<PersonId> {
        let mut managers = Vec::new();
        for around in self.team_and_above(team) {
            let mut next = self.teams.get(&around).and_then(|team| team.led_by);
            let mut seen = BTreeSet::new();
            while let Some(person) = next.filter(|&person| seen.insert(person)) {
                if self.is_here(person) && !managers.contains(&person) {
                    managers.push(person);
                }
                next = self.people.get(&person).and_then(|one| one.reports_to);
            }
        }
        managers
    }

    /// Whether a person answers for a team, under any record.
    pub fn manages(&self, person: PersonId, team: TeamId) -> bool {
        let managers = self.managers_of(team);
        managers.iter().any(|&one| self.is_same_person(one, person))
    }

    /// How far up a person stands.
    pub fn level(&self, person: PersonId) -> Level {
        let mut level = Level::Team;
        let mut rank = self.records_of(person);
        if let Known(Some(facts)) = &self.known {
            let levels = rank.iter().filter_map(|record| facts.levels.get(record));
            return levels.max().copied().unwrap_or(level);
        }
        for higher in [Level::Manager, Level::Director, Level::Executive] {
            rank = self.reports_of(&rank);
            if rank.is_empty() {
                break;
            }
            level = higher;
        }
        level
    }

    /// Whether this record is of somebody who has not left.
    pub fn is_here(&self, person: PersonId) -> bool {
        self.people.get(&person).is_some_and(Person::is_here)
    }

    /// Who is here and reports directly to one of `people`; nobody to themself.
    fn reports_of(&self, people: &BTreeSet<PersonId>) -> BTreeSet<PersonId> {
        let here = self.people.values().filter(|person| person.is_here());
        let reporting = here.filter(|person| {
            let above = person.reports_to.filter(|&above| above != person.id);
            above.is_some_and(|above| people.contains(&above))
        });
        reporting.map(|person| person.id).collect()
    }

    fn first_record(&self, person: PersonId) -> PersonId {
        let mut seen = BTreeSet::from([person]);
        let mut record = person;
        while let Some(first) = self.people.get(&record).and_then(|one| one.same_as) {
            if !seen.insert(first) {
                // A circle: its smallest member stands for all.
                return self.smallest_around(first);
            }
            record = first;
        }
        record
    }

    fn smallest_around(&self, start: PersonId) -> PersonId {
        let mut smallest = start;
        let mut record = start;
        while let Some(next) = self.people.get(&record).and_then(|one| one.same_as) {
            smallest = smallest.min(next);
            record = next;
            if next == start {
                break;
            }
        }
        smallest
    }

    /// A team, the team around it, and so on outwards.
    fn team_and_above(&self, team: TeamId) -> Vec<TeamId> {
        let mut teams = vec![team];
        let mut last = team;
        while let Some(parent) = self.teams.get(&last).and_then(|team| team.parent) {
            if teams.contains(&parent) {
                break;
            }
            teams.push(parent);
            last = parent;
        }
        teams
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::Moment;

    fn person(n: u8) -> PersonId {
        PersonId::new([n; 16])
    }

    fn team(n: u8) -> TeamId {
        TeamId::new(Moment::from_milliseconds(0), [n; 10])
    }

    /// Person 1 reports to 2, 2 to 3, 3 to 4.
    fn line() -> Organisation {
        let mut organisation = Organisation::default();
        for n in 1..=4 {
            let mut one = Person::new(person(n), "");
            one.reports_to = (n < 4).then(|| person(n + 1));
            organisation.people.insert(one.id, one);
        }
        organisation
    }

    #[test]
    fn the_chain_goes_up() {
        let organisation = line();
        assert_eq!(
            organisation.chain_above(person(2)),
            [person(3), person(4)].into()
        );
        assert!(organisation.chain_above(person(4)).is_empty());
        assert!(organisation.chain_above(person(9)).is_empty());
    }

    #[test]
    fn circles_end() {
        let mut organisation = line();
        organisation.people.get_mut(&person(4)).unwrap().reports_to = Some(person(1));
        let above = organisation.chain_above(person(2));
        assert_eq!(above, [person(1), person(3), person(4)].into());
        organisation.people.get_mut(&person(1)).unwrap().same_as = Some(person(2));
        organisation.people.get_mut(&person(2)).unwrap().same_as = Some(person(1));
        assert!(organisation.is_same_person(person(1), person(2)));
    }

    #[test]
    fn two_accounts_are_one_person() {
        let mut organisation = line();
        let mut second = Person::new(person(7), "");
        second.same_as = Some(person(3));
        organisation.people.insert(second.id, second);
        assert_eq!(
            organisation.records_of(person(3)),
            [person(3), person(7)].into()
        );
        assert!(organisation.chain_above(person(1)).contains(&person(7)));
        assert!(organisation.contains_person(&[person(3)].into(), person(7)));
        let mut under_second = Person::new(person(8), "");
        under_second.reports_to = Some(person(7));
        organisation.people.insert(person(8), under_second);
        assert!(organisation.chain_above(person(8)).contains(&person(4)));
    }

    #[test]
    fn levels_are_read_off_the_reporting() {
        let levels: Vec<Level> = (1..=4).map(|n| line().level(person(n))).collect();
        assert_eq!(levels, Level::ALL);
    }

    #[test]
    fn what_is_known_once_is_what_is_worked_out_each_time() {
        let mut organisation = line();
        for (n, reports_to, same_as, left) in [
            (5, Some(2), None, false),
            (6, Some(5), None, true),
            (7, None, Some(1), false),
            (8, Some(7), None, false),
            (9, Some(9), None, false),
            (10, Some(11), None, false),
            (11, Some(10), None, false),
        ] {
            let mut one = Person::new(person(n), "");
            one.reports_to = reports_to.map(person);
            one.same_as = same_as.map(person);
            one.left = left.then(|| jiff::civil::date(2026, 1, 1));
            organisation.people.insert(one.id, one);
        }
        let settled = Organisation::settled(organisation.people.clone(), BTreeMap::new());
        for n in 0..=12 {
            let one = person(n);
            assert_eq!(settled.level(one), organisation.level(one), "{n}");
            assert_eq!(settled.records_of(one), organisation.records_of(one), "{n}");
        }
        let mut changed = settled.clone();
        assert_eq!(changed, settled);
        changed.people.clear();
        assert_eq!(changed.level(person(4)), Level::Team);
    }

    #[test]
    fn parts_of_a_team_belong_to_it() {
        let mut organisation = line();
        for (n, parent) in [(1, None), (2, Some(1)), (3, Some(2))] {
            let mut one = Team::new(team(n), "");
            one.parent = parent.map(team);
            organisation.teams.insert(one.id, one);
        }
        organisation.people.get_mut(&person(1)).unwrap().team = Some(team(3));
        organisation.teams.get_mut(&team(1)).unwrap().led_by = Some(person(2));
        assert!(organisation.belongs_to(person(1), team(1)));
        assert!(organisation.belongs_to(person(2), team(1)), "its leader");
        assert!(!organisation.belongs_to(person(2), team(3)));
        assert_eq!(organisation.size(team(2)), 1);
        assert_eq!(
            organisation.teams_of(person(1)),
            [team(1), team(2), team(3)].into()
        );
        assert_eq!(organisation.teams_of(person(2)), [team(1)].into());
        assert!(organisation.teams_of(person(4)).is_empty());
        let at = |level| organisation.manager_at(team(3), level);
        assert_eq!(at(Level::Team), Some(person(2)));
        assert_eq!(at(Level::Executive), Some(person(4)));
        assert_eq!(organisation.manager_at(team(9), Level::Team), None);
        assert_eq!(
            organisation.managers_of(team(3)),
            [person(2), person(3), person(4)]
        );
        assert!(organisation.manages(person(4), team(3)));
        assert!(!organisation.manages(person(1), team(3)));
    }

    #[test]
    fn managers_who_left_do_not_answer() {
        let mut organisation = line();
        let mut led = Team::new(team(1), "");
        led.led_by = Some(person(2));
        organisation.teams.insert(led.id, led);
        organisation.people.get_mut(&person(2)).unwrap().left = Some(jiff::civil::date(2026, 1, 1));
        assert_eq!(organisation.managers_of(team(1)), [person(3), person(4)]);
    }
}
