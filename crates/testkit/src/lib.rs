//! For tests: a fixed clock, randomness that repeats itself, a store and an application on both
//! databases.

mod app;
pub mod clock;
pub mod database;
pub mod random;

pub use app::{TEXT, TestApp};
pub use database::{Database, on_both_databases, on_both_empty_databases};
