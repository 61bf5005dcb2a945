//! The only HTTP server: pages and API.

mod api;
pub mod assets;
pub mod drawing;
mod http;
mod pages;
pub mod reading;
pub mod views;

pub use api::openapi;
pub use http::server::Server;
pub use pages::ROUTES;
pub use pages::demo_sign_in::Invented;
