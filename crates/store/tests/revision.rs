//! Frozen texts.

use audit::Commitment;
use store::revision::{Block, KeptRevision};
use store::{Error, Store};
use testkit::on_both_databases;

use crate::sample::{coe, coe_id, keep, revision};

fn kept(number: u8) -> KeptRevision {
    KeptRevision {
        revision: revision(number),
        ruleset: "2026.1".to_owned(),
    }
}

fn block(text: &str, number: u8) -> Block {
    let salt = [number; 32];
    Block {
        text: Some(text.to_owned()),
        salt: Some(salt),
        commitment: Commitment::to(text.as_bytes(), &salt),
    }
}

fn blocks() -> [Block; 3] {
    let redacted = Block {
        text: None,
        salt: None,
        ..block("who it was", 2)
    };
    [block("# Title\n", 1), redacted, block("the end\n", 3)]
}

async fn two(store: &Store) {
    let writing = store.write().await.unwrap();
    keep(&writing, coe(1), &[], "T").await;
    writing
        .save_revision(coe_id(1), &kept(2), &[])
        .await
        .unwrap();
    writing
        .save_revision(coe_id(1), &kept(1), &blocks())
        .await
        .unwrap();
    writing.commit_unrecorded().await.unwrap();
}

#[tokio::test]
async fn frozen_texts_are_read_as_they_were_kept() {
    on_both_databases(async |store: Store| {
        two(&store).await;
        let reading = store.read().await.unwrap();
        let revisions = reading.revisions(coe_id(1)).await.unwrap();
        assert_eq!(revisions, [kept(1), kept(2)]);
        let found = reading.blocks(revision(1).id).await.unwrap();
        assert!(found == blocks());
        let text = reading.revision_text(revision(1).id).await.unwrap();
        assert_eq!(text, "# Title\nthe end\n");
        assert_eq!(reading.revision_text(revision(2).id).await.unwrap(), "");
        assert_eq!(reading.revisions(coe_id(2)).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_frozen_text_is_not_kept_twice() {
    on_both_databases(async |store: Store| {
        two(&store).await;
        let same_sequence = KeptRevision {
            revision: domain::revision::Revision {
                sequence: 1,
                ..revision(3)
            },
            ..kept(3)
        };
        for again in [kept(1), same_sequence] {
            let writing = store.write().await.unwrap();
            let saved = writing.save_revision(coe_id(1), &again, &blocks()).await;
            assert!(matches!(saved, Err(Error::Conflict("the text"))));
        }
    })
    .await;
}

#[tokio::test]
async fn long_texts_are_kept_in_order() {
    on_both_databases(async |store: Store| {
        let long: Vec<_> = (0..250)
            .map(|at| block(&format!("line {at}\n"), 1))
            .collect();
        let writing = store.write().await.unwrap();
        keep(&writing, coe(1), &[], "T").await;
        let saved = writing.save_revision(coe_id(1), &kept(1), &long).await;
        saved.unwrap();
        writing.commit_unrecorded().await.unwrap();
        let reading = store.read().await.unwrap();
        assert!(reading.blocks(revision(1).id).await.unwrap() == long);
    })
    .await;
}
