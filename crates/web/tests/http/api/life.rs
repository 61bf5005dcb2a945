//! From an incident to corrective actions that are verified, by API alone.

use domain::review::ChecklistItem;
use serde_json::{Value, json};
use testkit::{TEXT, TestApp};

use super::program::{Api, Call};

/// A COE in the hands of several people's programs.
struct Life<'a> {
    api: Api<'a>,
    coe: String,
}

impl Life<'_> {
    async fn get(&self, who: &str, path: &str) -> Value {
        let token = self.api.token(who).await;
        self.api.get(&token, path).await.expect(200).json()
    }

    async fn post(&self, who: &str, path: &str, body: &Value) -> Value {
        let token = self.api.token(who).await;
        let got = self.api.post(&token, path, body).await;
        assert!(got.status.is_success(), "{path} by {who}: {}", got.text);
        got.json()
    }

    /// A write by whoever read the newest version of what is at `read`.
    async fn write(&self, who: &str, method: &str, read: &str, path: &str, body: &Value) -> Value {
        let token = self.api.token(who).await;
        let tag = self.api.get(&token, read).await.expect(200).header("etag");
        let call = Call::new(method, path, &token).json(body);
        let got = self.api.send(call.header("if-match", tag)).await;
        assert!(got.status.is_success(), "{path} by {who}: {}", got.text);
        got.json()
    }

    fn at(&self, path: &str) -> String {
        format!("/coes/{}{path}", self.coe)
    }

    async fn begun(test: &TestApp) -> Life<'_> {
        let mut life = Life {
            api: Api::over(test),
            coe: String::new(),
        };
        let incident = json!({
            "title": "Writes failed in one cell",
            "severity": 2,
            "components": ["object-index"],
            "owning_team": test.team("Storage").to_string(),
            "times": {
                "started": "2026-03-02T05:00:00Z",
                "detected": "2026-03-02T05:10:00Z",
                "mitigated": "2026-03-02T07:30:00Z",
                "resolved": "2026-03-02T07:30:00Z",
            },
            "is_resolved": true,
        });
        let incident = life.post("author", "/incidents", &incident).await;
        let named = TEXT.replace("Oncall 1", "Eszter Kowalczyk");
        let coe = json!({"incident": incident["id"], "text": named});
        let coe = life.post("author", "/coes", &coe).await;
        coe["id"].as_str().unwrap().clone_into(&mut life.coe);
        life
    }

    /// The names become labels, and the text is submitted; gives its root.
    async fn submitted(&self) -> Value {
        let found = json!({"typed": "esz", "role": "oncall"});
        let found = self
            .post("author", &self.at("/labels/candidates"), &found)
            .await;
        let person = &found["candidates"][0]["person"];
        let label = json!({"person": person, "label": "Oncall 1"});
        let label = self.post("author", &self.at("/labels"), &label).await;
        assert_eq!(label["label"], "Oncall 1");

        let draft = self.get("author", &self.at("/draft")).await;
        assert_eq!(draft["named"], 1);
        let text = json!({"text": draft["text"]});
        let replaced = self.post("author", &self.at("/replace-names"), &text).await;
        assert_eq!(replaced["text"], TEXT);
        let text = json!({"text": replaced["text"]});
        let draft = self.at("/draft");
        let saved = self.write("author", "put", &draft, &draft, &text).await;
        assert_eq!(saved["named"], 0);
        let submitted = self
            .write("author", "post", &draft, &self.at("/submit"), &json!({}))
            .await;
        submitted["root"].clone()
    }

    /// Who has the seat, by their key.
    async fn reviewer(&self) -> &'static str {
        let seats = self.get("lead", &self.at("/seats")).await;
        let holder = seats["seats"][0]["holder"]["id"]
            .as_str()
            .unwrap()
            .to_owned();
        let test = self.api.test;
        let mut keys = TestApp::keys();
        keys.find(|key| test.person(key).to_string() == holder)
            .unwrap()
    }

    async fn done(&self, correction: &str) {
        let here = format!("/corrections/{correction}");
        let step = async |who: &str, verb: &str, body: Value| {
            let path = format!("{here}/{verb}");
            self.write(who, "post", &here, &path, &body).await;
        };
        step("manager", "commit", json!({"tracker": "STO-17"})).await;
        step("author", "start", json!({})).await;
        step(
            "author",
            "finish",
            json!({"evidence": "The test runs each week."}),
        )
        .await;
        let mut verifier = None;
        for who in TestApp::keys() {
            if self.get(who, &here).await["may_verify"] == true {
                verifier = Some(who);
                break;
            }
        }
        let verifier = verifier.expect("somebody may verify it");
        step(
            verifier,
            "verify",
            json!({"evidence": "The drill showed it."}),
        )
        .await;
        assert_eq!(self.get("stranger", &here).await["state"], "verified");
    }
}

