//! Proving again who it is, before a dangerous act.

use signin::password::Check;
use signin::session::{Renewal, Renewed};
use store::account::moment_to_signin;

use super::password::Busy;
use super::session::{Entered, SignedIn};
use super::sign_in::{Answer, Throttled};
use crate::context::App;
use crate::error::Error;
use crate::events::event;

/// Checks the password of whoever is signed in; then the session goes on, fresh, under a new token.
/// Attempts count as those to sign in do.
pub async fn prove(app: &App, signed_in: &SignedIn, password: String) -> Result<Answer, Error> {
    let now = app.now();
    let caller = &signed_in.caller;
    let reading = app.read().await?;
    let account = reading.account(caller.account).await?;
    let account = account.ok_or(Error::NotFound)?.state;
    drop(reading);
    let throttled = Throttled::new(&account.login, None);
    let wait = throttled.charge(app, now).await?;
    if !wait.is_zero() {
        let seconds = wait.as_millis().div_ceil(1000);
        let seconds = u64::try_from(seconds).unwrap_or(u64::MAX);
        return Ok(Answer::Wait { seconds });
    }
    let checked = app
        .passwords()
        .check(password, account.password, app.random());
    let (check, _) = match checked.await {
        Ok(checked) => checked?,
        Err(Busy) => {
            throttled.refund(app).await?;
            return Ok(Answer::Wait { seconds: 1 });
        }
    };
    if check == Check::Wrong {
        return Ok(Answer::Wrong);
    }
    let now = app.now();
    let writing = app.write().await?;
    throttled.succeeded(&writing).await?;
    let at = moment_to_signin(now);
    let sessions = &app.settings().sessions;
    let renewed = signed_in
        .session
        .renew(Renewal::ProvedAgain, app.random(), sessions, at);
    let Renewed { retired, begun } = renewed.map_err(|refusal| Error::not_signed_in(&refusal))?;
    // It goes on once: whoever renews it at the same time does not.
    if !writing.revoke_session(&retired.hash, now).await? {
        return Ok(Answer::Wrong);
    }
    writing.save_session(&begun.session).await?;
    let proved = event(caller, now, "account.proved", "account", caller.account);
    writing.commit([proved]).await?;
    Ok(Answer::Entered(Box::new(Entered {
        signed_in: SignedIn {
            caller: caller.clone(),
            session: begun.session,
        },
        token: begun.token,
    })))
}
