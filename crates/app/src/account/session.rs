//! Who is behind a cookie.

use domain::id::AccountId;
use domain::moment::Moment;
use signin::session::{Begun, Session, SessionRefusal, token_hash};
use signin::{SecretHash, ShownOnce};
use store::account::{Account, from_signin, moment_from_signin, moment_to_signin, to_signin};
use store::{Reading, Writing};

use super::password::is_open;
use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::home::private;

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub caller: Caller,
    /// By what. Its hash is what tokens of forms are bound to.
    pub session: Session,
}

/// A request of somebody who is signed in.
#[derive(Clone)]
pub struct Live {
    /// Who, and by what.
    pub signed_in: SignedIn,
    /// What they are called. Never logged.
    pub name: String,
    /// How many first messages and questions to their labels wait for them.
    pub private: usize,
}

/// Somebody who just came in.
#[derive(Debug)]
pub struct Entered {
    /// Who, and by what.
    pub signed_in: SignedIn,
    /// The cookie's value.
    pub token: ShownOnce,
}

impl SignedIn {
    /// Whether the last proof of who it is is recent enough for a dangerous act; else
    /// [`Error::NotSignedIn`] with the code `session-not-fresh`: [`super::prove()`] makes it so.
    pub fn check_fresh(&self, app: &App) -> Result<(), Error> {
        let now = moment_to_signin(app.now());
        let fresh = self.session.check_fresh(&app.settings().sessions, now);
        fresh.map_err(|refusal| Error::not_signed_in(&refusal))
    }
}

/// Who holds the session of this cookie, if it still opens the door. Its latest use is written down
/// once a minute.
pub async fn session(app: &App, cookie: &str) -> Result<Live, Error> {
    let refused = |refusal: SessionRefusal| Error::not_signed_in(&refusal);
    let hash = token_hash(cookie).map_err(refused)?;
    let now = app.now();
    let reading = app.read().await?;
    let found = reading.session(&hash).await?;
    let session = found.ok_or_else(|| refused(SessionRefusal::Unknown))?;
    let check = session.check(&app.settings().sessions, moment_to_signin(now));
    check.map_err(refused)?;
    let account = from_signin(session.account)?;
    let account = open_account(&reading, account).await?;
    let account = account.ok_or_else(|| refused(SessionRefusal::Revoked))?;
    let directory = app.directory(&reading).await?;
    let name = directory
        .name(account.person)
        .unwrap_or_default()
        .to_owned();
    let (_, unread, questions) = private::read(&reading, &directory, account.person).await?;
    drop(reading);
    if let Some(seen) = session.seen_again(moment_to_signin(now)) {
        let writing = app.write().await?;
        let seen = moment_from_signin(seen);
        writing.touch_session(&hash, seen).await?;
        writing.commit_unrecorded().await?;
    }
    let caller = caller(&account);
    Ok(Live {
        signed_in: SignedIn { caller, session },
        name,
        private: unread.len() + questions.len(),
    })
}

pub(super) async fn open_account(
    reading: &Reading,
    id: AccountId,
) -> Result<Option<Account>, Error> {
    let kept = reading.account(id).await?;
    Ok(kept.map(|kept| kept.state).filter(is_open))
}

pub(super) const fn caller(account: &Account) -> Caller {
    Caller {
        account: account.id,
        person: account.person,
        is_administrator: account.is_administrator,
        scopes: None,
    }
}

/// Begins a session for whoever proved who they are. The one the browser came with ends: it is never
/// continued.
pub(super) async fn enter(
    app: &App,
    writing: &Writing,
    account: &Account,
    browser: Browser<'_>,
    now: Moment,
) -> Result<Entered, Error> {
    if let Some(hash) = browser.presented() {
        writing.revoke_session(&hash, now).await?;
    }
    let (of, at) = (to_signin(account.id), moment_to_signin(now));
    let Begun { session, token } = Session::begin(of, browser.device, app.random(), at);
    writing.save_session(&session).await?;
    Ok(Entered {
        signed_in: SignedIn {
            caller: caller(account),
            session,
        },
        token,
    })
}

/// What a request says about the browser it comes from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Browser<'a> {
    /// What it calls itself.
    pub device: &'a str,
    /// The cookie it came with, if any.
    pub cookie: Option<&'a str>,
}

impl Browser<'_> {
    fn presented(self) -> Option<SecretHash> {
        self.cookie.and_then(|cookie| token_hash(cookie).ok())
    }
}
