//! Every page, filled with samples: drawn, escaped, well formed and light.

#![expect(clippy::unwrap_used, reason = "samples are known to be good")]

mod pages;
mod samples;
mod weight;
