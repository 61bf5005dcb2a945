//! How a rule says no.

use std::error::Error;

/// A refusal: its text says what was refused, the code stays the same for ever, the remedy says what
/// would make it pass.
pub trait Explained: Error {
    /// Lower-case words joined by hyphens; never reused for something else.
    fn code(&self) -> &'static str;

    /// What whoever was refused can do, as a sentence.
    fn remedy(&self) -> &'static str;
}
