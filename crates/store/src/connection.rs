//! Opening a database.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, IsolationLevel,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

use crate::error::Error;
use crate::keys::{Keys, Random};
use crate::migration;
use crate::transaction::{Reading, Writing};

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// In a file of its own, for one machine.
    Sqlite,
    /// A server, when one machine is outgrown.
    Postgres,
}

/// How to open a store.
#[derive(Clone, Debug)]
pub struct Options {
    /// `sqlite:///folder/file.db` or `postgres://user@host/database`. May hold a password: never
    /// logged.
    pub url: String,
    /// Connections for reading, at most.
    pub readers: u32,
    /// Whether a write that was acknowledged survives losing power, in SQLite. What lives in a
    /// temporary folder does without, and does not wait for the disk.
    pub is_durable: bool,
}

/// What is kept. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    readers: DatabaseConnection,
    /// SQLite has one writer: a pool of one makes the others wait in line instead of failing.
    writer: DatabaseConnection,
    shared: Arc<Shared>,
}

pub(crate) struct Shared {
    pub(crate) backend: Backend,
    pub(crate) keys: Keys,
    pub(crate) random: Random,
}

/// How long a write waits for others, in PostgreSQL's and SQLite's own units.
const PATIENCE: Duration = Duration::from_secs(10);

impl Options {
    /// A database in one file; it is made if missing.
    pub fn sqlite(file: &Path) -> Self {
        Self {
            url: format!("sqlite://{}?mode=rwc", file.display()),
            readers: 4,
            is_durable: true,
        }
    }

    fn backend(&self) -> Result<Backend, Error> {
        match self.url.split_once("://") {
            Some(("sqlite", _)) => Ok(Backend::Sqlite),
            Some(("postgres" | "postgresql", _)) => Ok(Backend::Postgres),
            _ => Err(Error::Address(
                "a database is given as sqlite:///folder/file.db or postgres://user@host/database",
            )),
        }
    }
}

impl Store {
    /// Opens the database and brings its schema up to date.
    pub async fn open(options: &Options, keys: Keys, random: Random) -> Result<Self, Error> {
        let backend = options.backend()?;
        let writers = if backend == Backend::Sqlite {
            1
        } else {
            options.readers
        };
        let writer = connect(options, backend, writers).await?;
        migration::migrate(&writer, backend).await?;
        let readers = connect(options, backend, options.readers).await?;
        let shared = Arc::new(Shared {
            backend,
            keys,
            random,
        });
        let store = Self {
            readers,
            writer,
            shared,
        };
        Ok(store)
    }

    /// The schema a database has, 0 if it has none. Opens it without changing it.
    pub async fn schema_of(options: &Options) -> Result<i64, Error> {
        let backend = options.backend()?;
        let connection = connect(options, backend, 1).await?;
        let found = migration::schema_of(&connection, backend).await?;
        connection.close().await?;
        Ok(found)
    }

    /// Which database it is.
    pub fn backend(&self) -> Backend {
        self.shared.backend
    }

    /// A snapshot of everything.
    pub async fn read(&self) -> Result<Reading, Error> {
        let connection = match self.shared.backend {
            Backend::Sqlite => self.readers.begin().await?,
            Backend::Postgres => {
                let isolation = Some(IsolationLevel::RepeatableRead);
                let mode = Some(AccessMode::ReadOnly);
                self.readers.begin_with_config(isolation, mode).await?
            }
        };
        Ok(self.reading(connection))
    }

    /// A transaction.
    pub async fn write(&self) -> Result<Writing, Error> {
        // A transaction of SQLite that begins with reading cannot wait for its turn to write.
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let connection = self.writer.begin_with_options(options).await?;
        Ok(Writing::new(self.reading(connection)))
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    fn reading(&self, connection: sea_orm::DatabaseTransaction) -> Reading {
        Reading {
            connection,
            shared: Arc::clone(&self.shared),
        }
    }

    /// Waits for what is under way and lets the database go.
    pub async fn close(self) -> Result<(), Error> {
        self.readers.close().await?;
        if self.shared.backend == Backend::Sqlite {
            // Leaves one file behind instead of three.
            self.writer
                .execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)")
                .await?;
        }
        self.writer.close().await?;
        Ok(())
    }
}

async fn connect(
    options: &Options,
    backend: Backend,
    most: u32,
) -> Result<DatabaseConnection, Error> {
    let mut connect = ConnectOptions::new(&options.url);
    connect
        .max_connections(most)
        .min_connections(1)
        .acquire_timeout(PATIENCE)
        .sqlx_logging(false);
    if backend == Backend::Sqlite {
        let synchronous = if options.is_durable { "FULL" } else { "OFF" };
        connect.map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .foreign_keys(true)
                .busy_timeout(PATIENCE)
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", synchronous)
                // What is deleted is gone from the file as well.
                .pragma("secure_delete", "ON")
                .pragma("temp_store", "MEMORY")
                // Each connection has its own; what is read often stays with the system.
                .pragma("cache_size", "-2000")
        });
    }
    Ok(Database::connect(connect).await?)
}
