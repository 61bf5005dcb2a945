//! The Merkle tree over the entries, as [RFC 6962] §2.1 and [RFC 9162] §2.1 define it: SHA-256,
//! leaves hashed behind a byte 0x00, inner nodes behind 0x01, so that neither passes for the other.
//!
//! [RFC 6962]: https://www.rfc-editor.org/rfc/rfc6962#section-2.1
//! [RFC 9162]: https://www.rfc-editor.org/rfc/rfc9162#section-2.1

mod consistency;
mod frontier;
mod hash;
mod inclusion;
mod subtree;

pub use consistency::ConsistencyProof;
pub use frontier::{Frontier, FrontierError};
pub(crate) use hash::HASH_TEXT;
pub use hash::{NodeHash, NodeHashError};
pub use inclusion::InclusionProof;
pub use subtree::{LeafHashes, ProofError, Subtree, Subtrees};
