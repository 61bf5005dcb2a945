//! The use cases, on both databases.

mod coe;
mod incident;
mod review;
