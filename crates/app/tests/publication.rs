//! Accepting corrections, publishing, closing; history and differences.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on panics, in its helpers too"
)]

use app::coe::{self, Move, SaveText};
use app::{Error, review};
use domain::coe::Stage;
use domain::correction::{CorrectionKind, CorrectionState, Priority};
use domain::id::CoeId;
use domain::revision::Root;
use store::Page;
use store::correction::{CorrectionFilter, KeptCorrection};
use testkit::{TEXT, TestApp};

use crate::review::{approval, code, holder, messages, state};

/// A COE whose text its bar raiser approved.
pub async fn approved(test: &TestApp) -> (CoeId, Root) {
    let (coe, submitted) = test.submitted().await;
    approve(test, coe, submitted.root).await;
    (coe, submitted.root)
}

async fn approve(test: &TestApp, coe: CoeId, root: Root) {
    let by = test.caller(holder(test, coe).await);
    let decided = review::decide(&test.app, &by, coe, approval(test, root)).await;
    decided.unwrap();
}

/// A COE everybody can read.
pub async fn published(test: &TestApp) -> CoeId {
    let (coe, root) = approved(test).await;
    publish(test, coe, root).await;
    coe
}

async fn publish(test: &TestApp, coe: CoeId, root: Root) -> coe::Published {
    let manager = test.caller("manager");
    coe::accept_corrections(&test.app, &manager, coe, root)
        .await
        .unwrap();
    let done = coe::publish(&test.app, &test.caller("author"), coe, root).await;
    done.unwrap()
}

async fn register(test: &TestApp, coe: CoeId) -> Vec<KeptCorrection> {
    let filter = CorrectionFilter {
        coe: Some(coe),
        ..CorrectionFilter::default()
    };
    let page = Page {
        after: None,
        limit: 100,
    };
    let reading = test.store.read().await.unwrap();
    reading.corrections(&filter, &page).await.unwrap()
}

#[tokio::test]
async fn an_approved_text_is_published_once_its_manager_accepts() {
    TestApp::on_both(async |test| {
        let (coe, root) = approved(test).await;
        let author = test.caller("author");
        let early = coe::publish(&test.app, &author, coe, root).await;
        assert_eq!(code(early), "corrections-not-accepted");
        let other = Root::new([7; 32]);
        let manager = test.caller("manager");
        let stale = coe::accept_corrections(&test.app, &manager, coe, other).await;
        assert_eq!(code(stale), "root-is-stale");
        coe::accept_corrections(&test.app, &manager, coe, root)
            .await
            .unwrap();
        let kinds = messages(test, author.person).await;
        assert!(kinds.contains(&("ready-to-publish".to_owned(), Some(coe.as_uuid()))));
        let stale = coe::publish(&test.app, &author, coe, other).await;
        assert_eq!(code(stale), "root-is-stale");

        let done = coe::publish(&test.app, &author, coe, root).await.unwrap();
        assert_eq!((done.sequence, done.corrections), (1, 2));
        let again = coe::publish(&test.app, &author, coe, root).await;
        assert_eq!(code(again), "wrong-stage");
        let page = coe::open(&test.app, &test.caller("stranger"), coe, None).await;
        assert_eq!(page.unwrap().text.unwrap().document.source(), TEXT);
    })
    .await;
}

