//! The use cases, on both databases.

mod coe;
mod correction;
mod home;
mod incident;
mod jobs;
mod published;
mod risk;
mod search;