#[tokio::test]
async fn a_coe_lives_from_the_incident_to_verified_corrections() {
    TestApp::on_both(async |test| {
        let life = Life::begun(test).await;
        let root = life.submitted().await;
        let read = json!({"root": root});
        let reviewer = life.reviewer().await;
        let yes = ChecklistItem::ALL.iter();
        let yes = yes.map(|item| json!({"item": item.key(), "is_yes": true}));
        let decision = json!({
            "root": root,
            "verdict": "approve",
            "checklist": yes.collect::<Vec<_>>(),
        });
        life.post(reviewer, &life.at("/review/decisions"), &decision)
            .await;
        life.post("manager", &life.at("/accept-corrections"), &read)
            .await;
        let published = life.post("author", &life.at("/publish"), &read).await;
        assert_eq!(published["corrections"], 2);

        let coe = life.get("stranger", &life.at("")).await;
        assert_eq!(
            (&coe["stage"], &coe["text"]),
            (&json!("published"), &json!(TEXT))
        );
        let found = life.get("stranger", "/search?q=index").await;
        assert_eq!(found["items"][0]["coe"], life.coe.as_str());
        let register = life
            .get("stranger", &format!("/corrections?coe={}", life.coe))
            .await;
        for correction in register["items"].as_array().unwrap() {
            life.done(correction["id"].as_str().unwrap()).await;
        }
        assert_eq!(life.get("stranger", &life.at("")).await["stage"], "closed");
    })
    .await;
}

#[tokio::test]
async fn a_text_with_names_is_not_kept() {
    TestApp::on_both(async |test| {
        let life = Life::begun(test).await;
        let token = life.api.token("author").await;
        let text = json!({"text": "# Writes failed\n\nEszter Kowalczyk ran it."});
        let call = Call::new("put", life.at("/draft"), &token).json(&text);
        let got = life
            .api
            .send(call.header("if-match", "\"v1\""))
            .await
            .expect(422);
        assert_eq!(got.json()["field"], "text");
        assert!(!got.json()["findings"].as_array().unwrap().is_empty());
        assert!(!got.text.contains("Kowalczyk"));
    })
    .await;
}

#[tokio::test]
async fn what_is_said_is_heard() {
    TestApp::on_both(async |test| {
        let life = Life::begun(test).await;
        let root = life.submitted().await;
        assert!(root.is_string());
        let reviewer = life.reviewer().await;
        let place = json!({"revision": 1, "start": 50, "end": 60});
        let thread = json!({"place": place, "body": "Say how long that took."});
        let thread = life.post(reviewer, &life.at("/threads"), &thread).await;
        let path = format!("/threads/{}/comments", thread["id"].as_str().unwrap());
        life.post("author", &path, &json!({"body": "Ten minutes."}))
            .await;
        let ask = json!({"to": "Oncall 1", "body": "What did the command print?"});
        let asked = life.post(reviewer, &life.at("/questions"), &ask).await;
        let token = life.api.token("oncall").await;
        let path = format!("/questions/{}/answer", asked["id"].as_str().unwrap());
        let call = Call::new("put", path, &token).json(&json!({"body": "Only \"done\"."}));
        life.api.send(call).await.expect(204);
        let said = life.get("author", &life.at("/discussion")).await;
        assert_eq!(said["threads"][0]["comments"][1]["body"], "Ten minutes.");
        assert_eq!(said["questions"][0]["answer"], "Only \"done\".");
        assert_eq!(said["questions"][0]["to"], "Oncall 1");
    })
    .await;
}
