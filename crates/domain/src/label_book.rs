//! Which label stands for whom.

use std::collections::{BTreeMap, BTreeSet};

use crate::role_label::{InvalidLabel, RoleLabel};

/// Keeps one label per key, for ever: no label is given to two keys, and none that stands in a
/// text already is given out at all.
///
/// A key is whatever identifies a person or customer to the caller (a roster id, a folded name).
/// The book holds keys, so it is kept where identities are kept, never beside the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelBook {
    labels: BTreeMap<String, RoleLabel>,
    taken: BTreeSet<RoleLabel>,
    /// The number to try next, by kind.
    next: BTreeMap<String, u32>,
}

impl LabelBook {
    /// An empty book.
    pub fn new() -> Self {
        Self::default()
    }

    /// A book from the pairs [`LabelBook::pairs`] gave. Of two pairs with one key or one label the
    /// first counts.
    pub fn from_pairs(pairs: impl IntoIterator<Item = (String, RoleLabel)>) -> Self {
        let mut book = Self::default();
        for (key, label) in pairs {
            let free = !book.labels.contains_key(&key) && !book.taken.contains(&label);
            if free {
                book.taken.insert(label.clone());
                book.labels.insert(key, label);
            }
        }
        book
    }

    /// Keys and labels, sorted by key.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &RoleLabel)> {
        self.labels.iter().map(|(key, label)| (key.as_str(), label))
    }

    /// Marks a label as used in the text, so that it is not given to anybody else.
    pub fn reserve(&mut self, label: RoleLabel) {
        self.taken.insert(label);
    }

    /// The label of a key, if it has one.
    pub fn get(&self, key: &str) -> Option<&RoleLabel> {
        self.labels.get(key)
    }

    /// The label of a key: the one it has, else the kind with the next free number.
    pub fn allocate(&mut self, key: &str, kind: &str) -> Result<RoleLabel, InvalidLabel> {
        if let Some(label) = self.labels.get(key) {
            return Ok(label.clone());
        }
        let label = self.next_free(kind)?;
        self.taken.insert(label.clone());
        self.labels.insert(key.to_owned(), label.clone());
        Ok(label)
    }

    fn next_free(&mut self, kind: &str) -> Result<RoleLabel, InvalidLabel> {
        let next = self.next.entry(kind.to_owned()).or_insert(1);
        loop {
            let label = RoleLabel::numbered(kind, *next)?;
            *next = next.saturating_add(1);
            if !self.taken.contains(&label) {
                return Ok(label);
            }
        }
    }
}
