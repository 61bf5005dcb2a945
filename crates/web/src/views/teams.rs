//! Teams.

use askama::Template;

use super::Frame;
use super::parts::Pager;
use super::people::tabs;

/// Teams.
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
}
