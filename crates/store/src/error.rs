//! What can break below the app.

use seal::SealError;

/// Something broke, or somebody else was faster. Never holds a value of a row: rows hold what
/// people wrote.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The row changed since it was read, or is there already: read it again.
    #[error("{0} was changed by somebody else meanwhile")]
    Conflict(&'static str),
    /// The database said no, or is not there.
    #[error("the database failed: {0}")]
    Database(Failure),
    /// A row cannot be read as what it should be.
    #[error("a row of {table} cannot be read: {what}")]
    Unreadable {
        /// The table.
        table: &'static str,
        /// What is wrong, without the value.
        what: &'static str,
    },
    /// A sealed value does not open.
    #[error("a sealed value of {table} does not open: {source}")]
    Sealed {
        /// The table.
        table: &'static str,
        /// Why.
        source: SealError,
    },
    /// A newer Fallible has been here.
    #[error("the database has schema {found}, this program knows {known}: start the newer program")]
    NewerSchema {
        /// Of the database.
        found: i64,
        /// Of this program.
        known: i64,
    },
    /// The address is none of a database.
    #[error("{0}")]
    Address(&'static str),
    /// The audit log does not go on.
    #[error("the audit log cannot go on: {0}")]
    AuditLog(String),
}

/// What the database reports, cut down to what holds no values.
#[derive(Debug)]
pub struct Failure {
    kind: &'static str,
    code: Option<String>,
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.code {
            Some(code) => write!(f, "{} (code {code})", self.kind),
            None => f.write_str(self.kind),
        }
    }
}

impl From<sea_orm::DbErr> for Error {
    fn from(error: sea_orm::DbErr) -> Self {
        use sea_orm::{DbErr, RuntimeErr};
        let of_driver = match &error {
            DbErr::Conn(RuntimeErr::SqlxError(inner))
            | DbErr::Exec(RuntimeErr::SqlxError(inner))
            | DbErr::Query(RuntimeErr::SqlxError(inner)) => Some(inner),
            _ => None,
        };
        let of_database = of_driver.and_then(|inner| inner.as_database_error());
        if of_database.is_some_and(sea_orm::sqlx::error::DatabaseError::is_unique_violation) {
            return Self::Conflict("a row");
        }
        let kind = match &error {
            DbErr::ConnectionAcquire(_) => "no connection in time",
            DbErr::Conn(_) => "it cannot be reached",
            DbErr::Exec(_) => "a statement failed",
            DbErr::Query(_) => "a query failed",
            DbErr::Type(_) | DbErr::TryIntoErr { .. } => "a value has another type than expected",
            _ => "an unexpected answer",
        };
        let code = of_database.and_then(|error| error.code().map(std::borrow::Cow::into_owned));
        Self::Database(Failure { kind, code })
    }
}
