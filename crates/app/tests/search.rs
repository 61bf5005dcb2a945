//! Finding what was said before.

use app::Error;
use app::search::{search, similar};
use store::Page;
use testkit::TestApp;

use crate::published::{published, restrict};

const FIRST: Page<u32> = Page {
    after: None,
    limit: 10,
};

#[tokio::test]
async fn published_texts_are_found_by_whom_they_are_for() {
    TestApp::on_both(async |test| {
        let coe = published(test).await;
        let found = async |key: &str, query: &str| {
            let hits = search(&test.app, &test.caller(key), query, &FIRST)
                .await
                .unwrap();
            hits.into_iter().map(|hit| hit.coe).collect::<Vec<_>>()
        };
        assert_eq!(found("stranger", "writes fail").await, [coe]);
        assert_eq!(found("stranger", "zeppelin").await, []);
        assert_eq!(found("stranger", &"\"( ".repeat(5000)).await, []);
        restrict(test, coe, &["lead"]).await;
        assert_eq!(found("stranger", "writes fail").await, []);
        assert_eq!(found("lead", "writes fail").await, [coe]);
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_like_what_was_published_on_the_same_component() {
    TestApp::on_both(async |test| {
        let before = published(test).await;
        let draft = test.draft().await;
        let alike = similar(&test.app, &test.caller("author"), draft)
            .await
            .unwrap();
        assert_eq!(alike[0].coe, before);
        assert_eq!(
            alike[0].shared_components,
            ["object-index".parse().unwrap()]
        );
        assert!(!alike[0].shared_terms.is_empty());
        let hidden = similar(&test.app, &test.caller("stranger"), draft).await;
        assert!(matches!(hidden, Err(Error::NotFound)));
        // Who knows its status only is not compared by a text they may not read.
        let status = similar(&test.app, &test.caller("manager"), draft)
            .await
            .unwrap();
        assert!(status.iter().all(|one| one.score <= alike[0].score));
    })
    .await;
}
