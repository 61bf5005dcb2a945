//! The API, asked as programs ask.

mod bodies;
mod life;
mod matrix;
pub mod program;
mod sending;
