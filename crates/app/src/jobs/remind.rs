//! Deadlines of texts.

use domain::coe::{Clock, Deadline, DeadlineState, Stage};
use domain::moment::Moment;
use store::waiting::WaitingCoe;

use crate::context::App;
use crate::error::Error;
use crate::outbox::kind;
use crate::review::message;

/// Messages asked for in one transaction: whoever saves something meanwhile waits for it.
const AT_ONCE: usize = 100;

/// Reminds the authors of texts that are due soon, and once more when they are late. A deadline
/// that moves is another one.
pub(super) async fn deadlines(app: &App, now: Moment) -> Result<(), Error> {
    let stages = [Stage::Draft, Stage::InReview, Stage::Approved];
    let mut due = Vec::new();
    for coe in app.read().await?.waiting_coes(&stages).await? {
        let state = &coe.kept.state;
        let clock = state.clock(coe.resolved, &app.settings().deadlines, now);
        let Some((kind, deadline)) = clock.and_then(|clock| reminder(&coe, clock)) else {
            continue;
        };
        let to = state.authors.iter().map(|&author| (state.id, author));
        due.extend(to.map(|about| (about, kind, deadline.due.to_string())));
    }
    for some in due.chunks(AT_ONCE) {
        let writing = app.write().await?;
        for (about, kind, key) in some {
            message(&writing, *about, kind, key, now).await?;
        }
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
