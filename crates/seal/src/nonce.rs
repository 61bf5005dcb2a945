//! Random bytes that are used once.

/// 24 random bytes for one sealing. Neither `Clone` nor `Copy`: a second message under the same key
/// and nonce would give both away, so every sealing takes one and keeps it.
pub struct Nonce([u8; 24]);

/// Bytes of a nonce.
pub(crate) const NONCE: usize = 24;

impl Nonce {
    /// From bytes of the operating system's random number generator, used for nothing else.
    pub const fn from_random(bytes: [u8; 24]) -> Self {
        Self(bytes)
    }

    pub(crate) const fn bytes(&self) -> &[u8; NONCE] {
        &self.0
    }
}
