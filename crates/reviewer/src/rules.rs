//! The rules, one file each, by family.

pub(crate) mod blame;
pub(crate) mod cause;
pub(crate) mod corrections;
pub(crate) mod detail;
pub(crate) mod names;
pub(crate) mod own;
pub(crate) mod review;
pub(crate) mod secrets;
