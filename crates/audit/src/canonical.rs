//! The one byte string of an entry: JSON canonicalised per [RFC 8785] (JCS), narrowed so that it
//! can be checked without building anything.
//!
//! Narrower than RFC 8785: numbers are whole and within ±(2⁵³ − 1), where every reader of JSON
//! agrees on them; keys are 1 to 64 of `A-Z a-z 0-9 _ . -`, so that byte order is the order of
//! UTF-16 code units RFC 8785 asks for and no name of anybody becomes a key; nesting is at most
//! [`DEEPEST`] deep. Every text accepted here is canonical for any other implementation of RFC 8785.
//!
//! [RFC 8785]: https://www.rfc-editor.org/rfc/rfc8785

mod check;
mod cursor;
mod scan;
mod words;
mod write;

pub(crate) use check::check_details;
pub(crate) use scan::scan;
pub(crate) use words::{is_id, is_key, is_verb, is_word};
pub(crate) use write::{write_number, write_object, write_text};

/// 2⁵³ − 1, the largest whole number all readers of JSON agree on (RFC 7493 §2.2).
pub const LARGEST_INTEGER: u64 = (1 << 53) - 1;

/// How deep arrays and objects in the details may nest.
pub const DEEPEST: u8 = 16;

/// Bytes of the longest canonical entry.
pub const LONGEST_ENTRY: usize = 64 * 1024;

/// The version of the encoding, written into every entry.
pub const VERSION: u64 = 1;

/// The bytes are no canonical entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not canonical at byte {at}: expected {expected}")]
pub struct NotCanonical {
    /// The first byte that is wrong, from 0.
    pub at: usize,
    /// What should stand there.
    pub expected: &'static str,
}
