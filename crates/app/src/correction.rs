//! correction
