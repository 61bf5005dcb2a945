//! The tree against the published vectors of Certificate Transparency (RFC 6962).

use audit::tree::{Frontier, FrontierError, LeafHashes, NodeHash, Subtree, Subtrees as _};

/// The leaves of the reference implementation's tests.
pub const LEAVES: [&[u8]; 8] = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];

/// The roots over none, one, … eight of them.
pub const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

pub fn from_hex(text: &str) -> NodeHash {
    let byte = |at: usize| u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).unwrap();
    NodeHash::from_bytes(std::array::from_fn(byte))
}

/// Hashes of `count` different leaves.
pub fn leaves(count: u64) -> Vec<NodeHash> {
    let leaf = |number: u64| NodeHash::of_leaf(&number.to_be_bytes());
    (0..count).map(leaf).collect()
}

/// MTH as RFC 6962 §2.1 writes it down.
pub fn root(leaves: &[NodeHash]) -> NodeHash {
    match leaves {
        [] => NodeHash::empty(),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
            NodeHash::of_children(&root(left), &root(right))
        }
    }
}

#[test]
fn published_roots() {
    let mut frontier = Frontier::new();
    assert_eq!(frontier.root(), from_hex(ROOTS[0]));
    for (leaf, root) in LEAVES.iter().zip(&ROOTS[1..]) {
        frontier.append(NodeHash::of_leaf(leaf));
        assert_eq!(frontier.root(), from_hex(root));
    }
}

#[test]
fn published_hashes_of_a_leaf_and_a_node() {
    let leaf: Vec<u8> = (0x10..0x20).collect();
    assert_eq!(
        NodeHash::of_leaf(&leaf),
        from_hex("3bfb960453ebaebf33727da7a1f4db38acc051d381b6da20d6d4e88f0eabfd7a")
    );
    let [left, right] = [0_u8, 32]
        .map(|from| NodeHash::from_bytes(std::array::from_fn(|index| from + index as u8)));
    assert_eq!(
        NodeHash::of_children(&left, &right),
        from_hex("1a378704c17da31e2d05b6d121c2bb2c7d76f6ee6fa8f983e596c2d034963c57")
    );
}

#[test]
fn appending_gives_the_root_of_the_definition() {
    let leaves = leaves(300);
    let mut frontier = Frontier::new();
    for (count, leaf) in (0..).zip(&leaves) {
        assert_eq!(frontier.root(), root(&leaves[..count]));
        frontier.append(*leaf);
    }
}

#[test]
fn a_frontier_goes_on_after_storage() {
    let leaves = leaves(200);
    let mut frontier = Frontier::new();
    for (count, leaf) in (0..).zip(&leaves) {
        let bytes = frontier.to_bytes();
        assert_eq!(bytes.len(), 9 + 32 * u64::count_ones(count) as usize);
        frontier = Frontier::from_bytes(&bytes).unwrap();
        assert_eq!(frontier.size(), count);
        frontier.append(*leaf);
    }
    assert_eq!(frontier.root(), root(&leaves));
}

#[test]
fn damaged_frontiers_are_refused() {
    let mut frontier = Frontier::new();
    frontier.append(NodeHash::of_leaf(b""));
    let bytes = frontier.to_bytes();
    for length in 0..bytes.len() {
        let cut = Frontier::from_bytes(&bytes[..length]);
        assert_eq!(cut, Err(FrontierError::Length));
    }
    let with = |at: usize, byte: u8| {
        let mut bytes = bytes.clone();
        bytes[at] = byte;
        Frontier::from_bytes(&bytes)
    };
    assert_eq!(with(0, 2), Err(FrontierError::Format { found: 2 }));
    assert_eq!(with(8, 3), Err(FrontierError::Length));
    let vast = [&[1][..], &(1_u64 << 60).to_be_bytes(), &[0; 32]].concat();
    assert_eq!(Frontier::from_bytes(&vast), Err(FrontierError::Length));
}

#[test]
fn completed_subtrees_are_named_once() {
    let leaves = leaves(13);
    let (mut frontier, mut completed) = (Frontier::new(), Vec::new());
    for leaf in &leaves {
        frontier.append_noting(*leaf, |subtree, root| completed.push((subtree, root)));
    }
    for (subtree, root) in &completed {
        assert_eq!(LeafHashes(&leaves).root_of(*subtree), Some(*root));
    }
    assert_eq!(completed.len(), 13 + 6 + 3 + 1);
    let top = Subtree { level: 3, index: 0 };
    assert_eq!(
        completed
            .iter()
            .filter(|(subtree, _)| *subtree == top)
            .count(),
        1
    );
}

#[test]
fn a_hash_is_written_in_base64() {
    let hash = NodeHash::empty();
    assert_eq!(
        hash.to_string(),
        "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    );
    assert_eq!(hash.to_string().parse(), Ok(hash));
    let long = "A".repeat(48);
    for text in [
        "",
        "47DE",
        "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
        &long,
    ] {
        assert!(text.parse::<NodeHash>().is_err(), "{text}");
    }
}
