//! The log as it is stored, from its first entry on, each checkpoint behind the last entry it signs.

use audit::{SignedCheckpoint, StoredEntry};
use store::Reading;

use crate::error::Error;

/// Rows fetched in one go.
const BATCH: u32 = 2000;

/// What comes next.
pub(super) enum Item {
    Entry(StoredEntry<Vec<u8>>),
    Checkpoint(SignedCheckpoint),
}

/// Gives every entry and checkpoint to `take`, until it breaks off with an error of its own. Holds
/// one batch.
pub(super) async fn walk<E>(
    reading: &Reading,
    mut take: impl FnMut(Item) -> Result<(), E>,
) -> Result<Result<(), E>, Error> {
    let mut entries = Entries::new(reading);
    let mut signed = 0;
    loop {
        let checkpoints = reading.checkpoints_after(signed, BATCH).await?;
        if checkpoints.is_empty() {
            break;
        }
        for (size, checkpoint) in checkpoints {
            signed = size;
            // How far to read first; whether it is right, whoever takes it says.
            let size = checkpoint.claim().map_or(0, |claim| claim.size);
            while entries.given < size
                && let Some(entry) = entries.next().await?
            {
                if let Err(stop) = take(Item::Entry(entry)) {
                    return Ok(Err(stop));
                }
            }
            if let Err(stop) = take(Item::Checkpoint(checkpoint)) {
                return Ok(Err(stop));
            }
        }
    }
    while let Some(entry) = entries.next().await? {
        if let Err(stop) = take(Item::Entry(entry)) {
            return Ok(Err(stop));
        }
    }
    Ok(Ok(()))
}

struct Entries<'a> {
    reading: &'a Reading,
    batch: std::vec::IntoIter<(u64, StoredEntry<Vec<u8>>)>,
    /// The number of the last one, as the database has it.
    last: Option<u64>,
    given: u64,
}

impl<'a> Entries<'a> {
    fn new(reading: &'a Reading) -> Self {
        Self {
            reading,
            batch: Vec::new().into_iter(),
            last: None,
            given: 0,
        }
    }

    async fn next(&mut self) -> Result<Option<StoredEntry<Vec<u8>>>, Error> {
        if self.batch.len() == 0 {
            let batch = self.reading.entries_after(self.last, BATCH).await?;
            self.batch = batch.into_iter();
        }
        let next = self.batch.next();
        if let Some((number, _)) = &next {
            self.last = Some(*number);
            self.given += 1;
        }
        Ok(next.map(|(_, entry)| entry))
    }
}
