//! Leaving.

use super::session::SignedIn;
use crate::context::App;
use crate::error::Error;
use crate::events::event;

/// Ends the session. Take the cookie back as well.
pub async fn sign_out(app: &App, signed_in: &SignedIn) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    if !writing.revoke_session(&signed_in.session.hash, now).await? {
        return Ok(());
    }
    let caller = &signed_in.caller;
    let left = event(caller, now, "account.signed_out", "account", caller.account);
    Ok(writing.commit([left]).await?)
}
