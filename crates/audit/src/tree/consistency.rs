//! Proofs that a log only grew between two checkpoints (RFC 6962 §2.1.2, RFC 9162 §2.1.4).

use super::hash::NodeHash;
use super::subtree::{ProofError, Subtrees, root_of_range, split};

/// That the first `old_size` leaves of the tree of `new_size` leaves are the older tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsistencyProof {
    /// Entries of the older checkpoint.
    pub old_size: u64,
    /// Entries of the newer checkpoint.
    pub new_size: u64,
    /// The nodes both roots are computed from, the lowest first. None if a size is 0 or they are
    /// the same.
    pub path: Vec<NodeHash>,
}

impl ConsistencyProof {
    /// Makes the proof; `subtrees` must know the complete subtrees of the newer tree.
    pub fn new(old_size: u64, new_size: u64, subtrees: &impl Subtrees) -> Result<Self, ProofError> {
        if old_size > new_size {
            return Err(ProofError::Beyond {
                asked: old_size,
                size: new_size,
            });
        }
        let path = match old_size {
            0 => Vec::new(),
            _ => path(old_size, new_size, subtrees)?,
        };
        Ok(Self {
            old_size,
            new_size,
            path,
        })
    }

    /// Whether the proof leads to both roots. They must come from checkpoints of the two sizes.
    pub fn verify(&self, old_root: &NodeHash, new_root: &NodeHash) -> bool {
        if self.old_size == self.new_size {
            return self.path.is_empty() && old_root == new_root;
        }
        if self.old_size == 0 {
            return self.path.is_empty() && *old_root == NodeHash::empty();
        }
        self.old_size < self.new_size && self.climb(old_root) == Some((*old_root, *new_root))
    }

    /// The two roots the path leads to (RFC 9162 §2.1.4.2); `None` if its length does not fit.
    fn climb(&self, old_root: &NodeHash) -> Option<(NodeHash, NodeHash)> {
        let whole = self.old_size.is_power_of_two().then_some(old_root);
        let mut path = whole.into_iter().chain(&self.path);
        let shared = (self.old_size - 1).trailing_ones();
        let (mut node, mut last) = ((self.old_size - 1) >> shared, (self.new_size - 1) >> shared);
        let (mut old, mut new) = path.next().map(|first| (*first, *first))?;
        for sibling in path {
            if last == 0 {
                return None;
            }
            if node % 2 == 1 || node == last {
                old = NodeHash::of_children(sibling, &old);
                new = NodeHash::of_children(sibling, &new);
                // At the right edge levels without a sibling have no hash in the path.
                let skipped = node.trailing_zeros();
                (node, last) = (node >> skipped, last >> skipped);
            } else {
                new = NodeHash::of_children(&new, sibling);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        (last == 0).then_some((old, new))
    }
}

/// RFC 6962 §2.1.2: PROOF, walked from the root down and turned round at the end.
fn path(
    old_size: u64,
    new_size: u64,
    subtrees: &impl Subtrees,
) -> Result<Vec<NodeHash>, ProofError> {
    let (mut start, mut end) = (0, new_size);
    let mut path = Vec::new();
    while end != old_size {
        let middle = start + split(end - start);
        if old_size <= middle {
            path.push(root_of_range(subtrees, middle, end)?);
            end = middle;
        } else {
            path.push(root_of_range(subtrees, start, middle)?);
            start = middle;
        }
    }
    if start > 0 {
        path.push(root_of_range(subtrees, start, end)?);
    }
    path.reverse();
    Ok(path)
}
