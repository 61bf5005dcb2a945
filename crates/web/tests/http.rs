//! The routes, asked as browsers ask.

mod client;
mod risks;
