//! Forms that no page of this server drew: refused at every route, and nothing is changed.

use axum::http::{Method, StatusCode};
use testkit::TestApp;

use super::pages::{Browsers, body, filled, routes};
use super::world::World;
use crate::http::client::Site;

/// Forms that need nobody: they choose how pages look, who one is in the demonstration, and open
/// links whose secret they carry.
const OPEN: [&str; 4] = ["/demo/sign-in", "/link", "/link/password", "/theme"];

/// Everything of the audit log, numbered: what was changed shows there.
async fn entries(test: &TestApp) -> usize {
    while test.store.number_entries().await.unwrap() > 0 {}
    let reading = test.store.read().await.unwrap();
    reading.stored_entries(0, 100_000).await.unwrap().len()
}

async fn check(stage: &'static str, who: &str) {
    TestApp::on_one(async |test| {
        let site = Site::over(test);
        let mut browsers = Browsers::of(&site);
        let world = World::at(test, stage).await;
        let (cookie, _) = browsers.session(who).await;
        let (_, of_another) = browsers.session("oncall").await;
        let before = entries(test).await;
        let posts = routes().into_iter().filter(|(method, _)| *method == "POST");
        for (_, route) in posts.filter(|(_, route)| !OPEN.contains(&route.as_str())) {
            let path = world.address(&route);
            let fields = filled(&world, &route, 1).await;
            for token in ["", "0", "AAAA", of_another.as_str()] {
                let (media_type, body) = body(&route, &fields, token);
                let sent = Some((media_type.as_str(), body.as_str()));
                let got = site.ask(Method::POST, &path, &cookie, sent).await;
                assert_eq!(got.status, StatusCode::FORBIDDEN, "{route} with {token:?}");
            }
        }
        assert_eq!(entries(test).await, before, "nothing was done");
    })
    .await;
}

#[tokio::test]
async fn of_an_author_they_do_nothing() {
    check("draft", "author").await;
}

#[tokio::test]
async fn of_a_manager_they_do_nothing() {
    check("published", "manager").await;
}

#[tokio::test]
async fn of_an_administrator_they_do_nothing() {
    check("published", "administrator").await;
}
