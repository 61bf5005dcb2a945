//! Using an invitation, or a link to a new password.

use signin::SecretHash;
use signin::one_time_link::{LinkRefusal, OneTimeLink, Purpose, secret_hash};
use store::Reading;
use store::account::{from_signin, moment_to_signin};

use super::password::{chosen, is_open};
use super::session::{Browser, Entered, enter};
use crate::context::App;
use crate::error::Error;
use crate::events::event;

/// What a link can be used for: which form its page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Redeemable {
    /// [`super::first_administrator()`].
    FirstAdministrator,
    /// [`redeem`]: a password for this login.
    Invitation {
        /// What they sign in with.
        login: String,
    },
    /// [`redeem`]: another password for this login.
    NewPassword {
        /// What they sign in with.
        login: String,
    },
}

/// What a link is for, if it still opens something. Using it is another thing: programs that look
/// through mails open links as well.
pub async fn link_purpose(app: &App, secret: &str) -> Result<Redeemable, Error> {
    let reading = app.read().await?;
    let (_, purpose) = open_link(app, &reading, secret).await?;
    let login = async |account| {
        let kept = reading.account(from_signin(account)?).await?;
        kept.map(|kept| kept.state.login).ok_or(Error::NotFound)
    };
    Ok(match purpose {
        Purpose::FirstAdministrator => Redeemable::FirstAdministrator,
        Purpose::Invitation(account) => Redeemable::Invitation {
            login: login(account).await?,
        },
        Purpose::NewPassword(account) => Redeemable::NewPassword {
            login: login(account).await?,
        },
    })
}

/// Sets the password of the account that a link is for, ends its other sessions, and signs in.
pub async fn redeem(
    app: &App,
    secret: &str,
    password: &str,
    browser: Browser<'_>,
) -> Result<Entered, Error> {
    let reading = app.read().await?;
    let (_, purpose) = open_link(app, &reading, secret).await?;
    let refused = || Error::explained(&LinkRefusal::Unknown);
    let account = match purpose {
        Purpose::FirstAdministrator => return Err(refused()),
        Purpose::Invitation(account) | Purpose::NewPassword(account) => from_signin(account)?,
    };
    let login = reading.account(account).await?.map(|kept| kept.state.login);
    drop(reading);
    let hash = chosen(app, &login.unwrap_or_default(), password).await?;
    let now = app.now();
    let writing = app.write().await?;
    let (link, _) = open_link(app, &writing, secret).await?;
    writing.redeem_one_time_link(&link, now).await?;
    let kept = writing.account(account).await?;
    let mut kept = kept
        .filter(|kept| is_open(&kept.state))
        .ok_or_else(refused)?;
    kept.state.password = Some(hash);
    writing.save_account(&kept).await?;
    writing.revoke_sessions(account, None, now).await?;
    let entered = enter(app, &writing, &kept.state, browser, now).await?;
    let caller = &entered.signed_in.caller;
    let redeemed = event(caller, now, "account.link_redeemed", "account", account);
    writing.commit([redeemed]).await?;
    Ok(entered)
}

async fn open_link(
    app: &App,
    reading: &Reading,
    secret: &str,
) -> Result<(SecretHash, Purpose), Error> {
    let refused = |refusal: LinkRefusal| Error::explained(&refusal);
    let hash = secret_hash(secret).map_err(refused)?;
    let link: Option<OneTimeLink> = reading.one_time_link(&hash).await?;
    let link = link.ok_or_else(|| refused(LinkRefusal::Unknown))?;
    let now = moment_to_signin(app.now());
    link.check(link.purpose, now).map_err(refused)?;
    Ok((hash, link.purpose))
}
