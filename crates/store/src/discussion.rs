//! Threads, suggestions and questions to labels.

use std::collections::BTreeSet;

use domain::discussion::{Question, QuestionState, Suggestion, SuggestionState, Thread};
use domain::id::{CoeId, QuestionId, SuggestionId, ThreadId};
use sea_orm::{QueryResult, Value};
use serde::de::DeserializeOwned;

use crate::coe::Query;
use crate::error::Error;
use crate::kept::{Kept, read_state, write_state};
use crate::statement::values;
use crate::transaction::{Reading, Writing};

impl Reading {
    /// All threads of a COE, the oldest first.
    pub async fn threads(&self, coe: CoeId) -> Result<Vec<Kept<Thread>>, Error> {
        let sql = "SELECT state, version FROM thread WHERE coe = $1 ORDER BY id";
        self.states("thread", sql, values![coe.as_uuid()]).await
    }

    /// One thread.
    pub async fn thread(&self, id: ThreadId) -> Result<Option<Kept<Thread>>, Error> {
        let sql = "SELECT state, version FROM thread WHERE id = $1";
        Ok(self
            .states("thread", sql, values![id.as_uuid()])
            .await?
            .pop())
    }

    /// All suggestions in a COE, the oldest first.
    pub async fn suggestions(&self, coe: CoeId) -> Result<Vec<Kept<Suggestion>>, Error> {
        let sql = "SELECT state, version FROM suggestion WHERE coe = $1 ORDER BY id";
        self.states("suggestion", sql, values![coe.as_uuid()]).await
    }

    /// One suggestion, with the COE it is in.
    pub async fn suggestion(
        &self,
        id: SuggestionId,
    ) -> Result<Option<(CoeId, Kept<Suggestion>)>, Error> {
        let sql = "SELECT coe, state, version FROM suggestion WHERE id = $1";
        let Some(row) = self.one(sql, values![id.as_uuid()]).await? else {
            return Ok(None);
        };
        Ok(Some((
            crate::coe::id(&row, "coe")?,
            kept("suggestion", &row)?,
        )))
    }

    /// All questions in a COE, the oldest first.
    pub async fn questions(&self, coe: CoeId) -> Result<Vec<Kept<Question>>, Error> {
        let sql = "SELECT state, version FROM question WHERE coe = $1 ORDER BY id";
        self.states("question", sql, values![coe.as_uuid()]).await
    }

    /// The questions in these COEs that nobody answered yet, the oldest first.
    pub async fn open_questions(
        &self,
        coes: &BTreeSet<CoeId>,
    ) -> Result<Vec<Kept<Question>>, Error> {
        if coes.is_empty() {
            return Ok(Vec::new());
        }
        let sql = "SELECT state, version FROM question WHERE is_open AND coe IN ";
        let mut query = Query::new(sql.to_owned());
        query.list(coes.iter().map(|coe| coe.as_uuid().into()));
        query.add(" ORDER BY id", []);
        self.states("question", &query.sql, query.values).await
    }

    /// One question.
    pub async fn question(&self, id: QuestionId) -> Result<Option<Kept<Question>>, Error> {
        let sql = "SELECT state, version FROM question WHERE id = $1";
        Ok(self
            .states("question", sql, values![id.as_uuid()])
            .await?
            .pop())
    }

    async fn states<T: DeserializeOwned>(
        &self,
        table: &'static str,
        sql: &str,
        values: Vec<Value>,
    ) -> Result<Vec<Kept<T>>, Error> {
        let rows = self.all(sql, values).await?;
        rows.iter().map(|row| kept(table, row)).collect()
    }
}

impl Writing {
    /// Keeps a thread; `version` is 0 for a new one.
    pub async fn save_thread(&self, kept: &Kept<Thread>) -> Result<(), Error> {
        let thread = &kept.state;
        let state = write_state("thread", thread)?;
        let mut values = values![
            thread.id.as_uuid(),
            thread.coe.as_uuid(),
            thread.is_resolved,
            state,
        ];
        let sql = if kept.version == 0 {
            "INSERT INTO thread (id, coe, is_resolved, state, version) VALUES ($1, $2, $3, $4, 1)"
        } else {
            values.push(kept.version.into());
            "UPDATE thread SET coe = $2, is_resolved = $3, state = $4, version = version + 1 \
             WHERE id = $1 AND version = $5"
        };
        self.execute_one("the thread", sql, values).await
    }

    /// Keeps a suggestion in a COE; `version` is 0 for a new one.
    pub async fn save_suggestion(&self, coe: CoeId, kept: &Kept<Suggestion>) -> Result<(), Error> {
        let suggestion = &kept.state;
        let is_open = suggestion.state == SuggestionState::Open;
        let state = write_state("suggestion", suggestion)?;
        let mut values = values![suggestion.id.as_uuid(), coe.as_uuid(), is_open, state];
        let sql = if kept.version == 0 {
            "INSERT INTO suggestion (id, coe, is_open, state, version) VALUES ($1, $2, $3, $4, 1)"
        } else {
            values.push(kept.version.into());
            "UPDATE suggestion SET coe = $2, is_open = $3, state = $4, version = version + 1 \
             WHERE id = $1 AND version = $5"
        };
        self.execute_one("the suggestion", sql, values).await
    }

    /// Keeps a question; `version` is 0 for a new one.
    pub async fn save_question(&self, kept: &Kept<Question>) -> Result<(), Error> {
        let question = &kept.state;
        let is_open = question.state == QuestionState::Open;
        let state = write_state("question", question)?;
        let mut values = values![
            question.id.as_uuid(),
            question.coe.as_uuid(),
            question.to.as_str(),
            is_open,
            state,
        ];
        let sql = if kept.version == 0 {
            "INSERT INTO question (id, coe, label, is_open, state, version) \
             VALUES ($1, $2, $3, $4, $5, 1)"
        } else {
            values.push(kept.version.into());
            "UPDATE question SET coe = $2, label = $3, is_open = $4, state = $5, \
             version = version + 1 WHERE id = $1 AND version = $6"
        };
        self.execute_one("the question", sql, values).await
    }
}

fn kept<T: DeserializeOwned>(table: &'static str, row: &QueryResult) -> Result<Kept<T>, Error> {
    let state: String = row.try_get("", "state")?;
    Ok(Kept {
        state: read_state(table, &state)?,
        version: row.try_get("", "version")?,
    })
}
