//! Snapshots to read from, transactions to write in.

use std::ops::Deref;
use std::sync::Arc;

use audit::Event;
use sea_orm::{DatabaseTransaction, QueryResult, Value};

use crate::connection::{Backend, Shared};
use crate::error::Error;
use crate::statement;

/// A consistent view of everything kept.
pub struct Reading {
    pub(crate) connection: DatabaseTransaction,
    pub(crate) shared: Arc<Shared>,
}

/// A transaction: all of it is kept or nothing. Dropped without [`Writing::commit`] it leaves
/// nothing. It reads what it wrote.
pub struct Writing(Reading);

impl Reading {
    pub(crate) fn backend(&self) -> Backend {
        self.shared.backend
    }

    pub(crate) async fn all(
        &self,
        sql: &str,
        values: Vec<Value>,
    ) -> Result<Vec<QueryResult>, Error> {
        statement::all(&self.connection, sql, values).await
    }

    pub(crate) async fn one(
        &self,
        sql: &str,
        values: Vec<Value>,
    ) -> Result<Option<QueryResult>, Error> {
        statement::one(&self.connection, sql, values).await
    }
}

impl Deref for Writing {
    type Target = Reading;

    fn deref(&self) -> &Reading {
        &self.0
    }
}

impl Writing {
    pub(crate) fn new(reading: Reading) -> Self {
        Self(reading)
    }

    pub(crate) async fn execute(&self, sql: &str, values: Vec<Value>) -> Result<u64, Error> {
        statement::execute(&self.connection, sql, values).await
    }

    /// Runs a statement that must touch exactly one row; otherwise somebody was faster.
    pub(crate) async fn execute_one(
        &self,
        what: &'static str,
        sql: &str,
        values: Vec<Value>,
    ) -> Result<(), Error> {
        match self.execute(sql, values).await {
            Ok(1) => Ok(()),
            Ok(_) | Err(Error::Conflict(_)) => Err(Error::Conflict(what)),
            Err(error) => Err(error),
        }
    }

    /// Keeps what was written, and with it what the audit log says about it.
    pub async fn commit(self, events: impl IntoIterator<Item = Event>) -> Result<(), Error> {
        for event in events {
            self.record(&event).await?;
        }
        self.commit_unrecorded().await
    }

    /// Keeps what was written, for what is nobody's act: projections, attempts, deliveries, the
    /// latest use of a session.
    pub async fn commit_unrecorded(self) -> Result<(), Error> {
        Ok(self.0.connection.commit().await?)
    }
}
