//! The use cases, on both databases.

mod account;
mod audit_log;
mod coe;
mod correction;
mod discussion;
mod home;
mod incident;
mod jobs;
mod people;
mod publication;
mod published;
mod review;
mod risk;
mod search;
