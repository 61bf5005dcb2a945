//! The roster.

use askama::Template;

use super::Frame;
use super::parts::{Filters, Notice, Pager, Tabs};

/// People as the last import has them. Never shown beside labels.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/people.html")]
pub struct People {
    /// Around the page.
    pub frame: Frame,
    /// "60 people, as HR's export of 2 March has them."
    pub words: String,
    /// What came of the last import.
    pub notice: Option<Notice>,
    /// Name, team, bar raiser.
    pub filters: Filters,
    /// Those of this page.
    pub rows: Vec<PersonRow>,
    /// The way on.
    pub pager: Pager,
}

/// Somebody on the roster. What is empty is drawn as a dash.
#[derive(Clone, Debug)]
pub struct PersonRow {
    /// As they are called.
    pub name: String,
    /// "Engineer".
    pub title: String,
    /// Their team.
    pub team: String,
    /// Who they report to.
    pub manager: String,
    /// "Availability, qualified".
    pub bar_raiser: String,
    /// "away until 20 March".
    pub absence: String,
}

/// The pages around people, of which one is current: "People", "Teams", "Import", "Customers" or
/// "Bar raisers".
pub fn tabs(current: &str) -> Tabs {
    let list = [
        ("People", "/people"),
        ("Teams", "/teams"),
        ("Import", "/people/import"),
        ("Customers", "/customers"),
        ("Bar raisers", "/bar-raisers"),
    ];
    Tabs::fixed(&list, current)
}
