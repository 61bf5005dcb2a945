//! An installation: a folder with everything that belongs to one server.
//!
//! ```text
//! fallible-data/             0700
//!   fallible.toml            settings: the reviewer's, and [server]
//!   fallible.db              the database, unless it is on a server of its own
//!   keys/                    0700; keep a copy elsewhere, apart from copies of the database
//!     instance-1.key         wraps the keys of what is sealed, one file an epoch
//!     index.key              keys the hashes that rows are found by
//!     audit.key              signs the audit log
//!     fingerprint.key        keys what findings are recognised by
//!     csrf.key               keys the tokens of forms
//! ```

mod keys;
mod settings;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::{App, Caller, Clock, Error};
use domain::moment::Moment;
use signin::csrf::CsrfKey;
use store::{Options, Random, Store};

use crate::failure::Failure;
use crate::files;

pub use keys::KeyFiles;
pub use settings::{MailSettings, ServerFile, ServerSettings};

/// An installation that is open.
pub struct Installation {
    /// The application over it.
    pub app: App,
    /// What the server is told besides.
    pub server: ServerSettings,
    /// Keys the tokens of forms.
    pub csrf: CsrfKey,
}

/// The database file in the folder.
const DATABASE: &str = "fallible.db";

/// The fact by which keys and database know each other: the public key of the audit log.
const PAIR: &str = "installation";

impl Installation {
    /// Opens an installation; what is missing in a new one is made. `database` goes before the
    /// settings.
    pub async fn open(folder: &Path, database: Option<&str>) -> Result<Self, Failure> {
        Self::of_file(folder, database, ServerFile::read(folder)?).await
    }

    /// The same with settings that were read already.
    pub async fn of_file(
        folder: &Path,
        database: Option<&str>,
        file: ServerFile,
    ) -> Result<Self, Failure> {
        let options = options(folder, database, &file.server);
        if !KeyFiles::are_in(folder) {
            if folder.join(DATABASE).exists() {
                return Err(keys_missing(folder));
            }
            KeyFiles::make(folder)?;
        }
        if file.server.database.is_none() && database.is_none() {
            keys::make_private(&database_file(folder))?;
        }
        Self::of(folder, file, &options).await
    }

    /// Opens an installation that is there.
    pub async fn existing(folder: &Path, database: Option<&str>) -> Result<Self, Failure> {
        check_is_there(folder)?;
        Self::open(folder, database).await
    }

    async fn of(folder: &Path, file: ServerFile, options: &Options) -> Result<Self, Failure> {
        let keys = KeyFiles::read(folder)?;
        let store = Store::open(options, keys.store, random()).await;
        let store = store.map_err(|error| store_failure(&error))?;
        pair(&store, folder).await?;
        Ok(Self {
            app: App::new(
                store,
                file.app_settings()?,
                clock(),
                random(),
                keys.fingerprints,
            ),
            server: file.server,
            csrf: keys.csrf,
        })
    }

    /// Signs what was written into the audit log, and lets the database go.
    pub async fn close(self) -> Result<(), Failure> {
        let store = self.app.store().clone();
        drop(self.app);
        let numbered = async {
            while store.number_entries().await? > 0 {}
            store.close().await
        };
        numbered.await.map_err(|error| store_failure(&error))
    }
}

/// Refuses a folder without an installation.
pub fn check_is_there(folder: &Path) -> Result<(), Failure> {
    if KeyFiles::are_in(folder) {
        return Ok(());
    }
    if folder.join(DATABASE).exists() {
        return Err(keys_missing(folder));
    }
    let message = format!("there is no installation in {}", files::name(folder));
    Err(Failure::new(message)
        .help("name its folder with --data, or begin one: `fallible admin first-link`"))
}

/// How the database is opened: as asked, as set, or as the file in the folder.
pub fn options(folder: &Path, database: Option<&str>, server: &ServerSettings) -> Options {
    match database.or(server.database.as_deref()) {
        Some(url) => Options {
            url: url.to_owned(),
            readers: 8,
            is_durable: true,
        },
        None => Options::sqlite(&database_file(folder)),
    }
}

/// Where the database file is.
pub fn database_file(folder: &Path) -> PathBuf {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    folder.join(DATABASE)
}

fn keys_missing(folder: &Path) -> Failure {
    let message = format!("{} has a database and no keys", files::name(folder));
    Failure::new(message)
        .help("put the folder keys back from where its copy is kept: new keys open nothing")
}

/// Keys and database belong together: with others nothing opens, and what is written is lost.
async fn pair(store: &Store, folder: &Path) -> Result<(), Failure> {
    let own = store.verifier_key().to_string();
    let paired = async {
        let writing = store.write().await?;
        let known = writing.setting(PAIR).await?;
        if known.is_none() {
            writing.set_setting(PAIR, own.as_bytes()).await?;
            writing.commit_unrecorded().await?;
        }
        Ok(known.is_none_or(|known| known == own.as_bytes()))
    };
    let paired = paired.await;
    if paired.map_err(|error: store::Error| store_failure(&error))? {
        return Ok(());
    }
    let message = format!(
        "the keys in {} are of another database",
        files::name(folder)
    );
    Err(Failure::new(message).help("use the folder that belongs to this database"))
}

/// The operating system's generator.
pub fn random() -> Random {
    Arc::new(|bytes| {
        getrandom::fill(bytes).expect("INVARIANT: the operating system has random bytes");
    })
}

/// The operating system's clock.
pub fn clock() -> Clock {
    Arc::new(now)
}

/// What the operating system says the time is.
pub fn now() -> Moment {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the command line, which tells everybody else the time"
    )]
    let now = std::time::SystemTime::now();
    let since_1970 = now
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    Moment::from_milliseconds(i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX))
}

/// Runs what waits for a database.
pub fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::io("the program cannot wait for a database", &error))?;
    runtime.block_on(work)
}

/// Opens an installation that is there, does something in it as whoever runs the machine, and
/// closes it.
pub fn within<T>(
    folder: &Path,
    database: Option<&str>,
    work: impl AsyncFnOnce(&Installation, &Caller) -> Result<T, Failure>,
) -> Result<T, Failure> {
    block_on(async {
        let installation = Installation::existing(folder, database).await?;
        let done = work(&installation, &Caller::operator()).await;
        installation.close().await?;
        done
    })
}

/// What a verb says when it does not end well.
pub fn failure(error: &Error) -> Failure {
    match error {
        Error::Refused(refusal) | Error::NotSignedIn(refusal) => {
            Failure::new(format!("refused ({})", refusal.code())).help(refusal.remedy().to_owned())
        }
        Error::Broken(error) => store_failure(error),
        error => Failure::new(error.to_string()),
    }
}

/// What the store says when it breaks.
pub fn store_failure(error: &store::Error) -> Failure {
    let failure = Failure::new(error.to_string());
    match error {
        store::Error::Database(_) => {
            failure.help("check that the database is there and that nobody else holds it")
        }
        store::Error::Sealed { .. } => failure.help("check that keys/ belongs to this database"),
        _ => failure,
    }
}
