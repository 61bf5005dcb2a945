//! The register of corrective actions.

use app::correction::{self, CorrectionPage, CorrectionsWanted, Move};
use app::risk;
use app::{Error, coe};
use domain::coe::Stage;
use domain::correction::{CorrectionKind, CorrectionState, Priority};
use domain::id::CorrectionId;
use domain::people::Level;
use jiff::civil::date;
use store::Page;
use store::risk::RiskFilter;
use testkit::TestApp;

use crate::published::{correction as born, published, restrict};

const WEAK: (CorrectionKind, Priority) = (CorrectionKind::Reduce, Priority::P2);
const STRONG: (CorrectionKind, Priority) = (CorrectionKind::Guard, Priority::P2);

const ALL: Page<store::correction::DueAndId> = Page {
    after: None,
    limit: 50,
};

async fn open(test: &TestApp, key: &str, id: CorrectionId) -> Result<CorrectionPage, Error> {
    correction::open(&test.app, &test.caller(key), id).await
}

async fn go(test: &TestApp, key: &str, id: CorrectionId, wanted: Move) -> Result<(), Error> {
    let version = match test.store.read().await.unwrap().correction(id).await {
        Ok(Some(kept)) => kept.kept.version,
        _ => 1,
    };
    correction::move_on(&test.app, &test.caller(key), id, version, wanted).await
}

