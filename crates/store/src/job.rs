//! Work for later. Each piece is claimed for a while by one node; if that node dies, another
//! claims it once the while is over. A piece may therefore be done twice, never at the same time.

use std::time::Duration;

use domain::moment::Moment;
use sea_orm::QueryResult;

use crate::connection::Backend;
use crate::error::Error;
use crate::statement::values;
use crate::transaction::{Reading, Writing};

/// A piece of work that was claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    id: i64,
    /// What is to be done.
    pub kind: String,
    /// With what.
    pub key: String,
    /// How often it was claimed, this time included.
    pub attempts: u32,
    claimed_until: i64,
}

impl Reading {
    /// How many pieces of work nobody is at, due or not.
    pub async fn waiting_jobs(&self) -> Result<u64, Error> {
        let sql = "SELECT COUNT(*) AS waiting FROM job WHERE claimed_until IS NULL";
        let row = self.one(sql, Vec::new()).await?;
        let waiting: i64 = row.map_or(Ok(0), |row| row.try_get("", "waiting"))?;
        Ok(waiting.unsigned_abs())
    }
}

impl Writing {
    /// Plans a piece of work. Planned already, it keeps the earlier time. If somebody is at it, it
    /// is done once more afterwards.
    pub async fn plan_job(&self, kind: &str, key: &str, run_at: Moment) -> Result<(), Error> {
        let sql = "INSERT INTO job (kind, key, run_at, attempts) VALUES ($1, $2, $3, 0) \
                   ON CONFLICT (kind, key) DO UPDATE SET \
                   run_at = CASE WHEN job.claimed_until IS NULL AND excluded.run_at < job.run_at \
                   THEN excluded.run_at ELSE job.run_at END, \
                   next_run = CASE WHEN job.claimed_until IS NULL THEN job.next_run \
                   WHEN job.next_run < excluded.run_at THEN job.next_run \
                   ELSE excluded.run_at END";
        self.execute(sql, values![kind, key, run_at.as_milliseconds()])
            .await?;
        Ok(())
    }

    /// Claims work that is due, the longest due first. It is there for others once this is
    /// committed and `lease` is over.
    pub async fn claim_jobs(
        &self,
        now: Moment,
        lease: Duration,
        limit: u32,
    ) -> Result<Vec<Job>, Error> {
        let sql = format!(
            "WITH due AS MATERIALIZED (SELECT id FROM job WHERE run_at <= $1 \
             AND (claimed_until IS NULL OR claimed_until <= $1) ORDER BY run_at, id LIMIT $3 {}) \
             UPDATE job SET claimed_until = $2, attempts = attempts + 1 \
             WHERE id IN (SELECT id FROM due) \
             RETURNING id, kind, key, run_at, attempts, claimed_until",
            self.skipping_claimed()
        );
        let until = now.plus(lease).as_milliseconds();
        let values = values![now.as_milliseconds(), until, i64::from(limit)];
        let rows = self.all(&sql, values).await?;
        let claimed = rows
            .iter()
            .map(|row| Ok((row.try_get("", "run_at")?, job(row)?)));
        let mut claimed: Vec<(i64, Job)> = claimed.collect::<Result<_, Error>>()?;
        claimed.sort_by_key(|(run_at, job)| (*run_at, job.id));
        Ok(claimed.into_iter().map(|(_, job)| job).collect())
    }

    /// Rows that others are claiming are passed over, so that nobody waits or gets them too. In
    /// SQLite there are no others.
    pub(crate) fn skipping_claimed(&self) -> &'static str {
        match self.backend() {
            Backend::Sqlite => "",
            Backend::Postgres => "FOR UPDATE SKIP LOCKED",
        }
    }

    /// It is done. An [`Error::Conflict`] if the claim was over and somebody else has it: nothing
    /// of this transaction may be kept then.
    pub async fn finish_job(&self, job: &Job) -> Result<(), Error> {
        let values = values![job.id, job.claimed_until];
        let again = "UPDATE job SET run_at = next_run, next_run = NULL, attempts = 0, \
                     claimed_until = NULL \
                     WHERE id = $1 AND claimed_until = $2 AND next_run IS NOT NULL";
        if self.execute(again, values.clone()).await? == 1 {
            return Ok(());
        }
        let sql = "DELETE FROM job WHERE id = $1 AND claimed_until = $2";
        self.execute_one("the job", sql, values).await
    }

    /// It failed and is tried again later. An [`Error::Conflict`] if somebody else has it by now.
    pub async fn fail_job(&self, job: &Job, again_at: Moment) -> Result<(), Error> {
        let sql = "UPDATE job SET run_at = $3, claimed_until = NULL \
                   WHERE id = $1 AND claimed_until = $2";
        let values = values![job.id, job.claimed_until, again_at.as_milliseconds()];
        self.execute_one("the job", sql, values).await
    }
}

fn job(row: &QueryResult) -> Result<Job, Error> {
    let attempts: i64 = row.try_get("", "attempts")?;
    Ok(Job {
        id: row.try_get("", "id")?,
        kind: row.try_get("", "kind")?,
        key: row.try_get("", "key")?,
        attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
        claimed_until: row.try_get("", "claimed_until")?,
    })
}
