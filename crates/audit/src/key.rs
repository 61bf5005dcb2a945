//! The key that signs a log's checkpoints, in the text formats of the [C2SP signed note] and of
//! Go's [sumdb/note], so that their tools read them.
//!
//! [C2SP signed note]: https://c2sp.org/signed-note@v1.0.0
//! [sumdb/note]: https://pkg.go.dev/golang.org/x/mod/sumdb/note

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::ed25519::signature::Signer as _;
use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest as _, Sha256};

use crate::log_id::LogId;

/// What checks checkpoints of one log: `<log id>+<key id, 8 hex digits>+<base64(0x01 ‖ public key)>`.
///
/// One log has one key. A new key begins a new log, as a restored backup does
/// ([`crate::Continuation`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    log: LogId,
    key: VerifyingKey,
}

/// What signs checkpoints of one log. Wiped when dropped; never shown.
pub struct SigningKey {
    log: LogId,
    key: ed25519_dalek::SigningKey,
}

/// Why a text is no key. Never holds the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// Not of the form name+id+base64.
    #[error("a verifier key has the form <log id>+<8 hex digits>+<base64>")]
    Form,
    /// The name is no log id.
    #[error("the name of the key is no log id")]
    Name,
    /// The type is not Ed25519, or the point is none a key can have.
    #[error("the key is no Ed25519 key")]
    Kind,
    /// The key id does not belong to name and key: a character was changed.
    #[error("the id of the key does not fit its name and bytes")]
    Id,
}

/// Ed25519, as the signed-note format numbers kinds of signature.
const ED25519: u8 = 1;

impl SigningKey {
    /// From 32 random bytes, which are the whole secret.
    pub fn from_seed(log: LogId, seed: &[u8; 32]) -> Self {
        Self {
            log,
            key: ed25519_dalek::SigningKey::from_bytes(seed),
        }
    }

    /// The log whose checkpoints it signs.
    pub const fn log(&self) -> &LogId {
        &self.log
    }

    /// What others check its checkpoints with.
    pub fn verifier(&self) -> VerifierKey {
        VerifierKey {
            log: self.log.clone(),
            key: self.key.verifying_key(),
        }
    }

    /// Only checkpoints are ever signed.
    pub(crate) fn sign(&self, text: &str) -> [u8; 64] {
        self.key.sign(text.as_bytes()).to_bytes()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({}, ..)", self.log)
    }
}

impl VerifierKey {
    /// The log whose checkpoints it checks.
    pub const fn log(&self) -> &LogId {
        &self.log
    }

    /// The first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key).
    pub(crate) fn id(&self) -> [u8; 4] {
        let hasher = Sha256::new_with_prefix(self.log.as_str());
        let digest = hasher
            .chain_update([b'\n', ED25519])
            .chain_update(self.key.as_bytes())
            .finalize();
        std::array::from_fn(|index| digest[index])
    }

    pub(crate) fn verifies(&self, text: &str, signature: &[u8; 64]) -> bool {
        let signature = Signature::from_bytes(signature);
        self.key.verify_strict(text.as_bytes(), &signature).is_ok()
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = u32::from_be_bytes(self.id());
        let key = STANDARD.encode([&[ED25519], self.key.as_bytes().as_slice()].concat());
        write!(f, "{}+{id:08x}+{key}", self.log)
    }
}

impl FromStr for VerifierKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let (name, rest) = text.split_once('+').ok_or(KeyError::Form)?;
        let (_, key) = rest.split_once('+').ok_or(KeyError::Form)?;
        let key = STANDARD.decode(key).map_err(|_| KeyError::Form)?;
        let key = match key.split_first() {
            Some((&ED25519, key)) => VerifyingKey::try_from(key).map_err(|_| KeyError::Kind)?,
            _ => return Err(KeyError::Kind),
        };
        let log = name.parse().map_err(|_| KeyError::Name)?;
        let parsed = Self { log, key };
        // Written again it must be the same text, key id included.
        let is_same = parsed.to_string() == text;
        is_same.then_some(parsed).ok_or(KeyError::Id)
    }
}
