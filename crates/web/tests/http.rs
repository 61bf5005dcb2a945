//! The routes, asked as browsers ask.

mod accounts;
mod api;
mod client;
mod corrections;
mod home;
mod review;
mod risks;
mod stages;
