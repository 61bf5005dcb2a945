//! The words of Fallible and the decisions about them, pure: no I/O, no clock, no storage.

mod label_book;
mod role_label;

pub use label_book::LabelBook;
pub use role_label::{InvalidLabel, RoleLabel};
