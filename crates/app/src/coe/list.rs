//! Lists of COEs.

use domain::id::{CoeId, PersonId};
use store::Page;
use store::coe::{Audience, CoeFilter, CoeSummary, Relation};

use crate::caller::Caller;
use crate::context::App;
use crate::directory::Directory;
use crate::error::Error;

/// The COEs the caller may know of, the newest first.
pub async fn list(
    app: &App,
    caller: &Caller,
    filter: &CoeFilter,
    page: &Page<CoeId>,
) -> Result<Vec<CoeSummary>, Error> {
    let reading = app.read().await?;
    let directory = app.directory(&reading).await?;
    let audience = audience(&directory, caller.person);
    Ok(reading.coes(filter, &audience, page).await?)
}

/// The caller's own, in one of these relations.
pub async fn list_of(
    app: &App,
    caller: &Caller,
    relations: &[Relation],
    page: &Page<CoeId>,
) -> Result<Vec<CoeSummary>, Error> {
    let filter = CoeFilter {
        of: Some((caller.person, relations.to_vec())),
        ..CoeFilter::default()
    };
    list(app, caller, &filter, page).await
}

/// What somebody may know of.
pub(crate) fn audience(directory: &Directory, person: PersonId) -> Audience {
    Audience {
        person,
        teams: directory.managed_teams(person),
        is_bar_raiser: directory.is_bar_raiser(person),
    }
}
