//! The audit log.

use askama::Template;

use super::Frame;
use super::parts::{LinkTo, Notice, Pager};

/// Entries, newest first.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/audit.html")]
pub struct Audit {
    /// Around the page.
    pub frame: Frame,
    /// To the export.
    pub links: Vec<LinkTo>,
    /// What the last check found.
    pub checked: Notice,
    /// Those of this page.
    pub rows: Vec<AuditRow>,
    /// The way on.
    pub pager: Pager,
}

/// An entry.
#[derive(Clone, Debug)]
pub struct AuditRow {
    /// Its number.
    pub number: String,
    /// When.
    pub when: String,
    /// Who, or which job.
    pub who: String,
    /// What they did.
    pub what: String,
    /// On what.
    pub object: String,
}
