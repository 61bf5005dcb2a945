//! Complete subtrees: what proofs are put together from.

use super::hash::NodeHash;

/// A complete subtree: the leaves `index << level` up to, not including, `(index + 1) << level`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subtree {
    /// Its height; a leaf is at level 0.
    pub level: u8,
    /// Its place among the subtrees of this level, from 0.
    pub index: u64,
}

impl Subtree {
    /// Whether it is the right child of its parent.
    pub(super) const fn is_right(self) -> bool {
        self.index % 2 == 1
    }

    pub(super) const fn parent(self) -> Self {
        Self {
            level: self.level + 1,
            index: self.index / 2,
        }
    }

    fn children(self) -> [Self; 2] {
        [0, 1].map(|side| Self {
            level: self.level - 1,
            index: self.index * 2 + side,
        })
    }
}

/// Why no proof can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProofError {
    /// Asked about a leaf or an older tree beyond the size of the tree.
    #[error("the tree of {size} entries does not reach to {asked}")]
    Beyond {
        /// The leaf or the older size.
        asked: u64,
        /// The size of the tree.
        size: u64,
    },
    /// The source of hashes lacks one.
    #[error("the hash of subtree {index} at level {level} is not there", index = .0.index, level = .0.level)]
    Missing(Subtree),
}

/// Where the roots of complete subtrees come from: a table, or the leaves.
pub trait Subtrees {
    /// The root of a complete subtree; `None` if it is not known.
    fn root_of(&self, subtree: Subtree) -> Option<NodeHash>;
}

/// Leaf hashes in order, from entry 0. Proofs from it cost O(n).
#[derive(Clone, Copy, Debug)]
pub struct LeafHashes<'a>(pub &'a [NodeHash]);

impl Subtrees for LeafHashes<'_> {
    fn root_of(&self, subtree: Subtree) -> Option<NodeHash> {
        if subtree.level == 0 {
            return self.0.get(usize::try_from(subtree.index).ok()?).copied();
        }
        let [left, right] = subtree.children();
        let (left, right) = (self.root_of(left)?, self.root_of(right)?);
        Some(NodeHash::of_children(&left, &right))
    }
}

/// The root over the leaves from `start` up to, not including, `end`.
///
/// `start` must be a multiple of a power of two that is at least `end - start`, which holds for
/// every range RFC 6962 splits a tree into.
pub(super) fn root_of_range(
    subtrees: &impl Subtrees,
    start: u64,
    end: u64,
) -> Result<NodeHash, ProofError> {
    let mut root = None;
    let mut end = end;
    while end > start {
        let level = (end - start).trailing_zeros();
        end -= 1 << level;
        let subtree = Subtree {
            level: level as u8,
            index: end >> level,
        };
        let left = subtrees
            .root_of(subtree)
            .ok_or(ProofError::Missing(subtree))?;
        root = Some(root.map_or(left, |right| NodeHash::of_children(&left, &right)));
    }
    Ok(root.unwrap_or_else(NodeHash::empty))
}

/// Where RFC 6962 splits `leaves` > 1: the largest power of two below that number.
pub(super) const fn split(leaves: u64) -> u64 {
    1 << (leaves - 1).ilog2()
}
