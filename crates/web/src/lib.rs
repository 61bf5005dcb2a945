//! The only HTTP server: pages and API.

pub mod assets;
pub mod drawing;
pub mod views;
