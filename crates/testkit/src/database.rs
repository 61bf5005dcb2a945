//! A store of a test's own, on each database.
//!
//! On PostgreSQL only if `FALLIBLE_TEST_POSTGRES` has the address of a server on which databases
//! may be made: `postgres://user@host:port/postgres`.

mod postgres;

use std::any::Any;
use std::future::poll_fn;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::sync::Once;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Poll;

use audit::SigningKey;
use seal::{InstanceKey, KeyRing};
use store::{Backend, Keys, Options, Store};
use tempfile::TempDir;

use crate::random;
use postgres::Server;

/// A database of a test's own. It is gone when the test is over.
pub struct Database {
    backend: Backend,
    options: Options,
    /// Of SQLite.
    folder: Option<TempDir>,
    /// Stores opened; each gets randomness of its own.
    opened: AtomicU64,
}

/// The variable with the address of a PostgreSQL server.
pub const POSTGRES: &str = "FALLIBLE_TEST_POSTGRES";

/// The secrets of every store in tests.
pub fn keys() -> Keys {
    let ring = KeyRing::new([InstanceKey::from_random(1, [1; 32])]).expect("one key is enough");
    let log = "fallible.test/audit".parse().expect("the name of a log");
    Keys {
        ring,
        index: [2; 32],
        audit: SigningKey::from_seed(log, &[3; 32]),
    }
}

impl Database {
    fn new(backend: Backend, options: Options, folder: Option<TempDir>) -> Self {
        Self {
            backend,
            options,
            folder,
            opened: AtomicU64::new(0),
        }
    }

    fn sqlite() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let options = Options::sqlite(&folder.path().join("fallible.db"));
        Self::new(Backend::Sqlite, options, Some(folder))
    }

    /// Which it is.
    pub fn backend(&self) -> Backend {
        self.backend
    }

    /// How it is opened.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Opens it, as one node more would.
    pub async fn open(&self) -> Result<Store, store::Error> {
        let seed = self.opened.fetch_add(1, Ordering::SeqCst);
        // Far from the other sources, whose numbers follow from theirs.
        Box::pin(Store::open(
            &self.options,
            keys(),
            random::seeded(seed << 40),
        ))
        .await
    }

    /// Everything that is kept, as bytes: the files of SQLite, every column of every table of
    /// PostgreSQL.
    pub async fn at_rest(&self) -> Vec<u8> {
        match self.backend {
            Backend::Sqlite => self.file_bytes(),
            Backend::Postgres => postgres::every_column(&self.options).await,
        }
    }

    /// All bytes of the files of SQLite; nothing of PostgreSQL.
    pub fn file_bytes(&self) -> Vec<u8> {
        let folder = self.folder.iter().flat_map(|folder| {
            let entries = std::fs::read_dir(folder.path()).expect("the folder of the test");
            entries.map(|entry| entry.expect("a file of the test").path())
        });
        folder
            .flat_map(|file| std::fs::read(file).expect("a file of the test"))
            .collect()
    }
}

/// Runs a test on a new store on each database.
pub async fn on_both_databases(test: impl AsyncFn(Store)) {
    let with_store = async |database: &Database| {
        let store = database.open().await.expect("the store opens");
        test(store).await;
    };
    Box::pin(on_sqlite(&with_store)).await;
    Box::pin(on_postgres(true, &with_store)).await;
}

/// Runs a test on a new store on SQLite alone: for long tables of what rules decide, whatever keeps
/// what they decide about.
pub async fn on_one_database(test: impl AsyncFn(Store)) {
    let with_store = async |database: &Database| {
        let store = database.open().await.expect("the store opens");
        test(store).await;
    };
    Box::pin(on_sqlite(&with_store)).await;
}

/// Runs a test on each database before anything was made in it: for opening it several times.
pub async fn on_both_empty_databases(test: impl AsyncFn(&Database)) {
    Box::pin(on_sqlite(&test)).await;
    Box::pin(on_postgres(false, &test)).await;
}

async fn on_sqlite(test: &impl AsyncFn(&Database)) {
    let database = Database::sqlite();
    let outcome = outcome(test(&database)).await;
    end("SQLite", outcome);
}

async fn on_postgres(migrated: bool, test: &impl AsyncFn(&Database)) {
    let Some(address) = address() else {
        return;
    };
    let server = Server::connect(&address).await;
    let (name, options) = server.make(migrated).await;
    let database = Database::new(Backend::Postgres, options, None);
    let outcome = outcome(test(&database)).await;
    server.drop(&name).await;
    end("PostgreSQL", outcome);
}

#[expect(
    clippy::disallowed_methods,
    reason = "tests are told by the environment"
)]
fn address() -> Option<String> {
    static SAID: Once = Once::new();
    let address = std::env::var(POSTGRES).ok();
    if address.is_none() {
        SAID.call_once(|| say(&format!("{POSTGRES} is not set: tested on SQLite only")));
    }
    address
}

type Outcome = Result<(), Box<dyn Any + Send>>;

/// How a test ends; the database is dropped however it does.
async fn outcome(test: impl Future<Output = ()>) -> Outcome {
    let mut test = pin!(test);
    let poll = |context: &mut std::task::Context<'_>| match catch_unwind(AssertUnwindSafe(|| {
        test.as_mut().poll(context)
    })) {
        Ok(Poll::Pending) => Poll::Pending,
        Ok(Poll::Ready(())) => Poll::Ready(Ok(())),
        Err(panic) => Poll::Ready(Err(panic)),
    };
    poll_fn(poll).await
}

fn end(database: &str, outcome: Outcome) {
    if let Err(panic) = outcome {
        say(&format!("failed on {database}"));
        resume_unwind(panic);
    }
}

/// Past what a test prints, which is shown only if it fails.
fn say(text: &str) {
    // Nobody is left to hear that it could not be said.
    let _ = writeln!(std::io::stderr(), "{text}");
}
