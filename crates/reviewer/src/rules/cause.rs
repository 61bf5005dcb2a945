//! R: causes.

pub(crate) mod ends_at_a_person;
pub(crate) mod prior_warnings_not_discussed;
mod register;
pub(crate) mod warnings;
