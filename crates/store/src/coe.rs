//! coe
