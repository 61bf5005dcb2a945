//! Raising a risk.

use askama::Template;

use super::Frame;
use super::parts::{Crumbs, Field, Notice};

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
    /// `title`.
    pub title: Field,
    /// `components`, separated by commas.
    pub components: Field,
    /// `how`.
    pub how: Field,
    /// `cost`.
    pub cost: Field,
    /// `people`: how many are asked for.
    pub people: Field,
}

impl Default for RiskFields {
    /// Nothing is typed.
    fn default() -> Self {
        Self {
            title: Field::text("title", "What could happen").required(),
            components: Field::text("components", "On which components")
                .hint("Separated by commas.")
                .required(),
            how: Field::area("how", "How you know", 4)
                .hint("Checked for names and blame like the document."),
            cost: Field::area("cost", "What would lessen it, and what it costs", 3)
                .hint("People and weeks, roughly."),
            people: Field::line(super::parts::LineKind::Number, "people", "How many people")
                .short(),
        }
    }
}
