//! COEs with what their deadlines and decisions depend on: what waits for somebody, or for time.

use domain::coe::{Coe, Stage};
use domain::id::{CoeId, PersonId};
use domain::incident::Severity;
use domain::moment::Moment;
use sea_orm::QueryResult;

use crate::coe::{Query, Relation, id, moment};
use crate::error::Error;
use crate::kept::{Kept, read_state};
use crate::organisation::unreadable;
use crate::transaction::Reading;

/// A COE that is on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingCoe {
    /// Its state.
    pub kept: Kept<Coe>,
    /// Its title.
    pub title: String,
    /// How grave the incident was.
    pub severity: Severity,
    /// When the incident was over.
    pub resolved: Option<Moment>,
}

const COES: &str = "SELECT coe.state AS state, coe.version AS version, coe.title AS title, \
    incident.severity AS severity, incident.resolved AS resolved \
    FROM coe JOIN incident ON incident.id = coe.incident WHERE stage IN ";

impl Reading {
    /// All COEs at these stages, the oldest first.
    pub async fn waiting_coes(&self, stages: &[Stage]) -> Result<Vec<WaitingCoe>, Error> {
        self.waiting(at(stages)).await
    }

    /// The COEs at these stages that somebody is one of these to, the oldest first.
    pub async fn waiting_coes_of(
        &self,
        person: PersonId,
        relations: &[Relation],
        stages: &[Stage],
    ) -> Result<Vec<WaitingCoe>, Error> {
        let mut query = at(stages);
        query.add(
            " AND coe.id IN (SELECT coe FROM coe_person WHERE person = ? AND relation IN ",
            [person.as_uuid().into()],
        );
        query.list(relations.iter().map(|relation| relation.as_str().into()));
        query.add(")", []);
        self.waiting(query).await
    }

    /// Published COEs of which no corrective action remains to be done, the oldest first.
    pub async fn finished_coes(&self) -> Result<Vec<CoeId>, Error> {
        let sql = "SELECT id FROM coe WHERE stage = 'published' AND NOT EXISTS \
                   (SELECT 1 FROM correction WHERE correction.coe = coe.id \
                   AND correction.stage NOT IN ('verified', 'declined')) ORDER BY id";
        let rows = self.all(sql, Vec::new()).await?;
        rows.iter().map(|row| id(row, "id")).collect()
    }

    async fn waiting(&self, mut query: Query) -> Result<Vec<WaitingCoe>, Error> {
        query.add(" ORDER BY coe.id", []);
        let rows = self.all(&query.sql, query.values).await?;
        rows.iter().map(read).collect()
    }
}

fn at(stages: &[Stage]) -> Query {
    let mut query = Query::new(COES.to_owned());
    query.list(stages.iter().map(|stage| stage.as_str().into()));
    query
}

fn read(row: &QueryResult) -> Result<WaitingCoe, Error> {
    let state: String = row.try_get("", "state")?;
    let severity: i64 = row.try_get("", "severity")?;
    let severity = u8::try_from(severity).ok();
    let severity = severity.and_then(|number| Severity::new(number).ok());
    Ok(WaitingCoe {
        kept: Kept {
            state: read_state("coe", &state)?,
            version: row.try_get("", "version")?,
        },
        title: row.try_get("", "title")?,
        severity: severity.ok_or_else(|| unreadable("incident", "a severity of another form"))?,
        resolved: moment(row, "resolved")?,
    })
}
