//! The register of corrective actions.

use domain::correction::{Correction, CorrectionKind, CorrectionState, Priority};
use domain::id::CorrectionId;
use jiff::civil::{Date, date};
use store::correction::{CorrectionFilter, KeptCorrection};
use store::{Error, Kept, Page, Store};
use testkit::on_both_databases;

use crate::sample::{coe_id, keep, later, person, published, team};

fn correction_id(number: u8) -> CorrectionId {
    CorrectionId::new(later(i64::from(number)), [number; 10])
}

fn correction(number: u8, due: Date, state: CorrectionState) -> KeptCorrection {
    let which = (correction_id(number), coe_id(1), format!("C{number}"));
    let kind = (CorrectionKind::Guard, Priority::P1);
    let which = (which.0, which.1, which.2.as_str());
    let born = Correction::born(which, kind, team(number), Some(due), date(2026, 3, 2));
    KeptCorrection {
        kept: Kept {
            state: Correction { state, ..born },
            version: 0,
        },
        statement: format!("Guard {number}"),
    }
}

async fn save(store: &Store, correction: &KeptCorrection) -> Result<(), Error> {
    let writing = store.write().await?;
    writing
        .save_correction(correction, Some(person(1)), later(7))
        .await?;
    writing.commit_unrecorded().await
}

/// 1 and 2 are due on the same day, 3 earlier; 2 is verified.
async fn three(store: &Store) {
    let writing = store.write().await.unwrap();
    keep(&writing, published(1), &[], "T").await;
    writing.commit_unrecorded().await.unwrap();
    let later = date(2026, 5, 1);
    for correction in [
        correction(1, later, CorrectionState::Committed),
        correction(2, later, CorrectionState::Verified),
        correction(3, date(2026, 4, 1), CorrectionState::Proposed),
    ] {
        save(store, &correction).await.unwrap();
    }
}

#[tokio::test]
async fn a_correction_is_read_as_it_was_kept_with_its_life() {
    on_both_databases(async |store: Store| {
        three(&store).await;
        let mut changed = correction(1, date(2026, 6, 1), CorrectionState::Done);
        changed.kept.version = 1;
        save(&store, &changed).await.unwrap();
        let reading = store.read().await.unwrap();
        let kept = reading.correction(correction_id(1)).await.unwrap().unwrap();
        assert_eq!(
            (&kept.kept.state, kept.kept.version),
            (&changed.kept.state, 2)
        );
        assert_eq!(kept.statement, "Guard 1");
        let life = reading.correction_events(correction_id(1)).await.unwrap();
        let states: Vec<_> = life.iter().map(|event| event.state.state).collect();
        assert_eq!(states, [CorrectionState::Committed, CorrectionState::Done]);
        assert_eq!((life[1].at, life[1].actor), (later(7), Some(person(1))));
        assert_eq!(reading.correction(correction_id(9)).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn an_old_copy_is_not_kept() {
    on_both_databases(async |store: Store| {
        three(&store).await;
        for version in [0, 2] {
            let mut old = correction(1, date(2026, 6, 1), CorrectionState::Done);
            old.kept.version = version;
            let saved = save(&store, &old).await;
            assert!(matches!(
                saved,
                Err(Error::Conflict("the corrective action"))
            ));
        }
    })
    .await;
}

#[tokio::test]
async fn lists_are_filtered_and_in_the_order_of_days() {
    on_both_databases(async |store: Store| {
        three(&store).await;
        let reading = store.read().await.unwrap();
        let list = async |filter: &CorrectionFilter, after, limit| {
            let page = Page { after, limit };
            let found = reading.corrections(filter, &page).await.unwrap();
            found
                .iter()
                .map(|one| one.kept.state.id)
                .collect::<Vec<_>>()
        };
        let [one, two, three] = [1, 2, 3].map(correction_id);
        let all = CorrectionFilter::default();
        assert_eq!(list(&all, None, 2).await, [three, one]);
        let after = Some(("2026-05-01".to_owned(), one));
        assert_eq!(list(&all, after, 2).await, [two]);
        let of = |teams: &[u8]| CorrectionFilter {
            teams: Some(teams.iter().map(|number| team(*number)).collect()),
            ..CorrectionFilter::default()
        };
        assert_eq!(list(&of(&[1, 3]), None, 9).await, [three, one]);
        assert_eq!(list(&of(&[]), None, 9).await, []);
        let open = CorrectionFilter {
            is_open: true,
            coe: Some(coe_id(1)),
            ..CorrectionFilter::default()
        };
        assert_eq!(list(&open, None, 9).await, [three, one]);
        let verified = CorrectionFilter {
            state: Some(CorrectionState::Verified),
            ..CorrectionFilter::default()
        };
        assert_eq!(list(&verified, None, 9).await, [two]);
        let none = CorrectionFilter {
            coe: Some(coe_id(2)),
            ..CorrectionFilter::default()
        };
        assert_eq!(list(&none, None, 9).await, []);
        assert_eq!(reading.unverified_corrections(coe_id(1)).await.unwrap(), 2);
        assert_eq!(reading.unverified_corrections(coe_id(2)).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn corrections_are_counted_by_coe() {
    on_both_databases(async |store: Store| {
        three(&store).await;
        let writing = store.write().await.unwrap();
        keep(&writing, published(2), &[], "T").await;
        writing.commit_unrecorded().await.unwrap();
        let reading = store.read().await.unwrap();
        let all = [coe_id(1), coe_id(2), coe_id(9)].into();
        let counted = reading.counted_corrections(&all).await.unwrap();
        assert_eq!(counted, [(coe_id(1), (3, 1))].into());
        let none = reading.counted_corrections(&[].into()).await.unwrap();
        assert!(none.is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_is_done_is_found_by_team_and_by_who_wrote_it() {
    on_both_databases(async |store: Store| {
        let writing = store.write().await.unwrap();
        keep(&writing, published(1), &[], "T").await;
        writing.commit_unrecorded().await.unwrap();
        for (number, month, state) in [
            (1, 7, CorrectionState::Done),
            (2, 6, CorrectionState::Done),
            (3, 5, CorrectionState::InProgress),
        ] {
            let kept = correction(number, date(2026, month, 1), state);
            save(&store, &kept).await.unwrap();
        }
        let reading = store.read().await.unwrap();
        let found = async |who: u8, of: &[u8]| {
            let teams = of.iter().map(|&number| team(number)).collect();
            let found = reading.corrections_to_verify(person(who), &teams, 5);
            let found = found.await.unwrap().into_iter();
            found.map(|one| one.kept.state.id).collect::<Vec<_>>()
        };
        let (first, second) = (correction_id(1), correction_id(2));
        assert_eq!(found(1, &[]).await, [second, first], "its author");
        assert_eq!(found(1, &[1]).await, [second, first], "each once");
        assert_eq!(found(8, &[1, 3]).await, [first], "the team that does it");
        assert_eq!(found(8, &[]).await, []);
    })
    .await;
}
