//! What is kept, in SQLite or PostgreSQL: the only SQL.
//!
//! [`Store::read`] opens a snapshot, [`Store::write`] a transaction; both are used through the
//! methods that each noun's file adds to [`Reading`] and [`Writing`]. A transaction ends with
//! [`Writing::commit`], which takes what is written into the audit log about it.
//!
//! States of the domain are kept as JSON beside the columns they are found by (decision 0007); the
//! statements are one text for both databases (decision 0008). Names of people and companies, the
//! links behind labels and texts being written are sealed here, so no plaintext of them reaches the
//! database. Whether somebody may do something is not asked here.

pub mod account;
pub mod audit_log;
pub mod coe;
mod connection;
pub mod correction;
pub mod discussion;
mod error;
pub mod idempotency;
pub mod incident;
pub mod job;
mod kept;
mod keys;
pub mod label;
mod migration;
pub mod organisation;
pub mod outbox;
pub mod revision;
pub mod risk;
mod sealing;
pub mod search;
pub mod setting;
mod statement;
mod transaction;
pub mod waiting;

pub use connection::{Backend, Options, Store};
pub use error::Error;
pub use kept::Kept;
pub use keys::{Keys, Random};
pub use migration::{Migration, SCHEMA_VERSION};
pub use statement::Page;
pub use transaction::{Reading, Writing};
