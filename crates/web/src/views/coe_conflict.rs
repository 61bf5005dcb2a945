//! Two people changed one text.

use askama::Template;

use super::Frame;
use super::diff::{DiffRow, DiffText};
use super::parts::{Crumbs, Notice};

/// What was changed by both, to choose; what was merged, to see. Posts `pick-<number>` (`theirs`,
/// `yours` or `both`), `version` and `text` (the merged text, in which "yours" stands at places
/// that were changed by both) to `/coes/{coe}/edit`.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/coe-conflict.html")]
pub struct CoeConflict {
    /// Around the page.
    pub frame: Frame,
    /// The COE's key in addresses.
    pub coe: String,
    /// Back to the text.
    pub crumbs: Crumbs,
    /// Who saved when, and that nothing is lost.
    pub notice: Notice,
    /// The version that was saved meanwhile, to which the merge goes.
    pub version: String,
    /// Tells whether the text was edited after it was compared: sent back with it.
    pub compared: String,
    /// Places that both changed.
    pub clashes: Vec<Clash>,
    /// "5 changes merged without conflict".
    pub merged_heading: String,
    /// Places that one of them changed.
    pub merged: Vec<DiffRow>,
    /// The merged text.
    pub text: String,
}

/// A place that both changed.
#[derive(Clone, Debug)]
pub struct Clash {
    /// Which, from 1.
    pub number: u32,
    /// "Customer impact, line 25".
    pub place: String,
    /// As it was saved meanwhile.
    pub theirs: DiffText,
    /// As it is in this page.
    pub yours: DiffText,
    /// "saved at 14:09".
    pub saved: String,
}
