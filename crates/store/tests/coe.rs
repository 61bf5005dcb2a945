//! COEs, the text being written, and what was done about findings.

use domain::coe::{Coe, Stage};
use domain::finding::{Dismissal, DismissalReason, Handling};
use domain::id::PersonId;
use domain::review::{Holder, Seat};
use store::coe::{Audience, CoeFilter, Relation};
use store::{Error, Kept, Page, Store};
use testkit::{on_both_databases, on_both_empty_databases};

use crate::account::holds;
use crate::sample::{
    coe, coe_id, incident_id, keep, later, new, person, published, query, team, text,
};

/// 1: a draft of person 1. 2: in review by 2, shadowed by 3, invited 4. 3: published.
/// 4: published, restricted to 5. 5: a restricted draft of team 2 by person 6, formerly 7.
fn five() -> [Coe; 5] {
    let mut in_review = Coe {
        stage: Stage::InReview,
        invited: [person(4)].into(),
        first_submitted: Some(later(3)),
        ..coe(2)
    };
    let holder = Holder {
        person: person(2),
        heard: later(3),
    };
    let seat = Seat {
        holder: Some(holder),
        shadows: [person(3)].into(),
        ..Seat::default()
    };
    in_review
        .review
        .seats
        .insert("availability".parse().unwrap(), seat);
    let restricted = Coe {
        readers: Some([person(5)].into()),
        ..published(4)
    };
    let hidden = Coe {
        owning_team: team(2),
        authors: [person(6)].into(),
        former_authors: [person(7)].into(),
        readers: Some([].into()),
        ..coe(5)
    };
    [coe(1), in_review, published(3), restricted, hidden]
}

async fn save_five(store: &Store) {
    let writing = store.write().await.unwrap();
    for coe in five() {
        keep(&writing, coe, &[], "A title").await;
    }
    writing.commit_unrecorded().await.unwrap();
}

fn audience(number: u8) -> Audience {
    Audience {
        person: person(number),
        teams: Vec::new(),
        is_bar_raiser: false,
    }
}

async fn seen(store: &Store, filter: &CoeFilter, audience: &Audience) -> Vec<u8> {
    let page = Page {
        after: None,
        limit: 9,
    };
    let reading = store.read().await.unwrap();
    let found = reading.coes(filter, audience, &page).await.unwrap();
    found
        .iter()
        .map(|one| one.id.as_uuid().as_bytes()[15])
        .collect()
}

