//! One verb per file.

pub mod admin;
pub mod audit;
pub mod demo;
pub mod dismiss;
pub mod doctor;
pub mod init;
pub mod lists;
pub mod migrate;
pub mod names;
pub mod review;
pub mod rule;
pub mod serve;
