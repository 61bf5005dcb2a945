//! Links that work once.

use domain::moment::Moment;
use sea_orm::{QueryResult, Value};
use signin::SecretHash;
use signin::one_time_link::{OneTimeLink, Purpose};

use super::{account_of, from_signin, secret_hash, signin_moment, signin_moment_if_any};
use crate::error::Error;
use crate::organisation::unreadable;
use crate::statement::values;
use crate::transaction::{Reading, Writing};

impl Reading {
    /// A link; what it opens, it says itself.
    pub async fn one_time_link(&self, hash: &SecretHash) -> Result<Option<OneTimeLink>, Error> {
        let sql = "SELECT hash, purpose, account, expires, used, revoked FROM one_time_link \
                   WHERE hash = $1";
        let row = self.one(sql, values![hash.as_bytes().to_vec()]).await?;
        row.as_ref().map(link).transpose()
    }
}

impl Writing {
    /// Keeps a link that was just made, and takes back all others for the same purpose.
    pub async fn save_one_time_link(&self, link: &OneTimeLink, now: Moment) -> Result<(), Error> {
        self.revoke_one_time_links(link.purpose, now).await?;
        let (purpose, account) = written(link.purpose)?;
        let sql = "INSERT INTO one_time_link (hash, purpose, account, expires, used, revoked) \
                   VALUES ($1, $2, $3, $4, $5, $6)";
        let values = values![
            link.hash.as_bytes().to_vec(),
            purpose,
            account,
            link.expires.millis(),
            link.used.map(signin::Moment::millis),
            link.revoked.map(signin::Moment::millis),
        ];
        self.execute_one("the link", sql, values).await
    }

    /// Uses a link that [`OneTimeLink::redeemed`] allows to be used. Of two at once one wins, the
    /// other gets an [`Error::Conflict`].
    pub async fn redeem_one_time_link(&self, hash: &SecretHash, now: Moment) -> Result<(), Error> {
        let sql = "UPDATE one_time_link SET used = $1 \
                   WHERE hash = $2 AND used IS NULL AND revoked IS NULL AND expires > $1";
        let values = values![now.as_milliseconds(), hash.as_bytes().to_vec()];
        self.execute_one("the link", sql, values).await
    }

    /// Takes back all links for a purpose; gives how many were still open.
    pub async fn revoke_one_time_links(&self, of: Purpose, now: Moment) -> Result<u64, Error> {
        let (purpose, account) = written(of)?;
        let mut values = values![now.as_milliseconds(), purpose];
        let whose = if of == Purpose::FirstAdministrator {
            "account IS NULL"
        } else {
            values.push(account);
            "account = $3"
        };
        let sql = format!(
            "UPDATE one_time_link SET revoked = $1 \
             WHERE purpose = $2 AND {whose} AND used IS NULL AND revoked IS NULL"
        );
        self.execute(&sql, values).await
    }

    /// Deletes the links that expired before a moment; gives how many.
    pub async fn forget_one_time_links(&self, before: Moment) -> Result<u64, Error> {
        let sql = "DELETE FROM one_time_link WHERE expires < $1";
        self.execute(sql, values![before.as_milliseconds()]).await
    }
}

const FIRST_ADMINISTRATOR: &str = "first-administrator";
const INVITATION: &str = "invitation";
const NEW_PASSWORD: &str = "new-password";

/// What a link is for and for whom.
fn written(purpose: Purpose) -> Result<(&'static str, Value), Error> {
    let (text, account) = match purpose {
        Purpose::FirstAdministrator => (FIRST_ADMINISTRATOR, None),
        Purpose::Invitation(account) => (INVITATION, Some(account)),
        Purpose::NewPassword(account) => (NEW_PASSWORD, Some(account)),
    };
    let account = account.map(from_signin).transpose()?;
    Ok((text, account.map(domain::id::AccountId::as_uuid).into()))
}

fn link(row: &QueryResult) -> Result<OneTimeLink, Error> {
    let purpose: String = row.try_get("", "purpose")?;
    let purpose = match purpose.as_str() {
        FIRST_ADMINISTRATOR => Purpose::FirstAdministrator,
        INVITATION => Purpose::Invitation(account_of(row)?),
        NEW_PASSWORD => Purpose::NewPassword(account_of(row)?),
        _ => return Err(unreadable("one_time_link", "a purpose that there is not")),
    };
    Ok(OneTimeLink {
        hash: secret_hash(row)?,
        purpose,
        expires: signin_moment(row, "expires")?,
        used: signin_moment_if_any(row, "used")?,
        revoked: signin_moment_if_any(row, "revoked")?,
    })
}
