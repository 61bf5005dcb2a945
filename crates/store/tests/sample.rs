//! What the tests keep: ids by number, small states, and the database behind a store's back.

use std::collections::BTreeSet;

use audit::{Details, Event, Subject};
use domain::coe::{Coe, Publication, Stage};
use domain::id::{AccountId, CoeId, IncidentId, PersonId, RevisionId, TeamId};
use domain::incident::{Component, Incident, Severity, Times};
use domain::label_text::LabelText;
use domain::moment::Moment;
use domain::revision::{Revision, Root};
use sea_orm::{ConnectionTrait, Database, QueryResult, Statement};
use store::account::Account;
use store::{Kept, Writing};
use testkit::clock;

pub fn person(number: u8) -> PersonId {
    PersonId::new([number; 16])
}

pub fn account_id(number: u8) -> AccountId {
    AccountId::new([number; 16])
}

pub fn team(number: u8) -> TeamId {
    TeamId::new(clock::start(), [number; 10])
}

pub fn coe_id(number: u8) -> CoeId {
    CoeId::new(later(i64::from(number)), [number; 10])
}

pub fn incident_id(number: u8) -> IncidentId {
    IncidentId::new(later(i64::from(number)), [number; 10])
}

/// So many seconds after tests begin.
pub fn later(seconds: i64) -> Moment {
    Moment::from_milliseconds(clock::start().as_milliseconds() + 1000 * seconds)
}

#[expect(
    clippy::disallowed_methods,
    reason = "no names stand in what the tests keep"
)]
pub fn text(text: &str) -> LabelText {
    LabelText::screened(text).unwrap()
}

pub fn components(names: &[&str]) -> BTreeSet<Component> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

pub fn new<T>(state: T) -> Kept<T> {
    Kept { state, version: 0 }
}

pub fn account(number: u8, login: &str) -> Account {
    Account {
        id: account_id(number),
        person: person(number),
        login: login.to_owned(),
        password: None,
        is_administrator: false,
        disabled: None,
        created: later(i64::from(number)),
    }
}

pub fn incident(number: u8, names: &[&str]) -> Incident {
    Incident {
        id: incident_id(number),
        title: text("Checkout refused every card"),
        severity: Severity::new(2).unwrap(),
        is_near_miss: false,
        components: components(names),
        times: Times::default(),
        owning_team: team(1),
        is_resolved: false,
    }
}

/// A draft of person 1 about the incident of the same number.
pub fn coe(number: u8) -> Coe {
    Coe::draft(coe_id(number), incident_id(number), team(1), person(1))
}

pub fn revision(number: u8) -> Revision {
    Revision {
        id: RevisionId::new(later(i64::from(number)), [number; 10]),
        sequence: u32::from(number),
        root: Root::new([number; 32]),
        at: later(i64::from(number)),
        by: person(1),
    }
}

pub fn published(number: u8) -> Coe {
    let (revision, at) = (revision(number), later(i64::from(number)));
    Coe {
        stage: Stage::Published,
        publications: vec![Publication { revision, at }],
        ..coe(number)
    }
}

/// Keeps a COE and the incident it explains.
pub async fn keep(writing: &Writing, coe: Coe, names: &[&str], title: &str) {
    let number = coe.id.as_uuid().as_bytes()[15];
    let incident = Incident {
        id: coe.incident,
        ..incident(number, names)
    };
    writing.save_incident(&new(incident)).await.unwrap();
    writing.save_coe(&new(coe), title).await.unwrap();
}

pub fn event(number: u32) -> Event {
    let subject = Subject {
        kind: "coe".to_owned(),
        id: format!("{number:04}"),
    };
    let at = clock::start().as_milliseconds().unsigned_abs();
    Event::new(at, "0171", "coe.submitted", subject, Details::new()).unwrap()
}

/// Runs a statement behind the store's back.
pub async fn execute(database: &testkit::Database, sql: &str) -> u64 {
    let connection = Database::connect(&database.options().url).await.unwrap();
    let done = connection.execute_unprepared(sql).await.unwrap();
    connection.close().await.unwrap();
    done.rows_affected()
}

/// Asks behind the store's back.
pub async fn query(database: &testkit::Database, sql: &str) -> Vec<QueryResult> {
    let connection = Database::connect(&database.options().url).await.unwrap();
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    let rows = connection.query_all_raw(statement).await.unwrap();
    connection.close().await.unwrap();
    rows
}
