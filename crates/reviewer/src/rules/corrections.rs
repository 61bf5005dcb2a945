//! C: corrective actions.

mod field;
pub(crate) mod no_corrections;
pub(crate) mod no_due_date;
pub(crate) mod no_owner;
pub(crate) mod no_success_measure;
mod owner;
pub(crate) mod owner_is_a_person;
pub(crate) mod vague_verb;
