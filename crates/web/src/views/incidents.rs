//! The list of incidents.

use askama::Template;

use super::Frame;
use super::icon::Icon;
use super::parts::{Filters, Notice, Pager, SeverityMark, StageMark};

/// Incidents, newest first.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/incidents.html")]
pub struct Incidents {
    /// Around the page.
    pub frame: Frame,
    /// What came of the last command.
    pub notice: Option<Notice>,
    /// Severity, team, COE, from.
    pub filters: Filters,
    /// Those of this page.
    pub rows: Vec<IncidentRow>,
    /// The way on.
    pub pager: Pager,
}

/// An incident in the list.
#[derive(Clone, Debug)]
pub struct IncidentRow {
    /// Its page.
    pub href: String,
    /// What happened.
    pub title: String,
    /// "INC-2026-0142".
    pub number: String,
    /// How bad it was.
    pub severity: SeverityMark,
    /// When it started.
    pub started: String,
    /// How long it lasted.
    pub lasted: String,
    /// Team or services.
    pub services: String,
    /// Where its COE is.
    pub coe: StageMark,
}
