//! One verb per file.

pub mod dismiss;
pub mod init;
pub mod names;
pub mod review;
pub mod rule;
