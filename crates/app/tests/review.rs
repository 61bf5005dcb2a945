//! Reviewing a COE: seats, decisions, dismissals.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on panics, in its helpers too"
)]

use std::collections::BTreeSet;

use app::review::{self, Decide, Remark, Verdict};
use app::{Caller, Error, coe};
use domain::coe::Stage;
use domain::id::{CoeId, DecisionId, PersonId};
use domain::people::Person;
use domain::review::{BarRaiser, ChecklistItem, Qualification, Setting, Specialty};
use domain::revision::Root;
use store::Kept;
use testkit::{TEXT, TestApp};

/// A yes to every question.
pub fn yes() -> Vec<Remark> {
    let yes = |&item: &ChecklistItem| Remark {
        item,
        is_yes: true,
        comment: String::new(),
    };
    ChecklistItem::ALL.iter().map(yes).collect()
}

pub fn approval(test: &TestApp, root: Root) -> Decide {
    Decide {
        id: DecisionId::new(test.app.now(), test.app.random()),
        root,
        verdict: Verdict::Approve,
        checklist: yes(),
    }
}

fn request(test: &TestApp, root: Root, reason: &str) -> Decide {
    Decide {
        verdict: Verdict::RequestChanges(reason.to_owned()),
        ..approval(test, root)
    }
}

/// Who has the one seat of a COE, by their key.
pub async fn holder(test: &TestApp, coe: CoeId) -> &'static str {
    let state = state(test, coe).await;
    let holders = state.review.holders();
    let mut keys = TestApp::keys();
    let found = keys.find(|key| holders.contains(&test.person(key)));
    found.expect("somebody has the seat")
}

pub async fn state(test: &TestApp, coe: CoeId) -> domain::coe::Coe {
    let reading = test.store.read().await.unwrap();
    reading.coe(coe).await.unwrap().expect("the COE").state
}

/// The code of the refusal, or what else came of it.
pub fn code<T>(result: Result<T, Error>) -> String {
    match result {
        Ok(_) => "done".to_owned(),
        Err(Error::Refused(refusal)) => refusal.code().to_owned(),
        Err(Error::NotFound) => "hidden".to_owned(),
        Err(Error::Invalid(invalid)) => format!("invalid {}", invalid.field),
        Err(Error::NotScreened { field, .. }) => format!("not screened {field}"),
        Err(Error::Conflict(what)) => format!("conflict: {what}"),
        Err(other) => panic!("{other:?}"),
    }
}

pub fn specialty() -> Specialty {
    "availability".parse().unwrap()
}

/// The kinds of messages to somebody, and what each is about.
pub async fn messages(test: &TestApp, person: PersonId) -> Vec<(String, Option<uuid::Uuid>)> {
    let reading = test.store.read().await.unwrap();
    let all = reading.messages(1000).await.unwrap().into_iter();
    let own = all.filter(|message| message.person == person);
    own.map(|message| (message.kind, message.subject)).collect()
}

async fn decide(test: &TestApp, by: &str, coe: CoeId, wanted: Decide) -> Result<(), Error> {
    review::decide(&test.app, &test.caller(by), coe, wanted).await
}

#[tokio::test]
async fn the_page_shows_what_a_decision_needs() {
    TestApp::on_both(async |test| {
        let (coe, submitted) = test.submitted().await;
        let by = holder(test, coe).await;
        let page = review::open(&test.app, &test.caller(by), coe)
            .await
            .unwrap();
        let text = page.opened.frozen.as_ref().unwrap();
        assert_eq!(text.document.source(), TEXT);
        assert_eq!(page.checklist.len(), ChecklistItem::ALL.len());
        assert!(page.may_decide && !page.may_accept_small_difference);
        assert_eq!(page.seats.len(), 1);
        assert!(page.seats[0].is_own);
        assert_eq!(page.history.len(), 1);
        assert_eq!(page.history[0].root, submitted.root);
        assert_eq!(page.discussion.labels, ["Oncall 1".parse().unwrap()]);
        assert_eq!(page.changed_since, None);

        decide(
            test,
            by,
            coe,
            request(test, submitted.root, "Say how many hosts."),
        )
        .await
        .unwrap();
        let page = review::open(&test.app, &test.caller(by), coe)
            .await
            .unwrap();
        assert_eq!(page.decisions.len(), 1);
        assert_eq!(page.decisions[0].by, test.person(by));
        assert_eq!(page.decisions[0].revision, 1);
        assert!(page.checklist.iter().all(|asked| asked.earlier.is_some()));

        let again = coe::submit(&test.app, &test.caller("author"), coe, 1).await;
        assert_eq!(again.unwrap().sequence, 2);
        let page = review::open(&test.app, &test.caller(by), coe)
            .await
            .unwrap();
        assert_eq!(page.changed_since, Some(1));
    })
    .await;
}

