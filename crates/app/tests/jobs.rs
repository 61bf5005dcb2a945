//! What time does, and letters.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use app::App;
use app::jobs::{Rounds, tick};
use app::outbox::{Deliver, Delivery, Letter, send_due};
use app::risk::{self, RaiseRisk};
use domain::correction::{CorrectionKind, Priority};
use domain::moment::Moment;
use domain::people::Level;
use jiff::civil::date;
use reviewer::FingerprintKey;
use testkit::TestApp;

use crate::published::{correction, published, restrict};

const DAY: Duration = Duration::from_hours(24);

/// Keeps the letters it is given.
struct Postbox {
    answer: Delivery,
    letters: Mutex<Vec<Letter>>,
}

impl Postbox {
    const fn that_says(answer: Delivery) -> Self {
        let letters = Mutex::new(Vec::new());
        Self { answer, letters }
    }

    fn letters(&self) -> Vec<Letter> {
        self.letters.lock().unwrap().clone()
    }

    /// To whom which letters came, by subject.
    fn came(&self) -> Vec<(String, String)> {
        let mut came: Vec<_> = self
            .letters()
            .into_iter()
            .map(|one| (one.to, one.subject))
            .collect();
        came.sort();
        came
    }
}

impl Deliver for Postbox {
    async fn deliver(&self, letter: &Letter) -> Delivery {
        tokio::task::yield_now().await;
        self.letters.lock().unwrap().push(letter.clone());
        self.answer
    }
}

/// Another node over the same store, with a clock of its own.
fn node(test: &TestApp, now: Moment) -> App {
    App::new(
        test.store.clone(),
        test.app.settings().clone(),
        Arc::new(move || now),
        testkit::random::seeded(7),
        FingerprintKey::new([5; 32]),
    )
}

/// What is in the outbox: to whom, by kind.
async fn messages(test: &TestApp, kind: &str) -> usize {
    let reading = test.store.read().await.unwrap();
    let messages = reading.messages(1000).await.unwrap();
    messages
        .iter()
        .filter(|message| message.kind == kind)
        .count()
}

/// A correction of the priority P1 that was due a week ago.
async fn late(test: &TestApp) -> domain::id::CorrectionId {
    let coe = published(test).await;
    let strength = (CorrectionKind::Reduce, Priority::P1);
    let id = correction(test, coe, 1, strength, date(2026, 3, 3)).await;
    correction(test, coe, 2, strength, date(2026, 3, 3)).await;
    test.clock.advance(7 * DAY);
    id
}

#[tokio::test]
async fn entries_of_the_log_get_their_numbers() {
    TestApp::on_both(async |test| {
        test.draft().await;
        let next = tick(&test.app).await.unwrap();
        assert!(next > test.clock.now());
        let reading = test.store.read().await.unwrap();
        let log = reading.log_entries(None, 100).await.unwrap();
        assert!(!log.is_empty() && log.iter().all(|entry| entry.sequence.is_some()));
    })
    .await;
}

#[tokio::test]
async fn a_silent_bar_raiser_is_replaced_and_the_next_one_told() {
    TestApp::on_both(async |test| {
        let (coe, _) = test.submitted().await;
        let holders = async || {
            let reading = test.store.read().await.unwrap();
            reading
                .coe(coe)
                .await
                .unwrap()
                .unwrap()
                .state
                .review
                .holders()
        };
        let first = holders().await;
        let told = messages(test, "review-assigned").await;
        let mut rounds = Rounds::new(test.app.clone());
        rounds.tick().await.unwrap();
        assert_eq!(holders().await, first);
        test.clock.advance(4 * DAY);
        rounds.tick().await.unwrap();
        assert_ne!(holders().await, first);
        assert_eq!(messages(test, "review-assigned").await, told + 1);
    })
    .await;
}

#[tokio::test]
async fn a_level_is_told_once_whatever_nodes_and_clocks_do() {
    TestApp::on_both(async |test| {
        let id = late(test).await;
        let other = node(test, test.clock.now());
        let (one, two) = tokio::join!(tick(&test.app), tick(&other));
        one.unwrap();
        two.unwrap();
        assert_eq!(
            messages(test, "corrections-late").await,
            1,
            "one digest for both"
        );
        let early = node(test, testkit::clock::start());
        tick(&early).await.unwrap();
        tick(&test.app).await.unwrap();
        assert_eq!(messages(test, "corrections-late").await, 1);
        let level = async || {
            let reading = test.store.read().await.unwrap();
            reading
                .correction(id)
                .await
                .unwrap()
                .unwrap()
                .kept
                .state
                .escalated
        };
        assert_eq!(level().await, Some(Level::Manager));
        test.clock.advance(14 * DAY);
        tick(&test.app).await.unwrap();
        assert_eq!(level().await, Some(Level::Director));
        assert_eq!(messages(test, "corrections-late").await, 2);
    })
    .await;
}

