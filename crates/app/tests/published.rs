//! A published COE and its corrective actions, as publishing leaves them.

use std::collections::BTreeSet;

use domain::coe::{Publication, Stage};
use domain::correction::{Correction, CorrectionKind, Priority};
use domain::id::{CoeId, CorrectionId, PersonId};
use jiff::civil::Date;
use store::Kept;
use store::correction::KeptCorrection;
use testkit::TestApp;

/// A COE about the team Storage that everybody may read.
pub async fn published(test: &TestApp) -> CoeId {
    let (coe, _) = test.submitted().await;
    let now = test.clock.now();
    change(test, coe, |state| {
        let revision = state.latest.unwrap();
        state.stage = Stage::Published;
        state.publications.push(Publication { revision, at: now });
    })
    .await;
    let writing = test.store.write().await.unwrap();
    let text = testkit::TEXT;
    writing
        .index_text(coe, "Writes failed", text)
        .await
        .unwrap();
    writing.commit_unrecorded().await.unwrap();
    coe
}

/// Changes the state of a COE behind the verbs' back.
pub async fn change(test: &TestApp, coe: CoeId, change: impl FnOnce(&mut domain::coe::Coe)) {
    let writing = test.store.write().await.unwrap();
    let mut kept = writing.coe(coe).await.unwrap().unwrap();
    let title = writing.coe_summary(coe).await.unwrap().unwrap().title;
    change(&mut kept.state);
    writing.save_coe(&kept, &title).await.unwrap();
    writing.commit_unrecorded().await.unwrap();
}

/// Restricts a COE to its author and these.
pub async fn restrict(test: &TestApp, coe: CoeId, readers: &[&str]) {
    let readers: BTreeSet<PersonId> = readers.iter().map(|key| test.person(key)).collect();
    change(test, coe, |state| {
        state.readers = Some(readers);
        state.review = domain::review::Review::default();
    })
    .await;
}

/// A corrective action of the team Storage, "C" and its number. None of 1 to 4 is drawn for a
/// verification from outside.
pub async fn correction(
    test: &TestApp,
    coe: CoeId,
    number: u8,
    strength: (CorrectionKind, Priority),
    due: Date,
) -> CorrectionId {
    let now = test.clock.now();
    let id = CorrectionId::new(now, [number; 10]);
    let reference = format!("C{number}");
    let published = now.date(0);
    let team = test.team("Storage");
    let born = (id, coe, reference.as_str());
    let state = Correction::born(born, strength, team, Some(due), published);
    assert!(!state.is_sampled());
    let correction = KeptCorrection {
        kept: Kept { state, version: 0 },
        statement: "Check the free space of a cell before it is filled".to_owned(),
    };
    let writing = test.store.write().await.unwrap();
    let by = Some(test.person("author"));
    writing.save_correction(&correction, by, now).await.unwrap();
    writing.commit_unrecorded().await.unwrap();
    id
}
