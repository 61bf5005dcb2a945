//! Pages as data: each struct holds what one page shows, in words, and writes itself as HTML.
//!
//! Nothing here asks, decides or counts. Whoever fills a struct gives only what this person may
//! see and only the commands they may use; what is missing is not drawn. Every text is escaped as
//! it is written; [`parts::Html`] alone is trusted.

mod frame;
pub mod icon;
pub mod parts;
pub mod when;

pub mod coe;
pub mod coe_conflict;
pub mod coe_edit;
pub mod coe_labels;
pub mod coe_review;
pub mod demo_sign_in;
pub mod diff;
pub mod document;
pub mod first;
pub mod home;
pub mod sign_in;

pub use frame::{Csrf, Frame, Nav, Sees, Theme, ThemeForm, Who};
