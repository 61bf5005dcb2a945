//! Who may come in: accounts and, below, what opens the door to them.

pub mod access_token;
pub mod one_time_link;
pub mod session;
pub mod throttle;

use std::fmt;

use domain::id::{AccountId, PersonId};
use domain::moment::Moment;
use sea_orm::QueryResult;
use seal::{Place, Scope};

use crate::coe::{id, moment};
use crate::error::Error;
use crate::kept::Kept;
use crate::organisation::unreadable;
use crate::statement::values;
use crate::transaction::{Reading, Writing};

/// What somebody signs in with.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// Which.
    pub id: AccountId,
    /// Whose; somebody may have several.
    pub person: PersonId,
    /// E-mail address or name, as it was given; empty once the person was erased.
    pub login: String,
    /// The text of a `signin::password::PasswordHash`; `None` before one was chosen.
    pub password: Option<String>,
    /// Whether it may administer the service.
    pub is_administrator: bool,
    /// Since when it is closed.
    pub disabled: Option<Moment>,
    /// When it was made.
    pub created: Moment,
}

impl fmt::Debug for Account {
    /// Nothing that says who it is or lets somebody in.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("id", &self.id)
            .field("is_administrator", &self.is_administrator)
            .field("disabled", &self.disabled)
            .finish_non_exhaustive()
    }
}

const COLUMNS: &str = "SELECT id, person, sealed_login, password, is_administrator, disabled, \
                       created, version FROM account";

impl Reading {
    /// An account.
    pub async fn account(&self, id: AccountId) -> Result<Option<Kept<Account>>, Error> {
        let sql = format!("{COLUMNS} WHERE id = $1");
        let mut found = self.accounts_by(&sql, values![id.as_uuid()]).await?;
        Ok(found.pop())
    }

    /// The account somebody names when signing in; capitals and space around do not matter.
    pub async fn account_by_login(&self, login: &str) -> Result<Option<Kept<Account>>, Error> {
        let Some(tag) = self.login_tag(login) else {
            return Ok(None);
        };
        let sql = format!("{COLUMNS} WHERE login_tag = $1");
        Ok(self.accounts_by(&sql, values![tag]).await?.pop())
    }

    /// All accounts, the oldest first.
    pub async fn accounts(&self) -> Result<Vec<Kept<Account>>, Error> {
        let sql = format!("{COLUMNS} ORDER BY created, id");
        self.accounts_by(&sql, Vec::new()).await
    }

    /// The accounts of a person, the oldest first.
    pub async fn accounts_of(&self, person: PersonId) -> Result<Vec<Kept<Account>>, Error> {
        let sql = format!("{COLUMNS} WHERE person = $1 ORDER BY created, id");
        self.accounts_by(&sql, values![person.as_uuid()]).await
    }

    /// Whether there is an account open that may administer the service.
    pub async fn has_administrator(&self) -> Result<bool, Error> {
        let sql =
            "SELECT 1 AS one FROM account WHERE is_administrator AND disabled IS NULL LIMIT 1";
        Ok(self.one(sql, Vec::new()).await?.is_some())
    }

    async fn accounts_by(
        &self,
        sql: &str,
        values: Vec<sea_orm::Value>,
    ) -> Result<Vec<Kept<Account>>, Error> {
        let mut accounts = Vec::new();
        for row in self.all(sql, values).await? {
            accounts.push(self.kept_account(&row).await?);
        }
        Ok(accounts)
    }

    async fn kept_account(&self, row: &QueryResult) -> Result<Kept<Account>, Error> {
        let (account, person): (AccountId, PersonId) = (id(row, "id")?, id(row, "person")?);
        let state = Account {
            id: account,
            person,
            login: self.login(account, person, row).await?,
            password: row.try_get("", "password")?,
            is_administrator: row.try_get("", "is_administrator")?,
            disabled: moment(row, "disabled")?,
            created: moment(row, "created")?.ok_or_else(|| unreadable("account", "no moment"))?,
        };
        let version = row.try_get("", "version")?;
        Ok(Kept { state, version })
    }