#[tokio::test]
async fn only_who_may_read_the_text_sees_the_page() {
    TestApp::on_both(async |test| {
        let (coe, _) = test.submitted().await;
        let by = holder(test, coe).await;
        for key in TestApp::keys() {
            let seen = code(review::open(&test.app, &test.caller(key), coe).await);
            let expected = match key {
                "author" => "done",
                key if key == by => "done",
                // They know that it exists, and read it once nobody is identifiable.
                "manager" | "director" | "executive" | "lead" | "shadow" | "bar raiser"
                | "second bar raiser" | "inside bar raiser" => "role-may-not",
                _ => "hidden",
            };
            assert_eq!(seen, expected, "{key}");
        }
    })
    .await;
}

#[tokio::test]
async fn an_approval_is_bound_to_the_text_that_was_shown() {
    TestApp::on_both(async |test| {
        let (coe, first) = test.submitted().await;
        let by = holder(test, coe).await;
        let author = test.caller("author");
        let saved = coe::SaveText {
            coe,
            text: TEXT.replace("Reads were served", "All reads were served"),
            expected: 1,
        };
        coe::save(&test.app, &author, saved).await.unwrap();
        let second = coe::submit(&test.app, &author, coe, 2).await.unwrap();
        assert_eq!(second.sequence, 2);
        let stale = decide(test, by, coe, approval(test, first.root)).await;
        assert_eq!(code(stale), "root-is-stale");

        let mut bare = approval(test, second.root);
        bare.checklist.pop();
        assert_eq!(
            code(decide(test, by, coe, bare).await),
            "checklist-unanswered"
        );
        let mut named = approval(test, second.root);
        named.checklist[0].comment = "Ask Eszter Kowalczyk.".to_owned();
        let named = code(decide(test, by, coe, named).await);
        assert_eq!(named, "not screened stranger-can-follow");
        let blaming = request(test, second.root, "Eszter Kowalczyk was careless.");
        assert_eq!(
            code(decide(test, by, coe, blaming).await),
            "not screened reason"
        );

        decide(test, by, coe, approval(test, second.root))
            .await
            .unwrap();
        assert_eq!(state(test, coe).await.stage, Stage::Approved);
        let kinds = messages(test, test.person("manager")).await;
        assert!(kinds.contains(&("corrections-wait".to_owned(), Some(coe.as_uuid()))));
        let kinds = messages(test, test.person("author")).await;
        assert!(kinds.contains(&("coe-approved".to_owned(), Some(coe.as_uuid()))));
    })
    .await;
}

#[tokio::test]
async fn a_decision_counts_once() {
    TestApp::on_both(async |test| {
        let (coe, submitted) = test.submitted().await;
        let by = holder(test, coe).await;
        let wanted = approval(test, submitted.root);
        decide(test, by, coe, wanted.clone()).await.unwrap();
        decide(test, by, coe, wanted.clone()).await.unwrap();
        assert_eq!(state(test, coe).await.review.decisions.len(), 1);
        let other = Decide {
            verdict: Verdict::Recuse,
            ..wanted
        };
        assert_eq!(
            code(decide(test, by, coe, other).await),
            "decision-id-reused"
        );
        let again = approval(test, submitted.root);
        assert_eq!(code(decide(test, by, coe, again).await), "decided-already");
    })
    .await;
}

