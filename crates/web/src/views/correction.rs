//! One correction.

use askama::Template;

use super::Frame;
use super::parts::{Command, Crumbs, Event, Fact, Notice, Step};

/// What will be different, where it is, and what may be done about it now.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/correction.html")]
pub struct Correction {
    /// Around the page.
    pub frame: Frame,
    /// Corrections / the COE.
    pub crumbs: Crumbs,
    /// What will be different.
    pub title: String,
    /// What came of the last command.
    pub notice: Option<Notice>,
    /// The steps of its life.
    pub life: Vec<Step>,
    /// The success measure.
    pub measure: String,
    /// Who verifies it, in one sentence.
    pub verifier: Option<String>,
    /// What may be done now, from [`commands`].
    pub commands: Vec<Command>,
    /// What happened, newest first.
    pub events: Vec<Event>,
    /// Kind, priority, due, how often moved, team, owner, factors, tracker.
    pub facts: Vec<Fact>,
}

/// What can be done with a correction.
pub mod commands {
    use crate::views::parts::{Command, Field, LineKind, Picked};

    /// Takes it on; posts `tracker`, which may be empty.
    pub fn commit(correction: &str, version: &str) -> Command {
        let tracker = Field::text("tracker", "Where it is tracked")
            .hint("An address or a number; may be empty.");
        command(correction, "commit", "Take it on", "Commit to it")
            .explained("You commit the team's time until the due date.")
            .asking(tracker)
            .at_version(version)
            .first()
    }

    /// Begins.
    pub fn start(correction: &str, version: &str) -> Command {
        command(correction, "start", "Begin", "It has begun")
            .at_version(version)
            .first()
    }

    /// Says that it is done; posts `evidence`, which may be empty.
    pub fn done(correction: &str, version: &str) -> Command {
        command(correction, "done", "It is done", "Done, to be verified")
            .explained("Somebody else checks it against its success measure.")
            .asking(evidence("done-evidence"))
            .at_version(version)
            .first()
    }

    /// Says that it met its success measure; posts `evidence`.
    pub fn verify(correction: &str, version: &str) -> Command {
        command(correction, "verify", "It meets its measure", "Verified")
            .asking(evidence("verify-evidence").required())
            .at_version(version)
            .first()
    }

    /// Says that it did not; posts `reason`.
    pub fn give_back(correction: &str, version: &str) -> Command {
        command(
            correction,
            "return",
            "It does not meet its measure",
            "Return it",
        )
        .asking(reason("return-reason", "What is missing"))
        .at_version(version)
        .folded()
    }

    /// Moves its due date; posts `until` and `reason`.
    pub fn extend(correction: &str, version: &str) -> Command {
        let until = Field::line(LineKind::Date, "until", "Due").short();
        command(correction, "extend", "A later date", "Move it")
            .explained("An extension is a decision: it is counted and shown.")
            .asking(until.required())
            .asking(reason("extend-reason", "Why later"))
            .at_version(version)
            .folded()
    }

    /// Says that it will not be done; posts `reason`.
    pub fn decline(correction: &str, version: &str) -> Command {
        command(correction, "decline", "Decline it", "Decline")
            .explained("It becomes a risk, which has to be decided.")
            .asking(reason("decline-reason", "Why not"))
            .at_version(version)
            .folded()
    }

    /// Gives it to another team; posts `team`.
    pub fn hand_over(correction: &str, version: &str, teams: Vec<Picked>) -> Command {
        command(
            correction,
            "hand-over",
            "Another team does it",
            "Hand it over",
        )
        .asking(Field::select("team", "Team", teams).required())
        .at_version(version)
        .folded()
    }

    /// Says where it is tracked; posts `tracker`.
    pub fn track(correction: &str, version: &str) -> Command {
        let tracker = Field::text("tracker", "Where it is tracked").identified("track-tracker");
        command(correction, "track", "It is tracked elsewhere", "Keep it")
            .asking(tracker.hint("An address or a number.").required())
            .at_version(version)
            .folded()
    }

    fn reason(id: &str, label: &str) -> Field {
        Field::area("reason", label, 3)
            .identified(id)
            .hint("Checked for names and blame like the document.")
            .required()
    }

    fn evidence(id: &str) -> Field {
        Field::text("evidence", "Evidence")
            .identified(id)
            .hint("An address or an evidence number.")
    }

    fn command(correction: &str, verb: &str, heading: &str, button: &str) -> Command {
        Command::new(format!("/corrections/{correction}/{verb}"), heading, button)
    }
}
