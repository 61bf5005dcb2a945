//! Secrets that a client holds: 256 random bits as text, of which only a hash is kept.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, Zeroizing};

/// The SHA-256 of a secret's text, prefix and all.
///
/// A fast hash is enough: nobody guesses 256 random bits, so whoever reads the table learns nothing
/// that opens a door (OWASP ASVS 5, 7.2.3 and 11.4). Two hashes are compared in constant time.
#[derive(Clone, Copy, Eq)]
pub struct SecretHash([u8; 32]);

impl SecretHash {
    /// As it was stored.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// To be stored.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(crate) fn of(text: &str) -> Self {
        Self(Sha256::digest(text).into())
    }
}

impl PartialEq for SecretHash {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Debug for SecretHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretHash(…)")
    }
}

/// A secret on its way to the client: shown once, not printable by accident, wiped when dropped.
pub struct ShownOnce(Zeroizing<String>);

impl ShownOnce {
    pub(crate) fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text to hand over. Whoever calls this must not log it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ShownOnce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ShownOnce(…)")
    }
}

/// The prefix and 43 characters of base64url without padding (RFC 4648 §5).
pub(crate) fn shown(prefix: &str, mut random: [u8; 32]) -> ShownOnce {
    let body = Zeroizing::new(URL_SAFE_NO_PAD.encode(random));
    random.zeroize();
    ShownOnce::new([prefix, body.as_str()].concat())
}

/// The hash of a text that [`shown`] could have made; nothing for any other text.
pub(crate) fn hash_of_shown(prefix: &str, text: &str) -> Option<SecretHash> {
    let body = text.strip_prefix(prefix)?;
    let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(body).ok()?);
    (bytes.len() == 32).then(|| SecretHash::of(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_found_again() {
        let secret = shown("x_", [7; 32]);
        assert_eq!(secret.reveal().len(), 45);
        let found = hash_of_shown("x_", secret.reveal());
        assert_eq!(found, Some(SecretHash::of(secret.reveal())));
    }

    #[test]
    fn other_shapes_have_no_hash() {
        let secret = shown("x_", [0; 32]);
        let text = secret.reveal();
        let trailing_bits = format!("{}B", &text[..44]);
        let padded = format!("{text}=");
        for bad in ["", "x_", &text[2..], &text[..44], &padded, &trailing_bits] {
            assert_eq!(hash_of_shown("x_", bad), None, "{bad}");
        }
        assert_eq!(hash_of_shown("y_", text), None);
    }

    #[test]
    fn nothing_is_printed() {
        let secret = shown("x_", [7; 32]);
        assert_eq!(format!("{secret:?}"), "ShownOnce(…)");
        assert_eq!(format!("{:?}", SecretHash::of("a")), "SecretHash(…)");
    }

    #[test]
    fn hashes_survive_the_store() {
        let hash = SecretHash::of("abc");
        assert_eq!(SecretHash::from_bytes(*hash.as_bytes()), hash);
        assert_ne!(SecretHash::of("abd"), hash);
        // FIPS 180-4, "abc".
        assert_eq!(hash.as_bytes()[..4], [0xba, 0x78, 0x16, 0xbf]);
    }
}
