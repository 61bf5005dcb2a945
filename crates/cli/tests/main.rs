//! The program as users meet it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod commands;
mod dismissing;
mod fixing;
mod formats;
mod input;
mod killed;
mod look;
mod server;
mod starting;
mod support;
