//! Prior warnings.

use std::time::Duration;

use app::risk::{self, DecideRisk, ProposeMitigation, RaiseRisk, RiskPage, RiskState};
use app::{Error, coe};
use domain::id::{RiskId, TeamId};
use domain::people::Level;
use domain::risk::RiskDecisionKind;
use jiff::civil::{Date, date};
use store::Page;
use store::risk::RiskFilter;
use testkit::TestApp;

fn wanted(test: &TestApp) -> RaiseRisk {
    RaiseRisk {
        statement: "Rebuilds have no limit and take all disks".to_owned(),
        components: vec![" Object-Index ".to_owned(), String::new()],
        owning_team: test.team("Storage"),
    }
}

async fn raise(test: &TestApp, key: &str) -> RiskId {
    let raised = risk::raise(&test.app, &test.caller(key), wanted(test)).await;
    raised.unwrap()
}

async fn open(test: &TestApp, key: &str, id: RiskId) -> Result<RiskPage, Error> {
    risk::open(&test.app, &test.caller(key), id).await
}

fn accept(until: Date) -> DecideRisk {
    DecideRisk {
        kind: RiskDecisionKind::Accept,
        reasons: "The cell is replaced in May.".to_owned(),
        until,
    }
}

async fn decide(
    test: &TestApp,
    key: &str,
    id: RiskId,
    version: i64,
    wanted: DecideRisk,
) -> Result<(), Error> {
    risk::decide(&test.app, &test.caller(key), id, version, wanted).await
}

