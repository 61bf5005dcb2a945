//! The program as users meet it.

mod commands;
mod dismissing;
mod fixing;
mod formats;
mod input;
mod look;
mod starting;
mod support;
