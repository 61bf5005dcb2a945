//! The secrets a store works with. They live in files outside database and backup.

use std::hash::Hasher as _;
use std::sync::Arc;

use audit::SigningKey;
use seal::KeyRing;
use siphasher::sip128::{Hasher128 as _, SipHasher24};

/// Fills the bytes with random ones of the operating system's generator.
pub type Random = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

/// The secrets of an installation.
pub struct Keys {
    /// Wraps the keys of what is sealed.
    pub ring: KeyRing,
    /// Keys the hashes that rows are found by. 32 random bytes that never change.
    pub index: [u8; 32],
    /// Signs the audit log.
    pub audit: SigningKey,
}

impl Keys {
    /// A keyed hash: finds a row by something that must not stand in it. Whoever has the database
    /// alone cannot guess and compare.
    pub(crate) fn tag(&self, purpose: &str, parts: &[&[u8]]) -> Vec<u8> {
        let (key, rest) = self.index.split_at(16);
        let key: [u8; 16] = std::array::from_fn(|at| key[at]);
        let mut hasher = SipHasher24::new_with_key(&key);
        for part in [rest, purpose.as_bytes()]
            .into_iter()
            .chain(parts.iter().copied())
        {
            hasher.write_u64(part.len() as u64);
            hasher.write(part);
        }
        hasher.finish128().as_bytes().to_vec()
    }
}
