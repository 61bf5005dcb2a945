//! The doors as callers use them: who comes in, who does not, and what a stranger can make of it.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod access_tokens;
mod door;
mod explained;
mod forms;
mod passwords;
mod sessions;
mod throttling;
