//! The sessions of one's account.

use domain::moment::Moment;
use signin::session::{SessionId, SessionRefusal};
use store::account::moment_from_signin;

use super::session::SignedIn;
use crate::context::App;
use crate::error::Error;
use crate::events::{event, event_with};

/// A session as its owner sees it.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// Names it where it is ended; opens nothing.
    pub id: SessionId,
    /// What the browser calls itself.
    pub device: String,
    /// When it began.
    pub began: Moment,
    /// Its latest use, to the minute.
    pub seen: Moment,
    /// The one that asks.
    pub is_this: bool,
}

/// The sessions of one's account that open the door, the latest seen first.
pub async fn sessions(app: &App, signed_in: &SignedIn) -> Result<Vec<SessionRow>, Error> {
    let reading = app.read().await?;
    let settings = &app.settings().sessions;
    let account = signed_in.caller.account;
    let live = reading.live_sessions(account, settings, app.now()).await?;
    let row = |session: &signin::session::Session| SessionRow {
        id: session.id(),
        device: session.device.clone(),
        began: moment_from_signin(session.began),
        seen: moment_from_signin(session.seen),
        is_this: session.hash == signed_in.session.hash,
    };
    Ok(live.iter().map(row).collect())
}

/// Ends one session of one's account. The proof of who it is must be fresh.
pub async fn end_session(app: &App, signed_in: &SignedIn, id: SessionId) -> Result<(), Error> {
    signed_in.check_fresh(app)?;
    let now = app.now();
    let caller = &signed_in.caller;
    let writing = app.write().await?;
    let settings = &app.settings().sessions;
    let live = writing.live_sessions(caller.account, settings, now).await?;
    let found = live.iter().find(|session| session.id() == id);
    let unknown = || Error::explained(&SessionRefusal::Unknown);
    let session = found.ok_or_else(unknown)?;
    writing.revoke_session(&session.hash, now).await?;
    let ended = event(
        caller,
        now,
        "account.session_ended",
        "account",
        caller.account,
    );
    Ok(writing.commit([ended]).await?)
}

/// Ends all sessions of one's account but this one; gives how many. The proof of who it is must be
/// fresh.
pub async fn end_other_sessions(app: &App, signed_in: &SignedIn) -> Result<u64, Error> {
    signed_in.check_fresh(app)?;
    let now = app.now();
    let caller = &signed_in.caller;
    let writing = app.write().await?;
    let this = Some(&signed_in.session.hash);
    let ended = writing.revoke_sessions(caller.account, this, now).await?;
    let subject = ("account", caller.account.to_string());
    let details = [("sessions", ended.into())];
    let recorded = event_with(caller, now, "account.sessions_ended", subject, details);
    writing.commit([recorded]).await?;
    Ok(ended)
}
