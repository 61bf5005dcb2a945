//! Who is answered what: every route, asked by everybody, at each stage of a COE.
//!
//! A form is asked with its token and nothing else, so that its answer tells who gets as far as
//! being read: `400` and `422` are for those who may, `403` and `404` for those who may not.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use axum::http::StatusCode;
use testkit::TestApp;
use web::ROUTES;

use super::client::{Site, on_site};
use super::stages::{STAGES, coe_at};

fn golden() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/matrix.txt")
}

/// An address of a route; what it names is there where a COE leads to it, and nowhere else.
fn address(route: &str, coe: &str, incident: &str) -> String {
    let id = match route.split('/').nth(1) {
        Some("coes") => coe,
        Some("incidents") => incident,
        _ => NOWHERE,
    };
    let address = route.replacen("{id}", id, 1).replace("{verb}", "claim");
    let begin_end = ["{thread}", "{suggestion}", "{question}", "{link}"];
    begin_end
        .into_iter()
        .fold(address, |address, name| address.replace(name, NOWHERE))
}

/// An id of its form that nothing has.
const NOWHERE: &str = "01900000-0000-7000-8000-000000000000";

/// Whether the answer depends on a COE.
fn is_about_a_coe(route: &str) -> bool {
    route.starts_with("/coes/{id}")
}

async fn ask(site: &Site<'_>, method: &str, who: &str, path: &str) -> StatusCode {
    match method {
        "GET" => site.get(who, path).await.status,
        _ => site.post(who, path, &[]).await.status,
    }
}

/// One line for each answer; roles with the same answer stand together.
async fn line(site: &Site<'_>, (method, route): (&str, &str), path: &str) -> String {
    let mut statuses: Vec<(u16, Vec<&str>)> = Vec::new();
    for who in [""].into_iter().chain(TestApp::keys()) {
        let status = ask(site, method, who, path).await.as_u16();
        let name = if who.is_empty() { "nobody" } else { who };
        match statuses.iter_mut().find(|(known, _)| *known == status) {
            Some((_, names)) => names.push(name),
            None => statuses.push((status, vec![name])),
        }
    }
    statuses.sort_unstable_by_key(|(status, _)| *status);
    let mut out = format!("{method} {route}\n");
    for (status, names) in statuses {
        writeln!(out, "    {status} {}", names.join(", ")).unwrap();
    }
    out
}

/// The whole table. Each form finds the application as the last one left it, which is why none
/// of them is filled in.
async fn matrix(test: &TestApp, site: &Site<'_>) -> String {
    let mut out = String::new();
    let routes = || ROUTES.iter().filter(|(_, route)| !ENDS.contains(route));
    for route in routes().filter(|(_, route)| !is_about_a_coe(route)) {
        out += &line(site, *route, &address(route.1, NOWHERE, NOWHERE)).await;
    }
    for stage in STAGES {
        writeln!(out, "\n# A COE: {stage}\n").unwrap();
        for route in routes().filter(|(_, route)| is_about_a_coe(route)) {
            // Anew for each: some forms need no word more to change it.
            let coe = coe_at(test, stage).await.to_string();
            out += &line(site, *route, &address(route.1, &coe, NOWHERE)).await;
        }
    }
    out
}

/// They end the session that asks; tested where signing in is.
const ENDS: [&str; 1] = ["/sign-out"];

#[tokio::test]
#[ignore = "writes the table: look at what changed in it"]
async fn write_matrix() {
    on_site(async |test, site| {
        let found = matrix(test, site).await;
        std::fs::write(golden(), found).unwrap();
    })
    .await;
}

#[tokio::test]
async fn everybody_is_answered_as_the_table_says() {
    on_site(async |test, site| {
        let expected = std::fs::read_to_string(golden()).unwrap();
        let found = matrix(test, site).await;
        let differing = expected.lines().zip(found.lines()).enumerate();
        for (number, (expected, found)) in differing {
            assert_eq!(expected, found, "line {} of tests/matrix.txt", number + 1);
        }
        assert_eq!(expected.lines().count(), found.lines().count());
    })
    .await;
}

#[tokio::test]
async fn every_route_that_is_listed_is_there() {
    on_site(async |test, site| {
        let coe = coe_at(test, "draft").await.to_string();
        for (method, route) in ROUTES {
            let path = address(route, &coe, NOWHERE);
            // A method that no route has is answered by the route, if there is one.
            let status = site.ask_with("OPTIONS", &path).await;
            assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED, "{method} {route}");
        }
        let nowhere = site.ask_with("OPTIONS", "/nowhere").await;
        assert_eq!(nowhere, StatusCode::NOT_FOUND);
    })
    .await;
}

#[test]
fn every_route_of_the_pages_is_listed() {
    let pages = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/pages");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&pages)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "rs"))
        .collect();
    files.push(pages.with_extension("rs"));
    let listed: BTreeSet<&str> = ROUTES.iter().map(|(_, route)| *route).collect();
    for file in files {
        let source = std::fs::read_to_string(&file).unwrap();
        for call in source.split(".route(").skip(1) {
            let Some(route) = call.trim_start().strip_prefix('"') else {
                continue;
            };
            let (route, _) = route.split_once('"').unwrap();
            let is_file = route.starts_with("/assets/");
            assert!(
                is_file || listed.contains(route),
                "{route} is not in ROUTES"
            );
        }
    }
}
