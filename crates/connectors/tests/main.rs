//! Mail through a real mail server.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod on_smtp;
