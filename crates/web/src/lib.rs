//! The only HTTP server: pages and API.
