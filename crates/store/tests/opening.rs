//! Opening a database: its schema.

use store::{Error, Options, SCHEMA_VERSION, Store};
use testkit::database::keys;
use testkit::{on_both_empty_databases, random};

use crate::sample::{execute, query};

#[tokio::test]
async fn a_newer_schema_is_refused() {
    on_both_empty_databases(async |database| {
        database.open().await.unwrap().close().await.unwrap();
        let newer = SCHEMA_VERSION + 1;
        let sql = format!("INSERT INTO schema_version (version, name) VALUES ({newer}, 'next')");
        execute(database, &sql).await;
        match database.open().await {
            Err(Error::NewerSchema { found, known }) => {
                assert_eq!((found, known), (newer, SCHEMA_VERSION));
            }
            other => panic!("opened, or failed otherwise: {:?}", other.err()),
        }
    })
    .await;
}

#[tokio::test]
async fn several_who_open_at_once_migrate_once() {
    on_both_empty_databases(async |database| {
        let open = async || database.open().await;
        let (one, two, three) = tokio::join!(open(), open(), open());
        let stores = [one.unwrap(), two.unwrap(), three.unwrap()];
        for store in stores {
            store.close().await.unwrap();
        }
        let rows = query(database, "SELECT version FROM schema_version").await;
        assert_eq!(rows.len() as i64, SCHEMA_VERSION);
    })
    .await;
}

#[tokio::test]
async fn what_was_kept_is_there_after_opening_again() {
    on_both_empty_databases(async |database| {
        let store = database.open().await.unwrap();
        let writing = store.write().await.unwrap();
        writing.set_setting("a", &[0, 255]).await.unwrap();
        writing.commit_unrecorded().await.unwrap();
        store.close().await.unwrap();
        let store = database.open().await.unwrap();
        let reading = store.read().await.unwrap();
        assert_eq!(reading.setting("a").await.unwrap(), Some(vec![0, 255]));
    })
    .await;
}

#[tokio::test]
async fn other_addresses_are_refused() {
    for url in ["", "mysql://app@host/database", "/var/lib/fallible.db"] {
        let options = Options {
            url: url.to_owned(),
            readers: 1,
            is_durable: true,
        };
        let opened = Store::open(&options, keys(), random::seeded(0)).await;
        assert!(matches!(opened.err(), Some(Error::Address(_))), "{url}");
    }
}
