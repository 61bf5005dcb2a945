//! A sealed row as bytes.

use std::fmt;

use crate::error::SealError;
use crate::nonce::{NONCE, Nonce};
use crate::padding::STEP;
use crate::secret::TAG;

/// Ciphertext of one row: a byte 1, the nonce (24 bytes), the padded ciphertext (a multiple of 64),
/// the tag (16).
pub struct Sealed {
    nonce: Nonce,
    ciphertext: Vec<u8>,
}

/// First byte of a sealed row; it is bound into the tag too.
pub(crate) const FORMAT: u8 = 1;

impl Sealed {
    pub(crate) const fn new(nonce: Nonce, ciphertext: Vec<u8>) -> Self {
        Self { nonce, ciphertext }
    }

    pub(crate) const fn nonce(&self) -> &Nonce {
        &self.nonce
    }

    pub(crate) fn ciphertext(&self) -> &[u8] {
        &self.ciphertext
    }

    /// For storage.
    pub fn to_bytes(&self) -> Vec<u8> {
        [&[FORMAT], self.nonce.bytes().as_slice(), &self.ciphertext].concat()
    }

    /// Reads [`Sealed::to_bytes`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SealError> {
        let (&format, bytes) = bytes.split_first().ok_or(SealError::Length)?;
        if format != FORMAT {
            return Err(SealError::Format(format));
        }
        let (nonce, ciphertext) = bytes
            .split_first_chunk::<NONCE>()
            .ok_or(SealError::Length)?;
        let padded = ciphertext.len().checked_sub(TAG);
        if !padded.is_some_and(|padded| padded > 0 && padded.is_multiple_of(STEP)) {
            return Err(SealError::Length);
        }
        Ok(Self::new(Nonce::from_random(*nonce), ciphertext.to_vec()))
    }
}

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({} bytes)", self.ciphertext.len())
    }
}
