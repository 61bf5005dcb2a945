//! Dismissals: "wrong here, because …".
//!
//! Those about people live in a sidecar file, keyed by rule and a keyed fingerprint that never
//! holds a name; others may also stand in the text ([`inline`]).

mod fingerprint;
pub(crate) mod inline;
mod sidecar;

pub use fingerprint::{Fingerprint, FingerprintKey, Fingerprints};
pub use sidecar::{Applied, Dismissal, Dismissals, DismissalsError};

use crate::Finding;

/// A finding that was dismissed, and why.
#[derive(Clone, Debug)]
pub struct Dismissed {
    /// What was found.
    pub finding: Finding,
    /// Why it is wrong here.
    pub reason: String,
}
