//! Pages as data: each struct holds what one page shows, in words, and writes itself as HTML.
//!
//! Nothing here asks, decides or counts. Whoever fills a struct gives only what this person may
//! see and only the commands they may use; what is missing is not drawn. Every text is escaped as
//! it is written; [`parts::Html`] alone is trusted.

mod frame;
pub mod icon;
pub mod parts;
pub mod when;

pub mod accounts;
pub mod audit;
pub mod bar_raisers;
pub mod coe;
pub mod coe_conflict;
pub mod coe_diff;
pub mod coe_edit;
pub mod coe_history;
pub mod coe_labels;
pub mod coe_review;
pub mod coes;
pub mod correction;
pub mod corrections;
pub mod customers;
pub mod demo_sign_in;
pub mod diff;
pub mod document;
pub mod first;
pub mod home;
pub mod import;
pub mod incident;
pub mod incident_form;
pub mod incidents;
pub mod link;
pub mod people;
pub mod private;
pub mod problem;
pub mod risk;
pub mod risk_form;
pub mod risks;
pub mod search;
pub mod settings;
pub mod sign_in;
pub mod teams;

pub use frame::{Csrf, Frame, Nav, Sees, Theme, ThemeForm, Who};
