//! The customer list.

use askama::Template;

use super::Frame;
use super::parts::{Notice, Pager};
use super::people::tabs;

/// Customers, and the vendors and partners that are none.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/customers.html")]
pub struct Customers {
    /// Around the page.
    pub frame: Frame,
    /// "15 customers, and 9 vendors and partners that are not."
    pub words: String,
    /// What came of the last import: words that are also ordinary, names that stay watched.
    pub notice: Option<Notice>,
    /// Those of this page.
    pub rows: Vec<CustomerRow>,
    /// The way on.
    pub pager: Pager,
}

/// A customer.
#[derive(Clone, Debug)]
pub struct CustomerRow {
    /// As they are called.
    pub name: String,
    /// Customer, vendor, partner.
    pub kind: String,
    /// How many other names are watched.
    pub aliases: String,
}
