//! The record of who did what.
//!
//! A transaction leaves its events unnumbered ([`Writing::commit`]); [`Store::number_entries`]
//! numbers those that wait, in batches that it signs. One node does so at a time.

use audit::tree::{Frontier, NodeHash};
use audit::{Batch, Event, NumberedEntry, Sequencer, SignedCheckpoint, StoredEntry, VerifierKey};
use sea_orm::QueryResult;

use crate::connection::{Backend, Store};
use crate::error::Error;
use crate::statement::values;
use crate::transaction::{Reading, Writing};

/// Entries numbered in one go.
const BATCH: i64 = 1000;

/// Held while numbering. Any number will do; it must never change.
const POSTGRES_LOCK: &str = "SELECT pg_advisory_xact_lock(4718316502)";

/// Of so many entries one signed state stays, once they are full.
const THINNED: i64 = 1000;

const FRONTIER: &str = "audit-frontier";

/// An entry of the log as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// Its number, once it is signed.
    pub sequence: Option<u64>,
    /// What happened.
    pub event: Event,
}

impl Store {
    /// What the log is checked with; public.
    pub fn verifier_key(&self) -> VerifierKey {
        self.shared().keys.audit.verifier()
    }

    /// Numbers and signs what waits, one batch; gives how many entries it numbered.
    pub async fn number_entries(&self) -> Result<usize, Error> {
        let writing = self.write().await?;
        if writing.backend() == Backend::Postgres {
            writing.execute(POSTGRES_LOCK, Vec::new()).await?;
        }
        let sql =
            "SELECT id, canonical FROM audit_entry WHERE sequence IS NULL ORDER BY id LIMIT $1";
        let rows = writing.all(sql, values![BATCH]).await?;
        if rows.is_empty() {
            return Ok(0);
        }
        let waiting: Vec<(i64, Event)> = rows.iter().map(waiting).collect::<Result<_, _>>()?;
        let (ids, events): (Vec<_>, Vec<_>) = waiting.into_iter().unzip();
        let batch = writing.sequencer().await?.number(events).map_err(stuck)?;
        for (id, entry) in ids.iter().zip(&batch.entries) {
            writing.set_number(*id, entry).await?;
        }
        writing.keep_checkpoint(&batch).await?;
        writing.commit_unrecorded().await?;
        Ok(ids.len())
    }
}

impl Writing {
    /// Leaves an event for the log.
    pub(crate) async fn record(&self, event: &Event) -> Result<(), Error> {
        let sql = "INSERT INTO audit_entry (canonical) VALUES ($1)";
        self.execute(sql, values![event.to_canonical()]).await?;
        Ok(())
    }

    async fn set_number(&self, id: i64, entry: &NumberedEntry) -> Result<(), Error> {
        let sql = "UPDATE audit_entry SET sequence = $1, canonical = $2, leaf = $3 WHERE id = $4";
        let leaf = entry.leaf.as_bytes().to_vec();
        let values = values![entry.sequence as i64, entry.canonical.clone(), leaf, id];
        self.execute_one("an entry of the log", sql, values).await
    }

    async fn keep_checkpoint(&self, batch: &Batch) -> Result<(), Error> {
        let signed = batch.checkpoint.sign(&self.shared.keys.audit);
        let signed =
            signed.ok_or_else(|| Error::AuditLog("the key is another log's".to_owned()))?;
        let sql = "INSERT INTO checkpoint (size, note) VALUES ($1, $2)";
        let values = values![batch.checkpoint.size as i64, signed.as_str()];
        self.execute_one("a checkpoint", sql, values).await?;
        self.thin_checkpoints(batch.checkpoint.size).await?;
        self.set_setting(FRONTIER, &batch.next.frontier().to_bytes())
            .await
    }
}

impl Writing {
    /// Of every full thousand of entries keeps the last signed state alone. A quiet log is signed
    /// every few entries, and checking each signature took longer than checking all entries; the
    /// last state proves what those before it did. Those of the latest entries all stay.
    async fn thin_checkpoints(&self, size: u64) -> Result<(), Error> {
        let full = size as i64 / THINNED * THINNED;
        let sql = "DELETE FROM checkpoint WHERE size < $1 AND size >= $2 AND EXISTS \
                   (SELECT 1 FROM checkpoint AS later WHERE later.size > checkpoint.size \
                   AND later.size < (checkpoint.size / $3 + 1) * $3)";
        // A batch is no longer than a thousand: what is older was thinned before.
        self.execute(sql, values![full, full - 2 * THINNED, THINNED])
            .await?;
        Ok(())
    }
}

impl Reading {
    /// Where the log goes on.
    async fn sequencer(&self) -> Result<Sequencer, Error> {
        let key = &self.shared.keys.audit;
        let Some(last) = self.last_checkpoint().await? else {
            return Ok(Sequencer::start(key.log().clone()));
        };
        let last = last.open(&key.verifier()).map_err(stuck)?;
        let frontier = self.audit_frontier().await?;
        let frontier = Frontier::from_bytes(&frontier).map_err(stuck)?;
        Sequencer::resume(frontier, &last).map_err(stuck)
    }

