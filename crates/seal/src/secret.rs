//! Thirty-two secret bytes, and the cipher they key.

use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use zeroize::{Zeroize as _, Zeroizing};

use crate::nonce::Nonce;

/// Bytes the cipher adds: the Poly1305 tag.
pub(crate) const TAG: usize = 16;

/// A key of XChaCha20-Poly1305. On the heap, so that moving it leaves no copies; wiped when dropped.
///
/// The construction is that of [draft-irtf-cfrg-xchacha-03]; its nonce of 24 bytes is long enough to
/// be drawn at random for every message.
///
/// [draft-irtf-cfrg-xchacha-03]: https://datatracker.ietf.org/doc/html/draft-irtf-cfrg-xchacha-03
pub(crate) struct Secret(Box<Zeroizing<[u8; 32]>>);

/// The cipher refused: what was given is not what was sealed, or was sealed elsewhere.
pub(crate) struct Refused;

impl Secret {
    /// Takes the bytes; the copy made by the call is wiped.
    pub(crate) fn new(mut bytes: [u8; 32]) -> Self {
        let secret = Self(Box::new(Zeroizing::new(bytes)));
        bytes.zeroize();
        secret
    }

    pub(crate) fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// Ciphertext and tag.
    pub(crate) fn encrypt(
        &self,
        nonce: &Nonce,
        message: &[u8],
        bound_to: &[u8],
    ) -> Result<Vec<u8>, Refused> {
        let payload = Payload {
            msg: message,
            aad: bound_to,
        };
        let sealed = self.cipher().encrypt(nonce.bytes().into(), payload);
        sealed.map_err(|_| Refused)
    }

    /// The message, if key, nonce, ciphertext and what it is bound to belong together.
    pub(crate) fn decrypt(
        &self,
        nonce: &Nonce,
        sealed: &[u8],
        bound_to: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, Refused> {
        let payload = Payload {
            msg: sealed,
            aad: bound_to,
        };
        let opened = self.cipher().decrypt(nonce.bytes().into(), payload);
        opened.map(Zeroizing::new).map_err(|_| Refused)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.expose().into())
    }
}
