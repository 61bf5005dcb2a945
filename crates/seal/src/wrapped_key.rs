//! A data key as it is stored.

use std::fmt;

use crate::error::SealError;
use crate::nonce::{NONCE, Nonce};
use crate::secret::TAG;

/// A data key wrapped by an instance key, 77 bytes: a byte 1, the epoch (4, big-endian), the nonce
/// (24), the encrypted key (32), the tag (16).
pub struct WrappedKey {
    epoch: u32,
    nonce: Nonce,
    ciphertext: [u8; 32 + TAG],
}

/// First byte of a wrapped key; it is bound into the tag too.
pub(crate) const FORMAT: u8 = 1;

impl WrappedKey {
    pub(crate) const fn new(epoch: u32, nonce: Nonce, ciphertext: [u8; 32 + TAG]) -> Self {
        Self {
            epoch,
            nonce,
            ciphertext,
        }
    }

    /// The epoch of the instance key that opens it.
    pub const fn epoch(&self) -> u32 {
        self.epoch
    }

    pub(crate) const fn nonce(&self) -> &Nonce {
        &self.nonce
    }

    pub(crate) const fn ciphertext(&self) -> &[u8; 32 + TAG] {
        &self.ciphertext
    }

    /// For storage.
    pub fn to_bytes(&self) -> Vec<u8> {
        let epoch = self.epoch.to_be_bytes();
        [
            &[FORMAT],
            epoch.as_slice(),
            self.nonce.bytes(),
            &self.ciphertext,
        ]
        .concat()
    }

    /// Reads [`WrappedKey::to_bytes`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SealError> {
        let (&format, bytes) = bytes.split_first().ok_or(SealError::Length)?;
        if format != FORMAT {
            return Err(SealError::Format(format));
        }
        let (epoch, bytes) = bytes.split_first_chunk().ok_or(SealError::Length)?;
        let (nonce, bytes) = bytes
            .split_first_chunk::<NONCE>()
            .ok_or(SealError::Length)?;
        let ciphertext = bytes.try_into().map_err(|_| SealError::Length)?;
        let nonce = Nonce::from_random(*nonce);
        Ok(Self::new(u32::from_be_bytes(*epoch), nonce, ciphertext))
    }
}

impl fmt::Debug for WrappedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WrappedKey(epoch {}, ..)", self.epoch)
    }
}
