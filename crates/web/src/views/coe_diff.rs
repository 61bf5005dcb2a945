//! What changed from one revision of a COE to another.

use askama::Template;

use super::Frame;
use super::diff::DiffRow;
use super::parts::{Crumbs, Field};

/// The changed blocks of two revisions, chosen by `?from=` and `?to=`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/coe-diff.html")]
pub struct CoeDiff {
    /// Around the page.
    pub frame: Frame,
    /// The COE's key in addresses.
    pub coe: String,
    /// Back to the COE and its history.
    pub crumbs: Crumbs,
    /// "Revision 2 to revision 3".
    pub heading: String,
    /// "3 of 41 blocks changed."
    pub words: String,
    /// A select named `from`.
    pub from: Field,
    /// A select named `to`.
    pub to: Field,
    /// The changed places.
    pub rows: Vec<DiffRow>,
    /// Whether there is no other revision to compare with.
    pub is_only: bool,
}
