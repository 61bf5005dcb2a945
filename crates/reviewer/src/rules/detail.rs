//! D: detail and shape.

pub(crate) mod empty_section;
pub(crate) mod missing_section;
pub(crate) mod placeholder_left;
mod told;
