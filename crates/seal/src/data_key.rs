//! The key under which the rows of one scope are sealed.

use std::fmt;

use zeroize::Zeroizing;

use crate::bound::join;
use crate::error::SealError;
use crate::nonce::Nonce;
use crate::padding::{pad, unpad};
use crate::sealed::{FORMAT, Sealed};
use crate::secret::Secret;

/// A key for one [`crate::Scope`]. It exists outside memory only wrapped by an instance key;
/// destroying all its wrapped forms erases what it seals.
pub struct DataKey(Secret);

/// Where a sealed row belongs. A row moved elsewhere does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The COE's id; empty outside of COEs.
    pub coe: &'a str,
    /// The id of the row: of the link between label and person.
    pub link: &'a str,
    /// What it is sealed for, a stable word: "participant".
    pub purpose: &'a str,
}

impl DataKey {
    /// A fresh key from 32 random bytes.
    pub fn from_random(random: [u8; 32]) -> Self {
        Self(Secret::new(random))
    }

    pub(crate) fn expose(&self) -> &[u8; 32] {
        self.0.expose()
    }

    /// Seals a plaintext to its place. All plaintexts of up to 63 bytes seal to the same length,
    /// and so do the next 64.
    pub fn seal(&self, plaintext: &[u8], place: &Place, nonce: Nonce) -> Result<Sealed, SealError> {
        let padded = pad(plaintext);
        let sealed = self.0.encrypt(&nonce, &padded, &place.bound());
        let ciphertext = sealed.map_err(|_| SealError::TooLong)?;
        Ok(Sealed::new(nonce, ciphertext))
    }

    /// The plaintext; wiped when dropped.
    pub fn open(&self, sealed: &Sealed, place: &Place) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let opened = self
            .0
            .decrypt(sealed.nonce(), sealed.ciphertext(), &place.bound());
        let padded = opened.map_err(|_| SealError::Refused)?;
        unpad(padded).ok_or(SealError::Refused)
    }
}

impl Place<'_> {
    fn bound(&self) -> Vec<u8> {
        join(&[
            b"fallible sealed row",
            &[FORMAT],
            self.coe.as_bytes(),
            self.link.as_bytes(),
            self.purpose.as_bytes(),
        ])
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(..)")
    }
}
