//! The use cases, on both databases.

mod account;
mod audit_log;
mod coe;
mod incident;
mod people;
