//! The first administrator of an installation.

use domain::id::{AccountId, PersonId};
use domain::moment::Moment;
use domain::people::{Person, PersonProfile};
use domain::refusal::Refusal;
use signin::ShownOnce;
use signin::one_time_link::{LinkRefusal, Made, OneTimeLink, Purpose, secret_hash};
use store::account::{Account, moment_to_signin};
use store::{Kept, Reading, Writing};

use super::password::chosen;
use super::session::{Browser, Entered, enter};
use crate::context::App;
use crate::directory::Directory;
use crate::error::Error;
use crate::events::{event, system_event};

/// What the first administrator chooses. Holds secrets: never logged.
pub struct FirstAdministrator<'a> {
    /// What to sign in with from now on: an e-mail address or a name.
    pub login: &'a str,
    /// The password.
    pub password: &'a str,
    /// Which person they are.
    pub who: Who<'a>,
}

/// Which person somebody is.
#[derive(Clone, Copy)]
pub enum Who<'a> {
    /// Somebody on the roster.
    Known(PersonId),
    /// Whoever has the login as an e-mail address on the roster; else somebody new of this name.
    Called(&'a str),
}

/// Makes the link that makes the first administrator; `None` if there is an administrator. A link
/// that was made before opens nothing any more.
pub async fn first_link(app: &App) -> Result<Option<ShownOnce>, Error> {
    let now = app.now();
    let writing = app.write().await?;
    if writing.has_administrator().await? {
        return Ok(None);
    }
    let secret = make_link(app, &writing, Purpose::FirstAdministrator, now).await?;
    let made = system_event(now, "account.first_link_made", "organisation", "accounts");
    writing.commit([made]).await?;
    Ok(Some(secret))
}

/// Makes the first administrator and signs them in.
pub async fn first_administrator(
    app: &App,
    secret: &str,
    wanted: FirstAdministrator<'_>,
    browser: Browser<'_>,
) -> Result<Entered, Error> {
    let login = checked_login(wanted.login)?;
    let reading = app.read().await?;
    check(app, &reading, secret).await?;
    drop(reading);
    let password = chosen(app, login, wanted.password).await?;
    let now = app.now();
    let writing = app.write().await?;
    check(app, &writing, secret).await?;
    let hash = secret_hash(secret).map_err(|refusal| Error::explained(&refusal))?;
    writing.redeem_one_time_link(&hash, now).await?;
    let directory = app.directory(&writing).await?;
    let person = person(app, &writing, &directory, wanted.who, login).await?;
    let account = Account {
        id: AccountId::new(app.random()),
        person,
        login: login.to_owned(),
        password: Some(password),
        is_administrator: true,
        disabled: None,
        created: now,
    };
    save_new(&writing, &account).await?;
    let entered = enter(app, &writing, &account, browser, now).await?;
    let caller = &entered.signed_in.caller;
    let made = event(
        caller,
        now,
        "account.first_administrator",
        "account",
        account.id,
    );
    writing.commit([made]).await?;
    Ok(entered)
}

async fn check(app: &App, reading: &Reading, secret: &str) -> Result<(), Error> {
    let refused = |refusal: LinkRefusal| Error::explained(&refusal);
    let hash = secret_hash(secret).map_err(refused)?;
    let link = reading.one_time_link(&hash).await?;
    let link = link.ok_or_else(|| refused(LinkRefusal::Unknown))?;
    let now = moment_to_signin(app.now());
    link.check(Purpose::FirstAdministrator, now)
        .map_err(refused)?;
    if reading.has_administrator().await? {
        let remedy = "There is an administrator already: ask them for an account.";
        return Err(Refusal::new("administrator-exists", remedy).into());
    }
    Ok(())
}

async fn person(
    app: &App,
    writing: &Writing,
    directory: &Directory,
    who: Who<'_>,
    login: &str,
) -> Result<PersonId, Error> {
    match who {
        Who::Known(person) if directory.organisation.is_here(person) => Ok(person),
        Who::Known(_) => {
            let problem = "there is nobody of this id here: choose somebody of the list";
            Err(Error::invalid("person", problem))
        }
        Who::Called(name) => {
            let name = checked_name(name)?;
            let address = login.contains('@').then_some(login);
            if let Some(known) = address.and_then(|login| directory.person_called(login)) {
                return Ok(known);
            }
            let mut person = Person::new(PersonId::new(app.random()), name);
            if login.contains('@') {
                // By it the first roster knows them again.
                person.profile = PersonProfile {
                    emails: [login.to_owned()].into(),
                    ..person.profile
                };
            }
            writing.save_person(&person).await?;
            Ok(person.id)
        }
    }
}

/// Keeps a new account; a login that another has is said to be taken.
pub(super) async fn save_new(writing: &Writing, account: &Account) -> Result<(), Error> {
    let kept = Kept {
        state: account.clone(),
        version: 0,
    };
    if writing.account_by_login(&account.login).await?.is_some() {
        let problem = "another account has this login: choose another";
        return Err(Error::invalid("login", problem));
    }
    Ok(writing.save_account(&kept).await?)
}

/// Characters of the longest login and the longest name.
const LONGEST: usize = 200;

pub(super) fn checked_login(typed: &str) -> Result<&str, Error> {
    let problem = "write an e-mail address or a name of up to 200 characters";
    checked("login", typed, problem)
}

fn checked_name(typed: &str) -> Result<&str, Error> {
    checked("name", typed, "write a name of up to 200 characters")
}

fn checked<'a>(field: &'static str, typed: &'a str, problem: &str) -> Result<&'a str, Error> {
    let typed = typed.trim();
    let fits = (1..=LONGEST).contains(&typed.chars().count());
    if fits && !typed.contains(char::is_control) {
        Ok(typed)
    } else {
        Err(Error::invalid(field, problem))
    }
}

/// Makes a link and takes back all others for the same purpose.
pub(super) async fn make_link(
    app: &App,
    writing: &Writing,
    purpose: Purpose,
    now: Moment,
) -> Result<ShownOnce, Error> {
    let Made { link, secret } = OneTimeLink::make(purpose, app.random(), moment_to_signin(now));
    writing.save_one_time_link(&link, now).await?;
    Ok(secret)
}
