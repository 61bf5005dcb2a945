//! Accounts and sessions. Stands in until the verbs of sign-in are here.

use domain::id::AccountId;
use signin::SecretHash;
use signin::session::{Session, SessionSettings, token_hash};

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;

/// A session that is good.
pub struct Live {
    /// Who.
    pub caller: Caller,
    /// Of the session.
    pub hash: SecretHash,
    /// What they are called.
    pub name: String,
}

/// Who is signed in by this cookie.
pub async fn session(app: &App, cookie: &str) -> Result<Live, Error> {
    let hash = token_hash(cookie).map_err(|_| Error::NotFound)?;
    let reading = app.read().await?;
    let session = reading.session(&hash).await?.ok_or(Error::NotFound)?;
    let now = signin::Moment::from_millis(app.now().as_milliseconds());
    session
        .check(&SessionSettings::default(), now)
        .map_err(|_| Error::NotFound)?;
    let id = AccountId::try_from(uuid::Uuid::from_u128(session.account.0))
        .map_err(|_| Error::NotFound)?;
    let account = reading.account(id).await?.ok_or(Error::NotFound)?.state;
    let directory = app.directory(&reading).await?;
    Ok(Live {
        name: directory
            .name(account.person)
            .unwrap_or_default()
            .to_owned(),
        caller: Caller {
            account: id,
            person: account.person,
            is_administrator: account.is_administrator,
            scopes: None,
        },
        hash,
    })
}

/// Who sends this token.
pub async fn caller_of_token(_app: &App, _token: &str) -> Result<Caller, Error> {
    Err(Error::NotFound)
}

/// Begins a session: gives the cookie's token.
pub async fn sign_in_as(
    app: &App,
    person: domain::id::PersonId,
    device: &str,
) -> Result<signin::ShownOnce, Error> {
    let writing = app.write().await?;
    let account = writing
        .accounts_of(person)
        .await?
        .pop()
        .ok_or(Error::NotFound)?
        .state;
    let now = signin::Moment::from_millis(app.now().as_milliseconds());
    let begun = Session::begin(
        signin::AccountId(account.id.as_uuid().as_u128()),
        device,
        app.random(),
        now,
    );
    writing.save_session(&begun.session).await?;
    writing.commit_unrecorded().await?;
    Ok(begun.token)
}
