//! Who is answered what: every route, asked by everybody, at each stage of a COE.
//!
//! Forms are filled so that they pass where their rules let them. Whoever gets through (303) leaves
//! the next one a world of their own, so that no answer depends on who asked before.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use axum::http::StatusCode;
use domain::id::CoeId;
use testkit::{TEXT, TestApp};
use web::ROUTES;

use super::client::{Site, on_site};
use super::stages::{STAGES, coe_at, correction, holder};

fn golden() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/matrix.txt")
}

/// Verbs of the routes that have many.
const VERBS: [(&str, &[&str]); 2] = [
    (
        "/coes/{id}/review/{verb}",
        &[
            "accept-small-difference",
            "choose",
            "claim",
            "confirm-dismissal",
            "decide",
            "recuse",
            "shadow",
            "unidentifiable",
        ],
    ),
    (
        "/corrections/{id}/{verb}",
        &[
            "commit",
            "decline",
            "done",
            "extend",
            "hand-over",
            "return",
            "start",
            "track",
            "verify",
        ],
    ),
];

/// They end the session that asks, or count who tries: tested where signing in is.
const ENDS: [&str; 2] = ["/sign-out", "/sign-in"];

/// Forms that leave all else as it was.
const ADDING: [&str; 6] = [
    "/invite",
    "/labels",
    "/questions",
    "/suggestions",
    "/threads",
    "/track",
];

/// An id of its form that nothing has.
const NOWHERE: &str = "01900000-0000-7000-8000-000000000000";

/// What addresses and forms name.
struct World {
    coe: String,
    root: String,
    incident: String,
    risk: String,
    correction: String,
    /// Who has the seat of the COE, if it has one.
    holder: Option<&'static str>,
}

impl World {
    async fn at(test: &TestApp, stage: &str) -> Self {
        let mut world = Self {
            coe: String::new(),
            root: String::new(),
            incident: test.incident().await.to_string(),
            risk: risk(test).await,
            correction: String::new(),
            holder: None,
        };
        world.renew_coe(test, stage).await;
        world
    }

    /// Another COE at this stage. Its bar raiser is no lead, so that what a lead may do is seen
    /// alone.
    async fn renew_coe(&mut self, test: &TestApp, stage: &str) {
        let coe = loop {
            let coe = coe_at(test, stage).await;
            self.holder = match stage {
                "draft" => None,
                _ => Some(holder(test, coe).await),
            };
            if self.holder != Some("lead") {
                break coe;
            }
            // Whoever has reviews open is given the next one later.
            coe_at(test, "in review").await;
        };
        self.root = root(test, coe).await;
        self.correction = match stage {
            "published" => correction(test, coe, "C1").await,
            _ => format!("/corrections/{NOWHERE}"),
        };
        self.coe = coe.to_string();
    }

    /// Makes anew what a form of this route has changed.
    async fn renew(&mut self, test: &TestApp, route: &str, stage: &str) {
        if ADDING.iter().any(|end| route.ends_with(end)) {
            return;
        }
        let about = route.split('/').nth(1).filter(|_| route.contains("{id}"));
        match about {
            Some("coes" | "corrections") => self.renew_coe(test, stage).await,
            Some("risks") => self.risk = risk(test).await,
            Some("incidents") => self.incident = test.incident().await.to_string(),
            _ => {}
        }
    }

    fn address(&self, route: &str) -> String {
        let id = match route.split('/').nth(1) {
            Some("coes") => &self.coe,
            Some("incidents") => &self.incident,
            Some("risks") => &self.risk,
            Some("corrections") => self.correction.trim_start_matches("/corrections/"),
            _ => NOWHERE,
        };
        let address = route.replacen("{id}", id, 1);
        let unknown = ["{thread}", "{suggestion}", "{question}", "{link}", "{verb}"];
        let fill = |address: String, name: &&str| address.replace(name, NOWHERE);
        unknown.iter().fold(address, fill)
    }

    /// Everybody by what they are to the COE: a name for the table, and their key.
    fn roles(&self) -> Vec<(&'static str, &'static str)> {
        let one_of = ["bar raiser", "second bar raiser"];
        let own = self.holder.unwrap_or(one_of[0]);
        let other = one_of.into_iter().find(|key| *key != own).unwrap_or(own);
        let others = TestApp::keys().filter(|key| !one_of.contains(key));
        let others = others.map(|key| (key, key));
        let raisers = [("its bar raiser", own), ("another bar raiser", other)];
        [("nobody", "")]
            .into_iter()
            .chain(others)
            .chain(raisers)
            .collect()
    }
}

async fn root(test: &TestApp, coe: CoeId) -> String {
    let reading = test.store.read().await.unwrap();
    let state = reading.coe(coe).await.unwrap().unwrap().state;
    let root = state.latest.map(|latest| latest.root.to_string());
    root.unwrap_or_default()
}

async fn risk(test: &TestApp) -> String {
    let wanted = app::risk::RaiseRisk {
        statement: "One cell holds every index.".to_owned(),
        components: vec!["object-index".to_owned()],
        owning_team: test.team("Storage"),
    };
    let raised = app::risk::raise(&test.app, &test.caller("colleague"), wanted).await;
    raised.unwrap().to_string()
}

