//! The register of risks.

use askama::Template;

use super::Frame;
use super::icon::Icon;
use super::parts::{Filters, Pager, RiskMark};

/// Risks, the newest first.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/risks.html")]
pub struct Risks {
    /// Around the page.
    pub frame: Frame,
    /// Component, team.
    pub filters: Filters,
    /// Those of this page.
    pub rows: Vec<RiskRow>,
    /// The way on.
    pub pager: Pager,
}

/// A risk in the list.
#[derive(Clone, Debug)]
pub struct RiskRow {
    /// Its page.
    pub href: String,
    /// What could happen.
    pub title: String,
    /// Which team would do something about it.
    pub team: String,
    /// On which components.
    pub components: String,
    /// "4, by 4 roles".
    pub raised: String,
    /// "2 people, 6 weeks".
    pub asked: String,
    /// What was decided.
    pub decision: RiskMark,
    /// Since or until when.
    pub when: String,
}
