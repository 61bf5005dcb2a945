//! Prior warnings.

use domain::id::RiskId;
use domain::risk::{Risk, RiskVoice};
use store::risk::RiskFilter;
use store::{Error, Kept, Page, Store};
use testkit::on_both_databases;

use crate::sample::{components, later, new, person, team, text};

fn risk_id(number: u8) -> RiskId {
    RiskId::new(later(i64::from(number)), [number; 10])
}

fn risk(number: u8, names: &[&str]) -> Risk {
    let voice = RiskVoice {
        by: person(1),
        at: later(1),
    };
    let statement = text("Renewals are done by hand");
    Risk::raise(
        risk_id(number),
        statement,
        components(names),
        team(number),
        voice,
    )
    .unwrap()
}

async fn two(store: &Store) {
    let writing = store.write().await.unwrap();
    for risk in [risk(1, &["checkout", "ledger"]), risk(2, &["ledger"])] {
        writing.save_risk(&new(risk)).await.unwrap();
    }
    writing.commit_unrecorded().await.unwrap();
}

#[tokio::test]
async fn risks_are_kept_filtered_and_paged() {
    on_both_databases(async |store: Store| {
        two(&store).await;
        let reading = store.read().await.unwrap();
        let kept = reading.risk(risk_id(1)).await.unwrap().unwrap();
        assert_eq!(
            (kept.state, kept.version),
            (risk(1, &["checkout", "ledger"]), 1)
        );
        assert_eq!(reading.risk(risk_id(9)).await.unwrap(), None);
        let list = async |team, on: Option<&[&str]>, after| {
            let components = on.map(components);
            let filter = RiskFilter { team, components };
            let page = Page { after, limit: 9 };
            let found = reading.risks(&filter, &page).await.unwrap();
            found.iter().map(|one| one.state.id).collect::<Vec<_>>()
        };
        let [one, two] = [1, 2].map(risk_id);
        assert_eq!(list(None, None, None).await, [two, one]);
        assert_eq!(list(None, None, Some(two)).await, [one]);
        assert_eq!(list(Some(team(2)), None, None).await, [two]);
        assert_eq!(
            list(None, Some(&["checkout", "ledger"]), None).await,
            [two, one]
        );
        assert_eq!(list(None, Some(&["checkout"]), None).await, [one]);
        assert_eq!(list(None, Some(&[]), None).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_changed_risk_is_about_its_new_components() {
    on_both_databases(async |store: Store| {
        two(&store).await;
        for version in [0, 2] {
            let writing = store.write().await.unwrap();
            let state = risk(1, &["mail"]);
            let saved = writing.save_risk(&Kept { state, version }).await;
            assert!(matches!(saved, Err(Error::Conflict("the risk"))));
        }
        let writing = store.write().await.unwrap();
        let state = risk(1, &["mail"]);
        writing
            .save_risk(&Kept { state, version: 1 })
            .await
            .unwrap();
        let known = writing.components().await.unwrap();
        assert_eq!(known, components(&["ledger", "mail"]));
    })
    .await;
}
