//! Incidents.

use axum::http::StatusCode;

use super::client::{Got, Site, assert_escaped, on_site};
use testkit::TestApp;

/// The fields of an incident of the team Storage.
pub fn fields(test: &TestApp, changed: &[(&str, &str)]) -> Vec<(String, String)> {
    let team = test.team("Storage").to_string();
    let known = [
        ("title", "Writes failed in one cell"),
        ("severity", "2"),
        ("services", "object-index, drain"),
        ("team", &team),
        ("started", "2026-03-02T05:00"),
        ("detected", "2026-03-02T05:10"),
        ("engaged", "2026-03-02T05:20"),
        ("mitigated", ""),
        ("resolved", ""),
    ];
    let value = |name: &str, value: &str| {
        let other = changed.iter().find(|(changed, _)| *changed == name);
        other.map_or(value, |(_, other)| *other).to_owned()
    };
    known
        .iter()
        .map(|(name, known)| ((*name).to_owned(), value(name, known)))
        .collect()
}

pub async fn post(site: &Site<'_>, who: &str, path: &str, fields: &[(String, String)]) -> Got {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    site.post(who, path, &fields).await
}

/// Opens an incident; its path.
pub async fn open(test: &TestApp, site: &Site<'_>) -> String {
    let got = post(site, "author", "/incidents", &fields(test, &[])).await;
    assert!(got.did("opened"));
    got.location.split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_incident_is_opened_changed_and_resolved() {
    on_site(async |test, site| {
        site.get("stranger", "/incidents")
            .await
            .says("No incident here");
        let incident = open(test, site).await;
        site.get("stranger", "/incidents")
            .await
            .says("Writes failed in one cell");
        let page = site.get("stranger", &incident).await;
        page.says("10\u{a0}min from the start");
        page.says("object-index");
        let form = site.get("author", &format!("{incident}/edit")).await;
        form.says("value=\"2026-03-02T05:10\"");
        let version = form
            .field_of(&format!("{incident}/edit"), "version")
            .unwrap();
        let mut changed = fields(test, &[("title", "Writes failed in two cells")]);
        changed.push(("version".to_owned(), version.clone()));
        assert!(
            post(site, "author", &format!("{incident}/edit"), &changed)
                .await
                .did("saved")
        );
        let stale = post(site, "author", &format!("{incident}/edit"), &changed).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        stale.says("Writes failed in two cells");
        let resolve = format!("{incident}/resolve");
        let version = site
            .get("author", &incident)
            .await
            .field_of(&resolve, "version")
            .unwrap();
        let at = |resolved| [("version", version.as_str()), ("resolved", resolved)];
        let early = site.post("author", &resolve, &at("2026-03-02T04:00")).await;
        assert!(early.status.is_client_error());
        early.says("2026-03-02T04:00");
        assert!(
            site.post("author", &resolve, &at("2026-03-02T07:30"))
                .await
                .did("resolved")
        );
        let page = site.get("author", &incident).await;
        assert_eq!(page.field_of(&resolve, "version"), None, "it is resolved");
    })
    .await;
}

#[tokio::test]
async fn what_is_not_taken_is_drawn_again_as_it_was_typed() {
    on_site(async |test, site| {
        for (field, wrong) in [
            ("team", ""),
            ("title", "Greta Olufsen broke the index"),
            ("severity", "9"),
            ("started", "yesterday"),
            ("detected", "2026-03-02T04:00"),
            ("title", " "),
        ] {
            let got = post(
                site,
                "author",
                "/incidents",
                &fields(test, &[(field, wrong)]),
            )
            .await;
            assert!(got.status.is_client_error(), "{field}: {}", got.status);
            got.says("object-index, drain".split(',').next().unwrap_or_default());
            got.says("2026-03-02T05:20");
            assert_escaped(&got);
        }
        site.get("author", "/incidents")
            .await
            .says("No incident here");
    })
    .await;
}

#[tokio::test]
async fn what_is_typed_stays_text() {
    on_site(async |test, site| {
        let hostile = "<script>alert(1)</script>";
        let changed = [("title", hostile), ("services", hostile)];
        let got = post(site, "author", "/incidents", &fields(test, &changed)).await;
        assert!(got.did("opened"));
        for path in [
            got.location.as_str(),
            "/incidents",
            "/incidents?component=%3Cscript%3Ealert(1)",
        ] {
            let page = site.get("author", path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert_escaped(&page);
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_not_there_or_not_from_here_leads_nowhere() {
    on_site(async |test, site| {
        for path in ["/incidents/7", "/incidents/../etc", "/incidents/x/edit"] {
            assert_eq!(
                site.get("author", path).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
        let bare = fields(test, &[]);
        let bare: Vec<(&str, &str)> = bare
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let forged = site.post_bare("author", "/incidents", &bare).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN);
        let stranger = site.get("", "/incidents").await;
        assert_eq!(stranger.location, "/sign-in?next=/incidents");
    })
    .await;
}
