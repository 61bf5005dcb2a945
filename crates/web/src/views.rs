//! Pages as data: each struct holds what one page shows, in words, and writes itself as HTML.
//!
//! Nothing here asks, decides or counts. Whoever fills a struct gives only what this person may
//! see and only the commands they may use; what is missing is not drawn. Every text is escaped as
//! it is written; [`parts::Html`] alone is trusted.

mod frame;
pub mod icon;
pub mod parts;
pub mod when;

pub use frame::{Csrf, Frame, Nav, Sees, Theme, ThemeForm, Who};
