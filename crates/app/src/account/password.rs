//! Hashing passwords, few at once, and choosing another.

use std::sync::Arc;

use signin::password::{
    Check, Cost, Hasher, Password, PasswordHash, PasswordPolicy, WhosePassword,
};
use store::account::Account;
use tokio::sync::Semaphore;

use super::session::SignedIn;
use crate::context::App;
use crate::error::Error;
use crate::events::event;

/// Hashes computed at once: each takes a core and 46 MiB.
const AT_ONCE: usize = 2;

/// Who may wait for their turn; whoever comes then is sent away at once.
const IN_LINE: usize = 64;

/// Computes hashes of passwords away from the threads that answer requests.
pub(crate) struct Passwords {
    hasher: Hasher,
    line: Arc<Semaphore>,
    turns: Arc<Semaphore>,
}

/// Too many sign in at once.
pub(crate) struct Busy;

impl Passwords {
    pub(crate) fn new(cost: Cost) -> Self {
        Self {
            hasher: Hasher::new(cost),
            line: Arc::new(Semaphore::new(IN_LINE)),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// Checks what was typed against the text of a hash, in the same time if there is none. Gives
    /// the hash to keep instead, if the one there is weaker than today's.
    pub(crate) async fn check(
        &self,
        typed: String,
        stored: Option<String>,
        salt: [u8; 16],
    ) -> Result<Result<(Check, Option<String>), Error>, Busy> {
        let hasher = self.hasher;
        self.in_turn(move || {
            let typed = password(typed);
            let stored: Option<PasswordHash> = match stored {
                Some(text) => Some(text.parse().map_err(|_| unreadable())?),
                None => None,
            };
            let check = hasher.check(&typed, stored.as_ref());
            let check = check.map_err(|_| out_of_memory())?;
            let anew = match check {
                Check::Right { rehash: true } => Some(hasher.hash(&typed, salt)),
                Check::Right { rehash: false } | Check::Wrong => None,
            };
            let anew = anew.transpose().map_err(|_| out_of_memory())?;
            Ok((check, anew.map(|hash| hash.to_string())))
        })
        .await
    }

    /// The text of the hash of a new password.
    async fn hash(&self, new: String, salt: [u8; 16]) -> Result<String, Error> {
        let hasher = self.hasher;
        let hashed = self.in_turn(move || {
            let hash = hasher.hash(&password(new), salt);
            hash.map(|hash| hash.to_string())
                .map_err(|_| out_of_memory())
        });
        hashed.await.unwrap_or_else(|Busy| Err(busy()))
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        compute: impl FnOnce() -> Result<T, Error> + Send + 'static,
    ) -> Result<Result<T, Error>, Busy> {
        let place = Arc::clone(&self.line).try_acquire_owned();
        let place = place.map_err(|_| Busy)?;
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        let turn = turn.map_err(|_| Busy)?;
        let computed = tokio::task::spawn_blocking(move || {
            // Held to the end even if whoever asked went away.
            let _held = (place, turn);
            compute()
        });
        Ok(computed.await.unwrap_or_else(|_| Err(out_of_memory())))
    }
}

/// A password as it is hashed: one spelling of what keyboards type differently.
fn password(typed: String) -> Password {
    let typed = zeroize::Zeroizing::new(typed);
    Password::new(names::fold::composed(&typed))
}

/// The text of the hash of a new password, if it may be chosen.
pub(super) async fn chosen(app: &App, login: &str, new: &str) -> Result<String, Error> {
    let settings = app.settings();
    let policy = PasswordPolicy::default().refusing([settings.organisation.as_str()]);
    let whose = WhosePassword {
        email: login,
        service: "fallible",
    };
    let accepted = policy.check(&password(new.to_owned()), whose);
    accepted.map_err(|refusal| Error::explained(&refusal))?;
    app.passwords().hash(new.to_owned(), app.random()).await
}

/// Chooses another password. The proof of who it is must be fresh; all other sessions end.
pub async fn change_password(app: &App, signed_in: &SignedIn, new: &str) -> Result<(), Error> {
    signed_in.check_fresh(app)?;
    let account = signed_in.caller.account;
    let login = login(app, account).await?;
    let hash = chosen(app, &login, new).await?;
    let now = app.now();
    let writing = app.write().await?;
    let mut kept = writing.account(account).await?.ok_or(Error::NotFound)?;
    kept.state.password = Some(hash);
    writing.save_account(&kept).await?;
    let this = Some(&signed_in.session.hash);
    writing.revoke_sessions(account, this, now).await?;
    let caller = &signed_in.caller;
    let changed = event(caller, now, "account.password_changed", "account", account);
    writing.commit([changed]).await?;
    Ok(())
}

async fn login(app: &App, account: domain::id::AccountId) -> Result<String, Error> {
    let reading = app.read().await?;
    let kept = reading.account(account).await?.ok_or(Error::NotFound)?;
    Ok(kept.state.login)
}

/// Whether an account opens anything.
pub(super) const fn is_open(account: &Account) -> bool {
    account.disabled.is_none()
}

fn busy() -> Error {
    let remedy = "Too many people choose a password at once. Try again in a minute.";
    Error::Refused(domain::refusal::Refusal::new("sign-in-busy", remedy))
}

fn unreadable() -> Error {
    Error::Broken(store::Error::Unreadable {
        table: "account",
        what: "a hash that is none of a password",
    })
}

fn out_of_memory() -> Error {
    Error::Broken(store::Error::Unreadable {
        table: "account",
        what: "a hash that the machine has no memory to compute",
    })
}
