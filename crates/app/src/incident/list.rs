//! Lists of incidents.

use std::sync::Arc;

use domain::id::IncidentId;
use domain::incident::Incident;
use store::coe::{CoeFilter, CoeSummary};
use store::incident::IncidentFilter;
use store::{Kept, Page};

use crate::caller::Caller;
use crate::context::App;
use crate::directory::Directory;
use crate::error::Error;

/// Incidents, the newest record first. Everybody who signed in may read them.
pub async fn list(
    app: &App,
    _caller: &Caller,
    filter: &IncidentFilter,
    page: &Page<IncidentId>,
) -> Result<Vec<Kept<Incident>>, Error> {
    let reading = app.read().await?;
    Ok(reading.incidents(filter, page).await?)
}

/// An incident in a list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// What happened.
    pub incident: Kept<Incident>,
    /// The newest COE about it that the caller may know of.
    pub coe: Option<CoeSummary>,
}

/// Incidents for a page to list, with the organisation they belong to.
pub async fn browse(
    app: &App,
    caller: &Caller,
    filter: &IncidentFilter,
    page: &Page<IncidentId>,
) -> Result<(Vec<Listed>, Arc<Directory>), Error> {
    let reading = app.read().await?;
    let directory = app.directory(&reading).await?;
    let audience = crate::coe::audience(&directory, caller.person);
    let mut listed = Vec::new();
    for incident in reading.incidents(filter, page).await? {
        let filter = CoeFilter {
            incident: Some(incident.state.id),
            ..CoeFilter::default()
        };
        let newest = Page {
            after: None,
            limit: 1,
        };
        let coe = reading.coes(&filter, &audience, &newest).await?.pop();
        listed.push(Listed { incident, coe });
    }
    Ok((listed, directory))
}
