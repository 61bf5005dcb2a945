//! discussion
