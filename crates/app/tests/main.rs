//! The use cases, on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod account;
mod audit_log;
mod coe;
mod correction;
mod discussion;
mod dismissal;
mod home;
mod incident;
mod jobs;
mod people;
mod publication;
mod published;
mod review;
mod risk;
mod search;
