//! Databases of a PostgreSQL server: migrated once, copied for each test.

use std::sync::atomic::{AtomicU64, Ordering};

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement};
use siphasher::sip::SipHasher24;
use store::{Options, Store};

use super::keys;
use crate::random;

/// The migrations, of which the template is made anew when they change.
const MIGRATIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../store/migrations/postgres");

/// Held while the template is made, so that of two test programs one waits.
const LOCK: &str = "SELECT pg_advisory_lock(4718316599)";
const UNLOCK: &str = "SELECT pg_advisory_unlock(4718316599)";

/// A server on which databases are made and dropped.
pub struct Server {
    address: String,
    connection: DatabaseConnection,
}

impl Server {
    pub async fn connect(address: &str) -> Self {
        let mut options = ConnectOptions::new(address);
        options.max_connections(1).sqlx_logging(false);
        let connection = Database::connect(options).await;
        Self {
            address: address.to_owned(),
            connection: connection.expect("the PostgreSQL server for tests answers"),
        }
    }

    /// A new database, migrated or empty: its name and how it is opened.
    pub async fn make(&self, migrated: bool) -> (String, Options) {
        static MADE: AtomicU64 = AtomicU64::new(0);
        let number = MADE.fetch_add(1, Ordering::SeqCst);
        let name = format!("fallible_test_{}_{number}", std::process::id());
        let template = if migrated {
            self.template().await
        } else {
            "template0".to_owned()
        };
        // What a program of the same number left behind.
        self.drop_if_there(&name).await;
        let made = format!("CREATE DATABASE {name} TEMPLATE {template}");
        self.run(&made).await;
        let options = self.options(&name);
        (name, options)
    }

    /// Drops a database and lets the server go.
    pub async fn drop(self, name: &str) {
        self.drop_if_there(name).await;
        let closed = self.connection.close().await;
        closed.expect("the PostgreSQL server lets go");
    }

    async fn drop_if_there(&self, name: &str) {
        let dropped = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        self.run(&dropped).await;
    }

    /// A migrated database; it stays on the server until the migrations change and longer.
    async fn template(&self) -> String {
        let name = format!("fallible_template_{:016x}", fingerprint());
        self.run(LOCK).await;
        if !self.has(&name).await {
            let building = format!("{name}_building");
            self.drop_if_there(&building).await;
            self.run(&format!("CREATE DATABASE {building} TEMPLATE template0"))
                .await;
            let store = Store::open(&self.options(&building), keys(), random::seeded(0)).await;
            let closed = store.expect("the template is migrated").close().await;
            closed.expect("the template is let go");
            self.run(&format!("ALTER DATABASE {building} RENAME TO {name}"))
                .await;
        }
        self.run(UNLOCK).await;
        name
    }

    async fn has(&self, name: &str) -> bool {
        let sql = "SELECT 1 AS one FROM pg_database WHERE datname = $1";
        let backend = self.connection.get_database_backend();
        let statement = Statement::from_sql_and_values(backend, sql, [name.into()]);
        let row = self.connection.query_one_raw(statement).await;
        row.expect("the server lists its databases").is_some()
    }

    async fn run(&self, sql: &str) {
        let done = self.connection.execute_unprepared(sql).await;
        done.expect("the PostgreSQL server does what tests need");
    }

    /// The same server, another database.
    fn options(&self, name: &str) -> Options {
        let (server, _) = self
            .address
            .rsplit_once('/')
            .expect("an address with a database");
        Options {
            url: format!("{server}/{name}"),
            readers: 4,
            is_durable: true,
        }
    }
}

/// Changes with every migration.
fn fingerprint() -> u64 {
    let entries = std::fs::read_dir(MIGRATIONS).expect("the migrations");
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("a migration").path())
        .collect();
    files.sort();
    let texts = files
        .iter()
        .map(|file| std::fs::read(file).expect("a migration"));
    SipHasher24::new().hash(&texts.collect::<Vec<_>>().concat())
}

/// What stands in every table, bytes as they are where they are letters.
pub async fn every_column(options: &Options) -> Vec<u8> {
    let connection = Database::connect(ConnectOptions::new(&options.url)).await;
    let connection = connection.expect("the database of the test answers");
    let columns = "SELECT table_name::text AS of, column_name::text AS name, data_type::text AS type \
                   FROM information_schema.columns WHERE table_schema = 'public'";
    let mut all = Vec::new();
    for column in texts(&connection, columns, ["of", "name", "type"]).await {
        let [of, name, kind] = column;
        let shown = match kind.as_str() {
            "bytea" => format!("encode({name}, 'escape')"),
            _ => format!("{name}::text"),
        };
        let sql = format!("SELECT {shown} AS shown FROM {of} WHERE {name} IS NOT NULL");
        for [shown] in texts(&connection, &sql, ["shown"]).await {
            all.extend(shown.into_bytes());
            all.push(b'\n');
        }
    }
    connection.close().await.expect("the database lets go");
    all
}

async fn texts<const COUNT: usize>(
    connection: &DatabaseConnection,
    sql: &str,
    names: [&str; COUNT],
) -> Vec<[String; COUNT]> {
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    let rows = connection.query_all_raw(statement).await;
    let rows = rows.expect("the database of the test tells").into_iter();
    let text = |row: &sea_orm::QueryResult, name| row.try_get("", name).expect("a text");
    rows.map(|row| names.map(|name| text(&row, name))).collect()
}