fn code(outcome: Result<(), Error>) -> String {
    match outcome {
        Err(Error::Refused(refusal)) => refusal.code().to_owned(),
        Err(Error::NotFound) => "not-found".to_owned(),
        other => panic!("{other:?}"),
    }
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn done() -> Move {
    let evidence = text("The dashboard shows it.");
    Move::Finish { evidence }
}

fn verified() -> Move {
    let evidence = text("The drill of March showed it.");
    Move::Verify { evidence }
}

#[tokio::test]
async fn a_correction_is_taken_on_done_and_verified_and_its_coe_closes() {
    TestApp::on_both(async |test| {
        let coe = published(test).await;
        let id = born(test, coe, 1, WEAK, date(2026, 3, 20)).await;
        let tracker = text("OPS-1042");
        go(test, "manager", id, Move::Commit { tracker })
            .await
            .unwrap();
        go(test, "colleague", id, Move::Start).await.unwrap();
        go(test, "author", id, done()).await.unwrap();
        assert_eq!(
            code(go(test, "author", id, verified()).await),
            "needs-a-second-person"
        );
        go(test, "colleague", id, verified()).await.unwrap();
        let page = open(test, "stranger", id).await.unwrap();
        let state = &page.correction.kept.state;
        assert_eq!(state.state, CorrectionState::Verified);
        assert_eq!(state.tracker.as_deref(), Some("OPS-1042"));
        assert_eq!(
            page.coe_title,
            "Writes failed in one cell of the object store"
        );
        assert!(page.said.is_some_and(|said| said.measure.is_some()));
        let because: Vec<_> = page
            .steps
            .iter()
            .map(|step| step.state.because.as_ref().map(|text| text.as_str()))
            .collect();
        let [shown, drill] = ["The dashboard shows it.", "The drill of March showed it."];
        assert_eq!(because, [None, None, None, Some(shown), Some(drill)]);
        assert_eq!(page.steps[4].actor, Some(test.person("colleague")));
        let opened = coe::open(&test.app, &test.caller("author"), coe, None)
            .await
            .unwrap();
        assert_eq!(opened.opened.kept.state.stage, Stage::Closed);
    })
    .await;
}

#[tokio::test]
async fn managers_of_its_team_decide_and_everybody_works() {
    TestApp::on_both(async |test| {
        let coe = published(test).await;
        let id = born(test, coe, 1, WEAK, date(2026, 3, 20)).await;
        let managers = ["manager", "director", "executive"];
        let reason = text("The release comes first.");
        let until = date(2026, 4, 1);
        let tracker = String::new();
        for key in TestApp::keys() {
            let moves = [
                (
                    Move::Commit {
                        tracker: tracker.clone(),
                    },
                    false,
                ),
                (
                    Move::Extend {
                        until,
                        reason: reason.clone(),
                    },
                    false,
                ),
                (
                    Move::Decline {
                        reason: reason.clone(),
                    },
                    false,
                ),
                (Move::HandOver(test.team("Network")), false),
                (Move::Start, true),
                (done(), true),
            ];
            for (wanted, is_for_all) in moves {
                let what = format!("{key}: {wanted:?}");
                // Who may is told that the version is old; nobody else gets so far.
                let caller = test.caller(key);
                let outcome = correction::move_on(&test.app, &caller, id, 99, wanted).await;
                if is_for_all || managers.contains(&key) {
                    assert!(matches!(outcome, Err(Error::Conflict(_))), "{what}");
                } else {
                    assert_eq!(code(outcome), "role-may-not", "{what}");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn strong_ones_are_verified_from_outside() {
    TestApp::on_both(async |test| {
        let coe = published(test).await;
        let id = born(test, coe, 1, STRONG, date(2026, 3, 20)).await;
        let tracker = String::new();
        go(test, "manager", id, Move::Commit { tracker })
            .await
            .unwrap();
        go(test, "stranger", id, done()).await.unwrap();
        let inside = [
            "author",
            "oncall",
            "colleague",
            "manager",
            "inside bar raiser",
        ];
        for key in TestApp::keys() {
            let page = open(test, key, id).await.unwrap();
            let may = key != "stranger" && !inside.contains(&key);
            assert_eq!(page.may_verify, may, "{key}");
            assert!(page.is_verified_outside);
        }
        for key in inside {
            assert_eq!(
                code(go(test, key, id, verified()).await),
                "verified-from-outside"
            );
        }
        let reason = text("It was not tried under load.");
        go(test, "bar raiser", id, Move::Return { reason })
            .await
            .unwrap();
        assert_eq!(
            code(go(test, "lead", id, verified()).await),
            "correction-in-wrong-state"
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_declined_becomes_a_risk_on_what_broke() {
    TestApp::on_both(async |test| {
        let coe = published(test).await;
        let id = born(test, coe, 1, STRONG, date(2026, 3, 20)).await;
        let reason = text("The cell is replaced in May.");
        go(test, "manager", id, Move::Decline { reason })
            .await
            .unwrap();
        let page = open(test, "stranger", id).await.unwrap();
        let risk = page.correction.kept.state.risk.unwrap();
        let page = risk::open(&test.app, &test.caller("stranger"), risk)
            .await
            .unwrap();
        assert_eq!(page.risk.declined_correction, Some(id));
        assert_eq!(
            page.risk.statement.as_str(),
            "Check the free space of a cell before it is filled"
        );
        assert!(
            page.risk
                .components
                .contains(&"object-index".parse().unwrap())
        );
        restrict(test, coe, &["lead"]).await;
        for (key, knows) in [
            ("stranger", false),
            ("manager", false),
            ("author", true),
            ("lead", true),
        ] {
            let caller = test.caller(key);
            let opened = risk::open(&test.app, &caller, risk).await;
            assert_eq!(opened.is_ok(), knows, "{key}");
            let page = Page {
                after: None,
                limit: 9,
            };
            let listed = risk::list(&test.app, &caller, &RiskFilter::default(), &page).await;
            assert_eq!(!listed.unwrap().is_empty(), knows, "{key}");
        }
    })
    .await;
}

#[tokio::test]
async fn corrections_of_a_restricted_coe_are_hidden() {
    TestApp::on_both(async |test| {
        let coe = published(test).await;
        let id = born(test, coe, 1, WEAK, date(2026, 3, 20)).await;
        restrict(test, coe, &["lead"]).await;
        for key in TestApp::keys() {
            let knows = ["author", "lead"].contains(&key);
            let opened = open(test, key, id).await;
            assert_eq!(opened.is_ok(), knows, "{key}");
            assert!(knows || matches!(opened, Err(Error::NotFound)), "{key}");
            let wanted = CorrectionsWanted::default();
            let listed = correction::list(&test.app, &test.caller(key), &wanted, &ALL).await;
            assert_eq!(!listed.unwrap().is_empty(), knows, "{key}");
            if !knows {
                assert_eq!(
                    code(go(test, key, id, Move::Start).await),
                    "not-found",
                    "{key}"
                );
            }
        }
    })
    .await;
}

#[tokio::test]
async fn what_names_somebody_or_cannot_stand_is_not_kept() {
    TestApp::on_both(async |test| {
        let coe = published(test).await;
        let id = born(test, coe, 1, WEAK, date(2026, 3, 20)).await;
        let reason = text("Chiara Lindqvist wants the release first.");
        let outcome = go(test, "manager", id, Move::Decline { reason }).await;
        assert!(matches!(
            outcome,
            Err(Error::NotScreened {
                field: "reason",
                ..
            })
        ));
        let tracker = text("two words");
        let outcome = go(test, "manager", id, Move::Commit { tracker }).await;
        assert!(matches!(outcome, Err(Error::Invalid(_))));
        let nowhere = domain::id::TeamId::new(test.clock.now(), [9; 10]);
        let outcome = go(test, "manager", id, Move::HandOver(nowhere)).await;
        assert!(matches!(outcome, Err(Error::Invalid(_))));
        let until = date(2026, 3, 1);
        let reason = text("The release comes first.");
        let outcome = go(test, "manager", id, Move::Extend { until, reason }).await;
        assert_eq!(code(outcome), "extension-not-later");
        let page = open(test, "manager", id).await.unwrap();
        assert_eq!(page.correction.kept.version, 1, "nothing was kept");
        let unknown = CorrectionId::new(test.clock.now(), [9; 10]);
        assert!(matches!(
            open(test, "manager", unknown).await,
            Err(Error::NotFound)
        ));
    })
    .await;
}

#[tokio::test]
async fn the_register_is_filtered_and_tells_what_is_late() {
    TestApp::on_both(async |test| {
        let coe = published(test).await;
        let one = born(test, coe, 1, WEAK, date(2026, 3, 4)).await;
        let two = born(test, coe, 2, WEAK, date(2026, 3, 3)).await;
        test.clock.advance(std::time::Duration::from_hours(24 * 9));
        let list = async |key: &str, wanted: CorrectionsWanted, page| {
            let listed = correction::list(&test.app, &test.caller(key), &wanted, &page).await;
            let listed = listed.unwrap();
            listed
                .iter()
                .map(|one| one.correction.kept.state.id)
                .collect::<Vec<_>>()
        };
        let mine = CorrectionsWanted {
            is_mine: true,
            is_open: true,
            ..CorrectionsWanted::default()
        };
        assert_eq!(list("colleague", mine.clone(), ALL).await, [two, one]);
        assert_eq!(list("manager", mine.clone(), ALL).await, [two, one]);
        assert_eq!(list("stranger", mine, ALL).await, []);
        let of = |team: &str| CorrectionsWanted {
            teams: [test.team(team)].into(),
            ..CorrectionsWanted::default()
        };
        assert_eq!(list("stranger", of("Storage"), ALL).await, [two, one]);
        assert_eq!(list("stranger", of("Network"), ALL).await, []);
        let second = Page {
            after: Some(("2026-03-03".to_owned(), two)),
            limit: 50,
        };
        assert_eq!(
            list("stranger", CorrectionsWanted::default(), second).await,
            [one]
        );
        let all = CorrectionsWanted::default();
        let listed = correction::list(&test.app, &test.caller("stranger"), &all, &ALL).await;
        let lateness: Vec<_> = listed.unwrap().iter().map(|one| one.lateness).collect();
        assert_eq!(
            lateness[0].working_days, 6,
            "due on a Tuesday, nine days ago"
        );
        assert_eq!(lateness[0].level, Some(Level::Manager));
        assert_eq!(lateness[1].working_days, 5);
    })
    .await;
}