#[tokio::test]
async fn each_letter_leaves_once() {
    TestApp::on_both(async |test| {
        late(test).await;
        tick(&test.app).await.unwrap();
        let postbox = Postbox::that_says(Delivery::Delivered);
        let other = node(test, test.clock.now());
        let (one, two) = tokio::join!(send_due(&test.app, &postbox), send_due(&other, &postbox));
        one.unwrap();
        two.unwrap();
        send_due(&test.app, &postbox).await.unwrap();
        let came = postbox.came();
        let digest = "2 corrective actions are late".to_owned();
        let to = "bvasquez@example.test".to_owned();
        assert_eq!(
            came.iter()
                .filter(|one| one.1 == digest)
                .collect::<Vec<_>>(),
            [&(to, digest)]
        );
        let mut once = came.clone();
        once.dedup();
        assert_eq!(once, came);
        for letter in postbox.letters() {
            for name in TestApp::names() {
                let text = format!("{}{}", letter.subject, letter.text);
                assert!(!text.contains(name), "{text}");
            }
        }
        assert_eq!(
            send_due(&test.app, &postbox).await.unwrap(),
            None,
            "none waits"
        );
    })
    .await;
}

#[tokio::test]
async fn a_restricted_coe_is_not_in_the_letter_of_who_may_not_know() {
    TestApp::on_both(async |test| {
        let coe = published(test).await;
        let strength = (CorrectionKind::Reduce, Priority::P1);
        correction(test, coe, 1, strength, date(2026, 3, 3)).await;
        restrict(test, coe, &["lead"]).await;
        test.clock.advance(7 * DAY);
        tick(&test.app).await.unwrap();
        let postbox = Postbox::that_says(Delivery::Delivered);
        send_due(&test.app, &postbox).await.unwrap();
        let letters = postbox.letters();
        let late = letters.iter().filter(|one| one.subject.contains("late"));
        assert_eq!(late.count(), 0);
        assert!(
            letters
                .iter()
                .all(|one| !one.text.contains("Writes failed"))
        );
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_does_not_leave_is_tried_for_a_day() {
    TestApp::on_both(async |test| {
        test.draft().await;
        test.clock.advance(6 * DAY);
        tick(&test.app).await.unwrap();
        let postbox = Postbox::that_says(Delivery::Later);
        let next = send_due(&test.app, &postbox).await.unwrap().unwrap();
        assert_eq!(next.since(test.clock.now()), Duration::from_mins(1));
        let first = postbox.letters().len();
        send_due(&test.app, &postbox).await.unwrap();
        assert_eq!(postbox.letters().len(), first, "it is not due");
        for _ in 0..20 {
            let Some(next) = send_due(&test.app, &postbox).await.unwrap() else {
                break;
            };
            test.clock.advance(next.since(test.clock.now()));
        }
        assert_eq!(
            send_due(&test.app, &postbox).await.unwrap(),
            None,
            "given up"
        );
        let tries = postbox.letters().len() / first;
        assert!((8..=14).contains(&tries), "{tries}");
    })
    .await;
}

#[tokio::test]
async fn authors_are_reminded_and_deciders_asked_once() {
    TestApp::on_both(async |test| {
        test.draft().await;
        let raised = RaiseRisk {
            statement: "Rebuilds have no limit".to_owned(),
            components: vec!["object-index".to_owned()],
            owning_team: test.team("Storage"),
        };
        risk::raise(&test.app, &test.caller("oncall"), raised)
            .await
            .unwrap();
        for _ in 0..40 {
            tick(&test.app).await.unwrap();
            test.clock.advance(DAY);
        }
        assert_eq!(messages(test, "draft-due").await, 1);
        assert_eq!(messages(test, "draft-late").await, 1);
        assert_eq!(
            messages(test, "risk-waits").await,
            3,
            "manager, director, executive"
        );
        let postbox = Postbox::that_says(Delivery::Never);
        assert_eq!(send_due(&test.app, &postbox).await.unwrap(), None);
        assert!(
            postbox
                .came()
                .iter()
                .any(|(to, _)| to == "aokonkwo@example.test")
        );
    })
    .await;
}
