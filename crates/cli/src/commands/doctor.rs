//! `fallible doctor`.

use app::{Caller, audit_log};
use domain::moment::Moment;
use store::{SCHEMA_VERSION, Store};

use crate::arguments::DataArguments;
use crate::failure::{Exit, Failure};
use crate::installation::{
    Installation, KeyFiles, ServerFile, block_on, check_is_there, failure, now, options,
    store_failure,
};
use crate::terminal;

/// Says of each part whether it is well; changes nothing. Exit status 1: one is not.
pub fn run(arguments: &DataArguments) -> Result<Exit, Failure> {
    check_is_there(&arguments.data)?;
    let mut examined = Examined::default();
    let settings = ServerFile::read(&arguments.data);
    let file = examined.note(
        "settings",
        settings.map(|file| (file, "can be read".to_owned())),
    );
    let keys = KeyFiles::read(&arguments.data);
    let keys = examined.note(
        "keys",
        keys.map(|_| ((), "can be read, by nobody else".to_owned())),
    );
    let schema = file.and_then(|file| {
        let schema = block_on(schema(arguments, &file));
        examined.note("database", schema.map(|said| ((), said)))
    });
    if keys.and(schema).is_some() {
        let opened = block_on(examine(arguments));
        let (clock, log) = opened?;
        examined.note("clock", clock.map(|said| ((), said)));
        examined.note("audit log", log.map(|said| ((), said)));
    }
    terminal::print(&examined.said)?;
    Ok(if examined.is_well {
        Exit::Clean
    } else {
        Exit::Findings
    })
}

struct Examined {
    said: String,
    is_well: bool,
}

impl Default for Examined {
    fn default() -> Self {
        Self {
            said: String::new(),
            is_well: true,
        }
    }
}

impl Examined {
    fn note<T>(&mut self, part: &str, found: Result<(T, String), Failure>) -> Option<T> {
        match found {
            Ok((value, said)) => {
                self.said += &format!("ok    {part}: {said}\n");
                Some(value)
            }
            Err(failure) => {
                self.said += &format!("wrong {part}: {}\n", failure.message());
                if let Some(remedy) = failure.remedy() {
                    self.said += &format!("      {remedy}\n");
                }
                self.is_well = false;
                None
            }
        }
    }
}

async fn schema(arguments: &DataArguments, file: &ServerFile) -> Result<String, Failure> {
    let options = options(&arguments.data, arguments.database.as_deref(), &file.server);
    let found = Store::schema_of(&options).await;
    let found = found.map_err(|error| store_failure(&error))?;
    if found == SCHEMA_VERSION {
        return Ok(format!("answers, schema {found}"));
    }
    let message = format!("it has schema {found}, this program works with {SCHEMA_VERSION}");
    let help = if found < SCHEMA_VERSION {
        "run `fallible migrate`"
    } else {
        "start the newer program"
    };
    Err(Failure::new(message).help(help))
}

type Said = Result<String, Failure>;

/// Clock and audit log.
async fn examine(arguments: &DataArguments) -> Result<(Said, Said), Failure> {
    let database = arguments.database.as_deref();
    let installation = Installation::existing(&arguments.data, database).await?;
    let app = &installation.app;
    let latest = audit_log::list(app, &Caller::operator(), None, 1).await;
    let latest = latest.map_err(|error| failure(&error))?;
    let latest = latest.first().map(|entry| entry.event.at());
    let log = audit_log::check_end(app).await;
    let log = match log.map_err(|error| failure(&error))? {
        Ok(signed) => Ok(format!("the last of {signed} entries are as signed")),
        Err(what) => Err(Failure::new(what).help("run `fallible audit verify`")),
    };
    Ok((clock(now(), latest), log))
}

/// When this was written: no clock that is right shows less.
const WRITTEN: &str = "2026-01-01T00:00:00Z";

fn clock(now: Moment, latest: Option<u64>) -> Said {
    let written: Moment = WRITTEN.parse().unwrap_or(now);
    let latest = latest.and_then(|at| i64::try_from(at).ok());
    let latest = latest.map(Moment::from_milliseconds);
    let help = "set the machine's clock, and have it kept right over the network";
    if now < written {
        return Err(Failure::new(format!("it shows {now}, which is past")).help(help));
    }
    if latest.is_some_and(|latest| latest > now.plus(std::time::Duration::from_mins(1))) {
        let message = format!("it shows {now}, before the last entry of the audit log");
        return Err(Failure::new(message).help(help));
    }
    Ok("shows a time that can be".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_went_back_is_noticed() {
        let noon: Moment = "2026-03-02T12:00:00Z".parse().unwrap();
        let later = u64::try_from(noon.plus_days(1).as_milliseconds()).unwrap();
        assert!(clock(noon, None).is_ok());
        assert!(clock(noon, Some(0)).is_ok());
        assert!(clock(noon, Some(later)).is_err());
        assert!(clock(Moment::from_milliseconds(0), None).is_err());
    }
}
