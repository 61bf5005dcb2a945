//! Inclusion and consistency: they verify for every size, and nothing else does.

use std::collections::BTreeMap;

use audit::tree::{
    ConsistencyProof, Frontier, InclusionProof, LeafHashes, NodeHash, ProofError, Subtree, Subtrees,
};
use proptest::prelude::*;

use crate::trees::{LEAVES, ROOTS, from_hex, leaves, root};

/// Subtree hashes as a store would keep them.
struct Table(BTreeMap<Subtree, NodeHash>);

impl Subtrees for Table {
    fn root_of(&self, subtree: Subtree) -> Option<NodeHash> {
        self.0.get(&subtree).copied()
    }
}

fn table(leaves: &[NodeHash]) -> Table {
    let mut table = Table(BTreeMap::new());
    let mut frontier = Frontier::new();
    for leaf in leaves {
        frontier.append_noting(*leaf, |subtree, root| {
            table.0.insert(subtree, root);
        });
    }
    table
}

const SIZES: u64 = 150;

#[test]
fn published_paths() {
    let leaves = LEAVES.map(NodeHash::of_leaf);
    let inclusion = InclusionProof::new(5, 8, &LeafHashes(&leaves)).unwrap();
    let expected = [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ];
    assert_eq!(inclusion.path, expected.map(from_hex));
    assert!(inclusion.verify(&leaves[5], &from_hex(ROOTS[8])));

    let consistency = ConsistencyProof::new(6, 8, &LeafHashes(&leaves)).unwrap();
    let expected = [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ];
    assert_eq!(consistency.path, expected.map(from_hex));
    assert!(consistency.verify(&from_hex(ROOTS[6]), &from_hex(ROOTS[8])));
}

#[test]
fn every_leaf_of_every_tree_is_proven() {
    let leaves = leaves(SIZES);
    let table = table(&leaves);
    for size in 1..=SIZES {
        let root = root(&leaves[..size as usize]);
        for index in 0..size {
            let proof = InclusionProof::new(index, size, &table).unwrap();
            assert!(
                proof.verify(&leaves[index as usize], &root),
                "{index} of {size}"
            );
            let other = &leaves[(index as usize + 1) % leaves.len()];
            assert!(!proof.verify(other, &root), "{index} of {size}");
        }
    }
}

#[test]
fn every_tree_continues_every_smaller_one() {
    let leaves = leaves(SIZES);
    let table = table(&leaves);
    let roots: Vec<NodeHash> = (0..=leaves.len())
        .map(|size| root(&leaves[..size]))
        .collect();
    for new in 0..=SIZES {
        for old in 0..=new {
            let proof = ConsistencyProof::new(old, new, &table).unwrap();
            let (old_root, new_root) = (&roots[old as usize], &roots[new as usize]);
            assert!(proof.verify(old_root, new_root), "{old} to {new}");
            assert!(
                old == new || !proof.verify(new_root, old_root),
                "{old} to {new}"
            );
        }
    }
}

#[test]
fn stored_subtrees_and_leaves_give_the_same_proofs() {
    let leaves = leaves(70);
    let table = table(&leaves);
    for at in 0..70 {
        let pair = (
            InclusionProof::new(at, 70, &table),
            ConsistencyProof::new(at, 70, &table),
        );
        let leaves = LeafHashes(&leaves);
        assert_eq!(pair.0, InclusionProof::new(at, 70, &leaves));
        assert_eq!(pair.1, ConsistencyProof::new(at, 70, &leaves));
    }
}

#[test]
fn proofs_that_cannot_be_made() {
    let leaves = leaves(4);
    let leaves = LeafHashes(&leaves);
    let beyond = |asked, size| ProofError::Beyond { asked, size };
    assert_eq!(InclusionProof::new(4, 4, &leaves), Err(beyond(4, 4)));
    assert_eq!(InclusionProof::new(0, 0, &leaves), Err(beyond(0, 0)));
    assert_eq!(ConsistencyProof::new(5, 4, &leaves), Err(beyond(5, 4)));
    let missing = ProofError::Missing(Subtree { level: 2, index: 1 });
    assert_eq!(InclusionProof::new(0, 8, &leaves), Err(missing));
}

