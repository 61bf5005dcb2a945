//! The record: numbered without gaps, and nobody changes it unseen.

use std::convert::Infallible;

use audit::{Fault, Place, Reason, SigningKey, Verified, VerifyError, verify};
use store::{Backend, Store};
use testkit::database::keys;
use testkit::{Database, on_both_databases, on_both_empty_databases};

use crate::sample::{event, execute};

fn key() -> SigningKey {
    keys().audit
}

async fn record(store: &Store, numbers: std::ops::Range<u32>) {
    let writing = store.write().await.unwrap();
    writing.commit(numbers.map(event)).await.unwrap();
}

async fn verified(store: &Store) -> Result<Verified, Fault> {
    let reading = store.read().await.unwrap();
    let entries = reading.stored_entries(0, 10_000).await.unwrap();
    let checkpoints = reading.checkpoints(0, 10_000).await.unwrap();
    let entries = entries.into_iter().map(Ok::<_, Infallible>);
    match verify(
        &key().verifier(),
        &[],
        entries,
        checkpoints.into_iter().map(Ok),
    ) {
        Ok(verified) => Ok(verified),
        Err(VerifyError::Fault(fault)) => Err(fault),
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test]
async fn what_is_committed_is_numbered_and_verifies() {
    on_both_databases(async |store: Store| {
        record(&store, 0..3).await;
        assert_eq!(verified(&store).await.unwrap().proven, 0);
        assert_eq!(store.number_entries().await.unwrap(), 3);
        assert_eq!(store.number_entries().await.unwrap(), 0);
        record(&store, 3..5).await;
        assert_eq!(store.number_entries().await.unwrap(), 2);
        let found = verified(&store).await.unwrap();
        assert_eq!(found.proven, 5);
    })
    .await;
}

#[tokio::test]
async fn of_a_full_thousand_the_last_checkpoint_stays() {
    on_both_databases(async |store: Store| {
        for from in (0..2_400).step_by(400) {
            record(&store, from..from + 400).await;
            store.number_entries().await.unwrap();
        }
        let reading = store.read().await.unwrap();
        let kept = reading.checkpoints_after(0, 99).await.unwrap();
        let sizes: Vec<u64> = kept.into_iter().map(|(size, _)| size).collect();
        assert_eq!(sizes, [800, 1_600, 2_000, 2_400]);
        drop(reading);
        let found = verified(&store).await.unwrap();
        assert_eq!((found.proven, found.checkpoints), (2_400, 4));
    })
    .await;
}

#[tokio::test]
async fn people_read_it_newest_first() {
    on_both_databases(async |store: Store| {
        record(&store, 0..3).await;
        store.number_entries().await.unwrap();
        record(&store, 3..4).await;
        let reading = store.read().await.unwrap();
        let numbers = |entries: Vec<store::audit_log::LogEntry>| {
            let entries = entries.into_iter();
            entries
                .map(|entry| (entry.sequence, entry.event))
                .collect::<Vec<_>>()
        };
        let first = numbers(reading.log_entries(None, 2).await.unwrap());
        assert_eq!(first, [(None, event(3)), (Some(2), event(2))]);
        let next = numbers(reading.log_entries(Some(2), 9).await.unwrap());
        assert_eq!(next, [(Some(1), event(1)), (Some(0), event(0))]);
    })
    .await;
}

#[tokio::test]
async fn the_log_goes_on_after_a_restart() {
    on_both_empty_databases(async |database| {
        for round in 0..3 {
            let store = database.open().await.unwrap();
            record(&store, round * 2..round * 2 + 2).await;
            store.number_entries().await.unwrap();
            store.close().await.unwrap();
        }
        let store = database.open().await.unwrap();
        assert_eq!(verified(&store).await.unwrap().proven, 6);
        store.close().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn two_nodes_that_number_at_once_leave_no_gap() {
    on_both_empty_databases(async |database| {
        let (one, other) = (
            database.open().await.unwrap(),
            database.open().await.unwrap(),
        );
        let work = async |store: &Store, from: u32| {
            for number in from..from + 10 {
                record(store, number..number + 1).await;
                store.number_entries().await.unwrap();
            }
        };
        tokio::join!(work(&one, 0), work(&other, 100));
        while one.number_entries().await.unwrap() > 0 {}
        assert_eq!(verified(&one).await.unwrap().proven, 20);
        one.close().await.unwrap();
        other.close().await.unwrap();
    })
    .await;
}

/// Entries 0 to 2 signed in one batch, 3 to 5 in another, then changed behind the store's back.
async fn tampered(database: &Database, sql: &[&str]) -> Fault {
    let store = database.open().await.unwrap();
    record(&store, 0..3).await;
    store.number_entries().await.unwrap();
    record(&store, 3..6).await;
    store.number_entries().await.unwrap();
    assert_eq!(verified(&store).await.unwrap().proven, 6);
    for sql in sql {
        assert!(execute(database, sql).await > 0, "{sql}");
    }
    let fault = verified(&store).await.unwrap_err();
    store.close().await.unwrap();
    fault
}

/// The bytes of an entry with another subject.
fn edited(database: &Database) -> &'static str {
    match database.backend() {
        Backend::Sqlite => {
            "UPDATE audit_entry SET canonical = CAST(replace(CAST(canonical AS TEXT), '0004', '0009') AS BLOB) WHERE sequence = 4"
        }
        Backend::Postgres => {
            "UPDATE audit_entry SET canonical = convert_to(replace(convert_from(canonical, 'UTF8'), '0004', '0009'), 'UTF8') WHERE sequence = 4"
        }
    }
}

#[tokio::test]
async fn an_edited_entry_is_named() {
    on_both_empty_databases(async |database| {
        let fault = tampered(database, &[edited(database)]).await;
        assert_eq!(
            (fault.place, fault.reason),
            (Place::Entry(4), Reason::Edited)
        );
    })
    .await;
}

#[tokio::test]
async fn a_deleted_entry_is_named() {
    on_both_empty_databases(async |database| {
        let fault = tampered(database, &["DELETE FROM audit_entry WHERE sequence = 1"]).await;
        let reason = Reason::Gap { found: 2 };
        assert_eq!((fault.place, fault.reason), (Place::Entry(1), reason));
    })
    .await;
}

#[tokio::test]
async fn a_cut_off_end_is_named() {
    on_both_empty_databases(async |database| {
        let fault = tampered(database, &["DELETE FROM audit_entry WHERE sequence >= 4"]).await;
        let reason = Reason::CutOff { signed: 6 };
        assert_eq!((fault.place, fault.reason), (Place::Entry(4), reason));
    })
    .await;
}

#[tokio::test]
async fn swapped_entries_are_named() {
    on_both_empty_databases(async |database| {
        let swap = [
            "UPDATE audit_entry SET sequence = 99 WHERE sequence = 1",
            "UPDATE audit_entry SET sequence = 1 WHERE sequence = 2",
            "UPDATE audit_entry SET sequence = 2 WHERE sequence = 99",
        ];
        let fault = tampered(database, &swap).await;
        assert_eq!(fault.place, Place::Entry(1));
    })
    .await;
}

#[tokio::test]
async fn an_inserted_entry_is_named() {
    on_both_empty_databases(async |database| {
        let insert = [
            "UPDATE audit_entry SET sequence = sequence + 100 WHERE sequence >= 2",
            "INSERT INTO audit_entry (sequence, canonical, leaf) \
             SELECT 2, canonical, leaf FROM audit_entry WHERE sequence = 1",
        ];
        let fault = tampered(database, &insert).await;
        let reason = Reason::Repeated { place: 2 };
        // The number that comes again is that of entry 1.
        assert_eq!((fault.place, fault.reason), (Place::Entry(1), reason));
    })
    .await;
}

#[tokio::test]
async fn a_removed_checkpoint_leaves_its_entries_unproven() {
    on_both_empty_databases(async |database| {
        let store = database.open().await.unwrap();
        record(&store, 0..3).await;
        store.number_entries().await.unwrap();
        execute(database, "DELETE FROM checkpoint").await;
        assert_eq!(verified(&store).await.unwrap().proven, 0);
        record(&store, 3..4).await;
        let stuck = store.number_entries().await;
        assert!(stuck.is_err(), "numbers are not given out twice");
        store.close().await.unwrap();
    })
    .await;
}
