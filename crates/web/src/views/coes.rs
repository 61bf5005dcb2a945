//! The list of COEs.

use askama::Template;

use super::Frame;
use super::parts::{Filters, Pager, SeverityMark, StageMark, Tabs};

/// COEs this person may know of, newest first.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/coes.html")]
pub struct Coes {
    /// Around the page.
    pub frame: Frame,
    /// All, mine: `?mine=1`.
    pub tabs: Tabs,
    /// Stage and team.
    pub filters: Filters,
    /// Those of this page.
    pub rows: Vec<CoeRow>,
    /// The way on.
    pub pager: Pager,
}

/// A COE in the list.
#[derive(Clone, Debug)]
pub struct CoeRow {
    /// Its page.
    pub href: String,
    /// What it is called.
    pub title: String,
    /// Its number, and whether it is restricted.
    pub number: String,
    /// Where it is in its life.
    pub stage: StageMark,
    /// How bad its incident was.
    pub severity: SeverityMark,
    /// Whose it is.
    pub team: String,
    /// When it was published, or until when it must go on.
    pub day: String,
    /// "5, 2 verified".
    pub corrections: String,
}
