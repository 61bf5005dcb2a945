//! `fallible admin`.

use std::path::Path;

use app::account::{self, Invite, link_address};
use app::{App, Caller, Error, people};
use domain::id::AccountId;
use signin::ShownOnce;

use crate::arguments::{AdminArguments, AdminCommand};
use crate::failure::{Exit, Failure};
use crate::installation::{Installation, block_on, failure, within};
use crate::terminal;

/// Looks after accounts.
pub fn run(arguments: &AdminArguments) -> Result<Exit, Failure> {
    let folder = arguments.data.data.as_path();
    let database = arguments.data.database.as_deref();
    let said = match &arguments.command {
        AdminCommand::FirstLink => first_link(folder, database)?,
        command => within(folder, database, async |installation, caller| {
            run_in(&installation.app, caller, command).await
        })?,
    };
    terminal::print(&said)?;
    Ok(Exit::Clean)
}

async fn run_in(app: &App, caller: &Caller, command: &AdminCommand) -> Result<String, Failure> {
    match command {
        AdminCommand::FirstLink => Err(no_first_link()),
        AdminCommand::Invite {
            person,
            login,
            administrator,
        } => {
            let person = people::find(app, caller, person).await;
            let wanted = Invite {
                person: person.map_err(|error| nobody(&error))?,
                login: login.as_deref(),
                as_administrator: *administrator,
            };
            let invited = account::invite(app, caller, wanted).await;
            let invited = invited.map_err(|error| failure(&error))?;
            Ok(shown(app, &invited.secret))
        }
        AdminCommand::Disable { login } => {
            let account = found(app, caller, login).await?;
            let done = account::disable(app, caller, account).await;
            done.map_err(|error| failure(&error))?;
            Ok("The account is closed: nothing opens it any more.\n".to_owned())
        }
        AdminCommand::Grant { login, revoke } => {
            let account = found(app, caller, login).await?;
            let done = account::grant_administrator(app, caller, account, !revoke).await;
            done.map_err(|error| failure(&error))?;
            let may = if *revoke { "no longer" } else { "now" };
            Ok(format!(
                "The account may {may} administer the service; its owner signs in anew.\n"
            ))
        }
        AdminCommand::ResetLink { login } => {
            let account = found(app, caller, login).await?;
            let secret = account::reset_link(app, caller, account).await;
            Ok(shown(app, &secret.map_err(|error| failure(&error))?))
        }
    }
}

/// Begins an installation where there is none.
fn first_link(folder: &Path, database: Option<&str>) -> Result<String, Failure> {
    block_on(async {
        let installation = Installation::open(folder, database).await?;
        let secret = account::first_link(&installation.app).await;
        let said = match secret {
            Ok(Some(secret)) => Ok(shown(&installation.app, &secret)),
            Ok(None) => Err(no_first_link()),
            Err(error) => Err(failure(&error)),
        };
        installation.close().await?;
        said
    })
}

fn no_first_link() -> Failure {
    Failure::new("there is an administrator already")
        .help("they invite others; for a lost password: `fallible admin reset-link LOGIN`")
}

fn shown(app: &App, secret: &ShownOnce) -> String {
    format!("{}\n", link_address(app.settings(), secret))
}

async fn found(app: &App, caller: &Caller, login: &str) -> Result<AccountId, Failure> {
    let account = account::find(app, caller, login).await;
    account.map_err(|error| match error {
        Error::NotFound => Failure::new("no account has this login")
            .help("a login is what its owner signs in with, usually an e-mail address"),
        error => failure(&error),
    })
}

fn nobody(error: &Error) -> Failure {
    match error {
        Error::NotFound => Failure::new("nobody is called this, or several are")
            .help("write the e-mail address or the handle as the roster has it"),
        error => failure(error),
    }
}
