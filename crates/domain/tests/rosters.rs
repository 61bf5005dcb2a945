//! A list imported twice changes nothing the second time, and nobody is ever deleted.

use std::collections::BTreeMap;

use domain::id::CompanyId;
use domain::people::{
    Company, CompanyKind, CompanyNames, Organisation, RosterRow, import_companies, import_roster,
};
use proptest::prelude::*;

use crate::support::day;

/// Name, address, handle, team and manager by number; 0 is none. Few of each, so that rows collide.
type Numbers = (u8, u8, u8, u8, u8);

fn rosters() -> impl Strategy<Value = Vec<Numbers>> {
    proptest::collection::vec((0u8..4, 0u8..5, 0u8..5, 0u8..3, 0u8..6), 0..8)
}

fn row((name, email, handle, team, manager): Numbers) -> RosterRow {
    let some = |n: u8, text: String| if n == 0 { String::new() } else { text };
    RosterRow {
        name: some(name, format!("Name {name}")),
        email: some(email, format!("{email}@x.example")),
        handles: vec![some(handle, format!("h{handle}"))],
        team: some(team, format!("Team {team}")),
        manager: some(manager, format!("Name {manager}")),
        ..RosterRow::default()
    }
}

fn import(organisation: &mut Organisation, roster: &[Numbers], seed: &mut u8) -> usize {
    let rows: Vec<RosterRow> = roster.iter().copied().map(row).collect();
    let random = || {
        *seed = seed.wrapping_add(1);
        [*seed; 16]
    };
    let import = import_roster(organisation, &rows, day(0).date(0), day(0), random);
    for change in &import.changes {
        organisation.apply(change);
    }
    import.changes.len()
}

/// Name, alias and account by number; 0 is none.
type Called = (u8, u8, u8);

fn company_row((name, alias, account): Called) -> CompanyNames {
    let some = |n: u8, text: String| (n > 0).then_some(text);
    CompanyNames {
        name: some(name, format!("Name {name}")).unwrap_or_default(),
        aliases: some(alias, format!("Name {alias}")).into_iter().collect(),
        account_ids: some(account, format!("acct-{account}"))
            .into_iter()
            .collect(),
        ..CompanyNames::default()
    }
}

fn import_list(
    companies: &mut BTreeMap<CompanyId, Company>,
    list: &[Called],
    seed: &mut u8,
) -> usize {
    let rows: Vec<CompanyNames> = list.iter().copied().map(company_row).collect();
    let random = || {
        *seed = seed.wrapping_add(1);
        [*seed; 10]
    };
    let today = day(0).date(0);
    let import = import_companies(
        companies,
        CompanyKind::Customer,
        &rows,
        today,
        day(0),
        random,
    );
    for change in &import.changes {
        change.apply(companies);
    }
    import.changes.len()
}

fn company_lists() -> impl Strategy<Value = Vec<Called>> {
    proptest::collection::vec((0u8..5, 0u8..5, 0u8..4), 0..7)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_roster_again_changes_nothing(earlier in rosters(), list in rosters()) {
        let (mut organisation, mut seed) = (Organisation::default(), 0);
        import(&mut organisation, &earlier, &mut seed);
        let before = organisation.clone();
        import(&mut organisation, &list, &mut seed);
        for id in before.people.keys() {
            prop_assert!(organisation.people.contains_key(id));
        }
        let once = organisation.clone();
        let changes = import(&mut organisation, &list, &mut seed);
        prop_assert_eq!(&organisation, &once);
        prop_assert_eq!(changes, 0);
    }

    #[test]
    fn the_same_customer_list_again_changes_nothing(earlier in company_lists(), list in company_lists()) {
        let (mut companies, mut seed) = (BTreeMap::new(), 0);
        import_list(&mut companies, &earlier, &mut seed);
        let known: Vec<CompanyId> = companies.keys().copied().collect();
        import_list(&mut companies, &list, &mut seed);
        prop_assert!(known.iter().all(|id| companies.contains_key(id)));
        let once = companies.clone();
        let changes = import_list(&mut companies, &list, &mut seed);
        prop_assert_eq!(&companies, &once);
        prop_assert_eq!(changes, 0);
    }
}
