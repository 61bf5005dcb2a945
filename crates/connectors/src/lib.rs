//! The outside world: mail.
