//! Keys and ciphertext of who is behind a label.
//!
//! Two layers. A [`DataKey`] for each [`Scope`], such as one person in one COE, seals rows
//! ([`Sealed`]) to their [`Place`]. Data keys are stored beside the rows, wrapped ([`WrappedKey`])
//! by an [`InstanceKey`] that is kept in a file outside database and backup; a [`KeyRing`] holds
//! the instance keys of several epochs. Erasing a person is deleting their wrapped keys and
//! rotating the ring: rows and backups stay as they are and nothing opens them.
//!
//! This is `instance` mode: it protects data at rest. Whoever runs the server holds the instance
//! key and could read everything; the interface says so.
//!
//! The cipher is XChaCha20-Poly1305 everywhere. What a ciphertext belongs to (scope and epoch, or
//! place) is bound into its tag as lengths and parts, so a row copied elsewhere does not open. Only
//! an attacker who can write the database can still put back an *older* ciphertext of the same
//! place, or delete one: the audit log is there to show that.
//!
//! Random bytes come in as arguments. Keys are wiped from memory when dropped and never printed;
//! plaintexts come back in a wrapper that wipes them. A caller should wipe the random bytes it
//! passed.
//!
//! ```
//! use seal::{DataKey, InstanceKey, KeyRing, Nonce, Place, Scope};
//!
//! let ring = KeyRing::new([InstanceKey::from_random(1, [1; 32])])?; // 32 random bytes
//! let scope = Scope::Participant { coe: "0198", person: "0171" };
//! let key = DataKey::from_random([2; 32]);
//! let wrapped = ring.wrap(&key, &scope, Nonce::from_random([3; 24]))?;
//!
//! let place = Place { coe: "0198", link: "77", purpose: "participant" };
//! let sealed = key.seal(b"person 0171", &place, Nonce::from_random([4; 24]))?;
//! drop(key);
//!
//! let opened = ring.unwrap(&wrapped, &scope)?.open(&sealed, &place)?;
//! assert_eq!(opened.as_slice(), b"person 0171");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod bound;
mod data_key;
mod error;
mod instance_key;
mod key_ring;
mod nonce;
mod padding;
mod scope;
mod sealed;
mod secret;
mod wrapped_key;

pub use data_key::{DataKey, Place};
pub use error::{KeyFileError, KeyRingError, SealError};
pub use instance_key::InstanceKey;
pub use key_ring::{KeyRing, RewrapError};
pub use nonce::Nonce;
pub use scope::Scope;
pub use sealed::Sealed;
pub use wrapped_key::WrappedKey;
