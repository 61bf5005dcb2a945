//! Incidents.

use app::Error;
use app::incident::{self, Edit, RecordIncident};
use domain::incident::Times;
use domain::moment::Moment;
use store::Page;
use store::incident::IncidentFilter;
use testkit::TestApp;

fn wanted(test: &TestApp) -> RecordIncident {
    RecordIncident {
        title: "Orders were taken twice".to_owned(),
        severity: 3,
        is_near_miss: false,
        components: vec![" orders ".to_owned(), String::new()],
        times: Times::default(),
        owning_team: test.team("Payments"),
        is_resolved: false,
    }
}

#[tokio::test]
async fn an_incident_is_recorded_edited_and_resolved() {
    TestApp::on_both(async |test| {
        let stranger = test.caller("stranger");
        let id = incident::record(&test.app, &stranger, wanted(test))
            .await
            .unwrap();
        let page = incident::open(&test.app, &stranger, id).await.unwrap();
        assert_eq!(
            page.incident.state.title.as_str(),
            "Orders were taken twice"
        );
        let components: Vec<_> = page
            .incident
            .state
            .components
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(components, ["orders"]);
        let at = Moment::from_milliseconds(test.clock.now().as_milliseconds() - 1000);
        incident::edit(&test.app, &stranger, id, 1, Edit::Resolve(at))
            .await
            .unwrap();
        let page = incident::open(&test.app, &stranger, id).await.unwrap();
        assert_eq!(page.incident.state.resolved_at(), Some(at));
        let again = incident::edit(&test.app, &stranger, id, 1, Edit::Reopen).await;
        assert!(matches!(again, Err(Error::Conflict("the incident"))));
        let all = Page {
            after: None,
            limit: 10,
        };
        let filter = IncidentFilter {
            team: Some(test.team("Storage")),
            ..IncidentFilter::default()
        };
        assert!(
            incident::list(&test.app, &stranger, &filter, &all)
                .await
                .unwrap()
                .is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn a_title_that_names_somebody_is_not_kept() {
    TestApp::on_both(async |test| {
        let title = "Dmitri Harcourt deleted the index".to_owned();
        let named = RecordIncident {
            title,
            ..wanted(test)
        };
        let refused = incident::record(&test.app, &test.caller("author"), named).await;
        let Err(Error::NotScreened {
            field: "title",
            findings,
        }) = refused
        else {
            panic!("a name in a title");
        };
        assert!(
            findings
                .iter()
                .all(|finding| !finding.message.contains("Harcourt"))
        );
    })
    .await;
}

#[tokio::test]
async fn what_cannot_stand_is_said_by_field() {
    TestApp::on_both(async |test| {
        let author = test.caller("author");
        let blank = RecordIncident {
            title: "  ".to_owned(),
            ..wanted(test)
        };
        let graver = RecordIncident {
            severity: 9,
            ..wanted(test)
        };
        let nowhere = RecordIncident {
            components: vec!["\u{7}".to_owned()],
            ..wanted(test)
        };
        let fields = ["title", "severity-unknown", "components"];
        for (wrong, field) in [blank, graver, nowhere].into_iter().zip(fields) {
            match incident::record(&test.app, &author, wrong).await {
                Err(Error::Invalid(invalid)) => assert_eq!(invalid.field, field),
                Err(Error::Refused(refusal)) => assert!(!refusal.code().is_empty()),
                other => panic!("{field}: {other:?}"),
            }
        }
    })
    .await;
}
