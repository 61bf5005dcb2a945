//! Puts texts into every field of every form and operation, and hears what is answered.

use std::collections::BTreeMap;

use axum::http::{HeaderMap, Method};
use serde_json::{Value, json};
use testkit::{TEXT, TestApp};

use super::api::call;
use super::pages::{Browsers, body, filled, routes};
use super::world::{World, is_text};
use crate::http::api::program::{Api, operations};
use crate::http::client::Site;

/// An answer.
pub struct Heard {
    /// The route or the operation, and the field.
    pub place: String,
    /// Whose answer it is.
    pub who: String,
    /// What was sent is theirs: a form drawn again repeats it.
    pub is_own: bool,
    /// Whether it said that a text names somebody.
    pub is_screened: bool,
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

/// Plants and asks.
pub struct Planter<'a> {
    pub site: &'a Site<'a>,
    pub api: Api<'a>,
    pub browsers: Browsers<'a>,
    tokens: BTreeMap<String, String>,
    texts: &'static [&'static str],
    /// Counts what was planted, so that every text comes to every door in turn.
    planted: usize,
    pub heard: Vec<Heard>,
}

/// Who tries every operation.
const PLANTERS: [&str; 6] = [
    "author",
    "reviewer",
    "manager",
    "oncall",
    "lead",
    "administrator",
];

impl<'a> Planter<'a> {
    pub fn of(test: &'a TestApp, site: &'a Site<'a>, texts: &'static [&'static str]) -> Self {
        Self {
            site,
            api: Api::over(test),
            browsers: Browsers::of(site),
            tokens: BTreeMap::new(),
            texts,
            planted: 0,
            heard: Vec::new(),
        }
    }

    fn next(&mut self) -> &'static str {
        self.planted += 1;
        self.texts[self.planted % self.texts.len()]
    }

    pub async fn token(&mut self, who: &str) -> String {
        if !self.tokens.contains_key(who) {
            let token = self.api.token(who).await;
            self.tokens.insert(who.to_owned(), token);
        }
        self.tokens[who].clone()
    }

    /// Puts a text into every field of every operation.
    pub async fn plant_by_api(&mut self, world: &World<'_>) {
        for operation in operations() {
            let Some((media_type, good)) = &operation.body else {
                continue;
            };
            for field in fields(&operation.id, good) {
                for role in PLANTERS {
                    let who = world.who(role);
                    let token = self.token(who).await;
                    let said = self.next();
                    let mut call = call(world, &operation, &token).await;
                    let (_, bytes) = call.body.unwrap();
                    let sent = match serde_json::from_slice(&bytes) {
                        Ok(sent) => put(sent, &field, said).to_string(),
                        Err(_) => format!("no column\n{said}\n"),
                    };
                    call.body = Some((media_type, sent.into_bytes()));
                    let got = self.api.send(call).await;
                    self.heard.push(Heard {
                        place: format!("{} {field}", operation.id),
                        who: who.to_owned(),
                        is_own: TELLS_OWN.contains(&operation.id.as_str()),
                        is_screened: got.json()["code"] == "not-screened",
                        status: got.status.as_u16(),
                        headers: got.headers,
                        text: got.text,
                    });
                }
            }
        }
    }

    /// Puts texts into the fields of every form, `times` into each.
    pub async fn plant_by_forms(&mut self, world: &World<'_>, times: u32) {
        let mut count = 0;
        for (role, route, field) in ON_PAGES {
            let who = world.who(role);
            let (cookie, token) = self.browsers.session(who).await;
            for _ in 0..times {
                let said = self.next();
                count += 1;
                let mut fields = filled(world, route, 900_000 + count).await;
                let replaced = |name: &String| name == field || is_decision(route, name);
                fields.retain(|(name, _)| !replaced(name));
                if is_decision(route, "decision") {
                    fields.push(("decision".to_owned(), "request-changes".to_owned()));
                }
                let text = match *field {
                    "text" if is_text(route) => format!("{TEXT}\n{said}\n"),
                    _ => said.to_owned(),
                };
                fields.push(((*field).to_owned(), text));
                let (media_type, sent) = body(route, &fields, &token);
                let path = world.address(route);
                let sent = Some((media_type.as_str(), sent.as_str()));
                let got = self.site.ask(Method::POST, &path, &cookie, sent).await;
                self.heard.push(Heard {
                    place: format!("{route} {field}"),
                    who: who.to_owned(),
                    is_own: true,
                    is_screened: got.body.contains("names or blames somebody"),
                    status: got.status.as_u16(),
                    headers: got.headers,
                    text: got.body,
                });
            }
        }
    }

    /// Every page and every list, as somebody may read them.
    pub async fn read(&mut self, world: &World<'_>, who: &str) {
        let (cookie, _) = self.browsers.session(who).await;
        for (method, route) in routes() {
            if method == "GET" {
                self.look(&route, &world.address(&route), who, &cookie)
                    .await;
            }
        }
        let token = self.token(who).await;
        for operation in operations().iter().filter(|one| one.method == "get") {
            let got = self.api.send(call(world, operation, &token).await).await;
            self.heard.push(Heard {
                place: operation.id.clone(),
                who: who.to_owned(),
                is_own: false,
                is_screened: false,
                status: got.status.as_u16(),
                headers: got.headers,
                text: got.text,
            });
        }
    }

