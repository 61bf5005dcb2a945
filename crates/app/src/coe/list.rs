//! Lists of COEs.

use std::sync::Arc;

use domain::id::{CoeId, PersonId};
use domain::incident::Incident;
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

/// A COE in a list, with what belongs to it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The COE.
    pub coe: CoeSummary,
    /// What it explains.
    pub incident: Incident,
    /// Its corrective actions in the register.
    pub corrections: usize,
    /// How many of them are verified or declined.
    pub settled: usize,
}

/// COEs for a page to list, with the organisation they belong to.
pub async fn browse(
    app: &App,
    caller: &Caller,
    filter: &CoeFilter,
    page: &Page<CoeId>,
) -> Result<(Vec<Listed>, Arc<Directory>), Error> {
    let reading = app.read().await?;
    let directory = app.directory(&reading).await?;
    let audience = audience(&directory, caller.person);
    let coes = reading.coes(filter, &audience, page).await?;
    // Asked for all rows together: a page has fifty.
    let incidents = coes.iter().map(|coe| coe.incident).collect();
    let incidents = reading.incidents_by_id(&incidents).await?;
    let published = coes.iter().filter(|coe| coe.published.is_some());
    let published = published.map(|coe| coe.id).collect();
    let counted = reading.counted_corrections(&published).await?;
    let mut listed = Vec::new();
    for coe in coes {
        let (corrections, settled) = counted.get(&coe.id).copied().unwrap_or_default();
        let incident = incidents.get(&coe.incident).cloned();
        let incident = incident.ok_or(Error::NotFound)?;
        listed.push(Listed {
            coe,
            incident,
            corrections,
            settled,
        });
    }
    Ok((listed, directory))
}
