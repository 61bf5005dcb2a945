//! What happened.

use app::Error;
use app::incident::{self, Edit, RecordIncident};
use domain::incident::Times;
use domain::moment::Moment;

use super::Stage;
use crate::cast::missing;
use crate::data::Coe;

impl Stage<'_> {
    pub(super) async fn record(&mut self, coe: &Coe) -> Result<(), Error> {
        let caller = self.cast.caller_called(&coe.incident.author)?;
        let wanted = self.incident(coe, None)?;
        let id = incident::record(self.app, &caller, wanted).await?;
        self.cast.incidents.insert(coe.slug.clone(), id);
        Ok(())
    }

    pub(super) async fn mitigate(&self, coe: &Coe) -> Result<(), Error> {
        let wanted = self.incident(coe, Some(coe.incident.mitigated))?;
        self.edit(coe, Edit::All(wanted)).await
    }

    pub(super) async fn resolve(&self, coe: &Coe) -> Result<(), Error> {
        let resolved = coe.incident.resolved;
        let resolved = resolved.ok_or_else(|| missing("resolution", &coe.slug))?;
        self.edit(coe, Edit::Resolve(resolved)).await
    }

    async fn edit(&self, coe: &Coe, wanted: Edit) -> Result<(), Error> {
        let caller = self.cast.caller_called(&coe.incident.author)?;
        let id = self.cast.incidents.get(&coe.slug);
        let &id = id.ok_or_else(|| missing("incident", &coe.slug))?;
        let kept = self.app.store().read().await?.incident(id).await?;
        let version = kept.map_or(0, |kept| kept.version);
        incident::edit(self.app, &caller, id, version, wanted).await
    }

    fn incident(&self, coe: &Coe, mitigated: Option<Moment>) -> Result<RecordIncident, Error> {
        let incident = &coe.incident;
        let team = self.cast.teams.get(&incident.team);
        Ok(RecordIncident {
            title: incident.title.clone(),
            // A near miss would have been of severity 2.
            severity: incident.severity.parse().unwrap_or(2),
            is_near_miss: incident.severity == "near miss",
            components: incident.services.clone(),
            times: Times {
                started: Some(incident.started),
                detected: Some(incident.detected),
                engaged: Some(incident.engaged),
                mitigated,
                resolved: None,
            },
            owning_team: *team.ok_or_else(|| missing("team", &incident.team))?,
            is_resolved: false,
        })
    }
}
