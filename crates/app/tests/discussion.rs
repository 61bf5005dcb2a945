//! Threads, suggestions, questions to labels, and what only a participant sees.

use app::discussion::{self, Ask, Heard, NewThread, Place, PrivateLabel, Reply, Suggest};
use app::{Caller, Error, coe};
use domain::discussion::{QuestionState, SuggestionKind, SuggestionState};
use domain::id::{CoeId, CommentId, PersonId, QuestionId, SuggestionId, ThreadId};
use domain::people::Person;
use testkit::{TEXT, TestApp};

use crate::publication::published;
use crate::review::{code, holder, messages, state};

fn place(says: &str) -> Place {
    let at = TEXT.find(says).expect("the text says it");
    Place {
        revision: 1,
        span: at..at + says.len(),
    }
}

fn new_thread(test: &TestApp, body: &str) -> NewThread {
    NewThread {
        thread: ThreadId::new(test.app.now(), test.app.random()),
        comment: CommentId::new(test.app.now(), test.app.random()),
        place: place("Reads were served throughout."),
        body: body.to_owned(),
    }
}

fn suggestion(test: &TestApp, says: &str, replacement: &str, kind: SuggestionKind) -> Suggest {
    Suggest {
        id: SuggestionId::new(test.app.now(), test.app.random()),
        place: place(says),
        replacement: replacement.to_owned(),
        kind,
    }
}

fn question(test: &TestApp) -> Ask {
    Ask {
        id: QuestionId::new(test.app.now(), test.app.random()),
        to: "Oncall 1".parse().unwrap(),
        body: "Which graph did you look at?".to_owned(),
    }
}

async fn seen(test: &TestApp, caller: &Caller, coe: CoeId) -> discussion::Discussion {
    discussion::open(&test.app, caller, coe).await.unwrap()
}

async fn invite(test: &TestApp, key: &str, coe: CoeId) {
    let author = test.caller("author");
    let person = test.person(key);
    coe::move_on(&test.app, &author, coe, None, coe::Move::Invite(person))
        .await
        .unwrap();
}

/// A second record of the on-call, who signs in with it.
async fn other_record(test: &TestApp) -> Caller {
    let id = PersonId::new(test.app.random());
    let mut person = Person::new(id, "");
    person.same_as = Some(test.person("oncall"));
    let writing = test.store.write().await.unwrap();
    writing.save_person(&person).await.unwrap();
    writing.commit_unrecorded().await.unwrap();
    Caller {
        person: id,
        ..test.caller("oncall")
    }
}

/// Who acted in the entries of the log with this verb.
async fn actors(test: &TestApp, verb: &str) -> Vec<String> {
    let reading = test.store.read().await.unwrap();
    let entries = reading.log_entries(None, 1000).await.unwrap();
    let of = entries.iter().filter(|entry| entry.event.action() == verb);
    of.map(|entry| entry.event.actor().to_owned()).collect()
}

#[tokio::test]
async fn a_thread_is_begun_answered_and_resolved() {
    TestApp::on_both(async |test| {
        let (coe, _) = test.submitted().await;
        let by = test.caller(holder(test, coe).await);
        let author = test.caller("author");
        let wanted = new_thread(test, "How is that known?");
        for _ in 0..2 {
            discussion::comment(&test.app, &by, coe, wanted.clone())
                .await
                .unwrap();
        }
        let id = CommentId::new(test.app.now(), test.app.random());
        let thread = wanted.thread;
        discussion::reply(&test.app, &author, thread, id, "By the read metrics.")
            .await
            .unwrap();
        let threads = seen(test, &by, coe).await.threads;
        assert_eq!(threads.len(), 1);
        assert_eq!(threads[0].thread.comments.len(), 2);
        assert_eq!(threads[0].own, [true, false]);
        assert!(
            matches!(&threads[0].speakers[1], Heard::Person(one, Some(_)) if *one == author.person)
        );
        let taken = discussion::take_back(&test.app, &by, thread, id).await;
        assert_eq!(code(taken), "not-your-comment");
        discussion::take_back(&test.app, &author, thread, id)
            .await
            .unwrap();
        discussion::resolve(&test.app, &author, thread, true)
            .await
            .unwrap();
        assert!(seen(test, &by, coe).await.threads[0].thread.is_resolved);
        discussion::resolve(&test.app, &by, thread, false)
            .await
            .unwrap();
        assert!(!seen(test, &by, coe).await.threads[0].thread.is_resolved);
    })
    .await;
}

