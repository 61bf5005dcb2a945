//! Who is behind a label.

use domain::id::LabelLinkId;
use store::label::LabelLink;
use store::{Error, Store};
use testkit::{on_both_databases, on_both_empty_databases};

use crate::account::holds;
use crate::sample::{coe, coe_id, keep, later, person, query};

fn link(number: u8, coe: u8, label: &str, who: Option<u8>) -> LabelLink {
    LabelLink {
        id: LabelLinkId::new([100 + number; 16]),
        coe: coe_id(coe),
        label: label.parse().unwrap(),
        person: who.map(person),
        made: later(i64::from(number)),
        welcomed: None,
    }
}

fn four() -> [LabelLink; 4] {
    [
        link(1, 1, "Engineer 1", Some(1)),
        link(2, 1, "Engineer 2", Some(2)),
        link(3, 1, "Engineer 3", None),
        link(4, 2, "Engineer 1", Some(1)),
    ]
}

async fn save_four(store: &Store) {
    let writing = store.write().await.unwrap();
    for number in [1, 2] {
        keep(&writing, coe(number), &[], "T").await;
    }
    for link in four() {
        writing.save_label(&link).await.unwrap();
    }
    writing.commit_unrecorded().await.unwrap();
}

#[tokio::test]
async fn labels_are_found_by_coe_and_by_person() {
    on_both_databases(async |store: Store| {
        save_four(&store).await;
        let [one, two, three, four] = four();
        let reading = store.read().await.unwrap();
        assert_eq!(
            reading.label_links(coe_id(1)).await.unwrap(),
            [one.clone(), two, three]
        );
        assert_eq!(
            reading.labels_of(person(1)).await.unwrap(),
            [one.clone(), four]
        );
        assert_eq!(
            reading.label_of(coe_id(1), person(1)).await.unwrap(),
            Some(one)
        );
        assert_eq!(reading.label_of(coe_id(2), person(2)).await.unwrap(), None);
        let participants = reading.participants(coe_id(1)).await.unwrap();
        assert_eq!(participants, [person(1), person(2)].into());
    })
    .await;
}

#[tokio::test]
async fn a_label_and_a_person_stand_once_in_a_coe() {
    on_both_databases(async |store: Store| {
        save_four(&store).await;
        for again in [
            link(5, 1, "Engineer 1", Some(5)),
            link(5, 1, "Engineer 5", Some(1)),
        ] {
            let writing = store.write().await.unwrap();
            let saved = writing.save_label(&again).await;
            assert!(matches!(saved, Err(Error::Conflict("the label"))));
        }
    })
    .await;
}

#[tokio::test]
async fn the_first_message_is_read_once() {
    on_both_databases(async |store: Store| {
        save_four(&store).await;
        let writing = store.write().await.unwrap();
        let id = four()[0].id;
        writing.set_welcomed(id, later(8)).await.unwrap();
        writing.set_welcomed(id, later(9)).await.unwrap();
        let label = writing
            .label_of(coe_id(1), person(1))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(label.welcomed, Some(later(8)));
    })
    .await;
}

#[tokio::test]
async fn who_was_forgotten_is_behind_no_label() {
    on_both_databases(async |store: Store| {
        save_four(&store).await;
        let writing = store.write().await.unwrap();
        writing.forget_labels(person(1)).await.unwrap();
        writing.commit_unrecorded().await.unwrap();
        let reading = store.read().await.unwrap();
        assert_eq!(reading.labels_of(person(1)).await.unwrap(), []);
        assert_eq!(reading.label_of(coe_id(1), person(1)).await.unwrap(), None);
        let links = reading.label_links(coe_id(1)).await.unwrap();
        let people: Vec<_> = links.iter().map(|link| link.person).collect();
        assert_eq!(people, [None, Some(person(2)), None]);
        let others = reading.label_links(coe_id(2)).await.unwrap();
        assert_eq!((others.len(), others[0].person), (1, None));
    })
    .await;
}

#[tokio::test]
async fn no_link_stands_open_in_the_database() {
    on_both_empty_databases(async |database| {
        let store = database.open().await.unwrap();
        save_four(&store).await;
        store.close().await.unwrap();
        let id = person(2);
        for row in query(database, "SELECT person_tag, sealed FROM label_link").await {
            for column in ["person_tag", "sealed"] {
                let bytes: Option<Vec<u8>> = row.try_get("", column).unwrap();
                let bytes = bytes.unwrap_or_default();
                assert!(!holds(&bytes, &id.to_string()));
                let raw = id.as_uuid();
                assert!(!bytes.windows(16).any(|window| window == raw.as_bytes()));
            }
        }
        // Person 2 has nothing but the label.
        let raw = id.as_uuid();
        let file = database.file_bytes();
        assert!(!file.windows(16).any(|window| window == raw.as_bytes()));
        assert!(!holds(&file, &id.to_string()));
    })
    .await;
}