    /// One page.
    pub async fn look(&mut self, place: &str, path: &str, who: &str, cookie: &str) {
        let got = self.site.ask(Method::GET, path, cookie, None).await;
        self.heard.push(Heard {
            place: place.to_owned(),
            who: who.to_owned(),
            is_own: false,
            is_screened: false,
            status: got.status.as_u16(),
            headers: got.headers,
            text: got.body,
        });
    }
}

fn is_decision(route: &str, name: &str) -> bool {
    route.ends_with("/review/decide") && name == "decision"
}

/// Operations that give their caller's own text back, or look people up for them.
const TELLS_OWN: [&str; 4] = [
    "preview_coe",
    "fix_finding",
    "replace_names",
    "find_label_candidates",
];

/// Fields that a body may leave out.
const OPTIONAL: [(&str, &str); 10] = [
    ("edit_incident", "components"),
    ("record_incident", "components"),
    ("commit_correction", "tracker"),
    ("decide_review", "reason"),
    ("decide_review", "checklist.0.remark"),
    ("finish_correction", "evidence"),
    ("handle_finding", "reason"),
    ("suggest_change", "replacement"),
    ("track_correction", "tracker"),
    ("verify_correction", "evidence"),
];

/// The texts of a body; of a list, the list.
fn fields(operation: &str, body: &Value) -> Vec<String> {
    let own = body.as_object().into_iter().flatten();
    let texts = own.filter(|(_, value)| value.is_string() || value.is_array());
    let texts = texts.map(|(name, _)| name.clone());
    let more = OPTIONAL.iter().filter(|(of, _)| *of == operation);
    let more = more.map(|(_, name)| (*name).to_owned());
    let mut fields: Vec<_> = texts
        .chain(more)
        .filter(|name| name != "checklist")
        .collect();
    if fields.is_empty() {
        fields.push(String::new());
    }
    fields
}

/// The body with this text in a field.
fn put(mut body: Value, field: &str, said: &str) -> Value {
    match field {
        "checklist.0.remark" => body["checklist"][0]["remark"] = json!(said),
        "components" => {
            body[field] = json!([said.replace(' ', "-"), "wkestrel", "bramblewick-sync"]);
        }
        "text" => body[field] = json!(format!("# {said}\n\n{TEXT}\n\n{said}\n")),
        "" => {}
        _ if body[field].is_array() => body[field] = json!([said]),
        _ => body[field] = json!(said),
    }
    if field == "reason" && body["verdict"].is_string() {
        body["verdict"] = json!("request-changes");
    }
    if field == "reason" && body["handling"].is_string() {
        body["handling"] = json!("dismissed");
    }
    body
}

/// Texts of forms: who has such a form, its route, its field.
const ON_PAGES: &[(&str, &str, &str)] = &[
    ("author", "/coes/{id}/edit", "text"),
    ("author", "/coes/{id}/preview", "text"),
    ("author", "/coes/{id}/fix", "text"),
    ("author", "/coes/{id}/dismissals", "text"),
    (
        "author",
        "/coes/{id}/dismissals",
        "reason-00000000000000000000000000000000",
    ),
    ("author", "/coes/{id}/submit", "text"),
    ("author", "/coes/{id}/labels", "label"),
    ("author", "/coes/{id}/labels/people", "q"),
    ("author", "/coes/{id}/invite", "person"),
    ("author", "/coes/{id}/authors", "person"),
    ("author", "/coes/{id}/restrict", "readers"),
    ("author", "/coes/{id}/questions", "body"),
    ("author", "/coes/{id}/questions", "to"),
    ("oncall", "/coes/{id}/questions/{question}/answer", "text"),
    ("reviewer", "/coes/{id}/threads", "text"),
    ("reviewer", "/coes/{id}/suggestions", "better"),
    ("reviewer", "/coes/{id}/suggestions", "text"),
    ("reviewer", "/coes/{id}/suggestions", "purpose"),
    ("author", "/coes/{id}/threads/{thread}/comments", "text"),
    ("reviewer", "/coes/{id}/review/decide", "remark-1"),
    ("reviewer", "/coes/{id}/review/decide", "reason"),
    ("lead", "/coes/{id}/review/choose", "person"),
    ("manager", "/corrections/{id}/commit", "tracker"),
    ("manager", "/corrections/{id}/track", "tracker"),
    ("manager", "/corrections/{id}/extend", "reason"),
    ("manager", "/corrections/{id}/decline", "reason"),
    ("stranger", "/corrections/{id}/done", "evidence"),
    ("reviewer", "/corrections/{id}/verify", "evidence"),
    ("author", "/incidents", "title"),
    ("author", "/incidents", "services"),
    ("author", "/incidents/{id}/edit", "title"),
    ("administrator", "/accounts", "login"),
    ("administrator", "/accounts", "person"),
    ("author", "/risks", "statement"),
    ("author", "/risks", "components"),
    ("author", "/risks/{id}/propose", "description"),
    ("manager", "/risks/{id}/decide", "reasons"),
    ("lead", "/bar-raisers", "reason"),
    ("lead", "/bar-raisers", "person"),
    ("lead", "/bar-raisers", "specialty"),
    ("author", "/settings/tokens", "name"),
    ("author", "/settings/password", "old"),
    ("author", "/settings/password", "password"),
];
