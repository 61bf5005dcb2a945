//! One risk.

use askama::Template;

use super::Frame;
use super::parts::{
    Choice, Choices, Command, Crumbs, Event, Field, Figure, Inline, LineKind, LinkTo, Notice,
    RiskMark, SeverityMark,
};

/// Who raised it, what was decided, and what happened on its components.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/risk.html")]
pub struct Risk {
    /// Around the page.
    pub frame: Frame,
    /// Risks.
    pub crumbs: Crumbs,
    /// What could happen.
    pub title: String,
    /// What was decided last.
    pub decision: RiskMark,
    /// Its number, until when, on which components.
    pub about: Vec<Inline>,
    /// What came of the last command.
    pub notice: Option<Notice>,
    /// How often raised, since when, asked, granted.
    pub figures: Vec<Figure>,
    /// How it is known, what would lessen it: heading and words.
    pub said: Vec<(String, String)>,
    /// Voices by role and decisions by level, newest first.
    pub events: Vec<Event>,
    /// Raise again and decide: see [`raise_again`] and [`decide`].
    pub commands: Vec<Command>,
    /// Incidents on its components.
    pub incidents: Vec<(SeverityMark, LinkTo)>,
}

/// Adds a voice; posts `text`.
pub fn raise_again(risk: &str) -> Command {
    let news = Field::area("text", "What is new", 3)
        .hint("A new sign, a larger fleet, a near miss.")
        .required();
    let heading = "Raise it again";
    Command::new(
        format!("/risks/{risk}/raise-again"),
        heading,
        "Add my voice",
    )
    .asking(news)
}

/// Decides; posts `decision` (`fund`, `accept` or `reject`), `until` and `reasons`.
pub fn decide(risk: &str, version: &str, who_may: &str) -> Command {
    let decisions = vec![
        Choice::new("fund", "Fund it").hint("people and a date"),
        Choice::new("accept", "Accept until").hint("at most 6 months"),
        Choice::new("reject", "Reject").hint("it cannot happen, because …"),
    ];
    Command::new(
        format!("/risks/{risk}/decide"),
        "Decide",
        "Record the decision",
    )
    .explained(who_may)
    .at_version(version)
    .choosing(Choices::one("decision", "Decision", decisions).quiet())
    .asking(Field::line(LineKind::Date, "until", "Until").short())
    .asking(Field::area("reasons", "Reasons", 3).required())
    .first()
}
