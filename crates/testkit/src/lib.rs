//! For tests: a fixed clock, randomness that repeats itself, a store on both databases.

pub mod clock;
pub mod database;
pub mod random;

pub use database::{Database, on_both_databases, on_both_empty_databases};
