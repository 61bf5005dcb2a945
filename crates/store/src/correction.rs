//! The register of corrective actions: what happens to them once they are published.

use std::collections::{BTreeMap, BTreeSet};

use domain::correction::{Correction, CorrectionState};
use domain::id::{CoeId, CorrectionId, PersonId, TeamId};
use domain::moment::Moment;
use jiff::civil::Date;
use sea_orm::{QueryResult, Value};

use crate::coe::{Query, id, moment};
use crate::error::Error;
use crate::kept::{Kept, read_state, write_state};
use crate::statement::{Page, values};
use crate::transaction::{Reading, Writing};

/// A corrective action with what its COE says it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptCorrection {
    /// What happens to it.
    pub kept: Kept<Correction>,
    /// What is to be done, as published.
    pub statement: String,
}

/// One step of its life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionEvent {
    /// When.
    pub at: Moment,
    /// Who; `None` if time did it.
    pub actor: Option<PersonId>,
    /// What it was afterwards.
    pub state: Correction,
}

/// Which corrective actions a list shows; `None` shows all.
#[derive(Clone, Debug, Default)]
pub struct CorrectionFilter {
    /// Of these teams.
    pub teams: Option<Vec<TeamId>>,
    /// In this state.
    pub state: Option<CorrectionState>,
    /// Only those still to be done.
    pub is_open: bool,
    /// Of this COE.
    pub coe: Option<CoeId>,
    /// Due on this day or before.
    pub due_by: Option<Date>,
    /// Only what this person may know of: nothing of COEs that are restricted to others.
    pub known_to: Option<PersonId>,
}

/// The last item of a page: lists are in the order of these.
pub type DueAndId = (String, CorrectionId);

const COLUMNS: &str = "SELECT statement, state, version FROM correction";

impl Reading {
    /// A corrective action.
    pub async fn correction(&self, id: CorrectionId) -> Result<Option<KeptCorrection>, Error> {
        let sql = format!("{COLUMNS} WHERE id = $1");
        let row = self.one(&sql, values![id.as_uuid()]).await?;
        row.as_ref().map(kept).transpose()
    }

    /// Corrective actions, what is due first in front.
    pub async fn corrections(
        &self,
        filter: &CorrectionFilter,
        page: &Page<DueAndId>,
    ) -> Result<Vec<KeptCorrection>, Error> {
        let mut values: Vec<Value> = Vec::new();
        let mut sql = format!("{COLUMNS} WHERE 1 = 1");
        let mut next = |value: Value| {
            values.push(value);
            format!("${}", values.len())
        };
        if let Some(teams) = &filter.teams {
            let teams: Vec<_> = teams
                .iter()
                .map(|team| next(team.as_uuid().into()))
                .collect();
            // No team gives no row; `IN ()` is no SQL.
            let teams = if teams.is_empty() {
                "NULL".to_owned()
            } else {
                teams.join(", ")
            };
            sql += &format!(" AND owning_team IN ({teams})");
        }
        if let Some(state) = filter.state {
            sql += &format!(" AND stage = {}", next(state.as_str().into()));
        }
        if filter.is_open {
            sql += " AND stage NOT IN ('verified', 'declined')";
        }
        if let Some(coe) = filter.coe {
            sql += &format!(" AND coe = {}", next(coe.as_uuid().into()));
        }
        if let Some(day) = filter.due_by {
            sql += &format!(" AND due <= {}", next(day.to_string().into()));
        }
        if let Some(person) = filter.known_to {
            sql += &format!(" AND {}", known_to("coe", &next(person.as_uuid().into())));
        }
        if let Some((due, id)) = &page.after {
            let (due, id) = (next(due.as_str().into()), next(id.as_uuid().into()));
            sql += &format!(" AND (due > {due} OR (due = {due} AND id > {id}))");
        }
        sql += &format!(
            " ORDER BY due, id LIMIT {}",
            next(i64::from(page.limit).into())
        );
        self.all(&sql, values).await?.iter().map(kept).collect()
    }

    /// Corrective actions that should have been done before this day and are not, whosever they
    /// are.
    pub async fn late_corrections(&self, today: Date) -> Result<Vec<KeptCorrection>, Error> {
        let sql = format!(
            "{COLUMNS} WHERE stage IN ('proposed', 'committed', 'in-progress', 'returned') \
             AND due < $1 ORDER BY due, id"
        );
        let rows = self.all(&sql, values![today.to_string()]).await?;
        rows.iter().map(kept).collect()
    }

    /// Corrective actions that somebody says are done: of these teams, and of the COEs that a
    /// person wrote or reviewed. What was done first stands in front.
    pub async fn corrections_to_verify(
        &self,
        person: PersonId,
        teams: &BTreeSet<TeamId>,
        limit: u32,
    ) -> Result<Vec<KeptCorrection>, Error> {
        // Two ways to them, each with an index of its own. With OR, all that are done anywhere are
        // looked at.
        let mut query = Query::new(format!("{COLUMNS} WHERE id IN ("));
        query.add(
            "SELECT id FROM correction WHERE stage = 'done' AND coe IN (SELECT coe FROM coe_person \
             WHERE person = ? AND relation IN ('author', 'bar-raiser'))",
            [person.as_uuid().into()],
        );
        if !teams.is_empty() {
            query.add(
                " UNION SELECT id FROM correction WHERE stage = 'done' AND owning_team IN ",
                [],
            );
            query.list(teams.iter().map(|team| team.as_uuid().into()));
        }
        query.add(") AND ", []);
        query.values.push(person.as_uuid().into());
        let asker = format!("${}", query.values.len());
        query.add(&known_to("coe", &asker), []);
        query.add(" ORDER BY due, id LIMIT ?", [i64::from(limit).into()]);
        let rows = self.all(&query.sql, query.values).await?;
        rows.iter().map(kept).collect()
    }