#[tokio::test]
async fn two_decisions_at_the_same_moment_count_once() {
    TestApp::on_both(async |test| {
        let (coe, submitted) = test.submitted().await;
        let by = test.caller(holder(test, coe).await);
        let (one, other) = (
            approval(test, submitted.root),
            approval(test, submitted.root),
        );
        let (one, other) = tokio::join!(
            review::decide(&test.app, &by, coe, one),
            review::decide(&test.app, &by, coe, other),
        );
        let done = [one.is_ok(), other.is_ok()].into_iter().filter(|&one| one);
        assert_eq!(done.count(), 1);
        assert_eq!(state(test, coe).await.review.decisions.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn who_recuses_is_replaced_at_once_and_may_say_so_twice() {
    TestApp::on_both(async |test| {
        let (coe, submitted) = test.submitted().await;
        let first = holder(test, coe).await;
        let id = DecisionId::new(test.app.now(), test.app.random());
        let caller = test.caller(first);
        let recused = review::recuse(&test.app, &caller, coe, id, submitted.root).await;
        recused.unwrap();
        let second = holder(test, coe).await;
        assert_ne!(first, second);
        let assigned = ("review-assigned".to_owned(), Some(coe.as_uuid()));
        assert!(
            messages(test, test.person(second))
                .await
                .contains(&assigned)
        );
        let again = review::recuse(&test.app, &caller, coe, id, submitted.root).await;
        assert_eq!(code(again), "done");
        assert_eq!(state(test, coe).await.review.decisions.len(), 1);
        let back = decide(test, first, coe, approval(test, submitted.root)).await;
        assert_ne!(code(back), "done");
    })
    .await;
}

/// What somebody tries who must not.
#[derive(Clone, Copy, Debug)]
enum Tried {
    Claim,
    Choose,
    Shadow,
    Approve,
    Unidentifiable,
    Confirm,
    AcceptSmall,
    AcceptCorrections,
    AcceptAsDirector,
    Publish,
}

const TRIED: [Tried; 10] = [
    Tried::Claim,
    Tried::Choose,
    Tried::Shadow,
    Tried::Approve,
    Tried::Unidentifiable,
    Tried::Confirm,
    Tried::AcceptSmall,
    Tried::AcceptCorrections,
    Tried::AcceptAsDirector,
    Tried::Publish,
];

async fn attempt(
    test: &TestApp,
    caller: &Caller,
    tried: Tried,
    (coe, root): (CoeId, Root),
) -> Result<(), Error> {
    let app = &test.app;
    let id = DecisionId::new(app.now(), app.random());
    match tried {
        Tried::Claim => review::claim(app, caller, coe, specialty()).await,
        Tried::Choose => review::choose(app, caller, coe, specialty(), caller.person).await,
        Tried::Shadow => review::shadow(app, caller, coe, specialty()).await,
        Tried::Approve => review::decide(app, caller, coe, approval(test, root)).await,
        Tried::Unidentifiable => review::confirm_unidentifiable(app, caller, coe, root).await,
        Tried::Confirm => review::confirm_dismissal(app, caller, coe, [0; 16]).await,
        Tried::AcceptSmall => review::accept_small_difference(app, caller, coe, id, root).await,
        Tried::AcceptCorrections => coe::accept_corrections(app, caller, coe, root).await,
        Tried::AcceptAsDirector => coe::accept_as_director(app, caller, coe, root).await,
        Tried::Publish => coe::publish(app, caller, coe, root).await.map(|_| ()),
    }
}

/// Another record of the author, and one of the on-call, both on the list of bar raisers.
async fn second_records(test: &TestApp) -> [Caller; 2] {
    let writing = test.store.write().await.unwrap();
    let mut callers = Vec::new();
    for key in ["author", "oncall"] {
        let id = PersonId::new(test.app.random());
        let mut person = Person::new(id, "");
        person.same_as = Some(test.person(key));
        person.team = Some(test.team("Payments"));
        writing.save_person(&person).await.unwrap();
        let mut state = BarRaiser::new(id);
        state
            .qualifications
            .insert((Setting::Coe, specialty()), Qualification::Qualified);
        let kept = Kept { state, version: 0 };
        writing.save_bar_raiser(&kept).await.unwrap();
        callers.push(Caller {
            person: id,
            ..test.caller(key)
        });
    }
    writing.commit_unrecorded().await.unwrap();
    callers.try_into().unwrap()
}

#[tokio::test]
async fn nobody_does_what_is_not_theirs() {
    TestApp::on_both(async |test| {
        let records = second_records(test).await;
        let (coe, submitted) = test.submitted().await;
        let by = holder(test, coe).await;
        let before = state(test, coe).await;
        // The on-call is not among them: they are on the list under another record.
        let strangers = [
            "stranger",
            "administrator",
            "other manager",
            "third manager",
        ];
        for tried in TRIED {
            let which = (coe, submitted.root);
            for key in TestApp::keys().filter(|&key| key != by) {
                // The lead may choose and the shadow join: tried elsewhere.
                if matches!((key, tried), ("shadow", Tried::Shadow)) {
                    continue;
                }
                let result = code(attempt(test, &test.caller(key), tried, which).await);
                assert_ne!(result, "done", "{key} {tried:?}");
                if strangers.contains(&key) {
                    assert_eq!(result, "hidden", "{key} {tried:?}");
                }
            }
            for record in &records {
                let result = code(attempt(test, record, tried, which).await);
                assert_ne!(result, "done", "another record, {tried:?}");
            }
        }
        assert_eq!(state(test, coe).await, before);
    })
    .await;
}

/// Empties the seat and keeps everybody else from getting it by turn.
async fn wait_for_a_bar_raiser(test: &TestApp) -> (CoeId, Root) {
    let (coe, submitted) = test.submitted().await;
    let writing = test.store.write().await.unwrap();
    let mut kept = writing.coe(coe).await.unwrap().unwrap();
    for seat in kept.state.review.seats.values_mut() {
        seat.holder = None;
        seat.silent = ["bar raiser", "second bar raiser", "lead"]
            .map(|key| test.person(key))
            .into();
    }
    writing.save_coe(&kept, "Writes failed").await.unwrap();
    writing.commit_unrecorded().await.unwrap();
    (coe, submitted.root)
}

#[tokio::test]
async fn a_free_seat_is_claimed_by_a_qualified_outsider() {
    TestApp::on_both(async |test| {
        let records = second_records(test).await;
        let (coe, _) = wait_for_a_bar_raiser(test).await;
        for (key, expected) in [
            ("inside bar raiser", "bar-raiser-not-outside"),
            ("shadow", "bar-raiser-not-qualified"),
            ("stranger", "hidden"),
            // On the list under another record.
            ("author", "needs-a-second-person"),
            ("manager", "role-may-not"),
            ("administrator", "hidden"),
        ] {
            let claimed = review::claim(&test.app, &test.caller(key), coe, specialty()).await;
            assert_eq!(code(claimed), expected, "{key}");
        }
        for (record, expected) in records
            .iter()
            .zip(["needs-a-second-person", "bar-raiser-not-outside"])
        {
            let claimed = review::claim(&test.app, record, coe, specialty()).await;
            assert_eq!(code(claimed), expected, "another record");
        }
        let caller = test.caller("bar raiser");
        let seats = review::seats(&test.app, &caller, coe).await.unwrap().seats;
        assert!(seats[0].may_claim && seats[0].may_choose.is_empty());
        review::claim(&test.app, &caller, coe, specialty())
            .await
            .unwrap();
        assert_eq!(holder(test, coe).await, "bar raiser");
        let late = review::claim(&test.app, &test.caller("lead"), coe, specialty()).await;
        assert_eq!(code(late), "seat-not-free");
    })
    .await;
}

#[tokio::test]
async fn a_lead_chooses_among_those_who_are_eligible() {
    TestApp::on_both(async |test| {
        let (coe, _) = wait_for_a_bar_raiser(test).await;
        let lead = test.caller("lead");
        let seats = review::seats(&test.app, &lead, coe).await.unwrap().seats;
        let offered: BTreeSet<PersonId> = seats[0].may_choose.iter().copied().collect();
        let outside = ["bar raiser", "second bar raiser", "lead"].map(|key| test.person(key));
        assert_eq!(offered, outside.into());
        for key in [
            "author",
            "oncall",
            "inside bar raiser",
            "stranger",
            "shadow",
        ] {
            let person = test.person(key);
            let chosen = review::choose(&test.app, &lead, coe, specialty(), person).await;
            assert_ne!(code(chosen), "done", "{key}");
        }
        let person = test.person("second bar raiser");
        let other = test.caller("bar raiser");
        let chosen = review::choose(&test.app, &other, coe, specialty(), person).await;
        assert_eq!(code(chosen), "role-may-not");
        review::choose(&test.app, &lead, coe, specialty(), person)
            .await
            .unwrap();
        assert_eq!(holder(test, coe).await, "second bar raiser");
        let kinds = messages(test, person).await;
        assert!(kinds.contains(&("review-assigned".to_owned(), Some(coe.as_uuid()))));
    })
    .await;
}

#[tokio::test]
async fn a_shadow_reads_and_decides_nothing() {
    TestApp::on_both(async |test| {
        let (coe, submitted) = test.submitted().await;
        let shadow = test.caller("shadow");
        let qualified = review::shadow(&test.app, &test.caller("lead"), coe, specialty()).await;
        assert_eq!(code(qualified), "not-shadowing");
        review::shadow(&test.app, &shadow, coe, specialty())
            .await
            .unwrap();
        let page = review::open(&test.app, &shadow, coe).await.unwrap();
        assert!(!page.may_decide && !page.seats[0].may_shadow);
        let decided = decide(test, "shadow", coe, approval(test, submitted.root)).await;
        assert_eq!(code(decided), "not-the-bar-raiser");
        let confirmed = review::confirm_dismissal(&test.app, &shadow, coe, [0; 16]).await;
        assert_eq!(code(confirmed), "not-a-bar-raiser-of-it");
    })
    .await;
}

#[tokio::test]
async fn time_replaces_who_is_silent_and_tells_the_leads_when_nobody_is_left() {
    TestApp::on_both(async |test| {
        let (coe, _) = test.submitted().await;
        assert!(
            !coe::refresh(&test.app, coe).await.unwrap(),
            "nothing to do"
        );
        let mut held = BTreeSet::new();
        for _ in 0..3 {
            assert!(held.insert(holder(test, coe).await));
            test.clock.advance(std::time::Duration::from_hours(24 * 8));
            assert!(coe::refresh(&test.app, coe).await.unwrap());
            assert!(!coe::refresh(&test.app, coe).await.unwrap(), "done twice");
        }
        assert!(state(test, coe).await.review.holders().is_empty());
        let kinds = messages(test, test.person("lead")).await;
        let waits = kinds.iter().filter(|(kind, _)| kind == "review-waits");
        assert_eq!(waits.count(), 1);
    })
    .await;
}

#[tokio::test]
async fn managers_read_once_nobody_is_identifiable() {
    TestApp::on_both(async |test| {
        let (coe, submitted) = test.submitted().await;
        let by = test.caller(holder(test, coe).await);
        let manager = test.caller("manager");
        let stale = Root::new([9; 32]);
        let refused = review::confirm_unidentifiable(&test.app, &by, coe, stale).await;
        assert_eq!(code(refused), "root-is-stale");
        review::confirm_unidentifiable(&test.app, &by, coe, submitted.root)
            .await
            .unwrap();
        let page = review::open(&test.app, &manager, coe).await.unwrap();
        assert!(!page.may_decide);
        assert_eq!(page.history.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_small_change_is_accepted_with_one_click() {
    TestApp::on_both(async |test| {
        let (coe, first) = test.submitted().await;
        let by = test.caller(holder(test, coe).await);
        review::decide(&test.app, &by, coe, approval(test, first.root))
            .await
            .unwrap();
        let manager = test.caller("manager");
        coe::accept_corrections(&test.app, &manager, coe, first.root)
            .await
            .unwrap();
        let author = test.caller("author");
        let id = || DecisionId::new(test.app.now(), test.app.random());
        let texts = [
            TEXT.replace("250 writes", "250")
                .replace("Reads were served", "All reads were served"),
            TEXT.replace("has no floor", "has no floor at all"),
        ];
        for (text, version, expected) in [
            (&texts[0], 2, "done"),
            (&texts[1], 3, "difference-not-small"),
        ] {
            let saved = coe::SaveText {
                coe,
                text: text.clone(),
                expected: version - 1,
            };
            coe::save(&test.app, &author, saved).await.unwrap();
            let next = coe::submit(&test.app, &author, coe, version).await.unwrap();
            let page = review::open(&test.app, &by, coe).await.unwrap();
            assert_eq!(page.may_accept_small_difference, expected == "done");
            let id = id();
            let accept =
                async || review::accept_small_difference(&test.app, &by, coe, id, next.root).await;
            assert_eq!(code(accept().await), expected);
            if expected == "done" {
                assert_eq!(code(accept().await), "done", "sent twice");
                let after = state(test, coe).await;
                assert_eq!(after.stage, Stage::Approved);
                assert_eq!(after.review.decisions.len(), 2);
                assert_eq!(after.manager_acceptance.unwrap().root, next.root);
            }
        }
    })
    .await;
}
