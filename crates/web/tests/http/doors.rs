//! Who is let through which door: every route and every operation, asked by everybody.

mod api;
mod canary;
mod forged;
mod hidden;
mod hostile;
mod pages;
mod planter;
mod routes;
mod twice;
mod world;
