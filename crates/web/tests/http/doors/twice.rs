//! The same thing sent twice or by two at once, and one person who comes as two.

use std::collections::BTreeMap;

use app::Caller;
use app::coe::Move;
use axum::http::StatusCode;
use domain::id::{AccountId, CoeId, PersonId};
use domain::people::Person;
use domain::review::{BarRaiser, ChecklistItem, Qualification, Setting};
use serde_json::{Value, json};
use store::Kept;
use testkit::{TEXT, TestApp};

use crate::http::api::program::{Api, Call};
use crate::http::client::{Got, on_site};
use crate::http::stages::{coe_at, holder};

fn approval(root: &str) -> Value {
    let all = ChecklistItem::ALL.iter();
    let checklist = all.map(|item| json!({"item": item.key(), "is_yes": true}));
    let checklist: Vec<_> = checklist.collect();
    json!({"root": root, "verdict": "approve", "checklist": checklist})
}

async fn root(test: &TestApp, coe: CoeId) -> String {
    let reading = test.store.read().await.unwrap();
    let state = reading.coe(coe).await.unwrap().unwrap().state;
    state.latest.unwrap().root.to_string()
}

async fn decisions(test: &TestApp, coe: CoeId) -> usize {
    let reading = test.store.read().await.unwrap();
    let state = reading.coe(coe).await.unwrap().unwrap().state;
    state.review.decisions.len()
}

#[tokio::test]
async fn a_form_sent_twice_at_once_is_one_decision() {
    on_site(async |test, site| {
        let coe = coe_at(test, "in review").await;
        let by = holder(test, coe).await;
        let page = site.get(by, &format!("/coes/{coe}/review")).await;
        let action = format!("/coes/{coe}/review/decide");
        let [id, root] = ["id", "root"].map(|name| page.field_of(&action, name).unwrap());
        let answers: Vec<String> = (1..=13).map(|number| format!("answer-{number}")).collect();
        let mut fields = vec![("id", id.as_str()), ("root", root.as_str())];
        fields.extend([("decision", "approve"), ("reason", "")]);
        fields.extend(answers.iter().map(|name| (name.as_str(), "yes")));
        let (one, other) = tokio::join!(
            site.post(by, &action, &fields),
            site.post(by, &action, &fields)
        );
        let done = [&one, &other].map(|got| got.status == StatusCode::SEE_OTHER);
        assert!(done.contains(&true), "{}", one.status);
        // Whoever comes second at the same moment may be told that the page has changed.
        let is_told = |got: &Got| matches!(got.status.as_u16(), 303 | 409);
        assert!(is_told(&one) && is_told(&other));
        assert_eq!(decisions(test, coe).await, 1);
    })
    .await;
}

#[tokio::test]
async fn of_two_decisions_of_one_person_at_once_one_counts() {
    TestApp::on_both(async |test| {
        let coe = coe_at(test, "in review").await;
        let (api, root) = (Api::over(test), root(test, coe).await);
        let token = api.token(holder(test, coe).await).await;
        let path = format!("/coes/{coe}/review/decisions");
        let decision = approval(&root);
        let (one, other) = tokio::join!(
            api.post(&token, &path, &decision),
            api.post(&token, &path, &decision)
        );
        let mut answers = [one.status.as_u16(), other.status.as_u16()];
        answers.sort_unstable();
        assert!(matches!(answers, [204, 403 | 409]), "{answers:?}");
        assert_eq!(decisions(test, coe).await, 1);
    })
    .await;
}

/// Somebody's further account: of the same record, or of another record of the same person.
async fn second_account(test: &TestApp, of: &str, is_other_record: bool) -> Caller {
    let specialty = "availability".parse().unwrap();
    let writing = test.store.write().await.unwrap();
    let mut person = test.person(of);
    if is_other_record {
        let id = PersonId::new(test.app.random());
        let mut record = Person::new(id, "");
        record.same_as = Some(person);
        record.team = Some(test.team("Payments"));
        writing.save_person(&record).await.unwrap();
        let mut state = BarRaiser::new(id);
        let qualified = Qualification::Qualified;
        state
            .qualifications
            .insert((Setting::Coe, specialty), qualified);
        let kept = Kept { state, version: 0 };
        writing.save_bar_raiser(&kept).await.unwrap();
        person = id;
    }
    writing.commit_unrecorded().await.unwrap();
    let mut account = *person.as_uuid().as_bytes();
    account[15] ^= 0xff;
    Caller {
        account: AccountId::new(account),
        person,
        is_administrator: false,
        scopes: None,
    }
}

#[tokio::test]
async fn nobody_approves_their_own_text_by_another_account() {
    TestApp::on_both(async |test| {
        let api = Api::over(test);
        let record = second_account(test, "author", true).await;
        let account = second_account(test, "author", false).await;
        let coe = coe_at(test, "in review").await;
        let decision = approval(&root(test, coe).await);
        let own = api.token("author").await;
        let tokens = [
            own,
            api.token_of(&record).await,
            api.token_of(&account).await,
        ];
        for token in &tokens {
            let claim = json!({"specialty": "availability"});
            let sent = [("claim", &claim), ("decisions", &decision)];
            for (verb, body) in sent {
                let path = format!("/coes/{coe}/review/{verb}");
                let got = api.post(token, &path, body).await;
                let status = got.status;
                assert!(matches!(status.as_u16(), 403 | 404), "{verb}: {}", got.text);
            }
        }
        assert_eq!(decisions(test, coe).await, 0);
    })
    .await;
}

