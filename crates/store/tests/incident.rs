//! Incidents.

use domain::incident::{Incident, Severity, Times};
use store::incident::IncidentFilter;
use store::{Error, Kept, Page, Store};
use testkit::on_both_databases;

use crate::sample::{components, incident, incident_id, later, new, team};

async fn three(store: &Store) {
    let writing = store.write().await.unwrap();
    let second = Incident {
        severity: Severity::new(4).unwrap(),
        owning_team: team(2),
        ..incident(2, &["search"])
    };
    for incident in [
        incident(1, &["checkout", "ledger"]),
        second,
        incident(3, &["ledger"]),
    ] {
        writing.save_incident(&new(incident)).await.unwrap();
    }
    writing.commit_unrecorded().await.unwrap();
}

#[tokio::test]
async fn an_incident_is_read_as_it_was_kept() {
    on_both_databases(async |store: Store| {
        three(&store).await;
        let changed = Incident {
            times: Times {
                started: Some(later(1)),
                resolved: Some(later(2)),
                ..Times::default()
            },
            is_resolved: true,
            ..incident(1, &["checkout", "mail"])
        };
        let writing = store.write().await.unwrap();
        let state = changed.clone();
        writing
            .save_incident(&Kept { state, version: 1 })
            .await
            .unwrap();
        writing.commit_unrecorded().await.unwrap();
        let reading = store.read().await.unwrap();
        let kept = reading.incident(incident_id(1)).await.unwrap().unwrap();
        assert_eq!((kept.state, kept.version), (changed, 2));
        let known = reading.components().await.unwrap();
        assert_eq!(known, components(&["checkout", "ledger", "mail", "search"]));
        assert_eq!(reading.incident(incident_id(7)).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn lists_are_filtered_and_paged() {
    on_both_databases(async |store: Store| {
        three(&store).await;
        let reading = store.read().await.unwrap();
        let list = async |filter: IncidentFilter, after, limit| {
            let page = Page { after, limit };
            let found = reading.incidents(&filter, &page).await.unwrap();
            found.iter().map(|kept| kept.state.id).collect::<Vec<_>>()
        };
        let [one, two, three] = [1, 2, 3].map(incident_id);
        let all = IncidentFilter::default();
        assert_eq!(list(all.clone(), None, 2).await, [three, two]);
        assert_eq!(list(all, Some(two), 2).await, [one]);
        let filters = [
            (Some(team(2)), None, None, vec![two]),
            (None, Some(2), None, vec![three, one]),
            (None, None, Some("ledger"), vec![three, one]),
            (Some(team(2)), Some(2), Some("ledger"), vec![]),
        ];
        for (team, severity, component, expected) in filters {
            let component = component.map(|name| name.parse().unwrap());
            let filter = IncidentFilter {
                team,
                severity,
                component,
            };
            assert_eq!(list(filter, None, 9).await, expected);
        }
    })
    .await;
}

#[tokio::test]
async fn an_old_copy_is_not_kept() {
    on_both_databases(async |store: Store| {
        three(&store).await;
        for version in [0, 2] {
            let writing = store.write().await.unwrap();
            let state = incident(1, &[]);
            let saved = writing.save_incident(&Kept { state, version }).await;
            assert!(matches!(saved, Err(Error::Conflict("the incident"))));
        }
    })
    .await;
}

#[tokio::test]
async fn several_are_read_at_once() {
    on_both_databases(async |store: Store| {
        three(&store).await;
        let reading = store.read().await.unwrap();
        let wanted = [incident_id(1), incident_id(3), incident_id(9)].into();
        let found = reading.incidents_by_id(&wanted).await.unwrap();
        let found: Vec<_> = found.into_values().collect();
        let expected = [
            incident(1, &["checkout", "ledger"]),
            incident(3, &["ledger"]),
        ];
        assert_eq!(found, expected);
        let none = reading.incidents_by_id(&[].into()).await.unwrap();
        assert!(none.is_empty());
    })
    .await;
}
