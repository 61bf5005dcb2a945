//! N: people and customers stay out of the text.

mod code_names;
pub(crate) mod customer_identifier;
pub(crate) mod customer_name;
pub(crate) mod gendered_pronoun;
pub(crate) mod identifying_link;
pub(crate) mod inconsistent_role_label;
mod mentions;
pub(crate) mod name_in_attachment;
pub(crate) mod name_in_code_or_log;
pub(crate) mod person_handle;
pub(crate) mod person_name;
mod pronoun_fix;
mod role_labels;
pub(crate) mod singling_out;
