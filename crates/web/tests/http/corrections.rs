//! The register of corrections.

use axum::http::StatusCode;

use super::client::{Got, HOSTILE, Site, assert_escaped, on_site};
use super::stages::{coe_at, correction};

/// Makes a move with the version the page was drawn for.
async fn make(site: &Site<'_>, who: &str, path: &str, verb: &str, fields: &[(&str, &str)]) -> Got {
    let action = format!("{path}/{verb}");
    let page = site.get(who, path).await;
    let version = page.field("version").unwrap_or_default();
    let mut all = vec![("version", version.as_str())];
    all.extend(fields);
    site.post(who, &action, &all).await
}

#[tokio::test]
async fn a_correction_lives_from_its_list_to_being_verified() {
    on_site(async |test, site| {
        let coe = coe_at(test, "published").await;
        let path = correction(test, coe, "C1").await;
        let list = site.get("stranger", "/corrections?open=1").await;
        assert!(list.says("Refuse to remove hosts") && list.says("C1 of Writes failed"));
        let mine = site.get("stranger", "/corrections?mine=1").await;
        mine.says("No correction here");
        let team = test.team("Storage");
        let address = format!("/corrections?team={team}&state=proposed&coe={coe}");
        site.get("stranger", &address)
            .await
            .says("Measure the start");

        let page = site.get("stranger", &path).await;
        assert!(page.says("A removal below the floor is refused in a test each week"));
        assert!(!page.main().contains("/commit\""), "managers take it on");
        let tracker = [("tracker", "https://tracker.test/1")];
        let done = make(site, "manager", &path, "commit", &tracker).await;
        assert!(done.did("commit"));
        assert!(
            make(site, "colleague", &path, "start", &[])
                .await
                .did("start")
        );
        let evidence = [("evidence", "change-40911")];
        assert!(
            make(site, "colleague", &path, "done", &evidence)
                .await
                .did("done")
        );
        let own = make(site, "colleague", &path, "verify", &evidence).await;
        assert_eq!(own.status, StatusCode::FORBIDDEN, "two people");
        own.says("change-40911");
        assert!(
            make(site, "bar raiser", &path, "verify", &evidence)
                .await
                .did("verify")
        );
        let page = site.get("stranger", &format!("{path}?done=verify")).await;
        assert!(
            page.says("It met its success measure.")
                && page.says("href=\"https://tracker.test/1\"")
        );
        assert!(page.says("Farid Nakamura"), "who did it is shown by name");
    })
    .await;
}

#[tokio::test]
async fn decisions_are_counted_and_a_declined_one_becomes_a_risk() {
    on_site(async |test, site| {
        let coe = coe_at(test, "published").await;
        let path = correction(test, coe, "C2").await;
        let later = [
            ("until", "2026-05-08"),
            ("reason", "The drill comes first."),
        ];
        let stranger = make(site, "stranger", &path, "extend", &later).await;
        assert_eq!(stranger.status, StatusCode::FORBIDDEN);
        stranger.says("The drill comes first.");
        assert!(
            make(site, "manager", &path, "extend", &later)
                .await
                .did("extend")
        );
        assert!(site.get("manager", &path).await.says("moved once"));
        let soon = [("until", "soon"), ("reason", "It waits.")];
        let wrong = make(site, "manager", &path, "extend", &soon).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.says("write a day") && wrong.says("It waits.</textarea>"));

        let names = [("reason", "Eszter Kowalczyk said it is too much.")];
        let named = make(site, "manager", &path, "decline", &names).await;
        assert_eq!(named.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(named.says("It names or blames somebody."));
        let old = site.get("manager", &path).await.field("version").unwrap();
        let reason = [("reason", "The alarm before it is enough.")];
        assert!(
            make(site, "manager", &path, "decline", &reason)
                .await
                .did("decline")
        );
        let late = [("version", old.as_str()), reason[0]];
        let twice = site
            .post("manager", &format!("{path}/decline"), &late)
            .await;
        assert_ne!(twice.status, StatusCode::SEE_OTHER, "it counts once");
        twice.says("The alarm before it is enough.");
        let page = site.get("manager", &path).await;
        assert!(page.says("What it became"));
        let risks = site.get("stranger", "/risks").await;
        assert_eq!(
            risks
                .main()
                .matches("<tr role=\"row\"><th scope=\"row\"")
                .count(),
            1
        );
    })
    .await;
}

#[tokio::test]
async fn bad_input_and_forged_forms_change_nothing() {
    on_site(async |test, site| {
        let coe = coe_at(test, "published").await;
        let path = correction(test, coe, "C1").await;
        for odd in ["?team=1", "?state=lost", "?after=x", "?after=a_b", "?coe=7"] {
            let got = site.get("stranger", &format!("/corrections{odd}")).await;
            assert_eq!(got.status, StatusCode::BAD_REQUEST, "{odd}");
        }
        for odd in ["/corrections/1", "/corrections/%00"] {
            let got = site.get("stranger", odd).await;
            assert_eq!(got.status, StatusCode::NOT_FOUND, "{odd}");
        }
        let unknown = site.post("manager", &format!("{path}/delete"), &[]).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
        let verbs = [
            "commit",
            "start",
            "done",
            "verify",
            "return",
            "extend",
            "decline",
            "hand-over",
            "track",
        ];
        for verb in verbs {
            let action = format!("{path}/{verb}");
            let bare = site
                .post_bare("manager", &action, &[("version", "1")])
                .await;
            assert_eq!(bare.status, StatusCode::FORBIDDEN, "{verb}");
            for hostile in HOSTILE {
                let names = ["tracker", "evidence", "reason", "until", "team"];
                let fields = names.map(|name| (name, hostile));
                if matches!(verb, "start" | "commit") {
                    continue;
                }
                let got = make(site, "manager", &path, verb, &fields).await;
                assert_ne!(got.status, StatusCode::INTERNAL_SERVER_ERROR, "{verb}");
                assert_escaped(&got);
            }
        }
        let page = site.get("manager", &path).await;
        assert_escaped(&page);
    })
    .await;
}
