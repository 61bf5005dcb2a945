//! What waits for somebody, or for time.

use std::collections::BTreeSet;

use domain::coe::Stage;
use domain::correction::{Correction, CorrectionKind, CorrectionState, Priority};
use domain::discussion::{Question, QuestionState, Speaker};
use domain::id::{CoeId, CorrectionId, QuestionId, RiskId, TeamId};
use domain::risk::{Risk, RiskVoice};
use jiff::civil::{Date, date};
use store::coe::Relation;
use store::correction::{CorrectionFilter, KeptCorrection};
use store::outbox::NewMessage;
use store::risk::RiskFilter;
use store::{Page, Store, Writing};
use testkit::on_both_databases;

use crate::sample::{coe, coe_id, components, keep, later, new, person, published, team, text};

fn correction_id(number: u8) -> CorrectionId {
    CorrectionId::new(later(i64::from(number)), [number; 10])
}

async fn correct(writing: &Writing, number: u8, of: u8, due: Date, state: CorrectionState) {
    let which = (correction_id(number), coe_id(of), format!("C{number}"));
    let which = (which.0, which.1, which.2.as_str());
    let kind = (CorrectionKind::Guard, Priority::P1);
    let born = Correction::born(which, kind, team(number), Some(due), date(2026, 3, 2));
    let correction = KeptCorrection {
        kept: new(Correction { state, ..born }),
        statement: "Guard".to_owned(),
    };
    let saved = writing.save_correction(&correction, None, later(7));
    saved.await.unwrap();
}

/// COE 1 is published, 2 published and restricted to person 2, 3 a draft; all by person 1. Each of
/// the first two has a correction of the team of its number, late and done.
async fn sample(store: &Store) {
    let writing = store.write().await.unwrap();
    keep(&writing, published(1), &["checkout"], "One").await;
    let mut restricted = published(2);
    restricted.readers = Some([person(2)].into());
    keep(&writing, restricted, &["ledger"], "Two").await;
    keep(&writing, coe(3), &[], "Three").await;
    for (number, of) in [(1, 1), (2, 2)] {
        let due = date(2026, 4, 1);
        correct(&writing, number, of, due, CorrectionState::Committed).await;
        correct(&writing, number + 2, of, due, CorrectionState::Done).await;
    }
    writing.commit_unrecorded().await.unwrap();
}

fn ids(found: Vec<KeptCorrection>) -> Vec<CorrectionId> {
    found.into_iter().map(|one| one.kept.state.id).collect()
}

