//! One incident.

use askama::Template;

use super::Frame;
use super::parts::{Command, Crumbs, Event, Figure, Inline, LinkTo, Notice, SeverityMark, Work};
use crate::drawing::Drawn;

/// What happened, what was known before, and the COEs about it.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/incident.html")]
pub struct Incident {
    /// Around the page.
    pub frame: Frame,
    /// Incidents.
    pub crumbs: Crumbs,
    /// What happened.
    pub title: String,
    /// How bad it was.
    pub severity: SeverityMark,
    /// Its number, who opened it.
    pub about: Vec<Inline>,
    /// What came of the last command.
    pub notice: Option<Notice>,
    /// To change times or services.
    pub links: Vec<LinkTo>,
    /// Its times to scale, where they are known.
    pub drawn: Option<Drawn>,
    /// Its times in figures.
    pub figures: Vec<Figure>,
    /// Risks that were raised on its components before.
    pub warnings: Vec<Event>,
    /// COEs about it that this person may know of.
    pub coes: Vec<Work>,
    /// Services and what happened to each.
    pub services: Vec<(String, String)>,
    /// Begin a COE, resolve it: see [`start_coe`] and [`resolve`].
    pub commands: Vec<Command>,
}

/// Begins a COE; posts the given fields (title, team, specialty, profile) to
/// `/incidents/{id}/coes`.
pub fn start_coe(incident: &str, fields: Vec<super::parts::Field>) -> Command {
    let heading = "Begin a COE";
    let command = Command::new(format!("/incidents/{incident}/coes"), heading, heading)
        .explained("It starts with the times and services above already in it.");
    fields.into_iter().fold(command, Command::asking)
}

/// Says when it was resolved; posts `resolved`.
pub fn resolve(incident: &str, version: &str, resolved: super::parts::Field) -> Command {
    let action = format!("/incidents/{incident}/resolve");
    Command::new(action, "It is resolved", "Say so")
        .explained("The clock of its COEs begins here.")
        .at_version(version)
        .asking(resolved)
}
