//! The demonstration is as its data says, and keeps what it promises.

use std::sync::Arc;

use app::App;
use demo::{Clock, Error, Filled};
use domain::coe::Stage;
use domain::moment::Moment;
use domain::people::CompanyKind;
use reviewer::FingerprintKey;
use store::correction::CorrectionFilter;
use store::incident::IncidentFilter;
use store::risk::RiskFilter;
use store::{Page, Reading, Store};
use testkit::{Database, on_both_empty_databases, random};

/// When the story was written for.
const THEN: &str = "2026-11-22T16:00:00Z";

fn moment(text: &str) -> Moment {
    text.parse().expect("a moment")
}

/// An installation in which it is `now`.
fn installation(store: Store, now: &str) -> (App, Clock) {
    let now = moment(now);
    let clock = Clock::new(Arc::new(move || now));
    let settings = demo::settings().expect("the settings are read");
    let fingerprints = FingerprintKey::new([5; 32]);
    let random = random::seeded(9);
    let app = App::new(store, settings, clock.for_app(), random, fingerprints);
    (app, clock)
}

async fn filled(database: &Database, now: &str) -> (App, Clock, Filled) {
    let store = database.open().await.expect("the store opens");
    let (app, clock) = installation(store, now);
    let filled = demo::fill(&app, &clock).await;
    let filled = filled.unwrap_or_else(|error| panic!("{error}"));
    (app, clock, filled)
}

fn all<T>() -> Page<T> {
    let limit = 1_000;
    Page { after: None, limit }
}

#[tokio::test]
async fn the_organisation_is_there_and_nobody_is_named() {
    on_both_empty_databases(async |database| {
        let (app, clock, filled) = filled(database, THEN).await;
        let reading = app.store().read().await.expect("it is read");
        everything_is_there(&reading, &filled).await;
        somebody_is_worth_being(&filled);
        the_audit_log_verifies(&reading).await;
        no_name_is_at_rest(database, &reading).await;
        let again = demo::fill(&app, &clock).await;
        assert!(matches!(again, Err(Error::NotEmpty)));
        assert_eq!(app.now(), moment(THEN), "the clock goes on");
    })
    .await;
}

async fn everything_is_there(reading: &Reading, filled: &Filled) {
    let organisation = reading.organisation().await.expect("it is read");
    assert_eq!(organisation.teams.len(), 8);
    assert_eq!((organisation.people.len(), filled.people), (60, 60));
    let accounts = reading.accounts().await.expect("it is read");
    let administers = accounts.iter().filter(|one| one.state.is_administrator);
    assert_eq!((accounts.len(), administers.count()), (60, 2));
    let incidents = reading.incidents(&IncidentFilter::default(), &all()).await;
    assert_eq!(incidents.expect("it is read").len(), 25);
    let risks = reading.risks(&RiskFilter::default(), &all()).await;
    assert_eq!(risks.expect("it is read").len(), 14);
    let mut stages = Vec::new();
    for stage in [
        Stage::Draft,
        Stage::InReview,
        Stage::Approved,
        Stage::Published,
        Stage::Closed,
    ] {
        stages.push(reading.coes_at(&[stage]).await.expect("it is read").len());
    }
    assert_eq!(stages, [7, 3, 2, 10, 3]);
}

fn somebody_is_worth_being(filled: &Filled) {
    let headings = ["Write and correct", "Review", "Decide", "Run it"];
    let found: Vec<_> = filled.groups.iter().map(|group| group.heading).collect();
    assert_eq!(found, headings);
    assert!(filled.groups.iter().all(|group| group.parts.len() >= 3));
}

async fn the_audit_log_verifies(reading: &Reading) {
    let entries = reading
        .stored_entries(0, 100_000)
        .await
        .expect("it is read");
    assert!(entries.len() > 600, "{} entries", entries.len());
    let checkpoints = reading.checkpoints(0, 100_000).await.expect("it is read");
    let checkpoints = checkpoints.into_iter().map(Ok);
    let key = testkit::database::keys().audit.verifier();
    let entries = entries.into_iter().map(Ok::<_, std::io::Error>);
    let verified = audit::verify(&key, &[], entries, checkpoints);
    verified.expect("the log verifies");
}

/// In the file of SQLite; of PostgreSQL there are no bytes to look at.
async fn no_name_is_at_rest(database: &Database, reading: &Reading) {
    let people = reading
        .organisation()
        .await
        .expect("it is read")
        .people
        .into_values();
    let people = people.map(|one| one.profile.name);
    let companies = reading.companies().await.expect("it is read").into_values();
    let customers = companies.filter(|one| one.kind == CompanyKind::Customer);
    let names: Vec<_> = people.chain(customers.map(|one| one.names.name)).collect();
    assert_eq!(names.len(), 75);
    let bytes = database.file_bytes();
    let kept = String::from_utf8_lossy(&bytes);
    for name in names {
        assert!(!kept.contains(&name), "{name}");
    }
}

/// How many days after `today` corrective actions are due, as the register has it.
async fn due_in_days(reading: &Reading, now: Moment) -> Vec<(String, i32)> {
    let register = reading
        .corrections(&CorrectionFilter::default(), &all())
        .await;
    let due = register.expect("it is read").into_iter().map(|one| {
        let state = one.kept.state;
        (state.reference, (state.due - now.date(0)).get_days())
    });
    let mut due: Vec<_> = due.collect();
    due.sort();
    due
}

/// The same, as the data has it.
fn due_in_days_written() -> Vec<(String, i32)> {
    let data: toml::Table = include_str!("../data/corrections.toml")
        .parse()
        .expect("it is read");
    let corrections = data["corrections"].as_array().expect("it is read").iter();
    let due = corrections.map(|one| {
        let due = one["due_now"].as_datetime().expect("it is read");
        let due = moment(&format!("{due}T00:00:00Z"));
        let away = due.date(0) - moment(THEN).date(0);
        (
            one["id"].as_str().expect("it is read").to_owned(),
            away.get_days(),
        )
    });
    let mut due: Vec<_> = due.collect();
    due.sort();
    due
}

#[tokio::test]
async fn what_is_due_is_as_far_from_now_as_written_whenever_that_is() {
    for now in [THEN, "2027-11-29T17:00:00Z"] {
        on_both_empty_databases(async |database| {
            let (app, ..) = filled(database, now).await;
            let reading = app.store().read().await.expect("it is read");
            let due = due_in_days(&reading, moment(now)).await;
            assert_eq!(due, due_in_days_written());
        })
        .await;
    }
}
