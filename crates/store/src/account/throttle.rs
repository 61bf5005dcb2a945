//! Wrong sign-ins, by account or address, neither of which stands in the table.

use domain::moment::Moment;
use sea_orm::QueryResult;
use signin::throttle::Attempts;

use crate::connection::Backend;
use crate::error::Error;
use crate::statement::values;
use crate::transaction::{Reading, Writing};

impl Reading {
    /// What is remembered under a key: what was typed as login, or an address.
    pub async fn attempts(&self, key: &str) -> Result<Attempts, Error> {
        let sql = "SELECT failures, latest FROM throttle WHERE tag = $1";
        let row = self.one(sql, values![self.attempts_tag(key)]).await?;
        row.as_ref().map_or(Ok(Attempts::default()), attempts)
    }

    fn attempts_tag(&self, key: &str) -> Vec<u8> {
        self.shared.keys.tag("throttle", &[key.as_bytes()])
    }
}

impl Writing {
    /// Changes what is remembered under a key, and gives what it then is. Nobody changes it
    /// between reading and writing, so attempts made at once all count.
    pub async fn change_attempts(
        &self,
        key: &str,
        change: impl FnOnce(Attempts) -> Attempts,
    ) -> Result<Attempts, Error> {
        let tag = self.attempts_tag(key);
        if self.backend() == Backend::Postgres {
            let sql = "INSERT INTO throttle (tag, failures, latest) VALUES ($1, 0, 0) \
                       ON CONFLICT (tag) DO UPDATE SET tag = excluded.tag";
            // Locks the row to the end of the transaction; SQLite has one writer anyway.
            self.execute(sql, values![tag.clone()]).await?;
        }
        let changed = change(self.attempts(key).await?);
        if changed.failures == 0 {
            let sql = "DELETE FROM throttle WHERE tag = $1";
            self.execute(sql, values![tag]).await?;
            return Ok(changed);
        }
        let sql = "INSERT INTO throttle (tag, failures, latest) VALUES ($1, $2, $3) \
                   ON CONFLICT (tag) DO UPDATE SET failures = excluded.failures, \
                   latest = excluded.latest";
        let values = values![tag, i64::from(changed.failures), changed.latest];
        self.execute(sql, values).await?;
        Ok(changed)
    }

    /// Deletes what was last changed before a moment; gives how many keys that were.
    pub async fn forget_attempts(&self, before: Moment) -> Result<u64, Error> {
        let sql = "DELETE FROM throttle WHERE latest < $1";
        self.execute(sql, values![before.as_milliseconds()]).await
    }
}

fn attempts(row: &QueryResult) -> Result<Attempts, Error> {
    let failures: i64 = row.try_get("", "failures")?;
    Ok(Attempts {
        failures: u32::try_from(failures).unwrap_or(u32::MAX),
        latest: row.try_get("", "latest")?,
    })
}
