//! One incident with what belongs to it.

use domain::id::IncidentId;
use domain::incident::Incident;
use domain::risk::Risk;
use store::coe::{CoeFilter, CoeSummary};
use store::risk::RiskFilter;
use store::{Kept, Page};

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;

/// An incident as a page shows it.
#[derive(Clone, Debug)]
pub struct IncidentPage {
    /// What happened.
    pub incident: Kept<Incident>,
    /// The COEs about it that the caller may know of.
    pub coes: Vec<CoeSummary>,
    /// Prior warnings on its components.
    pub risks: Vec<Kept<Risk>>,
}

/// Of each, shown at most.
const MOST: u32 = 50;

/// An incident, its COEs and the risks on its components.
pub async fn open(app: &App, caller: &Caller, id: IncidentId) -> Result<IncidentPage, Error> {
    let reading = app.read().await?;
    let directory = app.directory(&reading).await?;
    let incident = reading.incident(id).await?.ok_or(Error::NotFound)?;
    let filter = CoeFilter {
        incident: Some(id),
        ..CoeFilter::default()
    };
    let audience = crate::coe::audience(&directory, caller.person);
    let page = Page {
        after: None,
        limit: MOST,
    };
    let coes = reading.coes(&filter, &audience, &page).await?;
    let filter = RiskFilter {
        team: None,
        components: Some(incident.state.components.clone()),
    };
    let page = Page {
        after: None,
        limit: MOST,
    };
    let risks = reading
        .risks_known_to(caller.person, &filter, &page)
        .await?;
    Ok(IncidentPage {
        incident,
        coes,
        risks,
    })
}
