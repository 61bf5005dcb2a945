//! A COE at each stage of its life.

use app::coe;
use app::review::{self, Decide, Remark, Verdict};
use domain::id::{CoeId, DecisionId};
use domain::review::ChecklistItem;
use testkit::TestApp;

/// A COE that came as far as this stage.
pub async fn coe_at(test: &TestApp, stage: &str) -> CoeId {
    let coe = test.draft().await;
    advance(test, coe, stage).await;
    coe
}

/// Brings a draft as far as this stage.
pub async fn advance(test: &TestApp, coe: CoeId, stage: &str) {
    if stage == "draft" {
        return;
    }
    let app = &test.app;
    let author = test.caller("author");
    let submitted = coe::submit(app, &author, coe, 1).await.unwrap();
    if stage == "in review" {
        return;
    }
    let yes = |&item: &ChecklistItem| Remark {
        item,
        is_yes: true,
        comment: String::new(),
    };
    let approval = Decide {
        id: DecisionId::new(app.now(), app.random()),
        root: submitted.root,
        verdict: Verdict::Approve,
        checklist: ChecklistItem::ALL.iter().map(yes).collect(),
    };
    let by = test.caller(holder(test, coe).await);
    review::decide(app, &by, coe, approval).await.unwrap();
    if stage == "approved" {
        return;
    }
    let manager = test.caller("manager");
    coe::accept_corrections(app, &manager, coe, submitted.root)
        .await
        .unwrap();
    coe::publish(app, &author, coe, submitted.root)
        .await
        .unwrap();
}

/// Who has the one seat, by their key.
pub async fn holder(test: &TestApp, coe: CoeId) -> &'static str {
    let reading = test.store.read().await.unwrap();
    let state = reading.coe(coe).await.unwrap().unwrap().state;
    let holders = state.review.holders();
    let mut keys = TestApp::keys();
    let found = keys.find(|key| holders.contains(&test.person(key)));
    found.unwrap()
}

/// A correction of a COE by its name in the text, as its path.
pub async fn correction(test: &TestApp, coe: CoeId, reference: &str) -> String {
    let filter = store::correction::CorrectionFilter {
        coe: Some(coe),
        ..Default::default()
    };
    let page = store::Page {
        after: None,
        limit: 10,
    };
    let reading = test.store.read().await.unwrap();
    let found = reading.corrections(&filter, &page).await.unwrap();
    let mut found = found.into_iter().map(|one| one.kept.state);
    let found = found.find(|one| one.reference == reference).unwrap();
    format!("/corrections/{}", found.id)
}
