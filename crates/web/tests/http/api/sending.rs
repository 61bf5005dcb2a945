//! Sending twice, sending what is out of date, and reading page by page.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use testkit::TestApp;

use super::program::{Api, Call};

fn incident(test: &TestApp, title: &str) -> Value {
    json!({
        "title": title,
        "severity": 3,
        "components": ["object-index"],
        "owning_team": test.team("Storage").to_string(),
        "times": {"started": "2026-03-02T05:00:00Z"},
    })
}

async fn count(api: &Api<'_>, token: &str) -> usize {
    let got = api.get(token, "/incidents?limit=100").await.expect(200);
    got.json()["items"].as_array().unwrap().len()
}

#[tokio::test]
async fn what_is_sent_twice_with_a_key_is_done_once() {
    TestApp::on_both(async |test| {
        let api = Api::over(test);
        let token = api.token("author").await;
        let call = |title: &str, key: &str| {
            let call = Call::new("post", "/incidents", &token).json(&incident(test, title));
            call.header("idempotency-key", key)
        };
        let first = api.send(call("Writes failed", "k-1")).await.expect(201);
        let again = api.send(call("Writes failed", "k-1")).await.expect(201);
        assert_eq!(first.text, again.text);
        assert_eq!(first.header("location"), again.header("location"));
        assert_eq!(again.header("idempotency-replayed"), "true");
        assert_eq!(count(&api, &token).await, 1);

        let other = api.send(call("Reads failed", "k-1")).await.expect(422);
        assert_eq!(other.json()["code"], "idempotency-key-reused");
        api.send(call("Reads failed", "k-2")).await.expect(201);
        let stranger = api.token("stranger").await;
        let theirs = Call {
            token: stranger,
            ..call("Writes failed", "k-1")
        };
        let theirs = api.send(theirs).await.expect(201);
        assert_ne!(theirs.text, first.text, "keys of others are other keys");
        assert_eq!(count(&api, &token).await, 3);
    })
    .await;
}

#[tokio::test]
async fn what_did_nothing_frees_its_key() {
    TestApp::on_both(async |test| {
        let api = Api::over(test);
        let token = api.token("author").await;
        let call = |title: &str| {
            let call = Call::new("post", "/incidents", &token).json(&incident(test, title));
            call.header("idempotency-key", "k")
        };
        let named = api
            .send(call("Eszter Kowalczyk broke it"))
            .await
            .expect(422);
        assert_eq!(named.json()["code"], "not-screened");
        assert!(!named.text.contains("Kowalczyk"));
        api.send(call("Writes failed")).await.expect(201);
        for key in ["", "with space", "ü", &"k".repeat(129)] {
            let mut call = call("Writes failed");
            call.headers = vec![("idempotency-key", key.to_owned())];
            api.send(call).await.expect(400);
        }
        assert_eq!(count(&api, &token).await, 1);
    })
    .await;
}

#[tokio::test]
async fn of_two_sent_at_once_one_is_done() {
    TestApp::on_both(async |test| {
        let api = Api::over(test);
        let token = api.token("author").await;
        let call = Call::new("post", "/incidents", &token);
        let call = call.json(&incident(test, "Writes failed"));
        let call = call.header("idempotency-key", "k");
        let (one, other) = tokio::join!(api.send(call.clone()), api.send(call));
        let mut answers = [one.status.as_u16(), other.status.as_u16()];
        answers.sort_unstable();
        assert!(matches!(answers, [201, 201 | 409]), "{answers:?}");
        assert_eq!(count(&api, &token).await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_out_of_date_is_refused() {
    TestApp::on_both(async |test| {
        let api = Api::over(test);
        let token = api.token("author").await;
        let made = api
            .post(&token, "/incidents", &incident(test, "Writes failed"))
            .await;
        let id = made.expect(201).json()["id"].as_str().unwrap().to_owned();
        let path = format!("/incidents/{id}");
        let tag = api.get(&token, &path).await.expect(200).header("etag");
        assert_eq!(tag, "\"v1\"");
        let edit = |tag: Option<&str>| {
            let call = Call::new("put", &path, &token).json(&incident(test, "Reads failed"));
            match tag {
                Some(tag) => call.header("if-match", tag),
                None => call,
            }
        };
        api.send(edit(None)).await.expect(428);
        for wrong in ["\"v7\"", "\"else\"", "*", "W/\"v1\"", "v1", ""] {
            api.send(edit(Some(wrong))).await.expect(412);
        }
        api.send(edit(Some(&tag))).await.expect(204);
        let stale = api.send(edit(Some(&tag))).await.expect(412);
        assert_eq!(stale.json()["code"], "changed-meanwhile");
        assert_eq!(api.get(&token, &path).await.header("etag"), "\"v2\"");
    })
    .await;
}

#[tokio::test]
async fn every_incident_is_on_one_page() {
    TestApp::on_both(async |test| {
        let api = Api::over(test);
        let token = api.token("author").await;
        let mut recorded = BTreeSet::new();
        for _ in 0..120 {
            recorded.insert(test.incident().await.to_string());
        }
        let mut seen = Vec::new();
        let mut path = "/incidents?severity=2".to_owned();
        let mut pages = 0;
        loop {
            let got = api.get(&token, &path).await.expect(200);
            let page = got.json();
            let items = page["items"].as_array().unwrap();
            seen.extend(
                items
                    .iter()
                    .map(|one| one["id"].as_str().unwrap().to_owned()),
            );
            pages += 1;
            let link = got.header("link");
            let Some(next) = page["next"].as_str() else {
                assert_eq!(link, "");
                break;
            };
            assert!(link.ends_with(">; rel=\"next\""), "{link}");
            assert!(link.contains("severity=2") && link.contains(next), "{link}");
            path = link
                .split(['<', '>'])
                .nth(1)
                .unwrap()
                .replace("/api/v1", "");
        }
        assert_eq!(pages, 3);
        assert_eq!(seen.len(), 120);
        assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), recorded);
    })
    .await;
}

#[tokio::test]
async fn the_description_that_is_checked_in_is_the_one_that_is_served() {
    TestApp::on_both(async |test| {
        let api = Api::over(test);
        let served = api.get("", "/openapi.json").await.expect(200);
        assert_eq!(served.json()["openapi"], "3.1.0");
        let file = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../docs/reference/openapi.json"
        );
        let kept = std::fs::read_to_string(file).unwrap();
        assert!(served.text == kept, "run `cargo xtask codegen`");
    })
    .await;
}
