//! Sessions of a browser.

use domain::id::AccountId;
use domain::moment::Moment;
use sea_orm::QueryResult;
use signin::SecretHash;
use signin::session::{Session, SessionSettings, live_of};

use super::{
    account_of, from_signin, moment_to_signin, secret_hash, signin_moment, signin_moment_if_any,
    to_signin,
};
use crate::error::Error;
use crate::statement::values;
use crate::transaction::{Reading, Writing};

const COLUMNS: &str = "SELECT hash, account, device, began, proved, seen, revoked FROM session";

impl Reading {
    /// The session of a cookie; whether it still opens the door, it says itself.
    pub async fn session(&self, hash: &SecretHash) -> Result<Option<Session>, Error> {
        let sql = format!("{COLUMNS} WHERE hash = $1");
        let row = self.one(&sql, values![hash.as_bytes().to_vec()]).await?;
        row.as_ref().map(session).transpose()
    }

    /// The sessions of an account that open the door, latest seen first.
    pub async fn live_sessions(
        &self,
        account: AccountId,
        settings: &SessionSettings,
        now: Moment,
    ) -> Result<Vec<Session>, Error> {
        let sql = format!("{COLUMNS} WHERE account = $1 AND revoked IS NULL");
        let rows = self.all(&sql, values![account.as_uuid()]).await?;
        let open: Vec<Session> = rows.iter().map(session).collect::<Result<_, _>>()?;
        let live = live_of(&open, to_signin(account), settings, moment_to_signin(now));
        Ok(live.into_iter().cloned().collect())
    }
}

impl Writing {
    /// Keeps a session that has just begun.
    pub async fn save_session(&self, session: &Session) -> Result<(), Error> {
        let sql = "INSERT INTO session (hash, account, device, began, proved, seen, revoked) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let values = values![
            session.hash.as_bytes().to_vec(),
            from_signin(session.account)?.as_uuid(),
            // PostgreSQL keeps no NUL.
            session.device.replace('\0', ""),
            session.began.millis(),
            session.proved.millis(),
            session.seen.millis(),
            session.revoked.map(signin::Moment::millis),
        ];
        self.execute_one("the session", sql, values).await
    }

    /// Notes the latest request.
    pub async fn touch_session(&self, hash: &SecretHash, seen: Moment) -> Result<(), Error> {
        let sql = "UPDATE session SET seen = $1 WHERE hash = $2 AND seen < $1";
        let values = values![seen.as_milliseconds(), hash.as_bytes().to_vec()];
        self.execute(sql, values).await?;
        Ok(())
    }

    /// Ends a session; gives whether it was not ended before. One that goes on under another token
    /// ([`Session::renew`]) goes on only if this gives true, or it would go on twice.
    pub async fn revoke_session(&self, hash: &SecretHash, now: Moment) -> Result<bool, Error> {
        let sql = "UPDATE session SET revoked = $1 WHERE hash = $2 AND revoked IS NULL";
        let values = values![now.as_milliseconds(), hash.as_bytes().to_vec()];
        Ok(self.execute(sql, values).await? == 1)
    }

    /// Ends all sessions of an account, but one if told so; gives how many.
    pub async fn revoke_sessions(
        &self,
        account: AccountId,
        but: Option<&SecretHash>,
        now: Moment,
    ) -> Result<u64, Error> {
        let sql = "UPDATE session SET revoked = $1 \
                   WHERE account = $2 AND revoked IS NULL AND hash <> $3";
        // No hash is empty.
        let but = but.map_or_else(Vec::new, |hash| hash.as_bytes().to_vec());
        let values = values![now.as_milliseconds(), account.as_uuid(), but];
        self.execute(sql, values).await
    }

    /// Deletes the sessions last seen before a moment; gives how many.
    pub async fn forget_sessions(&self, before: Moment) -> Result<u64, Error> {
        let sql = "DELETE FROM session WHERE seen < $1";
        self.execute(sql, values![before.as_milliseconds()]).await
    }
}

fn session(row: &QueryResult) -> Result<Session, Error> {
    Ok(Session {
        hash: secret_hash(row)?,
        account: account_of(row)?,
        device: row.try_get("", "device")?,
        began: signin_moment(row, "began")?,
        proved: signin_moment(row, "proved")?,
        seen: signin_moment(row, "seen")?,
        revoked: signin_moment_if_any(row, "revoked")?,
    })
}
