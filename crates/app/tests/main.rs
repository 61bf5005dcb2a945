//! The use cases, on both databases.

mod coe;
mod correction;
mod discussion;
mod home;
mod incident;
mod jobs;
mod publication;
mod published;
mod review;
mod risk;
mod search;
