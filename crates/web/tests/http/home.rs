//! What waits for somebody, and finding what was said before.

use axum::http::StatusCode;

use super::client::{HOSTILE, assert_escaped, encoded, on_site};
use super::stages::{coe_at, holder};

#[tokio::test]
async fn everybody_sees_what_waits_for_them_and_nothing_else() {
    on_site(async |test, site| {
        let nobody = site.get("", "/").await;
        assert_eq!(nobody.status, StatusCode::SEE_OTHER);
        assert_eq!(nobody.location, "/sign-in");
        site.get("stranger", "/")
            .await
            .says("Nothing waits for you.");
        let coe = coe_at(test, "in review").await;
        let author = site.get("author", "/").await;
        assert!(author.says("My drafts") && author.says(&format!("/coes/{coe}")));
        let reviewer = site.get(holder(test, coe).await, "/").await;
        assert!(reviewer.says("Reviews assigned to me"));
        assert!(reviewer.says(&format!("/coes/{coe}/review")));
        let oncall = site.get("oncall", "/").await;
        assert!(oncall.says("To you alone") && oncall.says("Oncall 1"));
        let stranger = site.get("stranger", "/").await;
        stranger.says("Nothing waits for you.");
    })
    .await;
}

#[tokio::test]
async fn published_texts_are_found_and_what_is_typed_stays_text() {
    on_site(async |test, site| {
        let nobody = site.get("", "/search?q=writes").await;
        assert!(nobody.location.starts_with("/sign-in"));
        coe_at(test, "in review").await;
        let none = site.get("stranger", "/search?q=writes").await;
        none.says("Nothing you may read has");
        let coe = coe_at(test, "published").await;
        let found = site.get("stranger", "/search?q=index+floor").await;
        assert!(found.says("<mark>") && found.says(&format!("/coes/{coe}")));
        site.get("stranger", "/search")
            .await
            .says("What are you looking for?");
        for hostile in HOSTILE {
            let got = site
                .get("stranger", &format!("/search?q={}", encoded(hostile)))
                .await;
            assert_eq!(got.status, StatusCode::OK);
            assert_escaped(&got);
        }
        let odd = site.get("stranger", "/search?q=a&after=-1").await;
        assert_eq!(odd.status, StatusCode::BAD_REQUEST);
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_like_what_was_published() {
    on_site(async |test, site| {
        let before = coe_at(test, "published").await;
        let draft = coe_at(test, "draft").await;
        let path = format!("/coes/{draft}/similar");
        let page = site.get("author", &path).await;
        assert!(page.says(&format!("/coes/{before}")) && page.says("same component: object-index"));
        let hidden = site.get("stranger", &path).await;
        assert_ne!(hidden.status, StatusCode::OK);
        let none = site.get("author", "/coes/7/similar").await;
        assert_eq!(none.status, StatusCode::NOT_FOUND);
    })
    .await;
}
