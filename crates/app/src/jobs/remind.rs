//! Deadlines of texts.

use domain::coe::{Clock, Deadline, DeadlineState, Stage};
use domain::moment::Moment;
use store::waiting::WaitingCoe;

use crate::context::App;
use crate::error::Error;
use crate::outbox::kind;
use crate::review::message;

/// Reminds the authors of texts that are due soon, and once more when they are late. A deadline
/// that moves is another one.
pub(super) async fn deadlines(app: &App, now: Moment) -> Result<(), Error> {
    let stages = [Stage::Draft, Stage::InReview, Stage::Approved];
    let writing = app.write().await?;
    let mut asked = false;
    for coe in writing.waiting_coes(&stages).await? {
        let state = &coe.kept.state;
        let clock = state.clock(coe.resolved, &app.settings().deadlines, now);
        let Some((kind, due)) = clock.and_then(|clock| reminder(&coe, clock)) else {
            continue;
        };
        let key = due.due.to_string();
        for &author in &state.authors {
            message(&writing, (state.id, author), kind, &key, now).await?;
            asked = true;
        }
    }
    if asked {
        writing.commit_unrecorded().await?;
    }
    Ok(())
}

/// What the authors of a COE that was never published are reminded of.
fn reminder(coe: &WaitingCoe, clock: Clock) -> Option<(&'static str, Deadline)> {
    let state = &coe.kept.state;
    if !state.publications.is_empty() {
        return None;
    }
    let (deadline, [soon, late]) = if state.first_submitted.is_none() {
        (clock.draft, [kind::DRAFT_DUE, kind::DRAFT_LATE])
    } else {
        let kinds = [kind::PUBLICATION_DUE, kind::PUBLICATION_LATE];
        (clock.publication, kinds)
    };
    match deadline.state {
        DeadlineState::OnTime => None,
        DeadlineState::DueSoon => Some((soon, deadline)),
        DeadlineState::Late => Some((late, deadline)),
    }
}
