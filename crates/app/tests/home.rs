//! What waits for one person.

use app::home::{AcceptanceWanted, Home, home};
use app::risk::{self, RaiseRisk};
use domain::coe::Stage;
use domain::correction::{CorrectionKind, CorrectionState, Priority};
use domain::discussion::{Question, QuestionState, Speaker};
use domain::id::QuestionId;
use jiff::civil::date;
use store::Kept;
use testkit::TestApp;

use crate::published::{change, correction, published, restrict};

async fn of(test: &TestApp, key: &str) -> Home {
    home(&test.app, &test.caller(key)).await.unwrap()
}

/// For whom something waits, of those in the organisation.
async fn waits_for(test: &TestApp, waits: impl Fn(&Home) -> bool) -> Vec<&'static str> {
    let mut found = Vec::new();
    for key in TestApp::keys() {
        if waits(&of(test, key).await) {
            found.push(key);
        }
    }
    found
}

#[tokio::test]
async fn drafts_wait_for_their_authors_and_questions_for_whom_they_are_put_to() {
    TestApp::on_both(async |test| {
        assert!(of(test, "author").await.is_empty());
        let coe = test.draft().await;
        assert_eq!(
            waits_for(test, |home| !home.own.is_empty()).await,
            ["author"]
        );
        let own = of(test, "author").await.own;
        assert!(own[0].clock.is_some() && !own[0].is_ready);
        assert_eq!(
            waits_for(test, |home| !home.unread.is_empty()).await,
            ["oncall"]
        );
        let now = test.clock.now();
        let writing = test.store.write().await.unwrap();
        let state = Question {
            id: QuestionId::new(now, [1; 10]),
            coe,
            by: Speaker::Person(test.person("author")),
            to: "Oncall 1".parse().unwrap(),
            body: app::screen::screen(
                &*test.app.directory(&writing).await.unwrap(),
                "body",
                "What did the graph show at that time?",
            )
            .unwrap(),
            at: now,
            state: QuestionState::Open,
        };
        writing
            .save_question(&Kept { state, version: 0 })
            .await
            .unwrap();
        writing.commit_unrecorded().await.unwrap();
        assert_eq!(
            waits_for(test, |home| !home.questions.is_empty()).await,
            ["oncall"]
        );
    })
    .await;
}

#[tokio::test]
async fn reviews_wait_for_who_has_the_seat_or_may_take_it() {
    TestApp::on_both(async |test| {
        let (coe, _) = test.submitted().await;
        let seated = waits_for(test, |home| !home.reviews.is_empty()).await;
        assert_eq!(seated.len(), 1);
        let seat = of(test, seated[0]).await.reviews.remove(0);
        assert!(seat.coe == coe && seat.until > seat.since);
        assert!(
            waits_for(test, |home| !home.free_seats.is_empty())
                .await
                .is_empty()
        );
        change(test, coe, |state| {
            for seat in state.review.seats.values_mut() {
                seat.holder = None;
            }
        })
        .await;
        let free = waits_for(test, |home| !home.free_seats.is_empty()).await;
        assert_eq!(
            free,
            ["bar raiser", "second bar raiser", "lead"],
            "all from outside"
        );
        restrict(test, coe, &["manager"]).await;
        assert!(
            waits_for(test, |home| !home.free_seats.is_empty())
                .await
                .is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn approved_ones_wait_for_the_nearest_manager() {
    TestApp::on_both(async |test| {
        let (coe, _) = test.submitted().await;
        change(test, coe, |state| state.stage = Stage::Approved).await;
        let waits = waits_for(test, |home| !home.acceptances.is_empty()).await;
        assert_eq!(waits, ["manager"]);
        let wanted = of(test, "manager").await.acceptances[0].wanted;
        assert_eq!(wanted, AcceptanceWanted::AsManager);
        let by = test.person("manager");
        let at = test.clock.now();
        change(test, coe, |state| {
            let root = state.latest.unwrap().root;
            state.manager_acceptance = Some(domain::coe::Acceptance { by, root, at });
        })
        .await;
        assert!(
            waits_for(test, |home| !home.acceptances.is_empty())
                .await
                .is_empty()
        );
        assert!(of(test, "author").await.own[0].is_ready);
    })
    .await;
}

#[tokio::test]
async fn corrections_and_risks_wait_for_their_teams() {
    TestApp::on_both(async |test| {
        let coe = published(test).await;
        let strength = (CorrectionKind::Guard, Priority::P2);
        correction(test, coe, 1, strength, date(2026, 3, 4)).await;
        correction(test, coe, 2, strength, date(2026, 5, 4)).await;
        let storage = [
            "manager",
            "author",
            "oncall",
            "colleague",
            "inside bar raiser",
        ];
        let waits = waits_for(test, |home| home.corrections.len() == 1).await;
        assert_eq!(waits, storage, "what is due in two months is not there yet");
        let id = correction(test, coe, 3, strength, date(2026, 3, 4)).await;
        let writing = test.store.write().await.unwrap();
        let mut done = writing.correction(id).await.unwrap().unwrap();
        done.kept.state.state = CorrectionState::Done;
        done.kept.state.done_by = Some(test.person("author"));
        writing
            .save_correction(&done, None, test.clock.now())
            .await
            .unwrap();
        writing.commit_unrecorded().await.unwrap();
        let waits = waits_for(test, |home| !home.to_verify.is_empty()).await;
        let outside = ["bar raiser", "second bar raiser", "lead"];
        assert!(
            waits.len() == 1 && outside.contains(&waits[0]),
            "whoever reviewed it: {waits:?}"
        );
        let raised = RaiseRisk {
            statement: "Rebuilds have no limit".to_owned(),
            components: vec!["object-index".to_owned()],
            owning_team: test.team("Storage"),
        };
        risk::raise(&test.app, &test.caller("stranger"), raised)
            .await
            .unwrap();
        assert_eq!(
            waits_for(test, |home| !home.risks.is_empty()).await,
            ["manager"]
        );
        restrict(test, coe, &["lead"]).await;
        let waits = waits_for(test, |home| !home.corrections.is_empty()).await;
        assert_eq!(waits, ["author"], "of a restricted COE others know nothing");
    })
    .await;
}
