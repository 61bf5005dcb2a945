//! Passwords: what is accepted as one, how it is kept, how it is checked.
//!
//! Kept as Argon2id (RFC 9106) in a PHC string; the cost is OWASP's or more. The rules follow NIST
//! SP 800-63B-4 §3.1.1.2 and OWASP ASVS 5 §6.2: length and a list of refused words, no rules about
//! which characters, no change by calendar.

mod cost;
mod hasher;
mod phc;
mod policy;
mod predictable;
mod typed;

pub use cost::{Cost, CostOutOfBounds};
pub use hasher::{Check, Hasher, HashingFailed};
pub use phc::{InvalidPasswordHash, PasswordHash};
pub use policy::{LONGEST, PasswordPolicy, PasswordRefusal, SHORTEST, WhosePassword};
pub use typed::Password;
