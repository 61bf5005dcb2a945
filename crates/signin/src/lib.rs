//! Who may come in, and for how long: passwords, sessions, access tokens, one-time links.
//!
//! Rules only. Moments and random bytes come in as arguments, records go out as plain structs that
//! somebody else stores, and nothing here waits, logs or opens a connection. Random bytes must come
//! from the operating system's generator and serve once.
//!
//! Of every secret that a client holds, only the [`SecretHash`] is kept. Whatever a rule refuses is
//! [`Explained`]: a stable code and what to do.

pub mod csrf;
pub mod one_time_link;
pub mod outcome;
pub mod password;
pub mod session;
pub mod throttle;
pub mod token;

mod account;
mod explained;
mod hmac;
mod moment;
mod origin;
mod secret;

pub use account::AccountId;
pub use explained::Explained;
pub use moment::Moment;
pub use origin::{InvalidOrigin, Origin};
pub use secret::{SecretHash, ShownOnce};