#[tokio::test]
async fn a_coe_is_read_as_it_was_kept() {
    on_both_databases(async |store: Store| {
        save_five(&store).await;
        let reading = store.read().await.unwrap();
        for coe in five() {
            let kept = reading.coe(coe.id).await.unwrap().unwrap();
            assert_eq!((&kept.state, kept.version), (&coe, 1));
            let summary = reading.coe_summary(coe.id).await.unwrap().unwrap();
            assert_eq!(summary.stage, coe.stage);
            assert_eq!(summary.submitted, coe.first_submitted);
            assert_eq!(summary.published, coe.published().map(|one| one.at));
            assert_eq!(summary.is_restricted, coe.readers.is_some());
            assert_eq!(
                (summary.incident, summary.owning_team),
                (coe.incident, coe.owning_team)
            );
        }
        assert_eq!(reading.coe(coe_id(9)).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn lists_hold_what_an_audience_may_know_of() {
    on_both_databases(async |store: Store| {
        save_five(&store).await;
        let all = CoeFilter::default();
        for (who, expected) in [
            (1, vec![4, 3, 2, 1]),
            (2, vec![3, 2]),
            (3, vec![3, 2]),
            (4, vec![3, 2]),
            (5, vec![4, 3]),
            (6, vec![5, 3]),
            (7, vec![3]),
            (9, vec![3]),
        ] {
            assert_eq!(
                seen(&store, &all, &audience(who)).await,
                expected,
                "person {who}"
            );
        }
        let bar_raiser = Audience {
            is_bar_raiser: true,
            ..audience(9)
        };
        assert_eq!(seen(&store, &all, &bar_raiser).await, [3, 2]);
        let manager = Audience {
            teams: vec![team(1), team(2)],
            ..audience(9)
        };
        assert_eq!(seen(&store, &all, &manager).await, [3, 2, 1]);
    })
    .await;
}

#[tokio::test]
async fn lists_are_filtered_and_paged() {
    on_both_databases(async |store: Store| {
        save_five(&store).await;
        let of = |number, relations: &[Relation]| Some((person(number), relations.to_vec()));
        let filters = [
            (
                CoeFilter {
                    stage: Some(Stage::Published),
                    ..CoeFilter::default()
                },
                vec![4, 3],
            ),
            (
                CoeFilter {
                    team: Some(team(2)),
                    ..CoeFilter::default()
                },
                vec![],
            ),
            (
                CoeFilter {
                    incident: Some(incident_id(2)),
                    ..CoeFilter::default()
                },
                vec![2],
            ),
            (
                CoeFilter {
                    of: of(2, &[Relation::Author, Relation::BarRaiser]),
                    ..CoeFilter::default()
                },
                vec![2],
            ),
            (
                CoeFilter {
                    of: of(2, &[Relation::Author]),
                    ..CoeFilter::default()
                },
                vec![],
            ),
            (
                CoeFilter {
                    of: of(2, &[]),
                    ..CoeFilter::default()
                },
                vec![],
            ),
        ];
        for (filter, expected) in filters {
            assert_eq!(
                seen(&store, &filter, &audience(1)).await,
                expected,
                "{filter:?}"
            );
        }
        let reading = store.read().await.unwrap();
        let page = Page {
            after: Some(coe_id(3)),
            limit: 1,
        };
        let next = reading
            .coes(&CoeFilter::default(), &audience(1), &page)
            .await
            .unwrap();
        assert_eq!(
            next.iter().map(|one| one.id).collect::<Vec<_>>(),
            [coe_id(2)]
        );
    })
    .await;
}

#[tokio::test]
async fn what_time_asks_of_is_found_by_stage() {
    on_both_databases(async |store: Store| {
        save_five(&store).await;
        let reading = store.read().await.unwrap();
        let mut found = reading
            .coes_at(&[Stage::InReview, Stage::Published])
            .await
            .unwrap();
        found.sort();
        assert_eq!(found, [coe_id(2), coe_id(3), coe_id(4)]);
        assert_eq!(reading.coes_at(&[]).await.unwrap(), []);
        let reviews = reading.open_reviews().await.unwrap();
        assert_eq!(reviews, [(person(2), 1)].into());
    })
    .await;
}

#[tokio::test]
async fn who_works_on_a_coe_follows_its_state() {
    on_both_databases(async |store: Store| {
        save_five(&store).await;
        let writing = store.write().await.unwrap();
        let state = Coe {
            authors: [person(9)].into(),
            former_authors: [person(1)].into(),
            ..coe(1)
        };
        writing
            .save_coe(&Kept { state, version: 1 }, "Another title")
            .await
            .unwrap();
        writing.commit_unrecorded().await.unwrap();
        let all = CoeFilter::default();
        assert_eq!(seen(&store, &all, &audience(9)).await, [3, 1]);
        assert_eq!(seen(&store, &all, &audience(1)).await, [4, 3, 2]);
        let summary = store
            .read()
            .await
            .unwrap()
            .coe_summary(coe_id(1))
            .await
            .unwrap();
        assert_eq!(summary.unwrap().title, "Another title");
    })
    .await;
}

#[tokio::test]
async fn an_old_copy_is_not_kept() {
    on_both_databases(async |store: Store| {
        save_five(&store).await;
        for version in [0, 2] {
            let writing = store.write().await.unwrap();
            let saved = writing
                .save_coe(
                    &Kept {
                        state: coe(1),
                        version,
                    },
                    "T",
                )
                .await;
            assert!(matches!(saved, Err(Error::Conflict("the COE"))));
        }
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_kept_sealed_and_an_old_copy_refused() {
    on_both_empty_databases(async |database| {
        let store = database.open().await.unwrap();
        save_five(&store).await;
        let save = async |words: &str, expected| {
            let writing = store.write().await.unwrap();
            writing
                .save_draft(coe_id(1), words, expected, person(1), later(5))
                .await?;
            writing.commit_unrecorded().await
        };
        assert!(
            store
                .read()
                .await
                .unwrap()
                .draft(coe_id(1))
                .await
                .unwrap()
                .is_none()
        );
        save("Plantedname began", 0).await.unwrap();
        save("Plantedname ended", 1).await.unwrap();
        for old in [0, 1, 3] {
            let refused = save("late", old).await;
            assert!(matches!(refused, Err(Error::Conflict("the text"))));
        }
        let draft = store
            .read()
            .await
            .unwrap()
            .draft(coe_id(1))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (draft.text.as_str(), draft.version),
            ("Plantedname ended", 2)
        );
        assert_eq!((draft.saved, draft.saved_by), (later(5), person(1)));
        store.close().await.unwrap();
        for row in query(database, "SELECT sealed FROM draft").await {
            let sealed: Vec<u8> = row.try_get("", "sealed").unwrap();
            assert!(!holds(&sealed, "plantedname"));
        }
        assert!(!holds(&database.file_bytes(), "plantedname"));
    })
    .await;
}

#[tokio::test]
async fn handlings_are_kept_changed_and_taken_back() {
    on_both_databases(async |store: Store| {
        save_five(&store).await;
        let dismissed = |confirmed_by: Option<PersonId>| {
            Handling::Dismissed(Dismissal {
                reason: DismissalReason::Because(text("It is a product")),
                by: person(1),
                confirmed_by,
            })
        };
        let code = "N001".parse().unwrap();
        let writing = store.write().await.unwrap();
        for (fingerprint, confirmed) in
            [([1; 16], None), ([2; 16], None), ([1; 16], Some(person(2)))]
        {
            let state = dismissed(confirmed);
            let saved = writing.save_handling(coe_id(1), &fingerprint, code, &state, later(1));
            saved.await.unwrap();
        }
        writing.remove_handling(coe_id(1), &[2; 16]).await.unwrap();
        writing.remove_handling(coe_id(1), &[3; 16]).await.unwrap();
        let kept = writing.handlings(coe_id(1)).await.unwrap();
        assert_eq!(kept, [([1; 16], (code, dismissed(Some(person(2)))))].into());
        assert!(writing.handlings(coe_id(2)).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_coe_explains_an_incident_that_is_there() {
    on_both_databases(async |store: Store| {
        let writing = store.write().await.unwrap();
        let saved = writing.save_coe(&new(coe(1)), "T").await;
        assert!(matches!(saved, Err(Error::Database(_))), "{saved:?}");
    })
    .await;
}
