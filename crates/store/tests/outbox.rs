//! Messages to send.

use std::time::Duration;

use domain::moment::Moment;
use store::outbox::{Message, NewMessage};
use store::{Error, Store};
use testkit::{on_both_databases, on_both_empty_databases};

use crate::sample::{coe_id, later, person};

const LEASE: Duration = Duration::from_mins(1);

fn message<'a>(number: u8, key: &'a [&'a str]) -> NewMessage<'a> {
    NewMessage {
        person: person(number),
        kind: "review-asked",
        subject: Some(coe_id(1).as_uuid()),
        key,
    }
}

async fn send(store: &Store, new: &NewMessage<'_>, now: Moment) -> bool {
    let writing = store.write().await.unwrap();
    let is_new = writing.send_message(new, now).await.unwrap();
    writing.commit_unrecorded().await.unwrap();
    is_new
}

async fn claim(store: &Store, now: Moment) -> Vec<Message> {
    let writing = store.write().await.unwrap();
    let messages = writing.claim_messages(now, LEASE, 9).await.unwrap();
    writing.commit_unrecorded().await.unwrap();
    messages
}

#[tokio::test]
async fn asked_for_twice_a_message_is_sent_once() {
    on_both_databases(async |store: Store| {
        assert!(send(&store, &message(1, &["coe", "r1"]), later(1)).await);
        assert!(!send(&store, &message(1, &["coe", "r1"]), later(2)).await);
        assert!(send(&store, &message(1, &["coer1"]), later(3)).await);
        assert!(send(&store, &message(2, &["coe", "r1"]), later(4)).await);
        let other = NewMessage {
            kind: "review-over",
            subject: None,
            ..message(1, &["coe", "r1"])
        };
        assert!(send(&store, &other, later(5)).await);
        let all = store.read().await.unwrap().messages(10).await.unwrap();
        assert_eq!(all.len(), 4);
        assert_eq!(
            (all[0].kind.as_str(), all[0].subject),
            ("review-over", None)
        );
        let first = &all[3];
        assert_eq!((first.person, first.made), (person(1), later(1)));
        assert_eq!(first.subject, Some(coe_id(1).as_uuid()));
    })
    .await;
}

#[tokio::test]
async fn a_message_is_tried_until_it_is_sent_or_given_up() {
    on_both_databases(async |store: Store| {
        for number in [1, 2, 3] {
            send(&store, &message(number, &["x"]), later(i64::from(number))).await;
        }
        let claimed = claim(&store, later(5)).await;
        let people: Vec<_> = claimed.iter().map(|one| one.person).collect();
        assert_eq!(people, [person(1), person(2), person(3)]);
        assert_eq!(claim(&store, later(5)).await, []);
        let writing = store.write().await.unwrap();
        writing.message_sent(&claimed[0], later(6)).await.unwrap();
        writing
            .try_message_again(&claimed[1], later(20))
            .await
            .unwrap();
        writing
            .give_message_up(&claimed[2], later(7))
            .await
            .unwrap();
        writing.commit_unrecorded().await.unwrap();
        assert_eq!(claim(&store, later(19)).await, []);
        let again = claim(&store, later(100)).await;
        assert_eq!(
            (again.len(), again[0].person, again[0].attempts),
            (1, person(2), 2)
        );
        let all = store.read().await.unwrap().messages(10).await.unwrap();
        assert_eq!(
            (all[2].sent, all[0].gave_up),
            (Some(later(6)), Some(later(7)))
        );
        let writing = store.write().await.unwrap();
        assert_eq!(writing.forget_messages(later(7)).await.unwrap(), 1);
        assert_eq!(writing.forget_messages(later(8)).await.unwrap(), 1);
        assert_eq!(writing.messages(10).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn two_nodes_never_send_the_same_message() {
    on_both_empty_databases(async |database| {
        let (one, other) = (
            database.open().await.unwrap(),
            database.open().await.unwrap(),
        );
        for number in 0..20 {
            send(&one, &message(number, &["x"]), later(1)).await;
        }
        let (first, second) = tokio::join!(claim(&one, later(2)), claim(&other, later(2)));
        let third = claim(&one, later(2)).await;
        let all = first.iter().chain(&second).chain(&third);
        let mut people: Vec<_> = all.map(|one| one.person).collect();
        people.sort();
        people.dedup();
        assert_eq!(people.len(), first.len() + second.len() + third.len());
        assert_eq!(people.len(), 20);
        let late = claim(&other, later(62)).await;
        let writing = one.write().await.unwrap();
        let mut before = first.into_iter().chain(second).chain(third);
        let stale = before.find(|one| one.person == late[0].person);
        let refused = writing.message_sent(&stale.unwrap(), later(63)).await;
        assert!(matches!(refused, Err(Error::Conflict("the message"))));
    })
    .await;
}