    /// How many corrective actions of a COE are not verified yet.
    pub async fn unverified_corrections(&self, coe: CoeId) -> Result<usize, Error> {
        let sql = "SELECT COUNT(*) AS open FROM correction \
                   WHERE coe = $1 AND stage NOT IN ('verified', 'declined')";
        let row = self.one(sql, values![coe.as_uuid()]).await?;
        let open: i64 = row.map_or(Ok(0), |row| row.try_get("", "open"))?;
        Ok(usize::try_from(open).unwrap_or_default())
    }

    /// How many corrective actions COEs have, and how many of them nothing is left to be done about;
    /// COEs without any are missing.
    pub async fn counted_corrections(
        &self,
        of: &BTreeSet<CoeId>,
    ) -> Result<BTreeMap<CoeId, (usize, usize)>, Error> {
        if of.is_empty() {
            return Ok(BTreeMap::new());
        }
        let sql = "SELECT coe, COUNT(*) AS corrections, COUNT(CASE WHEN stage IN \
                   ('verified', 'declined') THEN 1 END) AS settled FROM correction WHERE coe IN ";
        let mut query = Query::new(sql.to_owned());
        query.list(of.iter().map(|coe| coe.as_uuid().into()));
        query.add(" GROUP BY coe", []);
        let rows = self.all(&query.sql, query.values).await?;
        let count = |row: &QueryResult, column| {
            let count: i64 = row.try_get("", column)?;
            Ok::<_, Error>(usize::try_from(count).unwrap_or_default())
        };
        let read = |row: &QueryResult| {
            let counts = (count(row, "corrections")?, count(row, "settled")?);
            Ok((id(row, "coe")?, counts))
        };
        rows.iter().map(read).collect()
    }

    /// The steps of its life, the first in front.
    pub async fn correction_events(&self, of: CorrectionId) -> Result<Vec<CorrectionEvent>, Error> {
        let sql =
            "SELECT at, actor, state FROM correction_event WHERE correction = $1 ORDER BY version";
        let rows = self.all(sql, values![of.as_uuid()]).await?;
        rows.iter().map(event).collect()
    }
}

impl Writing {
    /// Keeps a corrective action and the step that brought it there; `version` is 0 for a new one.
    pub async fn save_correction(
        &self,
        correction: &KeptCorrection,
        actor: Option<PersonId>,
        now: Moment,
    ) -> Result<(), Error> {
        let KeptCorrection { kept, statement } = correction;
        let state = write_state("correction", &kept.state)?;
        let mut values = values![
            kept.state.id.as_uuid(),
            kept.state.coe.as_uuid(),
            kept.state.reference.as_str(),
            kept.state.owning_team.as_uuid(),
            kept.state.due.to_string(),
            kept.state.state.as_str(),
            kept.state.priority.as_str(),
            statement.as_str(),
            state.as_str(),
        ];
        let sql = if kept.version == 0 {
            "INSERT INTO correction (id, coe, reference, owning_team, due, stage, priority, \
             statement, state, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)"
        } else {
            values.push(kept.version.into());
            "UPDATE correction SET coe = $2, reference = $3, owning_team = $4, due = $5, \
             stage = $6, priority = $7, statement = $8, state = $9, version = version + 1 \
             WHERE id = $1 AND version = $10"
        };
        self.execute_one("the corrective action", sql, values)
            .await?;
        let sql = "INSERT INTO correction_event (correction, version, at, actor, state) \
                   VALUES ($1, $2, $3, $4, $5)";
        let values = values![
            kept.state.id.as_uuid(),
            kept.version + 1,
            now.as_milliseconds(),
            actor.map(PersonId::as_uuid),
            state,
        ];
        self.execute_one("the corrective action", sql, values).await
    }
}

/// Whether a person, a value of the statement, may know of what is published of the COE in a column.
pub(crate) fn known_to(coe: &str, person: &str) -> String {
    format!(
        "NOT EXISTS (SELECT 1 FROM coe AS restricted WHERE restricted.id = {coe} \
         AND restricted.is_restricted AND restricted.id NOT IN (SELECT coe FROM coe_person \
         WHERE person = {person} AND relation IN ('author', 'reader', 'bar-raiser', 'shadow')))"
    )
}

fn kept(row: &QueryResult) -> Result<KeptCorrection, Error> {
    let state: String = row.try_get("", "state")?;
    Ok(KeptCorrection {
        kept: Kept {
            state: read_state("correction", &state)?,
            version: row.try_get("", "version")?,
        },
        statement: row.try_get("", "statement")?,
    })
}

fn event(row: &QueryResult) -> Result<CorrectionEvent, Error> {
    let state: String = row.try_get("", "state")?;
    let actor: Option<uuid::Uuid> = row.try_get("", "actor")?;
    Ok(CorrectionEvent {
        at: moment(row, "at")?.unwrap_or(Moment::from_milliseconds(0)),
        actor: actor.map(|_| id(row, "actor")).transpose()?,
        state: read_state("correction_event", &state)?,
    })
}
