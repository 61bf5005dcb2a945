//! Lists of incidents.

use domain::id::IncidentId;
use domain::incident::Incident;
use store::incident::IncidentFilter;
use store::{Kept, Page};

use crate::caller::Caller;
use crate::context::App;
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
