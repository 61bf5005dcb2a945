//! Frozen texts, kept in blocks that a salted Merkle root covers.

use audit::Commitment;
use domain::id::{CoeId, RevisionId};
use domain::revision::Revision;
use sea_orm::QueryResult;

use crate::coe::{Query, id, moment};
use crate::error::Error;
use crate::organisation::unreadable;
use crate::statement::values;
use crate::transaction::{Reading, Writing};

/// Blocks kept by one statement.
const BLOCKS_AT_ONCE: usize = 100;

/// A stretch of a frozen text. The stretches of a text in order give the whole text.
#[derive(Clone, PartialEq, Eq)]
pub struct Block {
    /// Markdown; `None` once it was redacted.
    pub text: Option<String>,
    /// What its commitment was made with; gone with the text.
    pub salt: Option<[u8; 32]>,
    /// What the root covers.
    pub commitment: Commitment,
}

/// A frozen text in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptRevision {
    /// Which, by whom, when.
    pub revision: Revision,
    /// The rules it was reviewed by.
    pub ruleset: String,
}

impl Reading {
    /// All frozen texts of a COE, first to last.
    pub async fn revisions(&self, coe: CoeId) -> Result<Vec<KeptRevision>, Error> {
        let sql = "SELECT id, sequence, root, ruleset, at, saved_by FROM revision \
                   WHERE coe = $1 ORDER BY sequence";
        let rows = self.all(sql, values![coe.as_uuid()]).await?;
        rows.iter().map(revision).collect()
    }

    /// The stretches of a frozen text.
    pub async fn blocks(&self, revision: RevisionId) -> Result<Vec<Block>, Error> {
        let sql = "SELECT text, salt, commitment FROM block WHERE revision = $1 ORDER BY position";
        let rows = self.all(sql, values![revision.as_uuid()]).await?;
        rows.iter().map(block).collect()
    }

    /// A frozen text as one; redacted stretches are left out.
    pub async fn revision_text(&self, revision: RevisionId) -> Result<String, Error> {
        let blocks = self.blocks(revision).await?;
        Ok(blocks.into_iter().filter_map(|block| block.text).collect())
    }
}

impl Writing {
    /// Keeps a frozen text.
    pub async fn save_revision(
        &self,
        coe: CoeId,
        kept: &KeptRevision,
        blocks: &[Block],
    ) -> Result<(), Error> {
        let revision = &kept.revision;
        let sql = "INSERT INTO revision (id, coe, sequence, root, ruleset, at, saved_by) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let values = values![
            revision.id.as_uuid(),
            coe.as_uuid(),
            i64::from(revision.sequence),
            revision.root.as_bytes().to_vec(),
            kept.ruleset.as_str(),
            revision.at.as_milliseconds(),
            revision.by.as_uuid(),
        ];
        self.execute_one("the text", sql, values).await?;
        let places: Vec<_> = (0_i64..).zip(blocks).collect();
        // A text of 10,000 words has hundreds of blocks: a statement for each is a way to the
        // database and back for each.
        for some in places.chunks(BLOCKS_AT_ONCE) {
            let sql = "INSERT INTO block (revision, position, text, salt, commitment) VALUES ";
            let mut query = Query::new(sql.to_owned());
            for (at, (position, block)) in some.iter().enumerate() {
                let row = if at == 0 {
                    "(?, ?, ?, ?, ?)"
                } else {
                    ", (?, ?, ?, ?, ?)"
                };
                let values = values![
                    revision.id.as_uuid(),
                    *position,
                    block.text.clone(),
                    block.salt.map(|salt| salt.to_vec()),
                    block.commitment.to_string(),
                ];
                query.add(row, values);
            }
            self.execute(&query.sql, query.values).await?;
        }
        Ok(())
    }
}

fn revision(row: &QueryResult) -> Result<KeptRevision, Error> {
    let root: Vec<u8> = row.try_get("", "root")?;
    let root: [u8; 32] = root
        .try_into()
        .map_err(|_| unreadable("revision", "a root too short"))?;
    let sequence: i64 = row.try_get("", "sequence")?;
    let at = moment(row, "at")?.ok_or_else(|| unreadable("revision", "no moment"))?;
    let revision = Revision {
        id: id(row, "id")?,
        sequence: u32::try_from(sequence).unwrap_or_default(),
        root: domain::revision::Root::new(root),
        at,
        by: id(row, "saved_by")?,
    };
    Ok(KeptRevision {
        revision,
        ruleset: row.try_get("", "ruleset")?,
    })
}

fn block(row: &QueryResult) -> Result<Block, Error> {
    let salt: Option<Vec<u8>> = row.try_get("", "salt")?;
    let commitment: String = row.try_get("", "commitment")?;
    let commitment = commitment.parse();
    Ok(Block {
        text: row.try_get("", "text")?,
        salt: salt.and_then(|salt| salt.try_into().ok()),
        commitment: commitment.map_err(|_| unreadable("block", "a commitment of another form"))?,
    })
}
