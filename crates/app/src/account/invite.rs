//! Making accounts for people.

use domain::access::Action;
use domain::id::{AccountId, PersonId};
use domain::moment::Moment;
use signin::ShownOnce;
use signin::one_time_link::Purpose;
use store::account::{Account, to_signin};
use store::{Kept, Writing};

use super::first_administrator::{checked_login, make_link, save_new};
use super::password::is_open;
use crate::caller::Caller;
use crate::context::App;
use crate::directory::Directory;
use crate::error::Error;
use crate::events::{event, event_with};
use crate::permissions::allow;

/// Whom to invite.
#[derive(Clone, Copy)]
pub struct Invite<'a> {
    /// Who.
    pub person: PersonId,
    /// What they sign in with; their e-mail address if left out.
    pub login: Option<&'a str>,
    /// Whether they may administer the service.
    pub as_administrator: bool,
}

/// Somebody who is invited.
#[derive(Debug)]
pub struct Invited {
    /// Their account.
    pub account: AccountId,
    /// What the link ends in: to be handed to them, once.
    pub secret: ShownOnce,
}

/// Makes an account for somebody and a link with which they choose a password. Invited again, they
/// get a new link to the same account as long as they did not choose one.
pub async fn invite(app: &App, caller: &Caller, wanted: Invite<'_>) -> Result<Invited, Error> {
    let now = app.now();
    let writing = app.write().await?;
    let directory = app.directory(&writing).await?;
    allow(&directory, caller, Action::ChangeAccounts, None)?;
    let login = login(&directory, &wanted)?;
    let account = invited_account(app, &writing, &wanted, &login, now).await?;
    let secret = make_link(app, &writing, Purpose::Invitation(to_signin(account)), now).await?;
    let subject = ("account", account.to_string());
    let details = [("administrator", wanted.as_administrator.into())];
    let invited = event_with(caller, now, "account.invited", subject, details);
    writing.commit([invited]).await?;
    Ok(Invited { account, secret })
}

/// Makes a link with which the owner of an account chooses another password.
pub async fn reset_link(
    app: &App,
    caller: &Caller,
    account: AccountId,
) -> Result<ShownOnce, Error> {
    let now = app.now();
    let writing = app.write().await?;
    let directory = app.directory(&writing).await?;
    allow(&directory, caller, Action::ChangeAccounts, None)?;
    let kept = writing.account(account).await?;
    kept.filter(|kept| is_open(&kept.state))
        .ok_or(Error::NotFound)?;
    let purpose = Purpose::NewPassword(to_signin(account));
    let secret = make_link(app, &writing, purpose, now).await?;
    let made = event(caller, now, "account.reset_link_made", "account", account);
    writing.commit([made]).await?;
    Ok(secret)
}

fn login(directory: &Directory, wanted: &Invite<'_>) -> Result<String, Error> {
    let person = directory.organisation.people.get(&wanted.person);
    let person = person.filter(|person| person.is_here()).ok_or_else(|| {
        let problem = "there is nobody of this id here: choose somebody of the list";
        Error::invalid("person", problem)
    })?;
    let given = wanted.login.filter(|login| !login.trim().is_empty());
    let address = || person.profile.emails.first().map(String::as_str);
    match given.or_else(address) {
        Some(login) => checked_login(login).map(str::to_owned),
        None => {
            let problem = "the roster has no e-mail address of this person: write a login";
            Err(Error::invalid("login", problem))
        }
    }
}

async fn invited_account(
    app: &App,
    writing: &Writing,
    wanted: &Invite<'_>,
    login: &str,
    now: Moment,
) -> Result<AccountId, Error> {
    let accounts = writing.accounts_of(wanted.person).await?;
    let is_waiting = |kept: &Kept<Account>| {
        let account = &kept.state;
        is_open(account) && account.password.is_none() && account.login.eq_ignore_ascii_case(login)
    };
    if let Some(mut waiting) = accounts.into_iter().find(is_waiting) {
        waiting.state.is_administrator = wanted.as_administrator;
        writing.save_account(&waiting).await?;
        return Ok(waiting.state.id);
    }
    let account = Account {
        id: AccountId::new(app.random()),
        person: wanted.person,
        login: login.to_owned(),
        password: None,
        is_administrator: wanted.as_administrator,
        disabled: None,
        created: now,
    };
    save_new(writing, &account).await?;
    Ok(account.id)
}
