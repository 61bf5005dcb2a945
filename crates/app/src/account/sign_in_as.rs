//! Signing in as anybody: for the demonstration only.

use domain::id::{AccountId, PersonId};
use store::Kept;
use store::account::Account;

use super::password::is_open;
use super::session::{Browser, Entered, enter};
use crate::context::App;
use crate::error::Error;
use crate::events::event;

/// Signs in as a person without a password. Outside a demonstration there is no such thing.
pub async fn sign_in_as(
    app: &App,
    person: PersonId,
    browser: Browser<'_>,
) -> Result<Entered, Error> {
    if !app.settings().is_demonstration {
        return Err(Error::NotFound);
    }
    let now = app.now();
    let writing = app.write().await?;
    let directory = app.directory(&writing).await?;
    if !directory.organisation.is_here(person) {
        return Err(Error::NotFound);
    }
    let accounts = writing.accounts_of(person).await?;
    let open = accounts.into_iter().map(|kept| kept.state).find(is_open);
    let account = match open {
        Some(account) => account,
        None => {
            // Without login and password nothing else opens it.
            let account = Account {
                id: AccountId::new(app.random()),
                person,
                login: String::new(),
                password: None,
                is_administrator: false,
                disabled: None,
                created: now,
            };
            let kept = Kept {
                state: account,
                version: 0,
            };
            writing.save_account(&kept).await?;
            kept.state
        }
    };
    let entered = enter(app, &writing, &account, browser, now).await?;
    let caller = &entered.signed_in.caller;
    let signed_in = event(caller, now, "account.signed_in_as", "account", account.id);
    writing.commit([signed_in]).await?;
    Ok(entered)
}
