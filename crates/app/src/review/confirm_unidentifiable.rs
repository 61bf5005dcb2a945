//! Saying that nobody is identifiable, before anything else is decided.

use domain::access::Action;
use domain::coe::CoeCommand;
use domain::id::CoeId;
use domain::revision::Root;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::events::event_with;
use crate::opened::Opened;

/// A bar raiser found nobody identifiable in the text with this root: managers may read it.
pub async fn confirm_unidentifiable(
    app: &App,
    caller: &Caller,
    coe: CoeId,
    root: Root,
) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let mut opened = Opened::load(app, &writing, coe).await?;
    opened.allow(caller, Action::DecideReview)?;
    let by = caller.person;
    let mut changes =
        opened.carry_out(app, CoeCommand::ConfirmNobodyIdentifiable { by, root }, now)?;
    changes.extend(opened.carry_out(app, CoeCommand::Hear { person: by }, now)?);
    opened.keep(&writing, &changes, now).await?;
    let text = [("root", root.to_string().into())];
    let subject = ("coe", coe.to_string());
    let confirmed = event_with(caller, now, "review.nobody_identifiable", subject, text);
    writing.commit([confirmed]).await?;
    Ok(())
}
