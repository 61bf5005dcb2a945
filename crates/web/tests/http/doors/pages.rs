//! Every page and form, asked by everybody, at each stage of a COE.
//!
//! Forms are filled so that they pass where their rules let them. Whoever gets through leaves the
//! next one a world of their own, so that no answer depends on who asked before.

use std::collections::BTreeMap;

use axum::http::{Method, StatusCode};
use testkit::{TEXT, TestApp};
use web::ROUTES;

use super::world::{STAGES, Table, World, is_text};
use crate::http::client::{FORM, Site, form};

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

/// Forms that leave all else as it was, or as it will be whoever sends them.
const ADDING: [&str; 18] = [
    "/absences",
    "/bar-raisers",
    "/coes",
    "/comments",
    "/edit",
    "/incidents",
    "/labels",
    "/propose",
    "/questions",
    "/raise-again",
    "/read",
    "/replace-names",
    "/resolve",
    "/risks",
    "/suggestions",
    "/theme",
    "/threads",
    "/track",
];

/// The routes, those with many verbs once for each.
pub fn routes() -> Vec<(&'static str, String)> {
    let mut routes = Vec::new();
    for &(method, route) in ROUTES.iter().filter(|(_, route)| !ENDS.contains(route)) {
        match VERBS.iter().find(|(known, _)| *known == route) {
            Some((_, verbs)) => {
                let verbs = verbs.iter().map(|verb| route.replace("{verb}", verb));
                routes.extend(verbs.map(|route| (method, route)));
            }
            None => routes.push((method, route.to_owned())),
        }
    }
    routes
}

/// Everybody's browser: a session each, and the token its forms carry.
pub struct Browsers<'a> {
    site: &'a Site<'a>,
    sessions: BTreeMap<String, (String, String)>,
}

impl<'a> Browsers<'a> {
    pub fn of(site: &'a Site<'a>) -> Self {
        Self {
            site,
            sessions: BTreeMap::new(),
        }
    }

    /// The cookie of somebody's session, and its token.
    pub async fn session(&mut self, who: &str) -> (String, String) {
        if let Some(known) = self.sessions.get(who) {
            return known.clone();
        }
        let cookie = self.site.cookie(who).await;
        let page = self.site.ask(Method::GET, "/nowhere", &cookie, None).await;
        let session = (cookie, page.field("csrf").unwrap_or_default());
        self.sessions.insert(who.to_owned(), session.clone());
        session
    }
}

