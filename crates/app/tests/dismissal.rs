//! Findings that were dismissed, and whoever agrees.

use app::{Caller, coe, review};
use domain::finding::Handling;
use domain::id::CoeId;
use testkit::{TEXT, TestApp};

use crate::review::{approval, code, holder, state};

/// A word that looks like somebody's name and is none.
const LIKE_A_NAME: &str = "Boris Quentell";

/// A COE in review with a dismissed finding in it, and who is to confirm it.
async fn dismissed(test: &TestApp) -> (CoeId, [u8; 16], Caller) {
    let author = test.caller("author");
    let coe = test.draft().await;
    let text = TEXT.replace(
        "Reads were",
        &format!("{LIKE_A_NAME} restarted it. Reads were"),
    );
    let saved = coe::SaveText {
        coe,
        text,
        expected: 1,
    };
    coe::save(&test.app, &author, saved).await.unwrap();
    let (page, _) = coe::open_draft(&test.app, &author, coe).await.unwrap();
    let text = page.text.unwrap();
    let mut found = text
        .findings
        .iter()
        .filter(|finding| finding.is_about_names());
    let print = found
        .next()
        .expect("it looks like a name")
        .fingerprint
        .unwrap();
    let said = coe::Handle::NotAPerson;
    coe::handle(&test.app, &author, coe, print, said)
        .await
        .unwrap();
    coe::submit(&test.app, &author, coe, 2).await.unwrap();
    let by = test.caller(holder(test, coe).await);
    (coe, print, by)
}

#[tokio::test]
async fn a_confirmed_dismissal_allows_the_word_everywhere() {
    TestApp::on_both(async |test| {
        let (coe, print, by) = dismissed(test).await;
        let page = review::open(&test.app, &by, coe).await.unwrap();
        assert_eq!(page.unconfirmed.len(), 1);
        let root = state(test, coe).await.latest.unwrap().root;
        let early = review::decide(&test.app, &by, coe, approval(test, root)).await;
        assert_eq!(code(early), "dismissals-unconfirmed");
        let missing = review::confirm_dismissal(&test.app, &by, coe, [0; 16]).await;
        assert_eq!(code(missing), "invalid finding");
        let own = review::confirm_dismissal(&test.app, &test.caller("author"), coe, print).await;
        assert_ne!(code(own), "done");

        review::confirm_dismissal(&test.app, &by, coe, print)
            .await
            .unwrap();
        let reading = test.store.read().await.unwrap();
        assert_eq!(reading.allowed_words().await.unwrap(), [LIKE_A_NAME]);
        let (_, handling) = reading.handlings(coe).await.unwrap()[&print].clone();
        assert!(
            matches!(handling, Handling::Dismissed(one) if one.confirmed_by == Some(by.person))
        );
        drop(reading);
        let text = format!("# Elsewhere\n\n{LIKE_A_NAME} was full.\n");
        let other = test.draft().await;
        let author = test.caller("author");
        let seen = coe::preview(&test.app, &author, other, text).await.unwrap();
        assert!(!seen.findings.iter().any(app::TextFinding::is_about_names));
        review::decide(&test.app, &by, coe, approval(test, root))
            .await
            .unwrap();
    })
    .await;
}