fn code(outcome: Result<(), Error>) -> String {
    match outcome {
        Err(Error::Refused(refusal)) => refusal.code().to_owned(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn anybody_raises_a_risk_and_nobody_is_told_who() {
    TestApp::on_both(async |test| {
        let id = raise(test, "oncall").await;
        test.clock.advance(Duration::from_hours(24));
        let incident = test.incident().await;
        for _ in 0..2 {
            let again = risk::raise_again(&test.app, &test.caller("stranger"), id).await;
            again.unwrap();
        }
        let proposal = ProposeMitigation {
            description: "A limit for each cell.".to_owned(),
            people_asked: 2,
        };
        let proposed = risk::propose(&test.app, &test.caller("colleague"), id, 2, proposal).await;
        proposed.unwrap();
        let page = open(test, "stranger", id).await.unwrap();
        assert_eq!(page.risk.raised.len(), 2, "once a day for each person");
        assert!(page.risk.is_raised_by_caller);
        assert_eq!(page.risk.mitigation.unwrap().people_asked, 2);
        assert_eq!(page.incidents[0].id, incident);
        assert!(
            !open(test, "manager", id)
                .await
                .unwrap()
                .risk
                .is_raised_by_caller
        );
        let reading = test.store.read().await.unwrap();
        let log = reading.log_entries(None, 100).await.unwrap();
        let of_risk = log
            .iter()
            .filter(|entry| entry.event.subject().kind == "risk");
        let actors: Vec<_> = of_risk
            .map(|entry| entry.event.actor().to_owned())
            .collect();
        assert_eq!(actors, ["protected"; 3]);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_stand_is_not_raised() {
    TestApp::on_both(async |test| {
        let try_raise = async |change: &dyn Fn(&mut RaiseRisk)| {
            let mut wanted = wanted(test);
            change(&mut wanted);
            risk::raise(&test.app, &test.caller("oncall"), wanted)
                .await
                .unwrap_err()
        };
        let named =
            try_raise(&|wanted| wanted.statement = "Dmitri Harcourt forgets limits.".to_owned())
                .await;
        assert!(matches!(
            named,
            Error::NotScreened {
                field: "statement",
                ..
            }
        ));
        let bare = try_raise(&|wanted| wanted.components.clear()).await;
        assert!(matches!(bare, Error::Refused(_)));
        let many = try_raise(&|wanted| {
            wanted.components = (0..21).map(|n| format!("part {n}")).collect();
        });
        assert!(matches!(many.await, Error::Invalid(_)));
        let team = TeamId::new(test.clock.now(), [9; 10]);
        let nobodys = try_raise(&|wanted| wanted.owning_team = team).await;
        assert!(matches!(nobodys, Error::Invalid(_)));
        let unknown = RiskId::new(test.clock.now(), [9; 10]);
        assert!(matches!(
            open(test, "oncall", unknown).await,
            Err(Error::NotFound)
        ));
        let page = Page {
            after: None,
            limit: 9,
        };
        let all = risk::list(
            &test.app,
            &test.caller("oncall"),
            &RiskFilter::default(),
            &page,
        )
        .await;
        assert_eq!(all.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn the_chain_of_the_owning_team_decides_at_the_level_it_waits_at() {
    TestApp::on_both(async |test| {
        let id = raise(test, "oncall").await;
        let until = date(2026, 6, 1);
        for key in TestApp::keys() {
            let manages = ["manager", "director", "executive"].contains(&key);
            assert_eq!(
                open(test, key, id).await.unwrap().may_decide,
                manages,
                "{key}"
            );
            if !manages {
                assert_eq!(
                    code(decide(test, key, id, 1, accept(until)).await),
                    "role-may-not"
                );
            }
        }
        let stale = decide(test, "manager", id, 7, accept(until)).await;
        assert!(matches!(stale, Err(Error::Conflict(_))));
        test.clock.advance(Duration::from_hours(24 * 15));
        let page = open(test, "manager", id).await.unwrap();
        assert!(!page.may_decide);
        let RiskState::Open { waits_at, .. } = page.risk.state else {
            panic!("it is open");
        };
        assert_eq!(waits_at, Level::Director);
        assert_eq!(
            code(decide(test, "manager", id, 1, accept(until)).await),
            "risk-waits-higher"
        );
        let long = accept(date(2028, 1, 1));
        assert_eq!(
            code(decide(test, "director", id, 1, long).await),
            "decision-holds-too-long-or-not"
        );
        let named = DecideRisk {
            reasons: "Farid Nakamura is not convinced.".to_owned(),
            ..accept(until)
        };
        let named = decide(test, "director", id, 1, named).await;
        assert!(matches!(
            named,
            Err(Error::NotScreened {
                field: "reasons",
                ..
            })
        ));
        let funded = DecideRisk {
            kind: RiskDecisionKind::Fund { people_granted: 1 },
            ..accept(until)
        };
        decide(test, "director", id, 1, funded).await.unwrap();
        let page = open(test, "stranger", id).await.unwrap();
        assert_eq!(page.risk.state, RiskState::Decided);
        assert_eq!(page.risk.decisions[0].level, Level::Director);
    })
    .await;
}

#[tokio::test]
async fn a_coe_has_to_discuss_what_had_been_warned_of() {
    TestApp::on_both(async |test| {
        let id = raise(test, "oncall").await;
        test.clock.advance(Duration::from_hours(24));
        let coe = test.draft().await;
        let author = test.caller("author");
        let told = async || {
            let (page, _) = coe::open_draft(&test.app, &author, coe).await.unwrap();
            let text = page.text.unwrap();
            let found = text
                .findings
                .iter()
                .find(|one| one.name == "prior-warnings-not-discussed");
            found.map(|finding| finding.help.clone())
        };
        let help = told().await.unwrap();
        assert!(help.contains(&id.short()), "{help}");
        assert!(help.contains("Rebuilds have no limit"), "{help}");
        let text = format!(
            "{}\nRisk {} was accepted until June by the storage director.\n",
            testkit::TEXT,
            id.short()
        );
        let saved = coe::SaveText {
            coe,
            text,
            expected: 1,
        };
        coe::save(&test.app, &author, saved).await.unwrap();
        assert_eq!(told().await, None);
    })
    .await;
}

#[tokio::test]
async fn what_was_raised_after_it_began_is_no_prior_warning() {
    TestApp::on_both(async |test| {
        let coe = test.draft().await;
        raise(test, "oncall").await;
        let (page, _) = coe::open_draft(&test.app, &test.caller("author"), coe)
            .await
            .unwrap();
        let findings = page.text.unwrap().findings;
        assert!(
            findings
                .iter()
                .all(|one| one.name != "prior-warnings-not-discussed")
        );
    })
    .await;
}
