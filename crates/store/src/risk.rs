//! Prior warnings.

use std::collections::BTreeSet;

use domain::id::{CorrectionId, PersonId, RiskId, TeamId};
use domain::incident::Component;
use domain::moment::Moment;
use domain::risk::Risk;
use jiff::civil::Date;
use sea_orm::{QueryResult, Value};

use crate::coe::Query;
use crate::correction::known_to;
use crate::error::Error;
use crate::kept::{Kept, read_state, write_state};
use crate::statement::{Page, values};
use crate::transaction::{Reading, Writing};

/// Which risks a list shows; `None` shows all.
#[derive(Clone, Debug, Default)]
pub struct RiskFilter {
    /// Of which team.
    pub team: Option<TeamId>,
    /// On one of these components.
    pub components: Option<BTreeSet<Component>>,
}

const COLUMNS: &str = "SELECT state, version FROM risk";

/// Everybody may know of it.
const PUBLIC: &str = "NOT EXISTS (SELECT 1 FROM correction JOIN coe ON coe.id = correction.coe \
    WHERE correction.id = risk.declined_correction AND coe.is_restricted)";

impl Reading {
    /// A risk.
    pub async fn risk(&self, id: RiskId) -> Result<Option<Kept<Risk>>, Error> {
        let sql = format!("{COLUMNS} WHERE id = $1");
        let row = self.one(&sql, values![id.as_uuid()]).await?;
        row.as_ref().map(kept).transpose()
    }

    /// A risk, if a person may know of it: what became of a corrective action of a restricted COE
    /// is known to whom that is.
    pub async fn risk_known_to(
        &self,
        id: RiskId,
        person: PersonId,
    ) -> Result<Option<Kept<Risk>>, Error> {
        let sql = format!("{COLUMNS} WHERE id = $1 AND {}", known("$2"));
        let values = values![id.as_uuid(), person.as_uuid()];
        let row = self.one(&sql, values).await?;
        row.as_ref().map(kept).transpose()
    }

    /// Risks, the newest first.
    pub async fn risks(
        &self,
        filter: &RiskFilter,
        page: &Page<RiskId>,
    ) -> Result<Vec<Kept<Risk>>, Error> {
        self.risks_where("1 = 1", Vec::new(), filter, page).await
    }

    /// Risks that a person may know of, the newest first.
    pub async fn risks_known_to(
        &self,
        person: PersonId,
        filter: &RiskFilter,
        page: &Page<RiskId>,
    ) -> Result<Vec<Kept<Risk>>, Error> {
        let values = values![person.as_uuid()];
        self.risks_where(&known("$1"), values, filter, page).await
    }

    /// Risks on which no decision holds on this day, the oldest first; of these teams, if any are
    /// given.
    pub async fn undecided_risks(
        &self,
        today: Date,
        teams: Option<&BTreeSet<TeamId>>,
    ) -> Result<Vec<Kept<Risk>>, Error> {
        if teams.is_some_and(BTreeSet::is_empty) {
            return Ok(Vec::new());
        }
        let mut query = Query::new(format!("{COLUMNS} WHERE (decided_until IS NULL"));
        query.add(" OR decided_until < ?)", [today.to_string().into()]);
        if let Some(teams) = teams {
            query.add(" AND owning_team IN ", []);
            query.list(teams.iter().map(|team| team.as_uuid().into()));
        }
        query.add(" ORDER BY id", []);
        let rows = self.all(&query.sql, query.values).await?;
        rows.iter().map(kept).collect()
    }

    /// What was raised on one of these components before a moment, the newest first. What became
    /// of corrective actions of restricted COEs is left out: whoever reads may not know of it.
    pub async fn warnings_before(
        &self,
        components: &BTreeSet<Component>,
        before: Moment,
        limit: u32,
    ) -> Result<Vec<Kept<Risk>>, Error> {
        if components.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!("{COLUMNS} WHERE raised < ? AND {PUBLIC} AND id IN ");
        let mut query = Query::new(String::new());
        query.add(&sql, [before.as_milliseconds().into()]);
        query.add("(SELECT risk FROM risk_component WHERE component IN ", []);
        query.list(components.iter().map(|part| part.as_str().into()));
        query.add(") ORDER BY id DESC LIMIT ?", [i64::from(limit).into()]);
        let rows = self.all(&query.sql, query.values).await?;
        rows.iter().map(kept).collect()
    }

    async fn risks_where(
        &self,
        condition: &str,
        mut values: Vec<Value>,
        filter: &RiskFilter,
        page: &Page<RiskId>,
    ) -> Result<Vec<Kept<Risk>>, Error> {
        let mut next = |value: Value| {
            values.push(value);
            format!("${}", values.len())
        };
        let mut sql = format!("{COLUMNS} WHERE {condition}");
        if let Some(team) = filter.team {
            sql += &format!(" AND owning_team = {}", next(team.as_uuid().into()));
        }
        if let Some(components) = &filter.components {
            let list: Vec<_> = components
                .iter()
                .map(|part| next(part.as_str().into()))
                .collect();
            let list = if list.is_empty() {
                "NULL".to_owned()
            } else {
                list.join(", ")
            };
            sql += &format!(
                " AND id IN (SELECT risk FROM risk_component WHERE component IN ({list}))"
            );
        }
        if let Some(after) = page.after {
            sql += &format!(" AND id < {}", next(after.as_uuid().into()));
        }
        sql += &format!(
            " ORDER BY id DESC LIMIT {}",
            next(i64::from(page.limit).into())
        );
        self.all(&sql, values).await?.iter().map(kept).collect()
    }
}

impl Writing {
    /// Keeps a risk; `version` is 0 for a new one.
    pub async fn save_risk(&self, kept: &Kept<Risk>) -> Result<(), Error> {
        let risk = &kept.state;
        let id = risk.id.as_uuid();
        let raised = risk
            .voices
            .first()
            .map_or(0, |first| first.at.as_milliseconds());
        let decided_until = risk.decisions.last().map(|last| last.until.to_string());
        let mut values = values![
            id,
            risk.owning_team.as_uuid(),
            risk.statement.as_str(),
            raised,
            risk.voices.len() as i64,
            decided_until,
            write_state("risk", risk)?,
            risk.declined_correction.map(CorrectionId::as_uuid),
        ];
        let sql = if kept.version == 0 {
            "INSERT INTO risk (id, owning_team, statement, raised, voices, decided_until, state, \
             declined_correction, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)"
        } else {
            values.push(kept.version.into());
            "UPDATE risk SET owning_team = $2, statement = $3, raised = $4, voices = $5, \
             decided_until = $6, state = $7, declined_correction = $8, version = version + 1 \
             WHERE id = $1 AND version = $9"
        };
        self.execute_one("the risk", sql, values).await?;
        self.execute("DELETE FROM risk_component WHERE risk = $1", values![id])
            .await?;
        for component in &risk.components {
            let sql = "INSERT INTO risk_component (risk, component) VALUES ($1, $2)";
            self.execute(sql, values![id, component.as_str()]).await?;
        }
        Ok(())
    }
}

/// Whether a person, a value of the statement, may know of it.
fn known(person: &str) -> String {
    let coe = "(SELECT coe FROM correction WHERE id = risk.declined_correction)";
    known_to(coe, person)
}

fn kept(row: &QueryResult) -> Result<Kept<Risk>, Error> {
    let state: String = row.try_get("", "state")?;
    Ok(Kept {
        state: read_state("risk", &state)?,
        version: row.try_get("", "version")?,
    })
}
