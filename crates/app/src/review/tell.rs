//! Who is told what a change of a review means for them.

use audit::{Details, Event};
use domain::coe::{CoeChange, Stage};
use domain::id::{CoeId, PersonId};
use domain::moment::Moment;
use domain::review::{ReviewChange, SeatedBy, Verdict};
use store::Writing;
use store::outbox::NewMessage;

use crate::error::Error;
use crate::events::system_event_with;
use crate::opened::Opened;

/// Tells new bar raisers that they have a seat, the leads that one waits, the authors what was
/// decided, and the manager that corrections wait. `opened` is the COE after the changes.
pub(crate) async fn tell(
    writing: &Writing,
    opened: &Opened,
    changes: &[CoeChange],
    now: Moment,
) -> Result<(), Error> {
    let coe = &opened.kept.state;
    // The version makes a message of this change another than that of a later, equal one.
    let version = opened.kept.version.to_string();
    for change in changes {
        let (people, kind) = match change {
            CoeChange::Review(ReviewChange::Seated { person, by, .. }) => match by {
                SeatedBy::Claim => continue,
                SeatedBy::Turn | SeatedBy::Lead(_) => (vec![*person], "review-assigned"),
            },
            CoeChange::Review(ReviewChange::Decided(decision)) => match decision.verdict {
                Verdict::RequestChanges(_) => (authors(opened), "changes-requested"),
                Verdict::Approve | Verdict::Recuse => continue,
            },
            CoeChange::Moved(Stage::Approved) => {
                send(
                    writing,
                    (coe.id, managers(opened)),
                    "corrections-wait",
                    &version,
                    now,
                )
                .await?;
                (authors(opened), "coe-approved")
            }
            _ => continue,
        };
        send(writing, (coe.id, people), kind, &version, now).await?;
    }
    if newly_waits(opened, changes) {
        let leads = opened.directory.leads().collect();
        send(writing, (coe.id, leads), "review-waits", &version, now).await?;
    }
    Ok(())
}

/// A message about a COE to one person.
pub(crate) async fn message(
    writing: &Writing,
    (coe, person): (CoeId, PersonId),
    kind: &str,
    key: &str,
    now: Moment,
) -> Result<(), Error> {
    let new = NewMessage {
        person,
        kind,
        subject: Some(coe.as_uuid()),
        key: &[&coe.to_string(), key],
    };
    writing.send_message(&new, now).await?;
    Ok(())
}

async fn send(
    writing: &Writing,
    (coe, people): (CoeId, Vec<PersonId>),
    kind: &str,
    key: &str,
    now: Moment,
) -> Result<(), Error> {
    for person in people {
        message(writing, (coe, person), kind, key, now).await?;
    }
    Ok(())
}

fn authors(opened: &Opened) -> Vec<PersonId> {
    opened.kept.state.authors.iter().copied().collect()
}

/// The manager nearest to the owning team.
fn managers(opened: &Opened) -> Vec<PersonId> {
    let organisation = &opened.directory.organisation;
    let managers = organisation.managers_of(opened.kept.state.owning_team);
    managers.into_iter().take(1).collect()
}

/// Whether a seat was opened or vacated by these changes and nobody has it afterwards.
fn newly_waits(opened: &Opened, changes: &[CoeChange]) -> bool {
    let review = &opened.kept.state.review;
    let is_free = |change: &CoeChange| match change {
        CoeChange::Review(
            ReviewChange::SeatOpened(specialty) | ReviewChange::SeatVacated { specialty, .. },
        ) => review.waiting().any(|free| free == specialty),
        _ => false,
    };
    changes.iter().any(is_free)
}

/// What time did to the seats of a review, for the log. Bar raisers are nobody's secret.
pub(crate) fn events_of(coe: CoeId, changes: &[CoeChange], now: Moment) -> Vec<Event> {
    let event = |change: &CoeChange| {
        let CoeChange::Review(change) = change else {
            return None;
        };
        let (verb, specialty, person) = match change {
            ReviewChange::Seated {
                specialty,
                person,
                by: SeatedBy::Turn,
                ..
            } => ("review.seated", specialty, person),
            ReviewChange::SeatVacated {
                specialty, person, ..
            } => ("review.seat_vacated", specialty, person),
            _ => return None,
        };
        let details = Details::from([
            ("bar_raiser".to_owned(), person.to_string().into()),
            ("specialty".to_owned(), specialty.as_str().into()),
        ]);
        Some(system_event_with(now, verb, "coe", coe, details))
    };
    changes.iter().filter_map(event).collect()
}
