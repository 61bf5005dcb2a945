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
    /// What may be done now: see [`raise_again`], [`propose`] and [`decide`].
    pub commands: Vec<Command>,
    /// Incidents on its components.
    pub incidents: Vec<(SeverityMark, LinkTo)>,
}

/// Adds a voice.
pub fn raise_again(risk: &str) -> Command {
    Command::new(
        format!("/risks/{risk}/raise-again"),
        "Raise it again",
        "Add my voice",
    )
    .explained("You see it too. It counts once a day, and nobody sees whose voice it is.")
}

/// Says what would help; posts `description` and `people_asked`.
pub fn propose(risk: &str, version: &str) -> Command {
    let description = Field::area("description", "What would lessen it, and what it costs", 3)
        .hint("People and weeks, roughly. Checked for names and blame like the document.")
        .required();
    let people = Field::line(LineKind::Number, "people_asked", "How many people").short();
    Command::new(
        format!("/risks/{risk}/propose"),
        "Say what would help",
        "Propose it",
    )
    .explained("It takes the place of what was proposed before.")
    .at_version(version)
    .asking(description)
    .asking(people.required())
    .folded()
}

/// Decides; posts `decision` (`fund`, `accept` or `reject`), `people_granted`, `until` and
/// `reasons`. A decision holds for so many days at most.
pub fn decide(risk: &str, version: &str, who_may: &str, longest_days: u32) -> Command {
    let decisions = vec![
        Choice::new("fund", "Fund it").hint("people and a date"),
        Choice::new("accept", "Accept it until then").hint("it is lived with"),
        Choice::new("reject", "Reject it").hint("it cannot happen, because …"),
    ];
    let until = Field::line(LineKind::Date, "until", "Until").short();
    let people = Field::line(LineKind::Number, "people_granted", "People granted").short();
    Command::new(
        format!("/risks/{risk}/decide"),
        "Decide",
        "Record the decision",
    )
    .explained(who_may)
    .at_version(version)
    .choosing(Choices::one("decision", "Decision", decisions).quiet())
    .asking(people.hint("Only where it is funded."))
    .asking(
        until
            .hint(&format!(
                "At most {longest_days} days ahead; then it comes back."
            ))
            .required(),
    )
    .asking(Field::area("reasons", "Reasons", 3).required())
    .first()
}
