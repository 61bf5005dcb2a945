//! Who may review, in what, and how much they have.

use askama::Template;

use super::Frame;
use super::parts::{Choice, Choices, Command, Field, Filters, LineKind, Mark, Notice, Picked};
use super::people::tabs;

/// Bar raisers of all specialties.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/bar-raisers.html")]
pub struct BarRaisers {
    /// Around the page.
    pub frame: Frame,
    /// What came of the last command.
    pub notice: Option<Notice>,
    /// Specialty, level.
    pub filters: Filters,
    /// Those of this page.
    pub rows: Vec<BarRaiserRow>,
    /// Appoint, end, absence: see [`appoint`] and [`absence`].
    pub commands: Vec<Command>,
}

/// A bar raiser in one specialty.
#[derive(Clone, Debug)]
pub struct BarRaiserRow {
    /// Who.
    pub name: String,
    /// Their team.
    pub team: String,
    /// In what.
    pub specialty: String,
    /// Shadowing, qualified, lead.
    pub level: Mark,
    /// "2 open, 14 done".
    pub load: String,
    /// "away until 20 March", "2 of 3 reviews beside a qualified one".
    pub remark: String,
}

/// Appoints somebody, on the record; posts `person`, `specialty`, `level` (`shadowing`,
/// `qualified` or `lead`) and `reason` to `/bar-raisers`.
pub fn appoint(specialties: Vec<Picked>) -> Command {
    let levels = vec![
        Choice::new("shadowing", "Shadowing")
            .hint("reads beside a qualified one; three reviews qualify")
            .taken(true),
        Choice::new("qualified", "Qualified").hint("decides"),
        Choice::new("lead", "Lead").hint("decides, assigns and appoints"),
    ];
    let person = Field::text("person", "Person")
        .hint("E-mail address or user name.")
        .required();
    Command::new("/bar-raisers", "Appoint a bar raiser", "Appoint")
        .explained("Appointments are on the record, with your name and your reason.")
        .asking(person)
        .asking(Field::select("specialty", "Specialty", specialties).identified("appointed-to"))
        .choosing(Choices::one("level", "Level", levels))
        .asking(Field::area("reason", "Reason", 2).required())
}

/// Says when somebody is away, so that nothing is assigned to them; posts `from` and `to` to
/// `/bar-raisers/absences`.
pub fn absence() -> Command {
    Command::new("/bar-raisers/absences", "I am away", "Say so")
        .explained("Nothing is assigned to you meanwhile.")
        .asking(
            Field::line(LineKind::Date, "from", "From")
                .identified("away-from")
                .short()
                .required(),
        )
        .asking(
            Field::line(LineKind::Date, "to", "Until")
                .identified("away-to")
                .short()
                .required(),
        )
        .folded()
}
