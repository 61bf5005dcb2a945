//! Personal access tokens.

use domain::id::AccountId;
use domain::moment::Moment;
use sea_orm::QueryResult;
use signin::SecretHash;
use signin::token::{AccessToken, Scopes};

use super::{account_of, from_signin, secret_hash, signin_moment, signin_moment_if_any};
use crate::error::Error;
use crate::organisation::unreadable;
use crate::statement::values;
use crate::transaction::{Reading, Writing};

const COLUMNS: &str =
    "SELECT hash, account, name, scopes, made, expires, used, revoked FROM access_token";

impl Reading {
    /// A token; what it opens, it says itself.
    pub async fn access_token(&self, hash: &SecretHash) -> Result<Option<AccessToken>, Error> {
        let sql = format!("{COLUMNS} WHERE hash = $1");
        let row = self.one(&sql, values![hash.as_bytes().to_vec()]).await?;
        row.as_ref().map(token).transpose()
    }

    /// All tokens of an account, ended ones too, the newest first.
    pub async fn access_tokens(&self, account: AccountId) -> Result<Vec<AccessToken>, Error> {
        let sql = format!("{COLUMNS} WHERE account = $1 ORDER BY made DESC, hash");
        let rows = self.all(&sql, values![account.as_uuid()]).await?;
        rows.iter().map(token).collect()
    }
}

impl Writing {
    /// Keeps a token that was just made.
    pub async fn save_access_token(&self, token: &AccessToken) -> Result<(), Error> {
        let sql = "INSERT INTO access_token (hash, account, name, scopes, made, expires, used, \
                   revoked) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let values = values![
            token.hash.as_bytes().to_vec(),
            from_signin(token.account)?.as_uuid(),
            token.name.as_str(),
            token.scopes.to_string(),
            token.made.millis(),
            token.expires.millis(),
            token.used.map(signin::Moment::millis),
            token.revoked.map(signin::Moment::millis),
        ];
        self.execute_one("the access token", sql, values).await
    }

    /// Notes the latest use.
    pub async fn touch_access_token(&self, hash: &SecretHash, used: Moment) -> Result<(), Error> {
        let sql =
            "UPDATE access_token SET used = $1 WHERE hash = $2 AND (used IS NULL OR used < $1)";
        let values = values![used.as_milliseconds(), hash.as_bytes().to_vec()];
        self.execute(sql, values).await?;
        Ok(())
    }

    /// Ends a token; gives whether it was not ended before.
    pub async fn revoke_access_token(&self, hash: &SecretHash, now: Moment) -> Result<bool, Error> {
        let sql = "UPDATE access_token SET revoked = $1 WHERE hash = $2 AND revoked IS NULL";
        let values = values![now.as_milliseconds(), hash.as_bytes().to_vec()];
        Ok(self.execute(sql, values).await? == 1)
    }

    /// Ends all tokens of an account; gives how many.
    pub async fn revoke_access_tokens(
        &self,
        account: AccountId,
        now: Moment,
    ) -> Result<u64, Error> {
        let sql = "UPDATE access_token SET revoked = $1 WHERE account = $2 AND revoked IS NULL";
        let values = values![now.as_milliseconds(), account.as_uuid()];
        self.execute(sql, values).await
    }
}

fn token(row: &QueryResult) -> Result<AccessToken, Error> {
    let scopes: String = row.try_get("", "scopes")?;
    let scopes: Result<Scopes, _> = scopes.parse();
    Ok(AccessToken {
        hash: secret_hash(row)?,
        account: account_of(row)?,
        name: row.try_get("", "name")?,
        scopes: scopes.map_err(|_| unreadable("access_token", "a scope that there is not"))?,
        made: signin_moment(row, "made")?,
        expires: signin_moment(row, "expires")?,
        used: signin_moment_if_any(row, "used")?,
        revoked: signin_moment_if_any(row, "revoked")?,
    })
}
