//! Single facts about the installation, by name.

use crate::error::Error;
use crate::statement::values;
use crate::transaction::{Reading, Writing};

impl Reading {
    /// The value of a setting.
    pub async fn setting(&self, key: &str) -> Result<Option<Vec<u8>>, Error> {
        let sql = "SELECT value FROM setting WHERE key = $1";
        let row = self.one(sql, values![key]).await?;
        row.map(|row| Ok(row.try_get("", "value")?)).transpose()
    }

    /// A setting that counts; 0 before it was first counted.
    pub(crate) async fn counter(&self, key: &str) -> Result<i64, Error> {
        let value = self.setting(key).await?;
        let bytes = value.and_then(|value| <[u8; 8]>::try_from(value).ok());
        Ok(bytes.map_or(0, i64::from_be_bytes))
    }
}

impl Writing {
    /// Sets a setting, new or not.
    pub async fn set_setting(&self, key: &str, value: &[u8]) -> Result<(), Error> {
        let sql = "INSERT INTO setting (key, value) VALUES ($1, $2) \
                   ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        self.execute(sql, values![key, value.to_vec()]).await?;
        Ok(())
    }

    pub(crate) async fn count_up(&self, key: &str) -> Result<(), Error> {
        let next = self.counter(key).await? + 1;
        self.set_setting(key, &next.to_be_bytes()).await
    }
}
