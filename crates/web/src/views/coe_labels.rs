//! The label picker: who it was, and what the text will call them.

use askama::Template;

use super::Frame;
use super::icon::Icon;
use super::parts::{Choices, Crumbs, Field, Notice, Role};

/// Two steps on one page: a search for the person, posted as `q` and `role` to
/// `/coes/{coe}/labels/people` so that no name stands in an address, then the choice of person and
/// label, posted as `person` and `label` to `/coes/{coe}/labels`. What is typed never enters the
/// text.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/coe-labels.html")]
pub struct CoeLabels {
    /// Around the page.
    pub frame: Frame,
    /// The COE's key in addresses.
    pub coe: String,
    /// Back to the text.
    pub crumbs: Crumbs,
    /// How links from labels to people are kept here: who could read them.
    pub sealed: String,
    /// Why no label was given.
    pub notice: Option<Notice>,
    /// Labels the text already has.
    pub labels: Vec<Role>,
    /// What is looked up: `q`.
    pub query: Field,
    /// What they did in the incident: a select named `role`.
    pub role: Field,
    /// Who was found, and what they may be called; nothing before a search.
    pub found: Option<Found>,
}

/// Who was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// Choices named `person`; none, where nobody was found.
    pub people: Choices,
    /// Choices named `label`, the one that says least first.
    pub labels: Choices,
    /// That a label may point at somebody.
    pub warning: Option<Notice>,
}

impl CoeLabels {
    /// The field of the search.
    pub fn query(typed: &str) -> Field {
        Field::text("q", "Name, handle or team")
            .identified("person-query")
            .with(typed)
    }
}
