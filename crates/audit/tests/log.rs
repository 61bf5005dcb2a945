//! Logs to tamper with.

use std::io;

use audit::tree::NodeHash;
use audit::{
    Details, Event, Fault, Sequencer, SignedCheckpoint, SigningKey, StoredEntry, Subject, Verified,
    VerifyError, verify,
};
use proptest::prelude::*;

/// A log as a store keeps it: entries with their leaf hashes, checkpoints.
#[derive(Clone, Debug)]
pub struct Log {
    pub rows: Vec<(Vec<u8>, NodeHash)>,
    pub checkpoints: Vec<SignedCheckpoint>,
    /// How many entries each checkpoint signs.
    pub sizes: Vec<u64>,
}

pub const LOG: &str = "fallible.example.org/audit";

pub fn key() -> SigningKey {
    SigningKey::from_seed(LOG.parse().unwrap(), &[7; 32])
}

pub fn event(number: u64) -> Event {
    let subject = Subject {
        kind: "coe".to_owned(),
        id: format!("0198-{number}"),
    };
    let details = Details::from([
        ("counted".to_owned(), true.into()),
        (
            "note".to_owned(),
            "a \"second\"\n\u{1} look – ünder 😀".into(),
        ),
        (
            "path".to_owned(),
            serde_json::json!([{"b": null, "a": [-3, 4]}]),
        ),
        ("revision".to_owned(), number.into()),
    ]);
    Event::new(
        1_767_225_600_000 + number,
        "0171",
        "coe.submitted",
        subject,
        details,
    )
    .unwrap()
}

impl Log {
    /// One checkpoint behind each batch of so many entries.
    pub fn of(batches: &[u64]) -> Self {
        let mut sequencer = Sequencer::start(LOG.parse().unwrap());
        let mut log = Self {
            rows: Vec::new(),
            checkpoints: Vec::new(),
            sizes: Vec::new(),
        };
        for batch in batches {
            let first = log.rows.len() as u64;
            let numbered = sequencer.number((first..first + batch).map(event)).unwrap();
            let rows = numbered.entries.into_iter();
            log.rows
                .extend(rows.map(|entry| (entry.canonical, entry.leaf)));
            log.checkpoints
                .push(numbered.checkpoint.sign(&key()).unwrap());
            log.sizes.push(numbered.checkpoint.size);
            sequencer = numbered.next;
        }
        log
    }

    pub fn verify_with(&self, kept: &[SignedCheckpoint]) -> Result<Verified, Fault> {
        let rows = self.rows.iter().map(|(canonical, leaf)| StoredEntry {
            canonical,
            leaf: Some(*leaf),
        });
        self.verify_rows(rows, kept)
    }

    pub fn verify(&self) -> Result<Verified, Fault> {
        self.verify_with(&[])
    }

    /// As from a store that lost its leaf hashes.
    pub fn verify_without_leaves(&self) -> Result<Verified, Fault> {
        let rows = self.rows.iter().map(|(canonical, _)| StoredEntry {
            canonical,
            leaf: None,
        });
        self.verify_rows(rows, &[])
    }

    fn verify_rows<'a>(
        &self,
        rows: impl Iterator<Item = StoredEntry<&'a Vec<u8>>>,
        kept: &[SignedCheckpoint],
    ) -> Result<Verified, Fault> {
        let checkpoints = self.checkpoints.iter().cloned().map(Ok);
        let verifier = key().verifier();
        let verdict = verify::<_, io::Error>(&verifier, kept, rows.map(Ok), checkpoints);
        verdict.map_err(|error| match error {
            VerifyError::Fault(fault) => fault,
            other => panic!("{other}"),
        })
    }

    /// Changes bytes and makes the stored hash fit, as somebody would who may write everything.
    pub fn rewrite(&mut self, index: usize, bytes: Vec<u8>) {
        self.rows[index] = row(bytes);
    }

    /// The entry with another action, and the hash that fits.
    pub fn forged(&self, index: usize) -> (Vec<u8>, NodeHash) {
        row(replaced(
            &self.rows[index].0,
            "coe.submitted",
            "coe.withdrawn",
        ))
    }

    /// How many entries the last checkpoint at or before an entry proves.
    pub fn proven_before(&self, index: usize) -> u64 {
        let before = self.sizes.iter().rfind(|size| **size <= index as u64);
        before.copied().unwrap_or_default()
    }

    /// How many entries the first checkpoint over an entry signs.
    pub fn signed_with(&self, index: usize) -> u64 {
        *self
            .sizes
            .iter()
            .find(|size| **size > index as u64)
            .unwrap()
    }
}

fn row(bytes: Vec<u8>) -> (Vec<u8>, NodeHash) {
    let leaf = NodeHash::of_leaf(&bytes);
    (bytes, leaf)
}

pub fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    assert!(text.contains(from), "{text} has no {from}");
    text.replace(from, to).into_bytes()
}

/// Logs of one to six batches, and an index into their entries.
pub fn logs() -> impl Strategy<Value = (Log, usize)> {
    let batches = proptest::collection::vec(1_u64..7, 1..7);
    (batches, any::<proptest::sample::Index>()).prop_map(|(batches, index)| {
        let log = Log::of(&batches);
        let index = index.index(log.rows.len());
        (log, index)
    })
}
