//! All or nothing.

use store::Store;
use testkit::on_both_databases;

use crate::sample::{account, event, new};

#[tokio::test]
async fn what_is_not_committed_leaves_nothing() {
    on_both_databases(async |store: Store| {
        let writing = store.write().await.unwrap();
        writing.set_setting("a", b"1").await.unwrap();
        writing
            .save_account(&new(account(1, "mina@example.org")))
            .await
            .unwrap();
        assert_eq!(
            writing.setting("a").await.unwrap(),
            Some(b"1".to_vec()),
            "it reads what it wrote"
        );
        drop(writing);
        let reading = store.read().await.unwrap();
        assert_eq!(reading.setting("a").await.unwrap(), None);
        assert_eq!(reading.accounts().await.unwrap(), []);
        assert_eq!(reading.log_entries(None, 9).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_snapshot_does_not_change() {
    on_both_databases(async |store: Store| {
        let before = store.read().await.unwrap();
        assert_eq!(before.setting("a").await.unwrap(), None);
        let writing = store.write().await.unwrap();
        writing.set_setting("a", b"1").await.unwrap();
        writing.commit([event(1)]).await.unwrap();
        assert_eq!(before.setting("a").await.unwrap(), None);
        assert_eq!(before.log_entries(None, 9).await.unwrap(), []);
        let after = store.read().await.unwrap();
        assert_eq!(after.setting("a").await.unwrap(), Some(b"1".to_vec()));
        assert_eq!(after.log_entries(None, 9).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn writers_wait_for_each_other() {
    on_both_databases(async |store: Store| {
        let write = async |key: &str| {
            let writing = store.write().await?;
            writing.set_setting(key, b"1").await?;
            writing.commit_unrecorded().await
        };
        let (one, two, three) = tokio::join!(write("a"), write("b"), write("c"));
        for outcome in [one, two, three] {
            outcome.unwrap();
        }
    })
    .await;
}