/// What a form was drawn for: the version of the text, the COE, the correction or the risk.
async fn version(test: &TestApp, world: &World, route: &str) -> Option<String> {
    let reading = test.store.read().await.unwrap();
    let (_, correction) = world.correction.rsplit_once('/')?;
    let coe: CoeId = world.coe.parse().ok()?;
    let of_text = [
        "/edit",
        "/submit",
        "/fix",
        "/replace-names",
        "/labels",
        "/preview",
    ];
    let version = match route.split('/').nth(1) {
        Some("corrections") => {
            let kept = reading.correction(correction.parse().ok()?).await.unwrap();
            kept?.kept.version
        }
        Some("risks") => {
            let kept = reading.risk(world.risk.parse().ok()?).await.unwrap();
            kept?.version
        }
        Some("coes") if of_text.iter().any(|end| route.ends_with(end)) => {
            reading.draft(coe).await.unwrap()?.version
        }
        Some("coes") if BY_ROOT.iter().any(|end| route.ends_with(end)) => {
            return Some(world.root.clone());
        }
        Some("coes") => reading.coe(coe).await.unwrap()?.version,
        _ => 1,
    };
    Some(version.to_string())
}

/// Forms that were drawn for a frozen text.
const BY_ROOT: [&str; 3] = ["/publish", "/accept-corrections", "/accept-as-director"];

/// Every field that a form has, by one name each: a form takes those it knows.
fn filled(test: &TestApp, world: &World, route: &str, count: u32) -> Vec<(String, String)> {
    let team = test.team("Storage").to_string();
    let person = test.person("stranger").to_string();
    let id = format!("01900000-0000-7000-8000-{count:012}");
    let is_draft = ["/edit", "/preview", "/submit", "/fix"];
    let text = match is_draft.iter().any(|end| route.ends_with(end)) {
        true => TEXT,
        false => "The floor is known.",
    };
    let fields = [
        ("root", world.root.as_str()),
        ("id", id.as_str()),
        ("specialty", "availability"),
        ("person", person.as_str()),
        ("team", team.as_str()),
        ("decision", "approve"),
        ("revision", "1"),
        ("block", "1"),
        ("from", "0"),
        (
            "to",
            if route.ends_with("/questions") {
                "Oncall 1"
            } else {
                "0"
            },
        ),
        ("text", text),
        ("body", "What showed it?"),
        ("better", "Writes failed."),
        ("purpose", "wording"),
        ("statement", "One cell holds every index."),
        ("components", "object-index"),
        ("description", "Split the cell."),
        ("people_asked", "2"),
        ("reason", "The floor comes first."),
        ("reasons", "The floor comes first."),
        ("until", "2026-05-08"),
        ("evidence", "change-1"),
        ("tracker", "T-1"),
    ];
    let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    let answers = (1..=13).map(|n| (format!("answer-{n}"), "yes".to_owned()));
    let decides_risk = route.starts_with("/risks");
    let fields = fields.map(|(name, value)| match name {
        "decision" if decides_risk => (name, "accept"),
        _ => (name, value),
    });
    fields.map(own).into_iter().chain(answers).collect()
}

/// One line for each answer; roles with the same answer stand together.
async fn line(
    (test, site): (&TestApp, &Site<'_>),
    (method, route): (&str, &str),
    (world, stage): (&mut World, &str),
    count: &mut u32,
) -> String {
    let mut statuses: BTreeMap<u16, BTreeSet<&str>> = BTreeMap::new();
    for at in 0..world.roles().len() {
        // Who is behind a name may be another person in a world that was made anew.
        let (name, who) = world.roles()[at];
        let path = world.address(route);
        let status = if method == "GET" {
            site.get(who, &path).await.status
        } else {
            *count += 1;
            let mut fields = filled(test, world, route, *count);
            let version = version(test, world, route).await.unwrap_or_default();
            fields.push(("version".to_owned(), version));
            let fields = fields
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()));
            let fields: Vec<_> = fields.collect();
            site.post(who, &path, &fields).await.status
        };
        statuses.entry(status.as_u16()).or_default().insert(name);
        if status == StatusCode::SEE_OTHER && method == "POST" && !who.is_empty() {
            world.renew(test, route, stage).await;
        }
    }
    let mut out = format!("{method} {route}\n");
    for (status, names) in statuses {
        let names: Vec<_> = names.into_iter().collect();
        writeln!(out, "    {status} {}", names.join(", ")).unwrap();
    }
    out
}

/// The routes, those with many verbs once for each.
fn routes() -> Vec<(&'static str, String)> {
    let mut routes = Vec::new();
    for &(method, route) in ROUTES.iter().filter(|(_, route)| !ENDS.contains(route)) {
        match VERBS.iter().find(|(known, _)| *known == route) {
            Some((_, verbs)) => {
                routes.extend(
                    verbs
                        .iter()
                        .map(|verb| (method, route.replace("{verb}", verb))),
                );
            }
            None => routes.push((method, route.to_owned())),
        }
    }
    routes
}

async fn matrix(test: &TestApp, site: &Site<'_>) -> String {
    let mut out = String::new();
    let mut count = 0;
    let routes = routes();
    let (of_coes, others): (Vec<_>, Vec<_>) = routes
        .iter()
        .partition(|(_, route)| route.starts_with("/coes/{id}"));
    let mut world = World::at(test, "published").await;
    for (method, route) in others {
        let asked = (*method, route.as_str());
        out += &line((test, site), asked, (&mut world, "published"), &mut count).await;
    }
    for stage in STAGES {
        writeln!(out, "\n# A COE: {stage}\n").unwrap();
        let mut world = World::at(test, stage).await;
        for (method, route) in &of_coes {
            let asked = (*method, route.as_str());
            out += &line((test, site), asked, (&mut world, stage), &mut count).await;
        }
    }
    out
}

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
        let world = World::at(test, "draft").await;
        for (method, route) in ROUTES {
            let path = world.address(route);
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