    /// The tree over the signed entries, as `audit::tree::Frontier` writes it; empty before the first.
    pub async fn audit_frontier(&self) -> Result<Vec<u8>, Error> {
        Ok(self.setting(FRONTIER).await?.unwrap_or_default())
    }

    /// The newest signed state of the log.
    pub async fn last_checkpoint(&self) -> Result<Option<SignedCheckpoint>, Error> {
        let sql = "SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1";
        let row = self.one(sql, Vec::new()).await?;
        row.as_ref().map(checkpoint).transpose()
    }

    /// All signed states after the first `from` entries, in order, at most `limit`.
    pub async fn checkpoints(&self, from: u64, limit: u32) -> Result<Vec<SignedCheckpoint>, Error> {
        let sql = "SELECT note FROM checkpoint WHERE size > $1 ORDER BY size LIMIT $2";
        let rows = self.all(sql, values![from as i64, limit]).await?;
        rows.iter().map(checkpoint).collect()
    }

    /// Signed states behind the one the database has under the size `after`, with their sizes as it
    /// has them.
    pub async fn checkpoints_after(
        &self,
        after: u64,
        limit: u32,
    ) -> Result<Vec<(u64, SignedCheckpoint)>, Error> {
        let sql = "SELECT size, note FROM checkpoint WHERE size > $1 ORDER BY size LIMIT $2";
        let rows = self
            .all(sql, values![after as i64, i64::from(limit)])
            .await?;
        let sized = |row: &QueryResult| {
            let size: i64 = row.try_get("", "size")?;
            Ok((size.unsigned_abs(), checkpoint(row)?))
        };
        rows.iter().map(sized).collect()
    }

    /// Signed entries from number `from` on, as stored, in the order of their numbers.
    pub async fn stored_entries(
        &self,
        from: u64,
        limit: u32,
    ) -> Result<Vec<StoredEntry<Vec<u8>>>, Error> {
        let sql = "SELECT canonical, leaf FROM audit_entry WHERE sequence >= $1 \
                   ORDER BY sequence LIMIT $2";
        let rows = self.all(sql, values![from as i64, limit]).await?;
        rows.iter().map(stored).collect()
    }

    /// Entries behind the one the database numbers `after`, with their numbers as it has them: which
    /// somebody may have changed, so that the next page is asked for by these.
    pub async fn entries_after(
        &self,
        after: Option<u64>,
        limit: u32,
    ) -> Result<Vec<(u64, StoredEntry<Vec<u8>>)>, Error> {
        let sql = "SELECT sequence, canonical, leaf FROM audit_entry WHERE sequence > $1 \
                   ORDER BY sequence LIMIT $2";
        let after = after.map_or(-1, |after| after as i64);
        let rows = self.all(sql, values![after, i64::from(limit)]).await?;
        let numbered = |row: &QueryResult| {
            let sequence: i64 = row.try_get("", "sequence")?;
            Ok((sequence.unsigned_abs(), stored(row)?))
        };
        rows.iter().map(numbered).collect()
    }

    /// What people read of the log, newest first: entries before number `before`, and those that
    /// wait for their number in front of all.
    pub async fn log_entries(
        &self,
        before: Option<u64>,
        limit: u32,
    ) -> Result<Vec<LogEntry>, Error> {
        let rows = match before {
            None => {
                let sql = "SELECT sequence, canonical FROM audit_entry ORDER BY id DESC LIMIT $1";
                self.all(sql, values![limit]).await?
            }
            Some(before) => {
                let sql = "SELECT sequence, canonical FROM audit_entry WHERE sequence < $1 \
                           ORDER BY sequence DESC LIMIT $2";
                self.all(sql, values![before as i64, limit]).await?
            }
        };
        rows.iter().map(log_entry).collect()
    }
}

fn waiting(row: &QueryResult) -> Result<(i64, Event), Error> {
    let canonical: Vec<u8> = row.try_get("", "canonical")?;
    Ok((
        row.try_get("", "id")?,
        Event::parse(&canonical).map_err(stuck)?,
    ))
}

fn log_entry(row: &QueryResult) -> Result<LogEntry, Error> {
    let sequence: Option<i64> = row.try_get("", "sequence")?;
    let canonical: Vec<u8> = row.try_get("", "canonical")?;
    let event = match sequence {
        None => Event::parse(&canonical).map_err(stuck)?,
        Some(_) => audit::Entry::parse(&canonical)
            .map_err(stuck)?
            .event()
            .clone(),
    };
    let sequence = sequence.and_then(|sequence| u64::try_from(sequence).ok());
    Ok(LogEntry { sequence, event })
}

fn stored(row: &QueryResult) -> Result<StoredEntry<Vec<u8>>, Error> {
    let leaf: Option<Vec<u8>> = row.try_get("", "leaf")?;
    let leaf = leaf.and_then(|leaf| <[u8; 32]>::try_from(leaf).ok());
    Ok(StoredEntry {
        canonical: row.try_get("", "canonical")?,
        leaf: leaf.map(NodeHash::from_bytes),
    })
}

fn checkpoint(row: &QueryResult) -> Result<SignedCheckpoint, Error> {
    let note: String = row.try_get("", "note")?;
    Ok(SignedCheckpoint::from_text(note))
}

fn stuck(error: impl std::fmt::Display) -> Error {
    Error::AuditLog(error.to_string())
}
