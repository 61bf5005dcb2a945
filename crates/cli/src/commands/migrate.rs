//! `fallible migrate`.

use store::{SCHEMA_VERSION, Store};

use crate::arguments::DataArguments;
use crate::failure::{Exit, Failure};
use crate::installation::{
    Installation, ServerFile, block_on, database_file, options, store_failure,
};
use crate::terminal;

/// Brings the schema up to date; the database is made if missing.
pub fn run(arguments: &DataArguments) -> Result<Exit, Failure> {
    let DataArguments { data, database } = arguments;
    let found = block_on(async {
        let server = ServerFile::read(data)?.server;
        let is_file = database.is_none() && server.database.is_none();
        let found = if is_file && !database_file(data).exists() {
            0
        } else {
            let options = options(data, database.as_deref(), &server);
            let found = Store::schema_of(&options).await;
            found.map_err(|error| store_failure(&error))?
        };
        let installation = Installation::open(data, database.as_deref()).await?;
        installation.close().await?;
        Ok(found)
    })?;
    terminal::print(&if found == SCHEMA_VERSION {
        format!("the database has schema {SCHEMA_VERSION}: nothing to do\n")
    } else {
        format!("the database had schema {found} and now has {SCHEMA_VERSION}\n")
    })?;
    Ok(Exit::Clean)
}
