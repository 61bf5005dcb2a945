//! E: the review itself.

pub(crate) mod refused_dismissal;
