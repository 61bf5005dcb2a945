//! No organisation, however tangled, gives a bar raiser from inside.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::PersonId;
use domain::people::{Organisation, Person, Team};
use domain::review::{
    BarRaiser, Involved, Qualification, Review, ReviewChange, ReviewFacts, ReviewPolicy, Setting,
    assign, eligible,
};
use domain::work_calendar::WorkCalendar;
use proptest::prelude::*;

use crate::support::{day, person, specialty, team};

const PEOPLE: u8 = 12;
const TEAMS: u8 = 5;

/// For each person: team, whom they report to, of whom they are a second record; for each team:
/// the one around it and its leader. Numbers beyond the last mean nobody.
#[derive(Clone, Debug)]
struct Tangle {
    people: Vec<(u8, u8, u8)>,
    teams: Vec<(u8, u8)>,
    authors: BTreeSet<u8>,
    participants: BTreeSet<u8>,
    busy: Vec<u8>,
}

fn tangles() -> impl Strategy<Value = Tangle> {
    let one = (0..TEAMS + 2, 0..PEOPLE + 4, 0..PEOPLE * 4);
    let people = proptest::collection::vec(one, usize::from(PEOPLE));
    let teams = proptest::collection::vec((0..TEAMS * 2, 0..PEOPLE * 2), usize::from(TEAMS));
    let some = |most| proptest::collection::btree_set(0..PEOPLE, 0..most);
    let busy = proptest::collection::vec(0u8..3, usize::from(PEOPLE));
    let authors = proptest::collection::btree_set(0..PEOPLE, 1..3);
    let parts = (people, teams, authors, some(3), busy);
    parts.prop_map(|(people, teams, authors, participants, busy)| Tangle {
        people,
        teams,
        authors,
        participants,
        busy,
    })
}

impl Tangle {
    fn organisation(&self) -> Organisation {
        let mut organisation = Organisation::default();
        let known = |n: u8| (n < PEOPLE).then(|| person(n));
        for (n, &(of, reports_to, same_as)) in (0..).zip(&self.people) {
            let mut one = Person::new(person(n), "");
            one.team = (of < TEAMS).then(|| team(of));
            one.reports_to = known(reports_to);
            one.same_as = known(same_as);
            organisation.people.insert(one.id, one);
        }
        for (n, &(parent, led_by)) in (0..).zip(&self.teams) {
            let mut one = Team::new(team(n), "");
            one.parent = (parent < TEAMS).then(|| team(parent));
            one.led_by = known(led_by);
            organisation.teams.insert(one.id, one);
        }
        organisation
    }

    /// Who is inside, found by marking until nothing more is to be marked.
    fn inside(&self) -> BTreeSet<u8> {
        let mut owning = BTreeSet::from([0u8]);
        let mut chain = self.authors.clone();
        loop {
            let before = (owning.len(), chain.len());
            for (n, &(parent, _)) in (0..).zip(&self.teams) {
                if owning.contains(&parent) {
                    owning.insert(n);
                }
            }
            for (n, &(_, reports_to, _)) in (0..).zip(&self.people) {
                if chain.contains(&n) && reports_to < PEOPLE {
                    chain.insert(reports_to);
                }
            }
            chain = self.with_other_records(chain);
            if before == (owning.len(), chain.len()) {
                break;
            }
        }
        let mut inside = &chain | &self.participants;
        inside.extend(Some(self.teams[0].1).filter(|&leader| leader < PEOPLE));
        for (n, (of, _, _)) in (0..).zip(&self.people) {
            if owning.contains(of) {
                inside.insert(n);
            }
        }
        self.with_other_records(inside)
    }

    fn with_other_records(&self, mut people: BTreeSet<u8>) -> BTreeSet<u8> {
        loop {
            let before = people.len();
            for (n, &(_, _, same_as)) in (0..).zip(&self.people) {
                if same_as < PEOPLE && (people.contains(&n) || people.contains(&same_as)) {
                    people.extend([n, same_as]);
                }
            }
            if people.len() == before {
                return people;
            }
        }
    }

    fn bar_raisers(&self) -> BTreeMap<PersonId, BarRaiser> {
        let all = (0..).zip(&self.busy).map(|(n, &busy)| {
            let mut one = BarRaiser::new(person(n));
            for name in ["availability", "data"] {
                let field = (Setting::Coe, specialty(name));
                one.qualifications.insert(field, Qualification::Qualified);
            }
            one.open_reviews = u32::from(busy);
            (one.person, one)
        });
        all.collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bar_raiser_comes_from_inside(tangle in tangles()) {
        let (organisation, bar_raisers) = (tangle.organisation(), tangle.bar_raisers());
        let inside = tangle.inside();
        let all = |people: &BTreeSet<u8>| -> BTreeSet<PersonId> {
            people.iter().map(|&n| person(n)).collect()
        };
        let (authors, participants) = (all(&tangle.authors), all(&tangle.participants));
        let involved = Involved { authors: &authors, participants: &participants, owning_team: team(0) };
        for n in 0..PEOPLE {
            let is_eligible = eligible(person(n), &involved, &organisation).is_ok();
            prop_assert_eq!(is_eligible, !inside.contains(&n), "{}", n);
        }
        let mut review = Review::default();
        let specialties = BTreeSet::from([specialty("availability"), specialty("data")]);
        for one in &specialties {
            review.apply(&ReviewChange::SeatOpened(one.clone()));
        }
        let facts = ReviewFacts {
            organisation: &organisation,
            bar_raisers: &bar_raisers,
            setting: Setting::Coe,
            specialties: &specialties,
            involved,
            calendar: &WorkCalendar::default(),
            policy: ReviewPolicy::default(),
            unconfirmed_dismissals: 0,
        };
        let assigned = assign(&review, &facts, day(0));
        for chosen in assigned.values() {
            prop_assert!(!all(&inside).contains(chosen));
        }
        let outside = (0..PEOPLE).filter(|n| !inside.contains(n));
        let first = outside.min_by_key(|&n| (tangle.busy[usize::from(n)], person(n)));
        let expected = first.map(person);
        prop_assert_eq!(assigned.get(&specialty("availability")).copied(), expected);
        if let [one, other] = assigned.values().collect::<Vec<_>>()[..] {
            prop_assert!(!organisation.is_same_person(*one, *other));
        }
    }
}
