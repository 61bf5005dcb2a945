//! What is needed of a tree to append to it: the roots of its complete subtrees.

use super::hash::NodeHash;
use super::subtree::Subtree;
use crate::canonical::LARGEST_INTEGER;

/// The right edge of a tree: its size and the roots of its largest complete subtrees, left to right,
/// one for each bit set in the size. Appending costs one hash on average and O(log n) at most.
///
/// INVARIANT: `peaks.len() == size.count_ones()`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    peaks: Vec<NodeHash>,
}

/// Why bytes are no frontier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FrontierError {
    /// The first byte is no version this release knows.
    #[error("the stored tree has format {found}, this release reads format {FORMAT}")]
    Format {
        /// The first byte.
        found: u8,
    },
    /// Cut, too long, or a size no log can have.
    #[error("the stored tree is damaged: its length does not fit its size")]
    Length,
}

/// First byte of a stored frontier.
const FORMAT: u8 = 1;

impl Frontier {
    /// The frontier of a tree without leaves.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many leaves the tree has.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Appends one leaf.
    pub fn append(&mut self, leaf: NodeHash) {
        self.append_noting(leaf, |_, _| ());
    }

    /// Appends one leaf and names every subtree this completes, the leaf itself first. Who stores
    /// these can make proofs in O(log n) later.
    pub fn append_noting(&mut self, leaf: NodeHash, mut completed: impl FnMut(Subtree, NodeHash)) {
        let mut subtree = Subtree {
            level: 0,
            index: self.size,
        };
        let mut root = leaf;
        completed(subtree, root);
        while subtree.is_right()
            && let Some(left) = self.peaks.pop()
        {
            root = NodeHash::of_children(&left, &root);
            subtree = subtree.parent();
            completed(subtree, root);
        }
        self.peaks.push(root);
        self.size += 1;
    }

    /// The root of the tree (RFC 6962: MTH).
    pub fn root(&self) -> NodeHash {
        let from_the_right = self.peaks.iter().rev().copied();
        from_the_right
            .reduce(|right, left| NodeHash::of_children(&left, &right))
            .unwrap_or_else(NodeHash::empty)
    }

    /// For storage: one byte 1, the size (8 bytes, big-endian), 32 bytes for each peak.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![FORMAT];
        bytes.extend(self.size.to_be_bytes());
        bytes.extend(self.peaks.iter().flat_map(NodeHash::as_bytes));
        bytes
    }

    /// Reads [`Frontier::to_bytes`]. Storage may have been tampered with: only
    /// [`crate::Sequencer::resume`] tells, which compares it with a signed checkpoint.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FrontierError> {
        let (&format, bytes) = bytes.split_first().ok_or(FrontierError::Length)?;
        if format != FORMAT {
            return Err(FrontierError::Format { found: format });
        }
        let (size, bytes) = bytes.split_first_chunk().ok_or(FrontierError::Length)?;
        let size = u64::from_be_bytes(*size);
        let (hashes, rest) = bytes.as_chunks::<32>();
        let fits = hashes.len() == size.count_ones() as usize && rest.is_empty();
        if !fits || size > LARGEST_INTEGER {
            return Err(FrontierError::Length);
        }
        let peaks = hashes.iter().copied().map(NodeHash::from_bytes).collect();
        Ok(Self { size, peaks })
    }
}
