//! The API, asked as programs ask.

mod bodies;
mod life;
mod matrix;
mod program;
mod sending;
