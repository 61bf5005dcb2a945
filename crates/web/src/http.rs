//! What every request passes through: who asks, from where, and how an answer leaves.

pub mod body;
pub mod headers;
mod listen;
pub mod problem;
pub mod server;
pub mod session;
