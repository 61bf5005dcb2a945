//! What happened.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{IncidentId, TeamId};
use domain::incident::{Component, Incident};
use domain::moment::Moment;
use sea_orm::{QueryResult, Value};

use crate::coe::Query;
use crate::error::Error;
use crate::kept::{Kept, read_state, write_state};
use crate::statement::{Page, values};
use crate::transaction::{Reading, Writing};

/// Which incidents a list shows; `None` shows all.
#[derive(Clone, Debug, Default)]
pub struct IncidentFilter {
    /// Of which team.
    pub team: Option<TeamId>,
    /// How severe.
    pub severity: Option<u8>,
    /// Touching which component.
    pub component: Option<Component>,
}

impl Reading {
    /// An incident.
    pub async fn incident(&self, id: IncidentId) -> Result<Option<Kept<Incident>>, Error> {
        let sql = "SELECT state, version FROM incident WHERE id = $1";
        let row = self.one(sql, values![id.as_uuid()]).await?;
        row.as_ref().map(kept).transpose()
    }

    /// Incidents by id; those there are.
    pub async fn incidents_by_id(
        &self,
        of: &BTreeSet<IncidentId>,
    ) -> Result<BTreeMap<IncidentId, Incident>, Error> {
        if of.is_empty() {
            return Ok(BTreeMap::new());
        }
        let mut query = Query::new("SELECT state, version FROM incident WHERE id IN ".to_owned());
        query.list(of.iter().map(|incident| incident.as_uuid().into()));
        let rows = self.all(&query.sql, query.values).await?;
        let read = |row: &QueryResult| kept(row).map(|kept| (kept.state.id, kept.state));
        rows.iter().map(read).collect()
    }

    /// Incidents, the newest record first.
    pub async fn incidents(
        &self,
        filter: &IncidentFilter,
        page: &Page<IncidentId>,
    ) -> Result<Vec<Kept<Incident>>, Error> {
        let mut sql = "SELECT state, version FROM incident WHERE 1 = 1".to_owned();
        let mut values: Vec<Value> = Vec::new();
        let mut add = |condition: &str, value: Value| {
            values.push(value);
            sql += &condition.replace('?', &format!("${}", values.len()));
        };
        if let Some(team) = filter.team {
            add(" AND owning_team = ?", team.as_uuid().into());
        }
        if let Some(severity) = filter.severity {
            add(" AND severity = ?", i64::from(severity).into());
        }
        if let Some(component) = &filter.component {
            let has = " AND id IN (SELECT incident FROM incident_component WHERE component = ?)";
            add(has, component.as_str().into());
        }
        if let Some(after) = page.after {
            add(" AND id < ?", after.as_uuid().into());
        }
        add(" ORDER BY id DESC LIMIT ?", i64::from(page.limit).into());
        self.all(&sql, values).await?.iter().map(kept).collect()
    }

    /// All components that incidents or risks were ever recorded on, in order.
    pub async fn components(&self) -> Result<BTreeSet<Component>, Error> {
        // From each component to the next one in the index: there are few, on many incidents.
        let sql = "WITH RECURSIVE known (component) AS \
                   (SELECT MIN(component) FROM incident_component UNION ALL \
                   SELECT (SELECT MIN(next.component) FROM incident_component AS next \
                   WHERE next.component > known.component) FROM known \
                   WHERE known.component IS NOT NULL) \
                   SELECT component FROM known WHERE component IS NOT NULL \
                   UNION SELECT component FROM risk_component";
        let rows = self.all(sql, Vec::new()).await?;
        rows.iter().map(component).collect()
    }
}

impl Writing {
    /// Keeps an incident; `version` is 0 for a new one.
    pub async fn save_incident(&self, kept: &Kept<Incident>) -> Result<(), Error> {
        let incident = &kept.state;
        let id = incident.id.as_uuid();
        let mut values = values![
            id,
            incident.title.as_str(),
            i64::from(incident.severity.number()),
            incident.owning_team.as_uuid(),
            incident.times.started.map(Moment::as_milliseconds),
            incident.resolved_at().map(Moment::as_milliseconds),
            write_state("incident", incident)?,
        ];
        let sql = if kept.version == 0 {
            "INSERT INTO incident (id, title, severity, owning_team, started, resolved, state, version) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, 1)"
        } else {
            values.push(kept.version.into());
            "UPDATE incident SET title = $2, severity = $3, owning_team = $4, started = $5, \
             resolved = $6, state = $7, version = version + 1 WHERE id = $1 AND version = $8"
        };
        self.execute_one("the incident", sql, values).await?;
        let sql = "DELETE FROM incident_component WHERE incident = $1";
        self.execute(sql, values![id]).await?;
        for component in &incident.components {
            let sql = "INSERT INTO incident_component (incident, component) VALUES ($1, $2)";
            self.execute(sql, values![id, component.as_str()]).await?;
        }
        Ok(())
    }
}

fn kept(row: &QueryResult) -> Result<Kept<Incident>, Error> {
    let state: String = row.try_get("", "state")?;
    Ok(Kept {
        state: read_state("incident", &state)?,
        version: row.try_get("", "version")?,
    })
}

fn component(row: &QueryResult) -> Result<Component, Error> {
    let component: String = row.try_get("", "component")?;
    component.parse().map_err(|_| Error::Unreadable {
        table: "incident_component",
        what: "a component of another form",
    })
}
