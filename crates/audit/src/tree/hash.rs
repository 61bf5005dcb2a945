//! The hash of a leaf or of an inner node.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// SHA-256 of a leaf or of an inner node. Written as base64 (RFC 4648 §4, 44 characters).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeHash([u8; 32]);

/// The text is no hash: 32 bytes in base64 with padding were expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a hash is 32 bytes in base64")]
pub struct NodeHashError;

/// Characters of a hash in base64.
pub(crate) const HASH_TEXT: usize = 44;

impl NodeHash {
    /// The root of a tree without leaves: SHA-256 of nothing.
    pub fn empty() -> Self {
        Self(Sha256::digest([]).into())
    }

    /// SHA-256(0x00 ‖ `bytes`).
    pub fn of_leaf(bytes: &[u8]) -> Self {
        let hasher = Sha256::new_with_prefix([0]);
        Self(hasher.chain_update(bytes).finalize().into())
    }

    /// SHA-256(0x01 ‖ `left` ‖ `right`).
    pub fn of_children(left: &Self, right: &Self) -> Self {
        let mut bytes = [1; 65];
        bytes[1..33].copy_from_slice(&left.0);
        bytes[33..].copy_from_slice(&right.0);
        Self(Sha256::digest(bytes).into())
    }

    /// A hash computed elsewhere.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for NodeHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode(self.0))
    }
}

impl fmt::Debug for NodeHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NodeHash({self})")
    }
}

impl FromStr for NodeHash {
    type Err = NodeHashError;

    fn from_str(text: &str) -> Result<Self, NodeHashError> {
        let mut bytes = [0; 33];
        match STANDARD.decode_slice(text, &mut bytes) {
            Ok(32) => Ok(Self(std::array::from_fn(|index| bytes[index]))),
            _ => Err(NodeHashError),
        }
    }
}
