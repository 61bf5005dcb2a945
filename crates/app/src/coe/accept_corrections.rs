//! Answering for the corrective actions of an approved text.

use domain::access::Action;
use domain::coe::CoeCommand;
use domain::id::CoeId;
use domain::revision::Root;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::events::event_with;
use crate::opened::Opened;
use crate::review::message;

/// A manager of the owning team commits its time to the corrective actions of the text with this
/// root.
pub async fn accept_corrections(
    app: &App,
    caller: &Caller,
    coe: CoeId,
    root: Root,
) -> Result<(), Error> {
    let by = caller.person;
    let command = CoeCommand::AcceptCorrections { by, root };
    accept(app, caller, coe, (Action::AcceptCorrections, command), root).await
}

/// A director above the owning team answers for them, too, after severity 1.
pub async fn accept_as_director(
    app: &App,
    caller: &Caller,
    coe: CoeId,
    root: Root,
) -> Result<(), Error> {
    let by = caller.person;
    let command = CoeCommand::AcceptAsDirector { by, root };
    accept(app, caller, coe, (Action::AcceptAsDirector, command), root).await
}

async fn accept(
    app: &App,
    caller: &Caller,
    coe: CoeId,
    (action, command): (Action, CoeCommand),
    root: Root,
) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let mut opened = Opened::load(app, &writing, coe).await?;
    opened.allow(caller, action)?;
    let changes = opened.carry_out(app, command, now)?;
    opened.keep(&writing, &changes, now).await?;
    if opened.publish_blockers(app).is_empty() {
        for &author in &opened.kept.state.authors {
            let to = (coe, author);
            message(&writing, to, "ready-to-publish", &root.to_string(), now).await?;
        }
    }
    let verb = match action {
        Action::AcceptAsDirector => "corrections.accepted_by_director",
        _ => "corrections.accepted",
    };
    let text = [("root", root.to_string().into())];
    let accepted = event_with(caller, now, verb, ("coe", coe.to_string()), text);
    writing.commit([accepted]).await?;
    Ok(())
}
