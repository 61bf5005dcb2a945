//! The token in every form: a keyed hash of the session, masked anew for every page.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::CsrfRefusal;
use crate::SecretHash;
use crate::hmac::hmac_sha256;

/// What this key hashes is used for nothing else, even if the key were.
const PURPOSE: &[u8] = b"fallible csrf 1\0";

/// The server's key of form tokens: 256 random bits, wiped when dropped. A new key makes open forms
/// invalid, sessions stay.
pub struct CsrfKey(Zeroizing<[u8; 32]>);

impl fmt::Debug for CsrfKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CsrfKey(…)")
    }
}

impl CsrfKey {
    /// A key from random bytes.
    pub fn new(random: [u8; 32]) -> Self {
        Self(Zeroizing::new(random))
    }

    /// The token of this session for one page: 86 characters of base64url.
    ///
    /// `mask` is random and serves once: a token that is the same in every page can be read out of
    /// a compressed one by measuring its length (BREACH). A form for people who are not signed in
    /// gets the hash of a session token that was made for it and set as a cookie beforehand.
    pub fn token(&self, session: &SecretHash, mask: [u8; 32]) -> String {
        let masked = xor(self.bound(session), mask);
        URL_SAFE_NO_PAD.encode([mask, masked].concat())
    }

    /// Whether a token was made for this session with this key.
    pub fn check(&self, session: &SecretHash, given: &str) -> Result<(), CsrfRefusal> {
        let value = unmasked(given).ok_or(CsrfRefusal::WrongToken)?;
        let is_right = bool::from(value.ct_eq(&self.bound(session)));
        is_right.then_some(()).ok_or(CsrfRefusal::WrongToken)
    }

    fn bound(&self, session: &SecretHash) -> [u8; 32] {
        hmac_sha256(self.0.as_slice(), &[PURPOSE, session.as_bytes()])
    }
}

fn unmasked(token: &str) -> Option<[u8; 32]> {
    let bytes: [u8; 64] = URL_SAFE_NO_PAD.decode(token).ok()?.try_into().ok()?;
    let (mask, masked) = bytes.split_at(32);
    Some(xor(mask.try_into().ok()?, masked.try_into().ok()?))
}

fn xor(left: [u8; 32], right: [u8; 32]) -> [u8; 32] {
    std::array::from_fn(|index| left[index] ^ right[index])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(byte: u8) -> SecretHash {
        SecretHash::from_bytes([byte; 32])
    }

    #[test]
    fn a_token_opens_its_session_only() {
        let key = CsrfKey::new([1; 32]);
        let token = key.token(&session(2), [3; 32]);
        assert_eq!(token.len(), 86);
        assert_eq!(key.check(&session(2), &token), Ok(()));
        assert_eq!(key.check(&session(4), &token), Err(CsrfRefusal::WrongToken));
        let other = CsrfKey::new([5; 32]);
        assert_eq!(
            other.check(&session(2), &token),
            Err(CsrfRefusal::WrongToken)
        );
    }

    #[test]
    fn other_texts_open_nothing() {
        let key = CsrfKey::new([1; 32]);
        let token = key.token(&session(2), [3; 32]);
        for bad in [
            "",
            "AAAA",
            &token[1..],
            &format!("{token}="),
            &token.to_lowercase(),
        ] {
            assert_eq!(key.check(&session(2), bad), Err(CsrfRefusal::WrongToken));
        }
    }

    #[test]
    fn the_key_is_not_printed() {
        assert_eq!(format!("{:?}", CsrfKey::new([1; 32])), "CsrfKey(…)");
    }
}
