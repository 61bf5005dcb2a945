//! `fallible demo`.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use app::{App, Settings};
use demo::Clock;
use store::Store;
use web::Invented;

use super::serve::{bind, local, runtime, serve, start_log};
use crate::arguments::DemoArguments;
use crate::failure::{Exit, Failure};
use crate::installation::{KeyFiles, ServerSettings, clock, options, random, store_failure};
use crate::terminal;

/// Serves an invented organisation that lived with Fallible for a year and a half.
pub fn run(arguments: &DemoArguments) -> Result<Exit, Failure> {
    start_log();
    match &arguments.data {
        Some(folder) => run_in(folder, arguments),
        None => {
            let folder = Temporary::make()?;
            run_in(&folder.0, arguments)
        }
    }
}

fn run_in(folder: &Path, arguments: &DemoArguments) -> Result<Exit, Failure> {
    runtime()?.block_on(async {
        let listener = bind(&arguments.listen).await?;
        let address = local(&listener)?;
        let clock = Clock::new(clock());
        let settings = Settings {
            origin: format!("http://{address}"),
            ..demo::settings().map_err(|error| Failure::new(error.to_string()))?
        };
        if !KeyFiles::are_in(folder) {
            KeyFiles::make(folder)?;
        }
        let keys = KeyFiles::read(folder)?;
        let database = arguments.database.as_deref();
        let options = store::Options {
            // Without a folder of its own it goes with the program: it need not wait for the disk.
            is_durable: arguments.data.is_some(),
            ..options(folder, database, &ServerSettings::default())
        };
        let store = Store::open(&options, keys.store, random()).await;
        let store = store.map_err(|error| store_failure(&error))?;
        let app = App::new(
            store,
            settings,
            clock.for_app(),
            random(),
            keys.fingerprints,
        );
        let filled = demo::fill(&app, &clock).await;
        let filled = filled.map_err(|error| {
            Failure::new(error.to_string()).help("begin with an empty folder, or leave --data out")
        })?;
        let invented = filled.groups.iter().flat_map(|group| {
            group.parts.iter().map(|part| Invented {
                heading: group.heading.to_owned(),
                person: part.person,
                role: part.role.clone(),
                waiting: part.waiting.clone(),
            })
        });
        terminal::note("everybody in this demonstration is invented; sign in as whom you like");
        terminal::print(&format!("token {}\n", filled.token.reveal()))?;
        serve(app, keys.csrf, invented.collect(), None, listener).await
    })
}

/// A folder that goes with the program.
struct Temporary(std::path::PathBuf);

impl Temporary {
    fn make() -> Result<Self, Failure> {
        #[expect(
            clippy::disallowed_methods,
            reason = "makes the name of the folder unlike others"
        )]
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let name = format!("fallible-demo-{}-{}", std::process::id(), now.as_nanos());
        let folder = std::env::temp_dir().join(name);
        let made = std::fs::create_dir(&folder);
        made.map_err(|error| Failure::io("no temporary folder can be made", &error))?;
        Ok(Self(folder))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // What is left in the folder for temporary files goes with the next start of the machine.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
