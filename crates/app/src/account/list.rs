//! The accounts, for who administers them.

use domain::access::Action;
use domain::id::{AccountId, PersonId};
use domain::moment::Moment;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::permissions::allow;

/// An account as administrators see it. Holds a name and a login: never logged.
pub struct AccountRow {
    /// Which.
    pub id: AccountId,
    /// Whose.
    pub person: PersonId,
    /// What the person is called.
    pub name: String,
    /// What they sign in with.
    pub login: String,
    /// Whether a password was chosen.
    pub is_in_use: bool,
    /// Whether it may administer the service.
    pub is_administrator: bool,
    /// Since when it is closed.
    pub disabled: Option<Moment>,
    /// When it was made.
    pub created: Moment,
}

/// All accounts, the oldest first.
pub async fn accounts(app: &App, caller: &Caller) -> Result<Vec<AccountRow>, Error> {
    let reading = app.read().await?;
    let directory = app.directory(&reading).await?;
    allow(&directory, caller, Action::ChangeAccounts, None)?;
    let accounts = reading.accounts().await?.into_iter();
    let rows = accounts.map(|kept| {
        let account = kept.state;
        AccountRow {
            id: account.id,
            person: account.person,
            name: directory
                .name(account.person)
                .unwrap_or_default()
                .to_owned(),
            login: account.login,
            is_in_use: account.password.is_some(),
            is_administrator: account.is_administrator,
            disabled: account.disabled,
            created: account.created,
        }
    });
    Ok(rows.collect())
}

/// The account with a login, for administrators.
pub async fn find(app: &App, caller: &Caller, login: &str) -> Result<AccountId, Error> {
    let reading = app.read().await?;
    let directory = app.directory(&reading).await?;
    allow(&directory, caller, Action::ChangeAccounts, None)?;
    let found = reading.account_by_login(login).await?;
    found.map(|kept| kept.state.id).ok_or(Error::NotFound)
}