#[tokio::test]
async fn only_authors_publish_and_only_those_above_accept() {
    TestApp::on_both(async |test| {
        let (coe, root) = approved(test).await;
        for key in TestApp::keys() {
            let caller = test.caller(key);
            let above = ["manager", "director", "executive"].contains(&key);
            if !above {
                let accepted = coe::accept_corrections(&test.app, &caller, coe, root).await;
                assert_ne!(code(accepted), "done", "{key}");
            }
            if !above || key == "manager" {
                let accepted = coe::accept_as_director(&test.app, &caller, coe, root).await;
                assert_ne!(code(accepted), "done", "{key}");
            }
            if key != "author" {
                let published = coe::publish(&test.app, &caller, coe, root).await;
                assert_ne!(code(published), "done", "{key}");
            }
        }
        assert_eq!(state(test, coe).await.stage, Stage::Approved);
        let director = test.caller("director");
        coe::accept_as_director(&test.app, &director, coe, root)
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn corrections_enter_the_register_and_the_text_the_index() {
    TestApp::on_both(async |test| {
        let coe = published(test).await;
        let register = register(test, coe).await;
        let first = &register[0];
        assert_eq!(
            first.statement,
            "Refuse to remove hosts below the floor of the index"
        );
        let state = &first.kept.state;
        assert_eq!(
            (state.reference.as_str(), state.kind),
            ("C1", CorrectionKind::Guard)
        );
        assert_eq!(
            (state.priority, state.state),
            (Priority::P1, CorrectionState::Proposed)
        );
        assert_eq!(state.owning_team, test.team("Storage"));
        assert_eq!(state.due.to_string(), "2026-03-27");
        assert_eq!(register[1].kept.state.kind, CorrectionKind::Detect);
        let reading = test.store.read().await.unwrap();
        let page = Page {
            after: None,
            limit: 10,
        };
        let stranger = test.person("stranger");
        let hits = reading.search("runbook", stranger, &page).await.unwrap();
        assert_eq!(hits.len(), 1);
        assert_eq!(hits[0].coe, coe);
    })
    .await;
}

#[tokio::test]
async fn participants_are_told_privately() {
    TestApp::on_both(async |test| {
        let coe = published(test).await;
        let private = messages(test, test.person("oncall")).await;
        // The first message, and what came of it.
        assert_eq!(private, vec![("private-message".to_owned(), None); 2]);
        for key in ["author", "manager"] {
            let told = messages(test, test.person(key)).await;
            assert!(
                told.contains(&("coe-published".to_owned(), Some(coe.as_uuid()))),
                "{key}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn an_erratum_adds_corrections_and_leaves_the_others() {
    TestApp::on_both(async |test| {
        let coe = published(test).await;
        let author = test.caller("author");
        coe::move_on(&test.app, &author, coe, None, Move::StartErratum).await.unwrap();
        let lines: Vec<&str> = TEXT.lines().filter(|line| !line.starts_with("| C1")).collect();
        let added = "| C3 | Show the floor in the runbook | teach | | Payments | 30 June 2026 | F1 | A drill each quarter names the floor |";
        let second = lines.iter().position(|line| line.starts_with("| C2")).unwrap();
        let mut lines = lines;
        lines.insert(second + 1, added);
        let text = format!("{}\n", lines.join("\n"));
        let saved = SaveText {
            coe,
            text,
            expected: 1,
        };
        coe::save(&test.app, &author, saved).await.unwrap();
        let second = coe::submit(&test.app, &author, coe, 2).await.unwrap();
        approve(test, coe, second.root).await;
        let done = publish(test, coe, second.root).await;
        assert_eq!((done.sequence, done.corrections), (2, 1));
        let register = register(test, coe).await;
        let mut references: Vec<_> = register
            .iter()
            .map(|one| one.kept.state.reference.as_str())
            .collect();
        references.sort_unstable();
        assert_eq!(references, ["C1", "C2", "C3"], "deleting a row deletes nothing");
        let third = register.iter().find(|one| one.kept.state.reference == "C3").unwrap();
        assert_eq!(third.kept.state.owning_team, test.team("Payments"));
        assert_eq!(third.kept.state.priority, Priority::P2);
        assert_eq!(third.kept.state.due.to_string(), "2026-06-30");
        assert_eq!(state(test, coe).await.publications.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_coe_closes_when_nothing_remains_to_be_verified() {
    TestApp::on_both(async |test| {
        let coe = published(test).await;
        assert!(!coe::close(&test.app, coe).await.unwrap());
        let writing = test.store.write().await.unwrap();
        for mut one in register(test, coe).await {
            one.kept.state.state = CorrectionState::Verified;
            writing
                .save_correction(&one, None, test.app.now())
                .await
                .unwrap();
        }
        writing.commit_unrecorded().await.unwrap();
        assert!(coe::close(&test.app, coe).await.unwrap());
        assert!(!coe::close(&test.app, coe).await.unwrap(), "once");
        assert_eq!(state(test, coe).await.stage, Stage::Closed);
    })
    .await;
}

#[tokio::test]
async fn names_that_came_to_the_roster_since_keep_a_text_from_being_published() {
    TestApp::on_both(async |test| {
        let (coe, root) = approved(test).await;
        let manager = test.caller("manager");
        coe::accept_corrections(&test.app, &manager, coe, root)
            .await
            .unwrap();
        let writing = test.store.write().await.unwrap();
        let id = domain::id::PersonId::new(test.app.random());
        let person = domain::people::Person::new(id, "Runbook Monitor");
        let mut person = person;
        person.profile.handles = ["remove-hosts".to_owned()].into();
        writing.save_person(&person).await.unwrap();
        writing.commit_unrecorded().await.unwrap();
        let author = test.caller("author");
        let refused = coe::publish(&test.app, &author, coe, root).await;
        assert_eq!(code(refused), "names-check-failed");
    })
    .await;
}

#[tokio::test]
async fn the_history_shows_to_each_what_they_may_read() {
    TestApp::on_both(async |test| {
        let (coe, first) = test.submitted().await;
        let author = test.caller("author");
        let text = TEXT.replace("Reads were served", "All reads were served");
        let saved = SaveText {
            coe,
            text: text.clone(),
            expected: 1,
        };
        coe::save(&test.app, &author, saved).await.unwrap();
        let second = coe::submit(&test.app, &author, coe, 2).await.unwrap();
        let twice = coe::submit(&test.app, &author, coe, 2).await.unwrap();
        assert_eq!(twice.root, second.root, "sent twice, it is frozen once");
        let history = coe::history(&test.app, &author, coe).await.unwrap();
        let roots: Vec<Root> = history.iter().map(|entry| entry.root).collect();
        assert_eq!(roots, [first.root, second.root]);
        let compared = coe::diff(&test.app, &author, coe, (1, 2)).await.unwrap();
        assert_eq!(
            (compared.old_text.as_str(), &compared.new_text),
            (TEXT, &text)
        );
        assert!(compared.changes.len() > 1);
        let stranger = test.caller("stranger");
        assert_eq!(
            code(coe::history(&test.app, &stranger, coe).await),
            "hidden"
        );

        approve(test, coe, second.root).await;
        publish(test, coe, second.root).await;
        let history = coe::history(&test.app, &stranger, coe).await.unwrap();
        assert_eq!(history.len(), 1);
        assert_eq!(history[0].root, second.root);
        assert_eq!(history[0].decisions.len(), 1);
        let answers = |history: &[coe::HistoryEntry]| {
            let decisions = history.iter().flat_map(|entry| entry.decisions.iter());
            decisions.map(|one| one.checklist.0.len()).sum::<usize>()
        };
        assert_eq!(answers(&history), 0, "what a bar raiser answered is theirs");
        let own = coe::history(&test.app, &author, coe).await.unwrap();
        assert!(answers(&own) > 0);
        let compared = coe::diff(&test.app, &stranger, coe, (1, 2)).await;
        assert!(matches!(compared, Err(Error::NotFound)));
    })
    .await;
}