/// A hash changed, one added, one left out.
fn altered(path: &[NodeHash], at: usize, with: NodeHash) -> Vec<Vec<NodeHash>> {
    let mut paths = vec![[path, &[with]].concat(), [&[with], path].concat()];
    if !path.is_empty() {
        let at = at % path.len();
        let mut changed = path.to_vec();
        changed[at] = with;
        let mut shorter = path.to_vec();
        shorter.remove(at);
        paths.extend([changed, shorter]);
    }
    paths
}

proptest! {
    #[test]
    fn an_altered_inclusion_proof_fails(
        size in 1_u64..400,
        index in any::<proptest::sample::Index>(),
        at in 0_usize..9,
        with in any::<[u8; 32]>(),
    ) {
        let leaves = leaves(size);
        let root = root(&leaves);
        let index = index.index(leaves.len());
        let leaf = &leaves[index];
        let proof = InclusionProof::new(index as u64, size, &LeafHashes(&leaves)).unwrap();
        prop_assert!(proof.verify(leaf, &root));
        for path in altered(&proof.path, at, NodeHash::from_bytes(with)) {
            let altered = InclusionProof { path, ..proof };
            prop_assert!(!altered.verify(leaf, &root));
        }
        for other in [proof.index + 1, proof.index ^ 1, proof.index + size, u64::MAX] {
            let altered = InclusionProof { index: other, ..proof.clone() };
            prop_assert!(!altered.verify(leaf, &root));
        }
        let altered = InclusionProof { size: size * 2 + 1, ..proof.clone() };
        prop_assert!(!altered.verify(leaf, &root));
        let empty = InclusionProof { size: 0, ..proof };
        prop_assert!(!empty.verify(leaf, &root));
    }

    #[test]
    fn an_altered_consistency_proof_fails(
        new in 2_u64..400,
        old in any::<proptest::sample::Index>(),
        at in 0_usize..9,
        with in any::<[u8; 32]>(),
    ) {
        let leaves = leaves(new);
        let old = 1 + old.index(leaves.len() - 1);
        let (old_root, new_root) = (root(&leaves[..old]), root(&leaves));
        let proof = ConsistencyProof::new(old as u64, new, &LeafHashes(&leaves)).unwrap();
        prop_assert!(proof.verify(&old_root, &new_root));
        for path in altered(&proof.path, at, NodeHash::from_bytes(with)) {
            let altered = ConsistencyProof { path, ..proof };
            prop_assert!(!altered.verify(&old_root, &new_root));
        }
        for old_size in [0, new, new + 1, u64::MAX] {
            let altered = ConsistencyProof { old_size, ..proof.clone() };
            prop_assert!(!altered.verify(&old_root, &new_root));
        }
        let altered = ConsistencyProof { new_size: new * 2 + 1, ..proof.clone() };
        prop_assert!(!altered.verify(&old_root, &new_root));
        let other = NodeHash::from_bytes(with);
        prop_assert!(!proof.verify(&other, &new_root));
        prop_assert!(!proof.verify(&old_root, &other));
    }

    /// Proofs come from strangers.
    #[test]
    fn no_proof_panics(
        sizes in any::<[u64; 2]>(),
        path in proptest::collection::vec(any::<[u8; 32]>().prop_map(NodeHash::from_bytes), 0..80),
    ) {
        let [one, other] = sizes;
        let hash = NodeHash::empty();
        let inclusion = InclusionProof { index: one, size: other, path: path.clone() };
        prop_assert!(!inclusion.verify(&hash, &hash));
        let consistency = ConsistencyProof { old_size: one, new_size: other, path };
        prop_assert!(one == other || one == 0 || !consistency.verify(&hash, &hash));
    }
}
