//! Every operation of the API, asked by everybody, at each stage of a COE. Tokens have every scope:
//! what is refused, is refused to the person.

use std::collections::BTreeMap;

use domain::review::ChecklistItem;
use serde_json::{Value, json};
use testkit::{TEXT, TestApp};

use super::world::{STAGES, Table, World};
use crate::http::api::program::{Api, Call, Operation, operations};

/// Operations that leave all else as it was, or as it will be whoever asks.
const ADDING: [&str; 22] = [
    "announce_absence",
    "appoint_bar_raiser",
    "ask_label",
    "begin_shadowing",
    "begin_thread",
    "call_off_absence",
    "find_label_candidates",
    "fix_finding",
    "get_checkpoint",
    "preview_coe",
    "propose_mitigation",
    "raise_risk",
    "raise_risk_again",
    "record_incident",
    "replace_names",
    "reply_to_thread",
    "resolve_thread",
    "save_draft",
    "start_coe",
    "suggest_change",
    "track_correction",
    "verify_audit_log",
];

/// The operation with what passes where its rules let it.
pub async fn call(world: &World<'_>, operation: &Operation, token: &str) -> Call {
    let mut call = operation.call(token, &world.names_of(&operation.path));
    call.headers.retain(|(name, _)| *name != "if-match");
    if operation.has_if_match {
        let version = world.version(&operation.path).await;
        call = call.header("if-match", format!("\"v{version}\""));
    }
    if let Some((media_type, body)) = &operation.body {
        let bytes = match body {
            Value::Null => b"no column that is known\nx\n".to_vec(),
            body => filled(world, operation, body).to_string().into_bytes(),
        };
        call.body = Some((media_type, bytes));
    }
    call
}

fn filled(world: &World<'_>, operation: &Operation, body: &Value) -> Value {
    let test = world.test;
    let mut body = body.clone();
    for (name, value) in body.as_object_mut().unwrap() {
        let better = match name.as_str() {
            "root" => json!(world.root),
            "incident" => json!(world.name("incidents")),
            "team" | "owning_team" => json!(test.team("Storage").to_string()),
            "person" => json!(test.person("stranger").to_string()),
            "people" => json!([test.person("author").to_string()]),
            "place" => json!({"revision": 1, "start": 40, "end": 50}),
            "text" => json!(TEXT),
            "verdict" => json!("approve"),
            "label" => json!("Oncall 2"),
            "handling" => json!("looked-at"),
            "at" => json!("2026-03-02T08:30:00Z"),
            "until" if operation.id == "extend_correction" => json!("2026-05-08"),
            _ => continue,
        };
        *value = better;
    }
    let all = ChecklistItem::ALL.iter();
    let checklist: Vec<_> = all
        .map(|item| json!({"item": item.key(), "is_yes": true}))
        .collect();
    match operation.id.as_str() {
        "decide_review" => body["checklist"] = json!(checklist),
        "verify_correction" => body["evidence"] = json!("The drill showed it."),
        _ => {}
    }
    body
}

async fn answers(
    api: &Api<'_>,
    tokens: &mut BTreeMap<String, String>,
    world: &mut World<'_>,
    operation: &Operation,
) -> Vec<u16> {
    let mut statuses = Vec::new();
    for at in 0..world.roles().count() {
        let (_, who) = world.roles().nth(at).unwrap();
        if !who.is_empty() && !tokens.contains_key(who) {
            tokens.insert(who.to_owned(), api.token(who).await);
        }
        let token = tokens.get(who).map(String::as_str).unwrap_or_default();
        let got = api.send(call(world, operation, token).await).await;
        let is_done = got.status.is_success() && operation.method != "get";
        statuses.push(got.status.as_u16());
        assert!(
            got.status.is_success() || !got.text.contains("removed too many hosts"),
            "{} tells {who} the text",
            operation.id
        );
        if is_done && !ADDING.contains(&operation.id.as_str()) {
            world.renew_for(&operation.path).await;
        }
    }
    statuses
}

async fn check(stage: &'static str, file: &str, is_asked: impl Fn(&str) -> bool) {
    TestApp::on_one(async |test| {
        let api = Api::over(test);
        let mut tokens = BTreeMap::new();
        let mut world = World::at(test, stage).await;
        let mut table = Table::new(&format!("A COE: {stage}"));
        for operation in operations().iter().filter(|one| is_asked(&one.path)) {
            let found = answers(&api, &mut tokens, &mut world, operation).await;
            let method = operation.method.to_uppercase();
            table.line(&format!("{method} {}", operation.path), &found);
        }
        table.check(file);
    })
    .await;
}

/// Whether what is answered depends on how far a COE is.
fn is_of_coe(path: &str) -> bool {
    let nouns = [
        "/coes/{id}",
        "/threads/",
        "/suggestions/",
        "/questions/",
        "/me/private/",
    ];
    nouns.iter().any(|noun| path.starts_with(noun))
}

#[tokio::test]
async fn of_a_draft() {
    check(STAGES[0], "api-draft.txt", is_of_coe).await;
}

#[tokio::test]
async fn of_a_coe_in_review() {
    check(STAGES[1], "api-in-review.txt", is_of_coe).await;
}

#[tokio::test]
async fn of_a_published_coe() {
    check(STAGES[3], "api-published.txt", is_of_coe).await;
}

#[tokio::test]
async fn of_a_restricted_coe() {
    check(STAGES[4], "api-restricted.txt", is_of_coe).await;
}

#[tokio::test]
async fn of_what_is_no_coe() {
    check(STAGES[3], "api-others.txt", |path| !is_of_coe(path)).await;
}