#[tokio::test]
async fn one_person_with_two_accounts_counts_once() {
    TestApp::on_both(async |test| {
        let api = Api::over(test);
        let coe = coe_at(test, "in review").await;
        let by = holder(test, coe).await;
        let second = second_account(test, by, false).await;
        let decision = approval(&root(test, coe).await);
        let path = format!("/coes/{coe}/review/decisions");
        let (first, second) = (api.token(by).await, api.token_of(&second).await);
        api.post(&first, &path, &decision).await.expect(204);
        let got = api.post(&second, &path, &decision).await;
        assert!(matches!(got.status.as_u16(), 403 | 409), "{}", got.text);
        assert_eq!(decisions(test, coe).await, 1);
    })
    .await;
}

/// A COE whose seat nobody has: whoever could was silent.
async fn with_a_free_seat(test: &TestApp) -> CoeId {
    let coe = coe_at(test, "in review").await;
    let writing = test.store.write().await.unwrap();
    let mut kept = writing.coe(coe).await.unwrap().unwrap();
    let silent = ["bar raiser", "second bar raiser", "lead"].map(|key| test.person(key));
    for seat in kept.state.review.seats.values_mut() {
        seat.holder = None;
        seat.silent = silent.into();
    }
    writing.save_coe(&kept, "Writes failed").await.unwrap();
    writing.commit_unrecorded().await.unwrap();
    coe
}

#[tokio::test]
async fn of_two_who_claim_a_seat_at_once_one_gets_it() {
    TestApp::on_both(async |test| {
        let (api, coe) = (Api::over(test), with_a_free_seat(test).await);
        let path = format!("/coes/{coe}/review/claim");
        let claim = json!({"specialty": "availability"});
        let tokens = [
            api.token("bar raiser").await,
            api.token("second bar raiser").await,
        ];
        let (one, other) = tokio::join!(
            api.post(&tokens[0], &path, &claim),
            api.post(&tokens[1], &path, &claim)
        );
        let mut answers = [one.status.as_u16(), other.status.as_u16()];
        answers.sort_unstable();
        assert!(matches!(answers, [204, 403 | 409]), "{answers:?}");
        let got = if one.status.is_success() {
            "bar raiser"
        } else {
            "second bar raiser"
        };
        assert_eq!(holder(test, coe).await, got);
    })
    .await;
}

#[tokio::test]
async fn what_was_read_before_somebody_saved_is_not_saved_over_it() {
    on_site(async |test, site| {
        let coe = test.draft().await;
        let path = format!("/coes/{coe}/edit");
        assert_eq!(site.get("author", &path).await.status, StatusCode::OK);
        let texts = ["once", "twice"].map(|word| format!("{TEXT}\nIt was tried {word}.\n"));
        let fields = texts
            .each_ref()
            .map(|text| [("text", text.as_str()), ("version", "1")]);
        let (one, other) = tokio::join!(
            site.post("author", &path, &fields[0]),
            site.post("author", &path, &fields[1])
        );
        let mut answers = [one.status, other.status];
        answers.sort_unstable();
        assert_eq!(answers, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
        let reading = test.store.read().await.unwrap();
        let kept = reading.draft(coe).await.unwrap().unwrap();
        assert_eq!(kept.version, 2);
        assert!(texts.iter().any(|text| text.trim() == kept.text.trim()));
    })
    .await;
}

#[tokio::test]
async fn what_is_out_of_date_changes_nothing_by_api() {
    TestApp::on_both(async |test| {
        let api = Api::over(test);
        let coe = test.draft().await;
        let author = test.caller("author");
        let invite = Move::Invite(test.person("stranger"));
        app::coe::move_on(&test.app, &author, coe, None, invite)
            .await
            .unwrap();
        let token = api.token("author").await;
        let people = json!({"people": [test.person("author").to_string()]});
        let bodies = BTreeMap::from([("draft", json!({"text": "# Other\n"})), ("readers", people)]);
        for (noun, body) in bodies {
            let call = Call::new("put", format!("/coes/{coe}/{noun}"), &token).json(&body);
            api.send(call.clone()).await.expect(428);
            api.send(call.header("if-match", "\"v9\""))
                .await
                .expect(412);
        }
        let call = Call::new("post", format!("/coes/{coe}/submit"), &token);
        api.send(call.header("if-match", "\"v9\""))
            .await
            .expect(412);
        let got = api.get(&token, &format!("/coes/{coe}")).await.json();
        assert_eq!(
            (&got["stage"], &got["is_restricted"]),
            (&json!("draft"), &json!(false))
        );
    })
    .await;
}
