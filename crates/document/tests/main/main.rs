//! The document crate through its public interface.

mod describe;
mod hostile;
mod properties;
mod samples;
mod spans;
