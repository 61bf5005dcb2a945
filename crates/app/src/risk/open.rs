//! One risk.

use std::collections::BTreeMap;

use domain::access::Action;
use domain::id::RiskId;
use domain::incident::{Component, Incident};
use domain::people::Level;
use store::incident::IncidentFilter;
use store::{Page, Reading};

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::permissions::allow;
use crate::risk::{RiskState, RiskView};

/// A risk as a page shows it.
#[derive(Clone, Debug)]
pub struct RiskPage {
    /// What may happen, and what was decided.
    pub risk: RiskView,
    /// What happened on its components, the newest first.
    pub incidents: Vec<Incident>,
    /// Whether the caller may decide now.
    pub may_decide: bool,
    /// How far up the caller stands, if they are in the management chain of the owning team.
    pub level: Option<Level>,
}

/// Incidents shown at most.
const MOST: usize = 20;

/// A risk, if the caller may know of it.
pub async fn open(app: &App, caller: &Caller, id: RiskId) -> Result<RiskPage, Error> {
    let now = app.now();
    let reading = app.read().await?;
    let kept = reading.risk_known_to(id, caller.person).await?;
    let kept = kept.ok_or(Error::NotFound)?;
    let directory = app.directory(&reading).await?;
    let organisation = &directory.organisation;
    let risk = RiskView::of(kept, caller.person, &app.settings().risks, now);
    let team = risk.owning_team;
    let manages = allow(&directory, caller, Action::DecideRisk, Some(team)).is_ok();
    let level = manages.then(|| organisation.level(caller.person));
    let highest = organisation.managers_of(team).last().copied();
    let is_highest = highest.is_some_and(|one| organisation.is_same_person(one, caller.person));
    let may_decide = match risk.state {
        RiskState::Open { waits_at, .. } => level.is_some_and(|own| own >= waits_at || is_highest),
        RiskState::Decided => manages,
    };
    Ok(RiskPage {
        incidents: incidents(&reading, risk.components.iter()).await?,
        risk,
        may_decide,
        level,
    })
}

async fn incidents(
    reading: &Reading,
    components: impl Iterator<Item = &Component>,
) -> Result<Vec<Incident>, Error> {
    let mut found = BTreeMap::new();
    for component in components {
        let filter = IncidentFilter {
            component: Some(component.clone()),
            ..IncidentFilter::default()
        };
        let page = Page {
            after: None,
            limit: MOST as u32,
        };
        let incidents = reading.incidents(&filter, &page).await?;
        found.extend(
            incidents
                .into_iter()
                .map(|kept| (kept.state.id, kept.state)),
        );
    }
    Ok(found.into_values().rev().take(MOST).collect())
}
