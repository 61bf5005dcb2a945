//! Every page, filled with samples: drawn, escaped, well formed and light. Then the routes, over an
//! application with an organisation in it.

#![expect(clippy::unwrap_used, reason = "samples are known to be good")]

mod http;
mod pages;
mod samples;
mod weight;
