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

/// The pages around people, of which one is current: "People", "Teams", "Import", "Customers",
/// "Bar raisers" or "Accounts"; those that the person who looks may open.
pub fn tabs(current: &str, frame: &Frame) -> Tabs {
    let sees = frame.sees();
    let list = [
        ("People", "/people", true),
        ("Teams", "/teams", true),
        ("Import", "/people/import", sees.accounts),
        ("Customers", "/customers", sees.customers),
        ("Bar raisers", "/bar-raisers", true),
        ("Accounts", "/accounts", sees.accounts),
    ];
    let seen = list.into_iter().filter(|(.., is_seen)| *is_seen);
    let seen: Vec<_> = seen.map(|(words, href, _)| (words, href)).collect();
    Tabs::fixed(&seen, current)
}
