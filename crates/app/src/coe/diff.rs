//! Two frozen texts beside each other.

use document::difference::{Change, changes};
use domain::access::Action;
use domain::id::CoeId;
use domain::revision::Revision;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::opened::Opened;

use super::history::readable_revision;

/// Two frozen texts. Holds the texts: never logged.
pub struct Compared {
    /// The older one.
    pub old: Revision,
    /// What it says.
    pub old_text: String,
    /// The newer one.
    pub new: Revision,
    /// What it says.
    pub new_text: String,
    /// What changed, in order.
    pub changes: Vec<Change>,
}

/// The frozen texts with these numbers, if the caller may read both.
pub async fn diff(
    app: &App,
    caller: &Caller,
    coe: CoeId,
    (old, new): (u32, u32),
) -> Result<Compared, Error> {
    let reading = app.read().await?;
    let opened = Opened::load(app, &reading, coe).await?;
    opened.allow(caller, Action::ReadStatus)?;
    let old = readable_revision(&reading, &opened, caller, old).await?;
    let new = readable_revision(&reading, &opened, caller, new).await?;
    let (old, new) = (old.revision, new.revision);
    let old_text = reading.revision_text(old.id).await?;
    let new_text = reading.revision_text(new.id).await?;
    Ok(Compared {
        changes: changes(&old_text, &new_text),
        old_text,
        new_text,
        old,
        new,
    })
}