#[tokio::test]
async fn who_writes_in_a_review_is_heard() {
    TestApp::on_both(async |test| {
        let (coe, _) = test.submitted().await;
        let by = test.caller(holder(test, coe).await);
        test.clock.advance(std::time::Duration::from_hours(30));
        let wanted = new_thread(test, "How is that known?");
        discussion::comment(&test.app, &by, coe, wanted)
            .await
            .unwrap();
        let state = state(test, coe).await;
        let heard = state
            .review
            .seats
            .values()
            .next()
            .unwrap()
            .holder
            .unwrap()
            .heard;
        assert_eq!(heard, test.app.now());
    })
    .await;
}

#[tokio::test]
async fn bad_places_and_names_are_refused() {
    TestApp::on_both(async |test| {
        let (coe, _) = test.submitted().await;
        let author = test.caller("author");
        let dash = TEXT.find('–').unwrap();
        for span in [0..0, 5..4, 0..TEXT.len() + 1, dash..dash + 1] {
            let mut wanted = new_thread(test, "How is that known?");
            wanted.place.span = span.clone();
            let refused = discussion::comment(&test.app, &author, coe, wanted).await;
            assert_eq!(code(refused), "invalid place", "{span:?}");
        }
        let mut wanted = new_thread(test, "How is that known?");
        wanted.place.revision = 9;
        let refused = discussion::comment(&test.app, &author, coe, wanted).await;
        assert_eq!(code(refused), "hidden");
        for (body, expected) in [
            ("Eszter Kowalczyk knows.", "not screened body"),
            (" ", "invalid body"),
        ] {
            let wanted = new_thread(test, body);
            let refused = discussion::comment(&test.app, &author, coe, wanted).await;
            assert_eq!(code(refused), expected);
            let mut asked = question(test);
            asked.body = body.to_owned();
            let refused = discussion::ask(&test.app, &author, coe, asked).await;
            assert_eq!(code(refused), expected);
        }
        let mut asked = question(test);
        asked.to = "Oncall 7".parse().unwrap();
        let refused = discussion::ask(&test.app, &author, coe, asked).await;
        assert_eq!(code(refused), "invalid to");
    })
    .await;
}

