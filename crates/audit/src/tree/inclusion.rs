//! Proofs that one entry is in the log (RFC 6962 §2.1.1, RFC 9162 §2.1.3).

use super::hash::NodeHash;
use super::subtree::{ProofError, Subtrees, root_of_range, split};

/// That leaf `index` is in the tree of `size` leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InclusionProof {
    /// The entry's sequence number.
    pub index: u64,
    /// How many entries the tree has.
    pub size: u64,
    /// The siblings on the way from the leaf to the root, the leaf's first.
    pub path: Vec<NodeHash>,
}

impl InclusionProof {
    /// Makes the proof; `subtrees` must know the complete subtrees of the tree of `size` leaves.
    pub fn new(index: u64, size: u64, subtrees: &impl Subtrees) -> Result<Self, ProofError> {
        if index >= size {
            return Err(ProofError::Beyond { asked: index, size });
        }
        let (mut start, mut end) = (0, size);
        let mut path = Vec::new();
        while end - start > 1 {
            let middle = start + split(end - start);
            if index < middle {
                path.push(root_of_range(subtrees, middle, end)?);
                end = middle;
            } else {
                path.push(root_of_range(subtrees, start, middle)?);
                start = middle;
            }
        }
        path.reverse();
        Ok(Self { index, size, path })
    }

    /// Whether the proof shows `leaf` in the tree with this root. The root must come from a
    /// checkpoint of the same size.
    pub fn verify(&self, leaf: &NodeHash, root: &NodeHash) -> bool {
        self.index < self.size && self.climb(*leaf) == Some(*root)
    }

    /// The root the path leads to (RFC 9162 §2.1.3.2); `None` if its length does not fit.
    fn climb(&self, leaf: NodeHash) -> Option<NodeHash> {
        let (mut node, mut last) = (self.index, self.size - 1);
        let mut root = leaf;
        for sibling in &self.path {
            if last == 0 {
                return None;
            }
            if node % 2 == 1 || node == last {
                root = NodeHash::of_children(sibling, &root);
                // At the right edge levels without a sibling have no hash in the path.
                let skipped = node.trailing_zeros();
                (node, last) = (node >> skipped, last >> skipped);
            } else {
                root = NodeHash::of_children(&root, sibling);
            }
            (node, last) = (node >> 1, last >> 1);
        }
        (last == 0).then_some(root)
    }
}
