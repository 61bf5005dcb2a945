//! Teams.

use askama::Template;

use super::Frame;
use super::parts::Pager;
use super::people::tabs;

/// Teams and what they own.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/teams.html")]
pub struct Teams {
    /// Around the page.
    pub frame: Frame,
    /// Those of this page.
    pub rows: Vec<TeamRow>,
    /// The way on.
    pub pager: Pager,
}

/// A team.
#[derive(Clone, Debug)]
pub struct TeamRow {
    /// As it is called.
    pub name: String,
    /// Who leads it.
    pub manager: String,
    /// How many are in it.
    pub people: u32,
    /// How many of them are bar raisers.
    pub bar_raisers: u32,
    /// How many corrections it has open.
    pub open_corrections: u32,
    /// What it owns.
    pub components: String,
}
