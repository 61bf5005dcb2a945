//! Prior warnings.

use std::collections::BTreeSet;

use domain::id::{RiskId, TeamId};
use domain::incident::Component;
use domain::risk::Risk;
use sea_orm::{QueryResult, Value};

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

impl Reading {
    /// A risk.
    pub async fn risk(&self, id: RiskId) -> Result<Option<Kept<Risk>>, Error> {
        let sql = "SELECT state, version FROM risk WHERE id = $1";
        let row = self.one(sql, values![id.as_uuid()]).await?;
        row.as_ref().map(kept).transpose()
    }

    /// Risks, the newest first.
    pub async fn risks(
        &self,
        filter: &RiskFilter,
        page: &Page<RiskId>,
    ) -> Result<Vec<Kept<Risk>>, Error> {
        let mut values: Vec<Value> = Vec::new();
        let mut next = |value: Value| {
            values.push(value);
            format!("${}", values.len())
        };
        let mut sql = "SELECT state, version FROM risk WHERE 1 = 1".to_owned();
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
        ];
        let sql = if kept.version == 0 {
            "INSERT INTO risk (id, owning_team, statement, raised, voices, decided_until, state, \
             version) VALUES ($1, $2, $3, $4, $5, $6, $7, 1)"
        } else {
            values.push(kept.version.into());
            "UPDATE risk SET owning_team = $2, statement = $3, raised = $4, voices = $5, \
             decided_until = $6, state = $7, version = version + 1 WHERE id = $1 AND version = $8"
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

fn kept(row: &QueryResult) -> Result<Kept<Risk>, Error> {
    let state: String = row.try_get("", "state")?;
    Ok(Kept {
        state: read_state("risk", &state)?,
        version: row.try_get("", "version")?,
    })
}
