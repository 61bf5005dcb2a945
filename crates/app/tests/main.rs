//! The use cases, on both databases.

mod coe;
mod discussion;
mod incident;
mod publication;
mod review;
