//! Writes sent twice.

use store::idempotency::{KeptAnswer, KeyedRequest};
use store::{Error, Store};
use testkit::{on_both_databases, on_both_empty_databases};

use crate::account::holds;
use crate::sample::{account_id, later, query};

fn sent<'a>(number: u8, key: &'a str, request: &'a [u8]) -> KeyedRequest<'a> {
    KeyedRequest {
        account: account_id(number),
        key,
        request,
    }
}

async fn answered(store: &Store) {
    let writing = store.write().await.unwrap();
    let first = sent(1, "key", b"POST /incidents");
    writing
        .keep_answer(&first, 201, b"made", later(5))
        .await
        .unwrap();
    writing.commit_unrecorded().await.unwrap();
}

#[tokio::test]
async fn the_first_answer_is_given_again() {
    on_both_databases(async |store: Store| {
        answered(&store).await;
        let reading = store.read().await.unwrap();
        let again = reading
            .answer(&sent(1, "key", b"POST /incidents"))
            .await
            .unwrap();
        let kept = KeptAnswer {
            is_same_request: true,
            status: 201,
            body: b"made".to_vec(),
            at: later(5),
        };
        assert_eq!(again, Some(kept));
        let other = reading
            .answer(&sent(1, "key", b"POST /risks"))
            .await
            .unwrap();
        assert!(!other.unwrap().is_same_request);
        for unknown in [
            sent(1, "kez", b"POST /incidents"),
            sent(2, "key", b"POST /incidents"),
        ] {
            assert_eq!(reading.answer(&unknown).await.unwrap(), None);
        }
    })
    .await;
}

#[tokio::test]
async fn of_two_sent_at_once_one_is_done() {
    on_both_databases(async |store: Store| {
        answered(&store).await;
        let write = async || {
            let writing = store.write().await?;
            writing.set_setting("done", b"once").await?;
            let request = sent(2, "key", b"PUT /setting");
            writing.keep_answer(&request, 200, b"", later(6)).await?;
            writing.commit_unrecorded().await
        };
        let (one, other) = tokio::join!(write(), write());
        let outcomes = [one, other];
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        let lost =
            |outcome: &&Result<(), Error>| matches!(outcome, Err(Error::Conflict("the answer")));
        assert_eq!(outcomes.iter().filter(lost).count(), 1, "{outcomes:?}");
    })
    .await;
}

#[tokio::test]
async fn the_first_two_to_be_sealed_at_once_are_both_kept() {
    on_both_databases(async |store: Store| {
        let write = async |key: &str| {
            let writing = store.write().await?;
            let request = sent(1, key, b"");
            assert_eq!(writing.answer(&request).await?, None);
            writing
                .keep_answer(&request, 200, key.as_bytes(), later(6))
                .await?;
            writing.commit_unrecorded().await
        };
        let (one, other) = tokio::join!(write("one"), write("other"));
        one.unwrap();
        other.unwrap();
        let reading = store.read().await.unwrap();
        for key in ["one", "other"] {
            let kept = reading.answer(&sent(1, key, b"")).await.unwrap().unwrap();
            assert_eq!(kept.body, key.as_bytes());
        }
    })
    .await;
}

#[tokio::test]
async fn old_answers_are_forgotten() {
    on_both_databases(async |store: Store| {
        answered(&store).await;
        let writing = store.write().await.unwrap();
        assert_eq!(writing.forget_answers(later(5)).await.unwrap(), 0);
        assert_eq!(writing.forget_answers(later(6)).await.unwrap(), 1);
        let request = sent(1, "key", b"POST /incidents");
        assert_eq!(writing.answer(&request).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn neither_request_nor_answer_stands_in_the_database() {
    on_both_empty_databases(async |database| {
        let store = database.open().await.unwrap();
        let writing = store.write().await.unwrap();
        let request = sent(1, "my-key", b"planted request");
        writing
            .keep_answer(&request, 200, b"planted answer", later(0))
            .await
            .unwrap();
        let kept = writing.answer(&request).await.unwrap();
        assert!(!format!("{kept:?}").contains(&format!("{:?}", b"planted answer")));
        writing.commit_unrecorded().await.unwrap();
        store.close().await.unwrap();
        for row in query(database, "SELECT tag, request, sealed FROM idempotency").await {
            for column in ["tag", "request", "sealed"] {
                let bytes: Vec<u8> = row.try_get("", column).unwrap();
                assert!(!holds(&bytes, "planted") && !holds(&bytes, "my-key"));
            }
        }
    })
    .await;
}
