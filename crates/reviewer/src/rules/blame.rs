//! B: blame ends the questions.

pub(crate) mod blaming_words;
pub(crate) mod counterfactual;
pub(crate) mod hindsight;
pub(crate) mod human_error_as_cause;
pub(crate) mod punitive_correction;
pub(crate) mod why_who_question;
