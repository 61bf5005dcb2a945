//! The routes, asked as browsers ask.

mod client;
mod coe_edit;
mod coe_read;
mod incidents;
mod risks;
