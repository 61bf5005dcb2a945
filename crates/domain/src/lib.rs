//! The words of Fallible and the decisions about them, pure: no I/O, no clock, no storage.
//!
//! A decision is a function of a state, a command, facts from elsewhere and the time. It gives the
//! changes to make, which `apply` folds into the state, or a [`Refusal`](refusal::Refusal).

#![cfg_attr(
    test,
    expect(clippy::disallowed_methods, reason = "tests make texts without names")
)]

pub mod access;
pub mod coe;
pub mod correction;
pub mod discussion;
pub mod finding;
pub mod id;
pub mod incident;
mod label_book;
pub mod label_suggestion;
pub mod label_text;
pub mod moment;
pub mod people;
pub mod refusal;
pub mod review;
pub mod revision;
pub mod risk;
mod role_label;
pub mod work_calendar;
mod written;

pub use label_book::LabelBook;
pub use role_label::{InvalidLabel, RoleLabel};
