//! Raising a risk.

use askama::Template;

use super::Frame;
use super::parts::{Crumbs, Field, Notice, Picked};

/// The form of a new risk; posts to `/risks`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/risk-form.html")]
pub struct RiskForm {
    /// Around the page.
    pub frame: Frame,
    /// Risks.
    pub crumbs: Crumbs,
    /// Why nothing was saved, beyond single fields.
    pub notice: Option<Notice>,
    /// What is raised.
    pub fields: RiskFields,
}

/// What is raised.
#[derive(Clone, Debug)]
pub struct RiskFields {
    /// `statement`.
    pub statement: Field,
    /// `components`, separated by commas.
    pub components: Field,
    /// `team`: who would have to do something about it.
    pub team: Field,
}

impl RiskFields {
    /// Nothing is typed; one of these teams is to be chosen.
    pub fn new(teams: Vec<Picked>) -> Self {
        Self {
            statement: Field::area("statement", "What could happen, and how you know", 4)
                .hint("Checked for names and blame like the document.")
                .required(),
            components: Field::text("components", "On which components")
                .hint("Separated by commas.")
                .required(),
            team: Field::select("team", "Who would have to do something about it", teams)
                .required(),
        }
    }
}
