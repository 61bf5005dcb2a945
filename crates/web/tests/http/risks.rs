//! The register of risks.

use axum::http::StatusCode;

use super::client::{HOSTILE, Site, assert_escaped, on_site};
use testkit::TestApp;

/// Raises a risk for the team Storage; gives its path.
async fn raised(test: &TestApp, site: &Site<'_>) -> String {
    let team = test.team("Storage").to_string();
    let fields = [
        ("statement", "One cell holds every index."),
        ("components", "object-index, drain"),
        ("team", &team),
    ];
    let got = site.post("colleague", "/risks", &fields).await;
    assert!(got.did("raised"), "{}", got.body);
    got.location.trim_end_matches("?done=raised").to_owned()
}

#[tokio::test]
async fn a_risk_is_raised_and_listed_without_who_raised_it() {
    on_site(async |test, site| {
        site.get("stranger", "/risks")
            .await
            .says("Nobody has raised a risk");
        site.get("stranger", "/risks/new").await.says("Raise it");
        let risk = raised(test, site).await;
        let list = site.get("stranger", "/risks?component=Drain").await;
        assert!(list.says("One cell holds every index.") && list.says("Not decided"));
        let none = site.get("stranger", "/risks?component=disk").await;
        assert!(!none.body.contains("One cell"));
        let own = site.get("colleague", &risk).await;
        own.says("you raised it; only you see that");
        let other = site.get("stranger", &risk).await;
        assert!(!other.body.contains("you raised it") && !other.body.contains("Farid"));
        assert!(!other.body.contains(&format!("{risk}/decide")));
        let notice = site.get("stranger", &format!("{risk}?done=raised")).await;
        notice.says("It waits for a decision now.");
        let forged = site
            .get("stranger", &format!("{risk}?done=You+are+fired"))
            .await;
        assert!(!forged.main().contains("fired"));
    })
    .await;
}

#[tokio::test]
async fn what_cannot_stand_is_drawn_again_with_what_was_typed() {
    on_site(async |test, site| {
        let team = test.team("Storage").to_string();
        let fields = [
            ("statement", "Eszter Kowalczyk drains by hand."),
            ("components", "drain"),
            ("team", &team),
        ];
        let got = site.post("colleague", "/risks", &fields).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        got.says("Eszter Kowalczyk drains by hand.</textarea>");
        got.says("It names or blames somebody.");
        got.says(&format!("value=\"{team}\" selected"));
        let none = [("statement", "It fails."), ("components", " , ")];
        let got = site.post("colleague", "/risks", &none).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
        got.says("choose a team of the list");
        for hostile in HOSTILE {
            let fields = [
                ("statement", hostile),
                ("components", hostile),
                ("team", hostile),
            ];
            assert_escaped(&site.post("colleague", "/risks", &fields).await);
        }
        for odd in ["/risks?team=1", "/risks?after=%FF", "/risks?component=%00"] {
            let got = site.get("colleague", odd).await;
            assert_eq!(got.status, StatusCode::BAD_REQUEST, "{odd}");
        }
        let got = site.get("colleague", "/risks/1").await;
        assert_eq!(got.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn a_voice_counts_once_a_day_and_a_proposal_is_kept() {
    on_site(async |test, site| {
        let risk = raised(test, site).await;
        let again = format!("{risk}/raise-again");
        for _ in 0..2 {
            assert!(site.post("stranger", &again, &[]).await.did("again"));
        }
        let page = site.get("stranger", &risk).await;
        page.says("twice");
        let propose = format!("{risk}/propose");
        let version = page.field_of(&propose, "version").unwrap();
        let fields = [
            ("version", version.as_str()),
            ("description", "Split the cell."),
            ("people_asked", "2"),
        ];
        assert!(
            site.post("stranger", &propose, &fields)
                .await
                .did("proposed")
        );
        site.get("stranger", &risk).await.says("Split the cell.");
        let late = site.post("stranger", &propose, &fields).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        late.says("Split the cell.</textarea>");
        let version = late.field_of(&propose, "version").unwrap();
        let fields = [
            ("version", version.as_str()),
            ("description", "Split it."),
            ("people_asked", "many"),
        ];
        let wrong = site.post("stranger", &propose, &fields).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("write a number of people");
        for hostile in HOSTILE {
            let fields = [
                ("version", version.as_str()),
                ("description", hostile),
                ("people_asked", hostile),
            ];
            let got = site.post("stranger", &propose, &fields).await;
            assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_escaped(&got);
        }
    })
    .await;
}

#[tokio::test]
async fn the_chain_decides_and_a_decision_sent_twice_counts_once() {
    on_site(async |test, site| {
        let risk = raised(test, site).await;
        let decide = format!("{risk}/decide");
        let page = site.get("manager", &risk).await;
        let version = page.field_of(&decide, "version").unwrap();
        let fields = |until, reasons| {
            [
                ("version", version.as_str()),
                ("decision", "fund"),
                ("people_granted", "2"),
                ("until", until),
                ("reasons", reasons),
            ]
        };
        let wanted = fields("2026-06-30", "The split is planned.");
        let refused = site.post("stranger", &decide, &wanted).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        refused.says("The split is planned.");
        let wrong = site
            .post("manager", &decide, &fields("soon", "The split is planned."))
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("write a day, such as");
        let never = site
            .post("manager", &decide, &fields("2031-01-01", "It is planned."))
            .await;
        assert_eq!(never.status, StatusCode::FORBIDDEN);
        assert!(never.says("Choose a last day") && never.says("decision-holds-too-long-or-not"));
        never.says("It is planned.</textarea>");
        assert!(site.post("manager", &decide, &wanted).await.did("decided"));
        let twice = site.post("manager", &decide, &wanted).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
        let page = site.get("manager", &risk).await;
        assert!(page.says("in 1 decision") && page.says("by a manager"));
        assert!(
            !page.main().contains("Chiara"),
            "decisions are shown by level"
        );
    })
    .await;
}

#[tokio::test]
async fn forms_of_nobody_and_of_elsewhere_do_nothing() {
    on_site(async |test, site| {
        let risk = raised(test, site).await;
        for path in ["", "/raise-again", "/propose", "/decide"] {
            let path = if path.is_empty() {
                "/risks".to_owned()
            } else {
                format!("{risk}{path}")
            };
            let bare = site.post_bare("manager", &path, &[("version", "1")]).await;
            assert_eq!(bare.status, StatusCode::FORBIDDEN, "{path}");
            let nobody = site.post_bare("", &path, &[]).await;
            assert_eq!(nobody.status, StatusCode::SEE_OTHER, "{path}");
            assert!(nobody.location.starts_with("/sign-in"));
        }
        site.get("manager", &risk).await.says("once");
    })
    .await;
}
