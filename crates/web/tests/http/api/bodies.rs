//! Bodies that cannot stand: every one is a problem of the sender, and told as one.

use serde_json::{Value, json};
use testkit::TestApp;

use super::program::{Api, Operation, operations};

/// Bodies that no operation takes, made from one that it would.
fn bad(good: &Value) -> Vec<(&'static str, Vec<u8>)> {
    let fields = good.as_object().unwrap();
    let mut more = fields.clone();
    more.insert("no_such_field".to_owned(), json!(true));
    let wrong = fields.keys().map(|name| (name.clone(), json!({"a": [1]})));
    let wrong: Value = Value::Object(wrong.collect());
    let mut all = vec![
        ("empty", Vec::new()),
        ("no JSON", b"{".to_vec()),
        ("no UTF-8", b"{\"\xff\": 1}".to_vec()),
        ("a list", b"[]".to_vec()),
        ("a number", b"7".to_vec()),
        ("deep", "[".repeat(100_000).into_bytes()),
        (
            "one field more",
            Value::Object(more).to_string().into_bytes(),
        ),
        (
            "2 MiB",
            json!({"x": "x".repeat(2 << 20)}).to_string().into_bytes(),
        ),
    ];
    if !fields.is_empty() {
        all.push(("wrong types", wrong.to_string().into_bytes()));
    }
    let text = fields.iter().find(|(_, value)| value.is_string());
    if let Some((name, _)) = text {
        let mut nul = fields.clone();
        nul.insert(name.clone(), json!("a\0b"));
        all.push(("NUL", Value::Object(nul).to_string().into_bytes()));
    }
    all
}

fn is_json(operation: &Operation) -> bool {
    matches!(&operation.body, Some(("application/json", _)))
}

#[tokio::test]
async fn bodies_that_cannot_stand_are_problems_of_the_sender() {
    TestApp::on_both(async |test| {
        let api = Api::over(test);
        let token = api.token("author").await;
        let names = [
            ("id", test.draft().await.to_string()),
            ("person", test.person("author").to_string()),
            ("finding", "0".repeat(32)),
            ("specialty", "availability".to_owned()),
        ];
        let names = names.into();
        for operation in operations().iter().filter(|one| is_json(one)) {
            let good = operation.call(&token, &names);
            let (_, body) = operation.body.as_ref().unwrap();
            for (what, bytes) in bad(body) {
                let mut call = good.clone();
                call.body = Some(("application/json", bytes));
                let got = api.send(call).await;
                let place = format!("{} with {what}: {}", operation.id, got.status);
                assert!(got.status.is_client_error(), "{place}");
                assert!(got.is_problem(), "{place}");
                assert!(got.text.len() < 4096, "{place} says too much");
                assert!(!got.text.contains("no_such_field"), "{place} repeats it");
            }
            let mut call = good.clone();
            call.body = call.body.map(|(_, bytes)| ("text/plain", bytes));
            let got = api.send(call).await;
            let is_told = got.is_problem() && matches!(got.status.as_u16(), 403 | 415);
            assert!(is_told, "{}: {}", operation.id, got.text);
        }
    })
    .await;
}

#[tokio::test]
async fn queries_that_cannot_stand_are_problems_of_the_sender() {
    TestApp::on_both(async |test| {
        let api = Api::over(test);
        let token = api.token("administrator").await;
        for operation in operations().iter().filter(|one| one.method == "get") {
            if operation.path.contains('{') {
                continue;
            }
            let call = operation.call(&token, &[].into());
            let is_list = !call.path.contains("home")
                && !call.path.contains("/me")
                && !call.path.contains("checkpoint")
                && operation.scopes.is_some();
            let joint = if call.path.contains('?') { '&' } else { '?' };
            let wrong = [
                "limit=0",
                "limit=101",
                "limit=x",
                "after=%00",
                "after=x",
                "no_such=1",
                "limit=1&limit=2",
            ];
            for query in wrong.iter().filter(|_| is_list) {
                let mut call = call.clone();
                call.path = format!("{}{joint}{query}", call.path);
                let got = api.send(call).await;
                let place = format!("{} with {query}: {}", operation.id, got.text);
                assert!(got.status.is_client_error() && got.is_problem(), "{place}");
            }
        }
    })
    .await;
}
