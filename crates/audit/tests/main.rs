//! Tests of `audit`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod checkpoints;
mod commitments;
mod encoding;
mod exports;
mod log;
mod proofs;
mod sequencing;
mod tampering;
mod trees;
mod verdicts;
