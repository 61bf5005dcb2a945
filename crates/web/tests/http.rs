//! The routes, asked as browsers ask.

mod accounts;
mod api;
mod client;
mod coe_edit;
mod coe_read;
mod corrections;
mod home;
mod incidents;
mod review;
mod risks;
mod stages;