#[tokio::test]
async fn nobody_from_outside_speaks_before_publication() {
    TestApp::on_both(async |test| {
        let (coe, _) = test.submitted().await;
        let by = holder(test, coe).await;
        let author = test.caller("author");
        let begun = new_thread(test, "How is that known?");
        discussion::comment(&test.app, &author, coe, begun.clone())
            .await
            .unwrap();
        let made = suggestion(test, "Reads", "All reads", SuggestionKind::Wording);
        discussion::suggest(&test.app, &author, coe, made.clone())
            .await
            .unwrap();
        let id = || CommentId::new(test.app.now(), test.app.random());
        for key in TestApp::keys().filter(|&key| key != by && key != "author") {
            let caller = &test.caller(key);
            let app = &test.app;
            let new = new_thread(test, "How is that known?");
            let proposed = suggestion(test, "Reads", "All reads", SuggestionKind::Wording);
            let results = [
                code(discussion::open(app, caller, coe).await),
                code(discussion::comment(app, caller, coe, new).await),
                code(discussion::reply(app, caller, begun.thread, id(), "Why?").await),
                code(discussion::resolve(app, caller, begun.thread, true).await),
                code(discussion::take_back(app, caller, begun.thread, begun.comment).await),
                code(discussion::suggest(app, caller, coe, proposed).await),
                code(discussion::take_suggestion(app, caller, made.id).await),
                code(discussion::decline_suggestion(app, caller, made.id).await),
                code(discussion::ask(app, caller, coe, question(test)).await),
            ];
            for result in results {
                let is_refused = ["hidden", "role-may-not"].contains(&result.as_str());
                assert!(is_refused, "{key}: {result}");
                if ["stranger", "oncall", "administrator"].contains(&key) {
                    assert_eq!(result, "hidden", "{key}");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_said_in_review_is_not_for_readers_of_the_published_text() {
    TestApp::on_both(async |test| {
        let coe = published(test).await;
        let author = test.caller("author");
        let stranger = test.caller("stranger");
        test.clock.advance(std::time::Duration::from_mins(1));
        let wanted = new_thread(test, "We had this too.");
        discussion::comment(&test.app, &stranger, coe, wanted.clone())
            .await
            .unwrap();
        assert_eq!(seen(test, &author, coe).await.threads.len(), 1);
        let other = test.caller("colleague");
        assert_eq!(seen(test, &other, coe).await.threads.len(), 1);
        let resolved = discussion::resolve(&test.app, &other, wanted.thread, true).await;
        assert_eq!(code(resolved), "not-yours-to-resolve");
        discussion::resolve(&test.app, &stranger, wanted.thread, true)
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_author_takes_a_suggestion_into_the_draft() {
    TestApp::on_both(async |test| {
        let (coe, _) = test.submitted().await;
        let by = test.caller(holder(test, coe).await);
        let author = test.caller("author");
        let wording = SuggestionKind::Wording;
        let made = suggestion(test, "Reads were served", "All reads were served", wording);
        for _ in 0..2 {
            discussion::suggest(&test.app, &by, coe, made.clone())
                .await
                .unwrap();
        }
        let own = discussion::take_suggestion(&test.app, &by, made.id).await;
        assert_eq!(code(own), "role-may-not");
        let text = TEXT.replace("# Writes", "# All writes");
        let saved = coe::SaveText {
            coe,
            text: text.clone(),
            expected: 1,
        };
        coe::save(&test.app, &author, saved).await.unwrap();
        let taken = discussion::take_suggestion(&test.app, &author, made.id).await;
        assert_eq!(taken.unwrap(), 3);
        let again = discussion::take_suggestion(&test.app, &author, made.id).await;
        assert_eq!(again.unwrap(), 3, "sent twice");
        let (_, draft) = coe::open_draft(&test.app, &author, coe).await.unwrap();
        let expected = text.replace("Reads were served", "All reads were served");
        assert_eq!(draft.unwrap().text, expected);
        let declined = discussion::decline_suggestion(&test.app, &author, made.id).await;
        assert_eq!(code(declined), "suggestion-settled");

        let stale = suggestion(test, "Reads were served", "Each read was served", wording);
        discussion::suggest(&test.app, &by, coe, stale.clone())
            .await
            .unwrap();
        let taken = discussion::take_suggestion(&test.app, &author, stale.id).await;
        assert_eq!(code(taken), "suggestion-is-stale");
        discussion::decline_suggestion(&test.app, &author, stale.id)
            .await
            .unwrap();
        let suggestions = seen(test, &author, coe).await.suggestions;
        let states: Vec<_> = suggestions.iter().map(|one| one.suggestion.state).collect();
        assert_eq!(states, [SuggestionState::Taken, SuggestionState::Declined]);
    })
    .await;
}

#[tokio::test]
async fn a_bar_raiser_puts_labels_and_less_detail_themself() {
    TestApp::on_both(async |test| {
        let (coe, _) = test.submitted().await;
        let by = test.caller(holder(test, coe).await);
        let anonymity = SuggestionKind::Anonymity;
        let more = suggestion(test, "the call", "the call with everybody on it", anonymity);
        let refused = discussion::suggest(&test.app, &by, coe, more).await;
        assert_eq!(code(refused), "anonymity-says-more");
        let label = suggestion(test, "Monitor", "Oncall 1", anonymity);
        let named = suggestion(test, "Monitor", "Farid Nakamura", anonymity);
        let refused = discussion::suggest(&test.app, &by, coe, named).await;
        assert_eq!(code(refused), "not screened replacement");
        discussion::suggest(&test.app, &by, coe, label.clone())
            .await
            .unwrap();
        let taken = discussion::take_suggestion(&test.app, &by, label.id).await;
        assert_eq!(taken.unwrap(), 2);
        let author = test.caller("author");
        let (_, draft) = coe::open_draft(&test.app, &author, coe).await.unwrap();
        assert_eq!(draft.unwrap().text, TEXT.replace("Monitor", "Oncall 1"));
    })
    .await;
}

async fn labels(test: &TestApp, caller: &Caller) -> Vec<PrivateLabel> {
    discussion::private(&test.app, caller).await.unwrap()
}

#[tokio::test]
async fn whoever_is_behind_a_label_answers_as_the_label() {
    TestApp::on_both(async |test| {
        let (coe, _) = test.submitted().await;
        let by = test.caller(holder(test, coe).await);
        let oncall = test.caller("oncall");
        let asked = question(test);
        for _ in 0..2 {
            discussion::ask(&test.app, &by, coe, asked.clone())
                .await
                .unwrap();
        }
        let told = messages(test, oncall.person).await;
        assert_eq!(
            told,
            vec![("private-message".to_owned(), None); 2],
            "first, and asked"
        );
        let own = labels(test, &oncall).await;
        assert_eq!(own.len(), 1);
        assert_eq!(own[0].questions[0].id, asked.id);

        let answer = || Reply::Answer("The error rate of the cell.".to_owned());
        for key in TestApp::keys().filter(|&key| key != "oncall") {
            let caller = test.caller(key);
            let refused = discussion::answer(&test.app, &caller, asked.id, answer()).await;
            assert_ne!(code(refused), "done", "{key}");
            if caller.person != by.person {
                let back = discussion::take_back_question(&test.app, &caller, asked.id).await;
                assert_ne!(code(back), "done", "{key}");
            }
        }
        assert!(labels(test, &test.caller("stranger")).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_answer_tells_nobody_who_gave_it() {
    TestApp::on_both(async |test| {
        let (coe, _) = test.submitted().await;
        let by = test.caller(holder(test, coe).await);
        let asked = question(test);
        discussion::ask(&test.app, &by, coe, asked.clone())
            .await
            .unwrap();
        let oncall = other_record(test).await;
        let passed = discussion::answer(&test.app, &oncall, asked.id, Reply::Pass).await;
        passed.unwrap();
        assert!(labels(test, &oncall).await[0].questions[0].is_passed);
        let answer = Reply::Answer("The error rate of the cell.".to_owned());
        discussion::answer(&test.app, &oncall, asked.id, answer)
            .await
            .unwrap();
        let own = labels(test, &oncall).await;
        assert!(own[0].questions.is_empty());
        let questions = seen(test, &by, coe).await.questions;
        assert!(questions[0].is_own);
        assert!(matches!(
            questions[0].question.state,
            QuestionState::Answered { .. }
        ));
        let link = own[0].link.to_string();
        assert_eq!(actors(test, "question.answered").await, [link.as_str()]);
        assert_eq!(actors(test, "question.passed").await, [link.as_str()]);
        let answered = ("question-answered".to_owned(), Some(coe.as_uuid()));
        assert!(messages(test, by.person).await.contains(&answered));

        discussion::read_private(&test.app, &oncall, own[0].link)
            .await
            .unwrap();
        let read = labels(test, &test.caller("oncall")).await[0].read;
        assert_eq!(read, Some(test.app.now()));
        assert_eq!(actors(test, "private.read").await, [link.as_str()]);
        let stranger = test.caller("stranger");
        let other = discussion::read_private(&test.app, &stranger, own[0].link).await;
        assert!(matches!(other, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn who_has_a_label_speaks_under_it_wherever_they_sign_in() {
    TestApp::on_both(async |test| {
        let (coe, _) = test.submitted().await;
        invite(test, "oncall", coe).await;
        let oncall = test.caller("oncall");
        let author = test.caller("author");
        let wanted = new_thread(test, "The graph was in the wrong unit.");
        discussion::comment(&test.app, &oncall, coe, wanted)
            .await
            .unwrap();
        let made = suggestion(test, "Reads", "All reads", SuggestionKind::Wording);
        discussion::suggest(&test.app, &oncall, coe, made)
            .await
            .unwrap();
        let asked = question(test);
        discussion::ask(&test.app, &oncall, coe, asked)
            .await
            .unwrap();

        let seen = seen(test, &author, coe).await;
        let label = Heard::Label("Oncall 1".parse().unwrap());
        assert_eq!(seen.threads[0].speakers, [label.clone()]);
        assert_eq!(seen.suggestions[0].by, label);
        assert_eq!(seen.questions[0].by, label);
        let link = labels(test, &oncall).await[0].link.to_string();
        for verb in ["thread.begun", "suggestion.made", "question.asked"] {
            assert_eq!(actors(test, verb).await, [link.as_str()], "{verb}");
        }
        let person = test.person("oncall").to_string();
        let kept = serde_json::to_string(&seen.suggestions[0].suggestion).unwrap();
        assert!(!kept.contains(&person));
    })
    .await;
}
