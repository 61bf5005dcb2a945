//! Closing accounts, opening them again, and who administers.

use domain::access::Action;
use domain::id::AccountId;
use domain::moment::Moment;
use domain::refusal::Refusal;
use signin::one_time_link::Purpose;
use store::account::{Account, to_signin};
use store::{Kept, Writing};

use super::password::is_open;
use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::events::{event, event_with};
use crate::permissions::allow;

/// Closes an account: its sessions, tokens and links open nothing from now on.
pub async fn disable(app: &App, caller: &Caller, account: AccountId) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let kept = administered(app, caller, &writing, account).await?;
    if !is_open(&kept.state) {
        return Ok(());
    }
    if kept.state.is_administrator {
        keep_an_administrator(&writing, account).await?;
    }
    close_account(&writing, kept, now).await?;
    let disabled = event(caller, now, "account.disabled", "account", account);
    Ok(writing.commit([disabled]).await?)
}

/// Opens a closed account again. What opened the door before stays shut: only the password is as it
/// was.
pub async fn enable(app: &App, caller: &Caller, account: AccountId) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let mut kept = administered(app, caller, &writing, account).await?;
    kept.state.disabled = None;
    writing.save_account(&kept).await?;
    let enabled = event(caller, now, "account.enabled", "account", account);
    Ok(writing.commit([enabled]).await?)
}

/// Lets an account administer the service, or no longer. Its sessions and tokens end: rights change
/// with a new sign-in only.
pub async fn grant_administrator(
    app: &App,
    caller: &Caller,
    account: AccountId,
    granted: bool,
) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let mut kept = administered(app, caller, &writing, account).await?;
    if kept.state.is_administrator == granted {
        return Ok(());
    }
    if !granted && is_open(&kept.state) {
        keep_an_administrator(&writing, account).await?;
    }
    kept.state.is_administrator = granted;
    writing.save_account(&kept).await?;
    writing.revoke_sessions(account, None, now).await?;
    writing.revoke_access_tokens(account, now).await?;
    let subject = ("account", account.to_string());
    let details = [("administrator", granted.into())];
    let recorded = event_with(caller, now, "account.rights_changed", subject, details);
    Ok(writing.commit([recorded]).await?)
}

async fn administered(
    app: &App,
    caller: &Caller,
    writing: &Writing,
    account: AccountId,
) -> Result<Kept<Account>, Error> {
    let directory = app.directory(writing).await?;
    allow(&directory, caller, Action::ChangeAccounts, None)?;
    writing.account(account).await?.ok_or(Error::NotFound)
}

/// Refuses to take the last account away that may administer.
async fn keep_an_administrator(writing: &Writing, leaving: AccountId) -> Result<(), Error> {
    let accounts = writing.accounts().await?;
    let remains = accounts.iter().any(|kept| {
        let account = &kept.state;
        let may = account.is_administrator && is_open(account) && account.password.is_some();
        may && account.id != leaving
    });
    if remains {
        return Ok(());
    }
    let remedy = "This is the last account that may administer: let another one administer first.";
    Err(Refusal::new("last-administrator", remedy).into())
}

/// Closes an account and all that opens the door to it.
pub(crate) async fn close_account(
    writing: &Writing,
    mut kept: Kept<Account>,
    now: Moment,
) -> Result<(), Error> {
    let id = kept.state.id;
    kept.state.disabled = Some(now);
    writing.save_account(&kept).await?;
    writing.revoke_sessions(id, None, now).await?;
    writing.revoke_access_tokens(id, now).await?;
    let of = to_signin(id);
    for purpose in [Purpose::Invitation(of), Purpose::NewPassword(of)] {
        writing.revoke_one_time_links(purpose, now).await?;
    }
    Ok(())
}