/// What is asked at a route: the media type of the body, and the body, for a token.
pub fn body(route: &str, fields: &[(String, String)], token: &str) -> (String, String) {
    if matches!(route, "/people/import" | "/customers/import") {
        let text = "no column that is known\nx\n";
        let parts = [("csrf", token), ("text", text)];
        let part = |(name, value): (&str, &str)| {
            format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let parts: String = parts.into_iter().map(part).collect();
        let media_type = "multipart/form-data; boundary=B".to_owned();
        return (media_type, parts + "--B--\r\n");
    }
    let own = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let all: Vec<_> = [("csrf", token)].into_iter().chain(own).collect();
    (FORM.to_owned(), form(&all))
}

/// Fields that are the same on every form that has them.
const FIXED: [(&str, &str); 32] = [
    ("verb", "link"),
    ("scope", "read"),
    ("specialty", "availability"),
    ("level", "qualified"),
    ("label", "Oncall 2"),
    ("role", "oncall"),
    ("q", "jon"),
    ("readers", "dharcourt"),
    ("revision", "1"),
    ("block", "1"),
    ("body", "What showed it?"),
    ("better", "Writes failed."),
    ("purpose", "wording"),
    ("title", "Writes failed in one cell"),
    ("severity", "2"),
    ("services", "object-index"),
    ("started", "2026-03-02T05:00"),
    ("resolved", "2026-03-02T07:00"),
    ("statement", "One cell holds every index."),
    ("components", "object-index"),
    ("description", "Split the cell."),
    ("people_asked", "2"),
    ("reason", "The floor comes first."),
    ("reasons", "The floor comes first."),
    ("until", "2026-05-08"),
    ("evidence", "change-1"),
    ("tracker", "T-1"),
    ("list", "0\nno column that is known\n"),
    ("name", "mine"),
    ("ends", "2026-03-20"),
    ("old", "wrong"),
    ("theme", "dark"),
];

/// Every field that a form has, by one name each: a form takes those it knows.
pub async fn filled(world: &World<'_>, route: &str, count: u32) -> Vec<(String, String)> {
    let ends = |all: &[&str]| all.iter().any(|end| route.ends_with(end));
    let of_coe = route.starts_with("/coes");
    let by_root = ends(&["/publish", "/accept-corrections", "/accept-as-director"]);
    let version = if by_root {
        world.root.clone()
    } else {
        world.version(route).await.to_string()
    };
    let person = match route {
        // Whoever could be seated would be, in what is made next.
        "/bar-raisers" => "aokonkwo".to_owned(),
        _ if ends(&["/choose", "/labels"]) => world.test.person("stranger").to_string(),
        _ => "jrautio".to_owned(),
    };
    let to = match route {
        "/bar-raisers/absences" => "2026-03-21",
        _ if ends(&["/questions"]) => "Oncall 1",
        _ => "0",
    };
    let text = if is_text(route) {
        TEXT
    } else {
        "The floor is known."
    };
    let why = format!("reason-{}", world.name("finding"));
    let fields = [
        ("version", version),
        ("root", world.root.clone()),
        ("id", format!("01900000-0000-7000-8000-{count:012}")),
        ("person", person),
        ("team", world.test.team("Storage").to_string()),
        (
            "decision",
            if of_coe { "approve" } else { "accept" }.to_owned(),
        ),
        ("finding", world.name("finding").to_owned()),
        (why.as_str(), "The tool prints it.".to_owned()),
        ("from", if of_coe { "0" } else { "2026-03-20" }.to_owned()),
        ("to", to.to_owned()),
        ("text", text.to_owned()),
        ("session", "0".repeat(32)),
        ("token", "none".to_owned()),
        ("password", "correct horse battery".to_owned()),
        ("again", "correct horse battery".to_owned()),
    ];
    let fixed = FIXED.map(|(name, value)| (name, value.to_owned()));
    let answers = (1..=13).map(|number| (format!("answer-{number}"), "yes".to_owned()));
    let named = fixed.into_iter().chain(fields);
    named
        .map(|(name, value)| (name.to_owned(), value))
        .chain(answers)
        .collect()
}

/// The answers to everybody at one route.
async fn answers(
    browsers: &mut Browsers<'_>,
    world: &mut World<'_>,
    (method, route): (&str, &str),
    count: &mut u32,
) -> Vec<u16> {
    let mut statuses = Vec::new();
    for at in 0..world.roles().count() {
        // Who is behind a name may be another person in a world that was made anew.
        let (name, who) = world.roles().nth(at).unwrap();
        let (cookie, token) = browsers.session(who).await;
        let path = world.address(route);
        let site = browsers.site;
        *count += 1;
        let got = if method == "GET" {
            site.ask(Method::GET, &path, &cookie, None).await
        } else {
            let fields = filled(world, route, *count).await;
            let (media_type, body) = body(route, &fields, &token);
            let body = Some((media_type.as_str(), body.as_str()));
            site.ask(Method::POST, &path, &cookie, body).await
        };
        statuses.push(got.status.as_u16());
        if method == "GET" && got.status != StatusCode::OK {
            let tells = got.body.contains("removed too many hosts");
            assert!(!tells, "{path} tells {name} the text");
        }
        let is_done = got.status == StatusCode::SEE_OTHER && !who.is_empty() && method == "POST";
        if is_done && !ADDING.iter().any(|end| route.ends_with(end)) {
            world.renew_for(route).await;
        }
    }
    statuses
}

async fn check(stage: &'static str, file: &str, is_asked: impl Fn(&str) -> bool) {
    TestApp::on_one(async |test| {
        let site = Site::over(test);
        let mut browsers = Browsers::of(&site);
        let mut world = World::at(test, stage).await;
        let mut table = Table::new(&format!("A COE: {stage}"));
        let mut count = 0;
        for (method, route) in routes().iter().filter(|(_, route)| is_asked(route)) {
            let asked = (*method, route.as_str());
            let found = answers(&mut browsers, &mut world, asked, &mut count).await;
            table.line(&format!("{method} {route}"), &found);
        }
        table.check(file);
    })
    .await;
}

/// Whether what is answered depends on how far a COE is.
fn is_of_coe(route: &str) -> bool {
    route.starts_with("/coes/{id}") || route.starts_with("/private/")
}

#[tokio::test]
async fn of_a_draft() {
    check(STAGES[0], "pages-draft.txt", is_of_coe).await;
}

#[tokio::test]
async fn of_a_coe_in_review() {
    check(STAGES[1], "pages-in-review.txt", is_of_coe).await;
}

#[tokio::test]
async fn of_an_approved_coe() {
    check(STAGES[2], "pages-approved.txt", is_of_coe).await;
}

#[tokio::test]
async fn of_a_published_coe() {
    check(STAGES[3], "pages-published.txt", is_of_coe).await;
}

#[tokio::test]
async fn of_a_restricted_coe() {
    check(STAGES[4], "pages-restricted.txt", is_of_coe).await;
}

#[tokio::test]
async fn of_what_is_no_coe() {
    check(STAGES[3], "pages-others.txt", |route| !is_of_coe(route)).await;
}
