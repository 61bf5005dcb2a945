//! Accepting a small change of a text one approved.

use domain::access::Action;
use domain::coe::CoeCommand;
use domain::id::{CoeId, DecisionId};
use domain::review::Accepting;
use domain::revision::Root;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::events::event_with;
use crate::opened::Opened;

/// Approves the text with this root, which differs little from one the caller approved. Sent twice
/// with the same id, it counts once.
pub async fn accept_small_difference(
    app: &App,
    caller: &Caller,
    coe: CoeId,
    id: DecisionId,
    root: Root,
) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let mut opened = Opened::load(app, &writing, coe).await?;
    opened.allow(caller, Action::DecideReview)?;
    let by = caller.person;
    let accepting = Accepting { id, by, root };
    let mut changes = opened.carry_out(app, CoeCommand::AcceptSmallDifference(accepting), now)?;
    if changes.is_empty() {
        return Ok(());
    }
    changes.extend(opened.carry_out(app, CoeCommand::Hear { person: by }, now)?);
    opened.keep(&writing, &changes, now).await?;
    let particulars = [
        ("decision", id.to_string().into()),
        ("root", root.to_string().into()),
    ];
    let subject = ("coe", coe.to_string());
    let accepted = event_with(
        caller,
        now,
        "review.small_difference_accepted",
        subject,
        particulars,
    );
    writing.commit([accepted]).await?;
    Ok(())
}