    async fn login(
        &self,
        account: AccountId,
        person: PersonId,
        row: &QueryResult,
    ) -> Result<String, Error> {
        let sealed: Vec<u8> = row.try_get("", "sealed_login")?;
        let (account, person) = (account.to_string(), person.to_string());
        let opened = self
            .open(&Scope::Person(&person), &login_place(&account), &sealed)
            .await?;
        let login = opened.map(|login| String::from_utf8(login.to_vec()));
        let login = login.transpose();
        Ok(login
            .map_err(|_| unreadable("account", "a login that is not UTF-8"))?
            .unwrap_or_default())
    }

    /// Finds a login; nothing is found by none.
    fn login_tag(&self, login: &str) -> Option<Vec<u8>> {
        let login = login.trim().to_lowercase();
        let tag = || self.shared.keys.tag("login", &[login.as_bytes()]);
        (!login.is_empty()).then(tag)
    }
}

impl Writing {
    /// Keeps an account; `version` is 0 for a new one. A login that another account has is a
    /// [`Error::Conflict`]. Of an account without a login nothing that finds one is left.
    pub async fn save_account(&self, kept: &Kept<Account>) -> Result<(), Error> {
        let account = &kept.state;
        let (id, person) = (account.id.to_string(), account.person.to_string());
        let sealed = self
            .seal(
                &Scope::Person(&person),
                &login_place(&id),
                account.login.as_bytes(),
            )
            .await?;
        let nobodys = || self.shared.keys.tag("no-login", &[id.as_bytes()]);
        let mut values = values![
            account.id.as_uuid(),
            account.person.as_uuid(),
            sealed,
            self.login_tag(&account.login).unwrap_or_else(nobodys),
            account.password.clone(),
            account.is_administrator,
            account.disabled.map(Moment::as_milliseconds),
            account.created.as_milliseconds(),
        ];
        let sql = if kept.version == 0 {
            "INSERT INTO account (id, person, sealed_login, login_tag, password, is_administrator, \
             disabled, created, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)"
        } else {
            values.push(kept.version.into());
            "UPDATE account SET person = $2, sealed_login = $3, login_tag = $4, password = $5, \
             is_administrator = $6, disabled = $7, created = $8, version = version + 1 \
             WHERE id = $1 AND version = $9"
        };
        self.execute_one("the account", sql, values).await
    }
}

fn login_place(account: &str) -> Place<'_> {
    Place {
        coe: "",
        link: account,
        purpose: "login",
    }
}

/// An account as `signin` knows it.
pub fn to_signin(account: AccountId) -> signin::AccountId {
    signin::AccountId(account.as_uuid().as_u128())
}

/// An account of `signin` as the domain knows it.
pub fn from_signin(account: signin::AccountId) -> Result<AccountId, Error> {
    let id = uuid::Uuid::from_u128(account.0).try_into();
    id.map_err(|_| unreadable("account", "an id of another kind"))
}

/// A moment as `signin` knows it.
pub const fn moment_to_signin(moment: Moment) -> signin::Moment {
    signin::Moment::from_millis(moment.as_milliseconds())
}

/// A moment of `signin` as the domain knows it.
pub fn moment_from_signin(moment: signin::Moment) -> Moment {
    Moment::from_milliseconds(moment.millis())
}

/// The account of a row, for `signin`.
fn account_of(row: &QueryResult) -> Result<signin::AccountId, Error> {
    id::<AccountId>(row, "account").map(to_signin)
}

fn signin_moment(row: &QueryResult, column: &str) -> Result<signin::Moment, Error> {
    Ok(signin::Moment::from_millis(row.try_get("", column)?))
}

fn signin_moment_if_any(row: &QueryResult, column: &str) -> Result<Option<signin::Moment>, Error> {
    let millis: Option<i64> = row.try_get("", column)?;
    Ok(millis.map(signin::Moment::from_millis))
}

fn secret_hash(row: &QueryResult) -> Result<signin::SecretHash, Error> {
    let bytes: Vec<u8> = row.try_get("", "hash")?;
    let bytes = bytes.try_into();
    let bytes = bytes.map_err(|_| unreadable("a secret", "a hash of another length"))?;
    Ok(signin::SecretHash::from_bytes(bytes))
}
