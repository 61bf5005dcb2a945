//! Reports: what a review found, for people ([`text`]), for programs ([`json`], [`sarif`]) and as
//! counts ([`statistics`]).
//!
//! Each report is written file by file, so that a review of many files holds one at a time.

mod group;
pub mod json;
mod layout;
pub mod sarif;
pub mod statistics;
#[cfg(test)]
mod tests;
pub mod text;

use document::Document;

use crate::{Dismissed, Finding, Severity};

pub use statistics::Tally;

/// One file's review, as reports see it.
#[derive(Clone, Copy, Debug)]
pub struct FileReview<'a> {
    /// The file as the user called it, with `/`.
    pub path: &'a str,
    /// Its text.
    pub document: &'a Document,
    /// Findings in order of place, then of code.
    pub open: &'a [Finding],
    /// Findings that were dismissed, in the same order.
    pub dismissed: &'a [Dismissed],
}

/// Something that kept a file from being reviewed.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct FileError {
    /// The file as the user called it.
    pub file: String,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

/// How a severity is said before a finding.
fn word(severity: Severity) -> &'static str {
    severity.as_str()
}