#[tokio::test]
async fn coes_come_with_what_their_deadlines_depend_on() {
    on_both_databases(async |store: Store| {
        sample(&store).await;
        let reading = store.read().await.unwrap();
        let drafts = reading.waiting_coes(&[Stage::Draft]).await.unwrap();
        assert_eq!(drafts.len(), 1);
        let draft = &drafts[0];
        assert_eq!((&draft.kept.state, draft.kept.version), (&coe(3), 1));
        assert_eq!(
            (draft.title.as_str(), draft.severity.number()),
            ("Three", 2)
        );
        assert_eq!(draft.resolved, None);
        let both = [Stage::Draft, Stage::Published];
        assert_eq!(reading.waiting_coes(&both).await.unwrap().len(), 3);
        let of = async |number, relation| {
            let relations = [relation];
            let found = reading.waiting_coes_of(person(number), &relations, &both);
            found.await.unwrap().len()
        };
        assert_eq!(of(1, Relation::Author).await, 3);
        assert_eq!(of(2, Relation::Author).await, 0);
        assert_eq!(of(2, Relation::Reader).await, 1);
        let summaries = reading.coe_summaries(&[coe_id(1), coe_id(9)].into()).await;
        let summaries = summaries.unwrap();
        assert_eq!(summaries.into_keys().collect::<Vec<_>>(), [coe_id(1)]);
        assert!(
            reading
                .coe_summaries(&BTreeSet::new())
                .await
                .unwrap()
                .is_empty()
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_late_or_done_is_found_by_whom_it_is_for() {
    on_both_databases(async |store: Store| {
        sample(&store).await;
        let reading = store.read().await.unwrap();
        let late = async |day| ids(reading.late_corrections(day).await.unwrap());
        assert_eq!(late(date(2026, 4, 1)).await, [], "the last day is not late");
        assert_eq!(late(date(2026, 4, 2)).await, [1, 2].map(correction_id));
        let done = async |number, teams: &[u8]| {
            let teams: BTreeSet<TeamId> = teams.iter().map(|number| team(*number)).collect();
            let found = reading.corrections_to_verify(person(number), &teams, 9);
            ids(found.await.unwrap())
        };
        assert_eq!(done(1, &[]).await, [3, 4].map(correction_id), "the author");
        assert_eq!(
            done(2, &[3, 4]).await,
            [3, 4].map(correction_id),
            "a reader"
        );
        assert_eq!(done(3, &[3, 4]).await, [correction_id(3)], "nobody to it");
        assert_eq!(done(3, &[]).await, []);
        let known = async |number, due_by| {
            let filter = CorrectionFilter {
                known_to: Some(person(number)),
                due_by: Some(due_by),
                ..CorrectionFilter::default()
            };
            let page = Page {
                after: None,
                limit: 9,
            };
            ids(reading.corrections(&filter, &page).await.unwrap())
        };
        assert_eq!(known(3, date(2026, 4, 1)).await, [1, 3].map(correction_id));
        assert_eq!(
            known(2, date(2026, 4, 1)).await,
            [1, 2, 3, 4].map(correction_id)
        );
        assert_eq!(known(2, date(2026, 3, 31)).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_coe_is_finished_when_nothing_remains() {
    on_both_databases(async |store: Store| {
        sample(&store).await;
        let finished = async || store.read().await.unwrap().finished_coes().await.unwrap();
        assert_eq!(finished().await, []);
        let writing = store.write().await.unwrap();
        for (number, state) in [
            (1, CorrectionState::Verified),
            (3, CorrectionState::Declined),
        ] {
            let mut kept = writing
                .correction(correction_id(number))
                .await
                .unwrap()
                .unwrap();
            kept.kept.state.state = state;
            writing
                .save_correction(&kept, None, later(8))
                .await
                .unwrap();
        }
        writing.commit_unrecorded().await.unwrap();
        assert_eq!(finished().await, [coe_id(1)]);
    })
    .await;
}

fn risk(number: u8, names: &[&str], from: Option<u8>) -> Risk {
    let (by, at) = (person(1), later(i64::from(number)));
    let id = RiskId::new(at, [number; 10]);
    let statement = text("Renewals are done by hand");
    let voice = RiskVoice { by, at };
    let mut risk = Risk::raise(id, statement, components(names), team(number), voice).unwrap();
    risk.declined_correction = from.map(correction_id);
    risk
}

#[tokio::test]
async fn what_became_of_a_restricted_coe_is_known_to_its_readers() {
    on_both_databases(async |store: Store| {
        sample(&store).await;
        let writing = store.write().await.unwrap();
        let all = [(1, None), (2, Some(1)), (3, Some(2))];
        let risks = all.map(|(number, from)| risk(number, &["ledger"], from));
        for risk in &risks {
            writing.save_risk(&new(risk.clone())).await.unwrap();
        }
        writing.commit_unrecorded().await.unwrap();
        let reading = store.read().await.unwrap();
        let known = async |number| {
            let page = Page {
                after: None,
                limit: 9,
            };
            let filter = RiskFilter::default();
            let found = reading.risks_known_to(person(number), &filter, &page).await;
            let found: Vec<_> = found.unwrap().iter().map(|one| one.state.id).collect();
            for risk in &risks {
                let one = reading
                    .risk_known_to(risk.id, person(number))
                    .await
                    .unwrap();
                assert_eq!(one.is_some(), found.contains(&risk.id));
            }
            found
        };
        let [one, two, three] = [&risks[0], &risks[1], &risks[2]].map(|risk| risk.id);
        assert_eq!(known(3).await, [two, one]);
        assert_eq!(known(2).await, [three, two, one]);
        let before = async |names: &[&str], seconds| {
            let found = reading
                .warnings_before(&components(names), later(seconds), 9)
                .await;
            found
                .unwrap()
                .iter()
                .map(|one| one.state.id)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            before(&["ledger", "mail"], 9).await,
            [two, one],
            "for whoever reads"
        );
        assert_eq!(before(&["ledger"], 2).await, [one]);
        assert_eq!(before(&["mail"], 9).await, []);
        assert_eq!(before(&[], 9).await, []);
        let undecided = async |teams: Option<&BTreeSet<TeamId>>| {
            let found = reading
                .undecided_risks(date(2026, 3, 2), teams)
                .await
                .unwrap();
            found.iter().map(|one| one.state.id).collect::<Vec<_>>()
        };
        assert_eq!(undecided(None).await, [one, two, three]);
        assert_eq!(undecided(Some(&[team(2)].into())).await, [two]);
        assert_eq!(undecided(Some(&BTreeSet::new())).await, []);
    })
    .await;
}

#[tokio::test]
async fn open_questions_and_the_next_message_are_found() {
    on_both_databases(async |store: Store| {
        sample(&store).await;
        let writing = store.write().await.unwrap();
        for (number, coe, state) in [
            (1, 1, QuestionState::Open),
            (2, 1, QuestionState::Passed),
            (3, 2, QuestionState::Open),
        ] {
            let question = Question {
                id: QuestionId::new(later(number), [1; 10]),
                coe: coe_id(coe),
                by: Speaker::Person(person(2)),
                to: "Oncall 1".parse().unwrap(),
                body: text("What did the graph show?"),
                at: later(number),
                state,
            };
            writing.save_question(&new(question)).await.unwrap();
        }
        assert_eq!(writing.next_message().await.unwrap(), None);
        for (key, at) in [("a", 9), ("b", 5)] {
            let message = NewMessage {
                person: person(1),
                kind: "draft-due",
                subject: None,
                key: &[key],
            };
            assert!(writing.send_message(&message, later(at)).await.unwrap());
        }
        assert_eq!(writing.next_message().await.unwrap(), Some(later(5)));
        let lease = std::time::Duration::from_mins(1);
        for message in writing.claim_messages(later(6), lease, 9).await.unwrap() {
            writing.message_sent(&message, later(6)).await.unwrap();
        }
        assert_eq!(writing.next_message().await.unwrap(), Some(later(9)));
        let open = async |coes: &[u8]| {
            let coes: BTreeSet<CoeId> = coes.iter().map(|number| coe_id(*number)).collect();
            writing.open_questions(&coes).await.unwrap().len()
        };
        assert_eq!(
            [open(&[1]).await, open(&[1, 2]).await, open(&[]).await],
            [1, 2, 0]
        );
    })
    .await;
}
