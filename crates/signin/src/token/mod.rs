//! Personal access tokens: what a person's programs sign in with.
//!
//! A token can do what its scopes and its owner both may, never more. There is no scope for looking
//! behind a label: a disclosure is asked for and granted by people.

mod checksum;
mod record;
mod refusal;
mod scope;
mod text;

pub use record::{AccessToken, Issued, LONGEST_LIFE, TokenRequest};
pub use refusal::{IssueRefusal, TokenRefusal};
pub use scope::{Scope, Scopes, UnknownScope};
pub use text::{PATTERN, token_hash};
