//! The use cases: what people and time do with Fallible, one verb, one file.
//!
//! A verb takes the [`App`], who calls ([`Caller`]) and what is wanted; it loads what the domain
//! has to know, asks it, and keeps what changes together with the entry of the audit log, in one
//! transaction. Pages, API and command line call the same verbs.
//!
//! [`screen`] is the one place where a text somebody typed becomes a text without names.

pub mod account;
pub mod audit_log;
pub mod caller;
pub mod coe;
mod context;
pub mod correction;
mod directory;
pub mod discussion;
mod error;
mod events;
pub mod home;
pub mod idempotency;
pub mod incident;
pub mod jobs;
mod opened;
pub mod outbox;
pub mod people;
mod permissions;
pub mod review;
mod reviewed;
pub mod risk;
pub mod screen;
pub mod search;
mod settings;

pub use caller::Caller;
pub use context::{App, Clock};
pub use directory::Directory;
pub use error::{Error, Invalid};
pub use opened::Opened;
pub use reviewed::{ReviewedText, TextFinding};
pub use settings::Settings;
pub use store::Page;
pub use store::risk::RiskFilter;
