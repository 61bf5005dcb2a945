//! What is done with a corrective action.

mod lateness;
mod list;
mod move_on;
mod open;

pub use lateness::Lateness;
pub use list::{CorrectionsWanted, ListedCorrection, list};
pub use move_on::{Move, move_on};
pub use open::{CorrectionPage, Said, open};

pub(crate) use list::listed;

use domain::access::{Action, Object};
use domain::correction::Correction;
use domain::id::CorrectionId;
use store::Reading;
use store::correction::KeptCorrection;

use crate::caller::Caller;
use crate::context::App;
use crate::directory::Directory;
use crate::error::Error;
use crate::opened::Opened;
use crate::permissions::allow_on;

/// A corrective action and its COE, for whoever may read what is published of that.
async fn load(
    app: &App,
    caller: &Caller,
    reading: &Reading,
    id: CorrectionId,
) -> Result<(KeptCorrection, Opened), Error> {
    let correction = reading.correction(id).await?.ok_or(Error::NotFound)?;
    let opened = Opened::load(app, reading, correction.kept.state.coe).await?;
    opened.allow(caller, Action::ReadPublished)?;
    Ok((correction, opened))
}

/// Asks the table of roles: managers are those of the team that does it, and whoever said that it
/// is done was the first of two people.
fn allow(
    directory: &Directory,
    caller: &Caller,
    action: Action,
    correction: &Correction,
) -> Result<(), Error> {
    let records = |person| directory.organisation.records_of(person);
    let object = Object {
        first_people: correction.done_by.map(records).unwrap_or_default(),
        ..Object::organisation()
    };
    allow_on(
        directory,
        caller,
        action,
        Some(correction.owning_team),
        &object,
    )
}
