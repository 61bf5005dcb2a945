//! Who may not: every operation of the description, asked by nobody, by a token that does not cover
//! it, and by somebody it is not for.

use std::collections::BTreeMap;

use signin::token::Scope;
use testkit::TestApp;

use super::program::{Api, Operation, operations};

/// What everybody who signed in may do, on the organisation's things.
const OPEN: [&str; 15] = [
    "announce_absence",
    "get_checkpoint",
    "get_home",
    "get_me",
    "list_bar_raisers",
    "list_coes",
    "list_corrections",
    "list_incidents",
    "list_people",
    "list_risks",
    "list_teams",
    "raise_risk",
    "record_incident",
    "search_coes",
    "start_coe",
];

/// Names of things that are not the stranger's: a draft they may not know of.
async fn names(test: &TestApp) -> BTreeMap<&'static str, String> {
    let coe = test.draft().await;
    let author = test.person("author").to_string();
    BTreeMap::from([
        ("id", coe.to_string()),
        ("person", author),
        ("link", "7c8e8f5e-8f0e-4c8e-8f0e-7c8e8f5e8f0e".to_owned()),
        ("comment", "019cade2-6b80-7000-8000-000000000000".to_owned()),
        ("finding", "0".repeat(32)),
        ("sequence", "1".to_owned()),
        ("pair", "1...1".to_owned()),
        ("specialty", "availability".to_owned()),
        ("from", "2026-03-20".to_owned()),
        ("until", "2026-03-21".to_owned()),
    ])
}

/// A scope that the operation does not need.
fn other_scope(operation: &Operation) -> Scope {
    let needed = operation.scopes.as_deref().unwrap_or_default();
    Scope::all().find(|scope| !needed.contains(scope)).unwrap()
}

#[tokio::test]
async fn nobody_is_answered_without_a_token() {
    TestApp::on_both(async |test| {
        let (api, names) = (Api::over(test), names(test).await);
        for operation in operations() {
            for token in ["", "flbl_x", "fallible"] {
                let got = api.send(operation.call(token, &names)).await;
                assert_eq!(got.status.as_u16(), 401, "{}: {}", operation.id, got.text);
                assert!(got.is_problem(), "{}", operation.id);
                assert_eq!(got.header("www-authenticate"), "Bearer");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_token_does_what_its_scopes_cover_and_nothing_else() {
    TestApp::on_both(async |test| {
        let (api, names) = (Api::over(test), names(test).await);
        let mut tokens = BTreeMap::new();
        for scope in Scope::all() {
            let token = api.token_for("administrator", [scope].into_iter().collect());
            tokens.insert(scope, token.await);
        }
        for operation in operations() {
            let token = &tokens[&other_scope(&operation)];
            let got = api.send(operation.call(token, &names)).await;
            let expected = match &operation.scopes {
                None => (403, "session-needed"),
                Some(needed) if needed.is_empty() => {
                    got.expect(200);
                    continue;
                }
                Some(_) => (403, "scope-missing"),
            };
            let code = got.json()["code"].as_str().unwrap_or_default().to_owned();
            let answered = (got.status.as_u16(), code.as_str());
            assert_eq!(answered, expected, "{}", operation.id);
            assert!(got.is_problem(), "{}", operation.id);
        }
    })
    .await;
}

#[tokio::test]
async fn a_stranger_is_refused_or_told_that_there_is_nothing() {
    TestApp::on_both(async |test| {
        let (api, names) = (Api::over(test), names(test).await);
        let token = api.token("stranger").await;
        for operation in operations() {
            let got = api.send(operation.call(&token, &names)).await;
            let status = got.status.as_u16();
            let is_open = OPEN.contains(&operation.id.as_str());
            assert!(status < 500, "{}: {}", operation.id, got.text);
            let is_refused = matches!(status, 401 | 403 | 404) && got.is_problem();
            assert!(
                is_refused || is_open,
                "{} answered {status}: {}",
                operation.id,
                got.text
            );
            // The directory is everybody's; who writes this draft is not.
            let is_directory = operation.id == "list_people";
            assert!(
                is_directory || !got.text.contains("Harcourt"),
                "{}",
                operation.id
            );
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_no_operation_is_said_in_json() {
    TestApp::on_both(async |test| {
        let api = Api::over(test);
        let token = api.token("author").await;
        let got = api.get(&token, "/nothing").await.expect(404);
        assert!(got.is_problem());
        let call = super::program::Call::new("delete", "/coes", &token);
        let got = api.send(call).await.expect(405);
        assert!(got.is_problem());
        for id in ["x", "%00", "..", "019cade2-6b80-7000-8000-00000000000g"] {
            let got = api
                .get(&token, &format!("/incidents/{id}"))
                .await
                .expect(404);
            assert!(got.is_problem(), "{id}");
        }
    })
    .await;
}
