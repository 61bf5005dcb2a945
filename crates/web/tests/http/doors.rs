//! Who is let through which door: every route and every operation, asked by everybody.

mod api;
mod forged;
mod pages;
mod routes;
mod world;
