//! Bringing a database's schema up to date, forward only.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement, TransactionTrait};

use crate::connection::Backend;
use crate::error::Error;

/// One step of the schema, written for both databases.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// From 1, without gaps.
    pub version: i64,
    /// What it brings.
    pub name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

/// All steps, first to last.
const MIGRATIONS: [Migration; 2] = [
    Migration {
        version: 1,
        name: "first",
        sqlite: include_str!("../migrations/sqlite/0001_first.sql"),
        postgres: include_str!("../migrations/postgres/0001_first.sql"),
    },
    Migration {
        version: 2,
        name: "corrections in order",
        sqlite: include_str!("../migrations/sqlite/0002_corrections.sql"),
        postgres: include_str!("../migrations/postgres/0002_corrections.sql"),
    },
];

/// The schema this program works with.
pub const SCHEMA_VERSION: i64 = MIGRATIONS[MIGRATIONS.len() - 1].version;

/// Held while migrating, so that of two nodes that start together one waits. Any number will do;
/// it must never change.
const POSTGRES_LOCK: &str = "SELECT pg_advisory_xact_lock(4718316501)";

/// The schema a database has, 0 if it has none; changes nothing.
pub(crate) async fn schema_of(
    connection: &DatabaseConnection,
    backend: Backend,
) -> Result<i64, Error> {
    let query = match backend {
        Backend::Sqlite => "SELECT 1 AS one FROM sqlite_schema WHERE name = 'schema_version'",
        Backend::Postgres => {
            "SELECT 1 AS one FROM pg_tables WHERE tablename = 'schema_version' \
             AND schemaname = current_schema()"
        }
    };
    let statement = Statement::from_string(database(backend), query);
    if connection.query_one_raw(statement).await?.is_none() {
        return Ok(0);
    }
    let statement = Statement::from_string(database(backend), VERSION);
    let row = connection.query_one_raw(statement).await?;
    Ok(row.map_or(Ok(0), |row| row.try_get("", "version"))?)
}

const VERSION: &str = "SELECT COALESCE(MAX(version), 0) AS version FROM schema_version";

/// Runs the steps that are missing, in one transaction. Refuses a newer schema.
pub(crate) async fn migrate(
    connection: &DatabaseConnection,
    backend: Backend,
) -> Result<(), Error> {
    let transaction = connection.begin().await?;
    if backend == Backend::Postgres {
        transaction.execute_unprepared(POSTGRES_LOCK).await?;
    }
    let table = "CREATE TABLE IF NOT EXISTS schema_version (version BIGINT PRIMARY KEY, name TEXT NOT NULL)";
    transaction.execute_unprepared(table).await?;
    let row = transaction
        .query_one_raw(Statement::from_string(database(backend), VERSION))
        .await?;
    let found: i64 = match row {
        Some(row) => row.try_get("", "version")?,
        None => 0,
    };
    if found > SCHEMA_VERSION {
        return Err(Error::NewerSchema {
            found,
            known: SCHEMA_VERSION,
        });
    }
    for step in MIGRATIONS.iter().filter(|step| step.version > found) {
        let sql = match backend {
            Backend::Sqlite => step.sqlite,
            Backend::Postgres => step.postgres,
        };
        transaction.execute_unprepared(sql).await?;
        let noted = "INSERT INTO schema_version (version, name) VALUES ($1, $2)";
        let values = [step.version.into(), step.name.into()];
        let noted = Statement::from_sql_and_values(database(backend), noted, values);
        transaction.execute_raw(noted).await?;
    }
    transaction.commit().await?;
    Ok(())
}

const fn database(backend: Backend) -> DbBackend {
    match backend {
        Backend::Sqlite => DbBackend::Sqlite,
        Backend::Postgres => DbBackend::Postgres,
    }
}
