//! The outside world: mail.

pub mod mail;
