//! Who is called by a name, a handle or an address.

use domain::access::Action;
use domain::id::PersonId;

use super::appoint::allow_appointing;
use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::permissions::allow;

/// The one person of this name, handle or address, for administrators. [`Error::NotFound`] if there
/// is nobody, or several.
pub async fn find(app: &App, caller: &Caller, written: &str) -> Result<PersonId, Error> {
    let reading = app.read().await?;
    let directory = app.directory(&reading).await?;
    allow(&directory, caller, Action::ChangeAccounts, None)?;
    directory.person_called(written).ok_or(Error::NotFound)
}

/// The same, for whoever appoints bar raisers.
pub async fn find_to_appoint(app: &App, caller: &Caller, written: &str) -> Result<PersonId, Error> {
    let reading = app.read().await?;
    let directory = app.directory(&reading).await?;
    let person = directory.person_called(written);
    allow_appointing(&directory, caller, person)?;
    let unknown = || {
        Error::invalid(
            "person",
            "nobody is called that: give an e-mail address or a user name",
        )
    };
    person.ok_or_else(unknown)
}
