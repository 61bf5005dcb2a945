//! Every page, filled with samples: drawn, escaped, well formed and light.

mod pages;
mod samples;
mod weight;
