//! The contract of the store, on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod account;
mod audit_log;
mod coe;
mod correction;
mod discussion;
mod idempotency;
mod incident;
mod job;
mod label;
mod opening;
mod organisation;
mod outbox;
mod revision;
mod risk;
mod sample;
mod search;
mod transaction;
mod waiting;
