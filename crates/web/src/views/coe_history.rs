//! What became of a COE: its revisions, decisions and other events.

use askama::Template;

use super::Frame;
use super::parts::{Crumbs, Event, LinkTo, Mark};

/// Revisions, newest first, then everything else that happened.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/coe-history.html")]
pub struct CoeHistory {
    /// Around the page.
    pub frame: Frame,
    /// Back to the COE.
    pub crumbs: Crumbs,
    /// What it is called.
    pub title: String,
    /// Frozen texts.
    pub revisions: Vec<RevisionRow>,
    /// Decisions, submissions, publication, redactions.
    pub events: Vec<Event>,
}

/// A frozen text.
#[derive(Clone, Debug)]
pub struct RevisionRow {
    /// "Revision 3".
    pub link: LinkTo,
    /// When it was frozen.
    pub when: String,
    /// Its root, shortened.
    pub root: String,
    /// What was decided about it.
    pub decision: Mark,
    /// To the difference from the one before.
    pub diff: Option<LinkTo>,
}
