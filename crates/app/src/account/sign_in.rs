//! Signing in with a password.

use std::convert::Infallible;
use std::net::IpAddr;
use std::time::Duration;

use domain::moment::Moment;
use signin::outcome::{NamedAccount, Outcome, judge};
use signin::password::Check;
use signin::throttle::{Attempts, Throttle, address_group};
use store::Kept;
use store::account::{Account, moment_to_signin, to_signin};

use super::password::{Busy, is_open};
use super::session::{Browser, Entered, enter};
use crate::context::App;
use crate::error::Error;
use crate::events::event;

/// What somebody types, and where it comes from. Holds secrets: never logged.
pub struct SignIn<'a> {
    /// E-mail address or name.
    pub login: &'a str,
    /// The password.
    pub password: String,
    /// The address it comes from, where it can be trusted.
    pub address: Option<IpAddr>,
    /// The browser.
    pub browser: Browser<'a>,
}

/// What comes of it.
#[derive(Debug)]
pub enum Answer {
    /// They are in.
    Entered(Box<Entered>),
    /// Something is not right. What, is not said.
    Wrong,
    /// Too many attempts, of this login or from this address, or of everybody at once. Nothing was
    /// checked.
    Wait {
        /// Come back in so many seconds.
        seconds: u64,
    },
}

/// Signs in. Whether there is such an account shows neither in the answer nor in its time.
pub async fn sign_in(app: &App, attempt: SignIn<'_>) -> Result<Answer, Error> {
    let now = app.now();
    let throttled = Throttled::new(attempt.login, attempt.address);
    let wait = throttled.charge(app, now).await?;
    let named = if wait.is_zero() {
        let reading = app.read().await?;
        reading.account_by_login(attempt.login).await?
    } else {
        None
    };
    let checked = if wait.is_zero() {
        let stored = named.as_ref().and_then(|one| one.state.password.clone());
        let passwords = app.passwords();
        match passwords
            .check(attempt.password, stored, app.random())
            .await
        {
            Ok(checked) => checked?,
            Err(Busy) => {
                throttled.refund(app).await?;
                return Ok(Answer::Wait { seconds: 1 });
            }
        }
    } else {
        (Check::Wrong, None)
    };
    let (check, anew) = checked;
    let account = named.as_ref().map(|one| named_account(&one.state));
    let Ok(outcome) = judge(wait, account, || Ok::<_, Infallible>(check));
    match (outcome, named) {
        (Outcome::Wait { seconds }, _) => Ok(Answer::Wait { seconds }),
        (Outcome::SignedIn(_) | Outcome::MustChangePassword(_), Some(named)) => {
            let door = Door {
                throttled,
                browser: attempt.browser,
                anew,
            };
            door.open(app, named).await
        }
        _ => Ok(Answer::Wrong),
    }
}

fn named_account(account: &Account) -> NamedAccount {
    NamedAccount {
        id: to_signin(account.id),
        is_open: is_open(account),
        must_change_password: false,
    }
}

/// What is left to do once the password is right.
struct Door<'a> {
    throttled: Throttled,
    browser: Browser<'a>,
    anew: Option<String>,
}

impl Door<'_> {
    async fn open(self, app: &App, checked: Kept<Account>) -> Result<Answer, Error> {
        let now = app.now();
        let writing = app.write().await?;
        let kept = writing.account(checked.state.id).await?;
        // Closed, or the password changed, since it was read.
        let unchanged = |kept: &Kept<Account>| {
            is_open(&kept.state) && kept.state.password == checked.state.password
        };
        let Some(mut kept) = kept.filter(unchanged) else {
            return Ok(Answer::Wrong);
        };
        self.throttled.succeeded(&writing).await?;
        let entered = enter(app, &writing, &kept.state, self.browser, now).await?;
        if self.anew.is_some() {
            kept.state.password = self.anew;
            writing.save_account(&kept).await?;
        }
        let caller = &entered.signed_in.caller;
        let signed_in = event(caller, now, "account.signed_in", "account", caller.account);
        writing.commit([signed_in]).await?;
        Ok(Answer::Entered(Box::new(entered)))
    }
}

/// The keys under which attempts are counted. An attempt is charged before the password is looked
/// at, so that attempts made at once all count, and refunded if it was right.
pub(super) struct Throttled {
    login: String,
    address: Option<String>,
}

impl Throttled {
    pub(super) fn new(login: &str, address: Option<IpAddr>) -> Self {
        Self {
            login: format!("login {}", login.trim().to_lowercase()),
            address: address.map(|address| format!("address {}", address_group(address))),
        }
    }

    /// Counts an attempt; gives how long to wait, and then nothing was counted.
    pub(super) async fn charge(&self, app: &App, now: Moment) -> Result<Duration, Error> {
        let at = moment_to_signin(now);
        let writing = app.write().await?;
        let mut wait = Duration::ZERO;
        for (key, throttle) in self.keys() {
            let charged = |attempts: Attempts| {
                wait = wait.max(throttle.wait(attempts, at));
                throttle.failed(attempts, at)
            };
            writing.change_attempts(key, charged).await?;
        }
        if wait.is_zero() {
            writing.commit_unrecorded().await?;
        }
        Ok(wait)
    }

    /// The password was right: of the login nothing is left, of the address this attempt is taken
    /// back, no other.
    pub(super) async fn succeeded(&self, writing: &store::Writing) -> Result<(), Error> {
        writing
            .change_attempts(&self.login, |_| Throttle::succeeded())
            .await?;
        if let Some(address) = &self.address {
            writing.change_attempts(address, one_less).await?;
        }
        Ok(())
    }

    /// Nothing was checked after all.
    pub(super) async fn refund(&self, app: &App) -> Result<(), Error> {
        let writing = app.write().await?;
        for (key, _) in self.keys() {
            writing.change_attempts(key, one_less).await?;
        }
        Ok(writing.commit_unrecorded().await?)
    }

    fn keys(&self) -> impl Iterator<Item = (&str, Throttle)> {
        let address = self
            .address
            .iter()
            .map(|key| (key.as_str(), Throttle::ADDRESS));
        address.chain([(self.login.as_str(), Throttle::ACCOUNT)])
    }
}

fn one_less(attempts: Attempts) -> Attempts {
    Attempts {
        failures: attempts.failures.saturating_sub(1),
        ..attempts
    }
}
