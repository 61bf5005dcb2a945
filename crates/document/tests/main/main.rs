//! The document crate through its public interface.

mod describe;
mod hostile;
mod html;
mod markup;
mod nesting;
mod parts;
mod properties;
mod samples;
mod spans;
