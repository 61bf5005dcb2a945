//! Sessions of a browser: a random token in a cookie, a record in the store.
//!
//! Every sign-in and every change of rights makes a new token, so that one planted beforehand opens
//! nothing (OWASP ASVS 5, 7.2.4). A session ends when it rests too long, when it is too old, or when
//! it is revoked, whichever is first (ASVS 5, 7.3 and 7.4).

mod cookie;
mod list;
mod record;
mod settings;

pub use cookie::{Cookie, NotProtected, SameSite};
pub use list::{live_of, revoke, revoke_all};
pub use record::{Begun, Renewal, Renewed, Session, SessionId, SessionRefusal, token_hash};
pub use settings::{SessionSettings, SessionSettingsError};
