//! People, teams, companies and bar raisers.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::CompanyId;
use domain::people::{Company, CompanyKind, CompanyNames, Person, Team};
use domain::review::BarRaiser;
use jiff::civil::date;
use store::{Error, Kept, Store};
use testkit::{clock, on_both_databases, on_both_empty_databases};

use crate::account::holds;
use crate::sample::{new, person, query, team};

fn mina() -> Person {
    let mut mina = Person::new(person(1), "Mina Plantedname");
    mina.profile.emails = ["mina@planted.example".to_owned()].into();
    mina.profile.handles = ["@plantedhandle".to_owned()].into();
    mina.team = Some(team(1));
    mina
}

fn heron() -> Company {
    Company {
        id: CompanyId::new(clock::start(), [7; 10]),
        kind: CompanyKind::Customer,
        names: CompanyNames {
            name: "Plantedcompany Bank".to_owned(),
            aliases: BTreeSet::from(["Plantedalias".to_owned()]),
            ..CompanyNames::default()
        },
        gone: Some(date(2026, 3, 2)),
    }
}

fn bar_raiser() -> BarRaiser {
    BarRaiser {
        person: person(1),
        qualifications: BTreeMap::new(),
        absences: BTreeSet::new(),
        open_reviews: 2,
    }
}

async fn save_all(store: &Store) {
    let writing = store.write().await.unwrap();
    writing
        .save_team(&Team::new(team(1), "Checkout"))
        .await
        .unwrap();
    writing.save_person(&mina()).await.unwrap();
    writing.save_company(&heron()).await.unwrap();
    writing.save_bar_raiser(&new(bar_raiser())).await.unwrap();
    writing.commit_unrecorded().await.unwrap();
}

#[tokio::test]
async fn the_organisation_is_read_as_it_was_kept() {
    on_both_databases(async |store: Store| {
        save_all(&store).await;
        let reading = store.read().await.unwrap();
        let organisation = reading.organisation().await.unwrap();
        assert_eq!(organisation.people[&person(1)], mina());
        assert_eq!(organisation.teams[&team(1)], Team::new(team(1), "Checkout"));
        assert_eq!(reading.companies().await.unwrap()[&heron().id], heron());
        let bar_raisers = reading.bar_raisers().await.unwrap();
        assert_eq!(bar_raisers[&person(1)].state, bar_raiser());
        assert_eq!(bar_raisers[&person(1)].version, 1);
    })
    .await;
}

#[tokio::test]
async fn every_change_raises_the_version() {
    on_both_databases(async |store: Store| {
        let version = async || {
            store
                .read()
                .await
                .unwrap()
                .organisation_version()
                .await
                .unwrap()
        };
        assert_eq!(version().await, 0);
        save_all(&store).await;
        assert_eq!(version().await, 4);
        let writing = store.write().await.unwrap();
        writing.save_person(&mina()).await.unwrap();
        drop(writing);
        assert_eq!(version().await, 4, "rolled back");
        let writing = store.write().await.unwrap();
        let renamed = Person {
            left: Some(date(2026, 3, 3)),
            ..mina()
        };
        writing.save_person(&renamed).await.unwrap();
        writing.commit_unrecorded().await.unwrap();
        assert_eq!(version().await, 5);
        let organisation = store.read().await.unwrap().organisation().await.unwrap();
        assert_eq!(organisation.people[&person(1)], renamed);
    })
    .await;
}

#[tokio::test]
async fn an_old_copy_of_a_bar_raiser_is_not_kept() {
    on_both_databases(async |store: Store| {
        save_all(&store).await;
        for version in [0, 2] {
            let writing = store.write().await.unwrap();
            let state = bar_raiser();
            let saved = writing.save_bar_raiser(&Kept { state, version }).await;
            assert!(matches!(saved, Err(Error::Conflict("the bar raiser"))));
        }
    })
    .await;
}

#[tokio::test]
async fn no_name_stands_in_the_database() {
    on_both_empty_databases(async |database| {
        let store = database.open().await.unwrap();
        save_all(&store).await;
        store.close().await.unwrap();
        for (table, columns) in [
            ("person", ["state", "sealed_profile"].as_slice()),
            ("company", ["kind", "sealed_names"].as_slice()),
            ("data_key", ["scope", "wrapped"].as_slice()),
        ] {
            let rows = query(database, &format!("SELECT * FROM {table}")).await;
            assert!(!rows.is_empty());
            for row in &rows {
                for column in columns {
                    let text: Result<String, _> = row.try_get("", column);
                    let bytes = match text {
                        Ok(text) => text.into_bytes(),
                        Err(_) => row.try_get("", column).unwrap(),
                    };
                    assert!(!holds(&bytes, "planted"), "{table}.{column}");
                }
            }
        }
        assert!(!holds(&database.file_bytes(), "planted"));
    })
    .await;
}
