//! Threads, suggestions and questions.

use domain::discussion::{
    Anchor, Comment, Question, QuestionState, Speaker, Suggestion, SuggestionKind, SuggestionState,
    Thread,
};
use domain::id::{CommentId, QuestionId, SuggestionId, ThreadId};
use store::{Error, Kept, Store};
use testkit::on_both_databases;

use crate::sample::{coe, coe_id, keep, later, new, person, revision, text};

fn anchor() -> Anchor {
    Anchor {
        revision: revision(1).id,
        span: 3..9,
    }
}

fn thread(number: u8) -> Thread {
    let id = ThreadId::new(later(i64::from(number)), [number; 10]);
    Thread::new(id, coe_id(1), anchor())
}

fn suggestion() -> Suggestion {
    Suggestion {
        id: SuggestionId::new(later(1), [1; 10]),
        anchor: anchor(),
        replacement: Some(text("the on-call engineer")),
        kind: SuggestionKind::Wording,
        by: Speaker::Person(person(2)),
        state: SuggestionState::Open,
    }
}

fn question() -> Question {
    Question {
        id: QuestionId::new(later(1), [1; 10]),
        coe: coe_id(1),
        by: Speaker::Person(person(2)),
        to: "Engineer 1".parse().unwrap(),
        body: text("What did the graph show?"),
        at: later(1),
        state: QuestionState::Open,
    }
}

async fn with_coes(store: &Store) {
    let writing = store.write().await.unwrap();
    for number in [1, 2] {
        keep(&writing, coe(number), &[], "T").await;
    }
    writing.commit_unrecorded().await.unwrap();
}

#[tokio::test]
async fn threads_are_kept_and_listed_oldest_first() {
    on_both_databases(async |store: Store| {
        with_coes(&store).await;
        let writing = store.write().await.unwrap();
        for number in [2, 1] {
            writing.save_thread(&new(thread(number))).await.unwrap();
        }
        let comment = Comment {
            id: CommentId::new(later(3), [3; 10]),
            by: Speaker::Person(person(1)),
            body: Some(text("Say when.")),
            at: later(3),
        };
        let changed = Thread {
            comments: vec![comment],
            is_resolved: true,
            ..thread(1)
        };
        let state = changed.clone();
        writing
            .save_thread(&Kept { state, version: 1 })
            .await
            .unwrap();
        let all = writing.threads(coe_id(1)).await.unwrap();
        let expected = [
            Kept {
                state: changed,
                version: 2,
            },
            Kept {
                state: thread(2),
                version: 1,
            },
        ];
        assert_eq!(all, expected);
        let one = writing.thread(thread(2).id).await.unwrap();
        assert_eq!(one.as_ref(), Some(&expected[1]));
        assert_eq!(writing.thread(thread(3).id).await.unwrap(), None);
        assert_eq!(writing.threads(coe_id(2)).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn suggestions_and_questions_are_kept() {
    on_both_databases(async |store: Store| {
        with_coes(&store).await;
        let writing = store.write().await.unwrap();
        writing
            .save_suggestion(coe_id(1), &new(suggestion()))
            .await
            .unwrap();
        writing.save_question(&new(question())).await.unwrap();
        let state = Suggestion {
            state: SuggestionState::Taken,
            ..suggestion()
        };
        let taken = Kept { state, version: 1 };
        writing.save_suggestion(coe_id(1), &taken).await.unwrap();
        let state = Question {
            state: QuestionState::Answered {
                body: text("Nothing."),
                at: later(2),
            },
            ..question()
        };
        let answered = Kept { state, version: 1 };
        writing.save_question(&answered).await.unwrap();
        let taken = Kept {
            version: 2,
            ..taken
        };
        let answered = Kept {
            version: 2,
            ..answered
        };
        assert_eq!(
            writing.suggestions(coe_id(1)).await.unwrap(),
            std::slice::from_ref(&taken)
        );
        let found = writing.suggestion(suggestion().id).await.unwrap();
        assert_eq!(found, Some((coe_id(1), taken)));
        assert_eq!(writing.suggestions(coe_id(2)).await.unwrap(), []);
        assert_eq!(
            writing.questions(coe_id(1)).await.unwrap(),
            std::slice::from_ref(&answered)
        );
        assert_eq!(
            writing.question(question().id).await.unwrap(),
            Some(answered)
        );
        assert_eq!(writing.questions(coe_id(2)).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn old_copies_are_not_kept() {
    on_both_databases(async |store: Store| {
        with_coes(&store).await;
        let writing = store.write().await.unwrap();
        writing.save_thread(&new(thread(1))).await.unwrap();
        writing
            .save_suggestion(coe_id(1), &new(suggestion()))
            .await
            .unwrap();
        writing.save_question(&new(question())).await.unwrap();
        writing.commit_unrecorded().await.unwrap();
        for version in [0, 2] {
            let writing = store.write().await.unwrap();
            let saved = writing
                .save_thread(&Kept {
                    state: thread(1),
                    version,
                })
                .await;
            assert!(matches!(saved, Err(Error::Conflict("the thread"))));
            drop(writing);
            let writing = store.write().await.unwrap();
            let state = suggestion();
            let saved = writing
                .save_suggestion(coe_id(1), &Kept { state, version })
                .await;
            assert!(matches!(saved, Err(Error::Conflict("the suggestion"))));
            drop(writing);
            let writing = store.write().await.unwrap();
            let saved = writing
                .save_question(&Kept {
                    state: question(),
                    version,
                })
                .await;
            assert!(matches!(saved, Err(Error::Conflict("the question"))));
        }
    })
    .await;
}
