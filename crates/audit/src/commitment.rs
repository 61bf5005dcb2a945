//! Saying now what can be shown later.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// SHA-256(`salt` ‖ `bytes`) with a salt of 32 random bytes: binds whoever writes it to the bytes
/// and tells nobody else anything, even if the bytes are easy to guess. Without the salt nobody can
/// show or test what it stands for: deleting the salt is erasing. Written as base64.
///
/// The salt is of fixed length, so no two pairs of salt and bytes run together to the same input.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Commitment([u8; 32]);

/// The text is no commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a commitment is 32 bytes in base64")]
pub struct CommitmentError;

impl Commitment {
    /// Commits to the bytes. The salt must be random, used once, and kept apart from the log.
    pub fn to(bytes: &[u8], salt: &[u8; 32]) -> Self {
        let hasher = Sha256::new_with_prefix(salt);
        Self(hasher.chain_update(bytes).finalize().into())
    }

    /// Whether this salt and these bytes are what was committed to.
    pub fn opens(&self, bytes: &[u8], salt: &[u8; 32]) -> bool {
        *self == Self::to(bytes, salt)
    }
}

impl fmt::Display for Commitment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&STANDARD.encode(self.0))
    }
}

impl fmt::Debug for Commitment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Commitment({self})")
    }
}

impl FromStr for Commitment {
    type Err = CommitmentError;

    fn from_str(text: &str) -> Result<Self, CommitmentError> {
        let bytes = STANDARD.decode(text).map_err(|_| CommitmentError)?;
        bytes.try_into().map(Self).map_err(|_| CommitmentError)
    }
}
