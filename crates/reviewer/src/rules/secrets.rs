//! S: secrets.

mod assignment;
mod entropy;
pub(crate) mod secret;
mod token;
