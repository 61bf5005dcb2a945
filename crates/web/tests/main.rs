//! Every page, filled with samples: drawn, escaped, well formed and light. Then the routes, over an
//! application with an organisation in it.

#![expect(clippy::unwrap_used, reason = "samples are known to be good")]
#![expect(
    clippy::too_many_lines,
    reason = "samples of whole pages read best in one piece"
)]

mod http;
mod pages;
mod samples;
mod weight;
