//! What can be done with a COE, as forms.

use crate::views::parts::{Choice, Choices, Command, Field, Picked};

/// Asks a label; posts `label` and `question`.
pub fn ask_a_label(coe: &str, labels: Vec<Picked>) -> Command {
    let question = Field::area("question", "Question", 3)
        .hint("About what was seen and why it made sense. Checked for names and blame.")
        .required();
    command(coe, "questions", "Ask a label", "Ask")
        .explained("The person answers as the label; neither of you needs a name.")
        .asking(Field::select("label", "Label", labels).short())
        .asking(question)
}

/// Publishes what was approved.
pub fn publish(coe: &str, version: &str) -> Command {
    command(coe, "publish", "Publish", "Publish")
        .explained("The approved text, as it is. The names check runs once more.")
        .at_version(version)
        .first()
}

/// Takes it back from review.
pub fn withdraw(coe: &str, version: &str) -> Command {
    command(coe, "withdraw", "Take back from review", "Take back")
        .explained("It becomes a draft again. Comments stay.")
        .at_version(version)
        .folded()
}

/// Begins an erratum on a published COE.
pub fn start_erratum(coe: &str, version: &str) -> Command {
    command(
        coe,
        "start-erratum",
        "Correct an error in it",
        "Begin an erratum",
    )
    .explained("The published revision stays; the erratum becomes a new one after review.")
    .at_version(version)
    .folded()
}

/// Gives up an erratum.
pub fn drop_erratum(coe: &str, version: &str) -> Command {
    command(coe, "drop-erratum", "Give up the erratum", "Give up")
        .explained("Its text is thrown away; the published revision stays.")
        .at_version(version)
        .folded()
}

/// Accepts the corrections for the owning team.
pub fn accept_corrections(coe: &str, version: &str) -> Command {
    command(
        coe,
        "accept-corrections",
        "Accept the corrections",
        "Accept",
    )
    .explained("You commit the team's time to them. Causes are not yours to change.")
    .at_version(version)
    .first()
}

/// Lets somebody read a draft; posts `person`, an e-mail address or a user name.
pub fn invite(coe: &str) -> Command {
    let person = Field::text("person", "Person")
        .hint("E-mail address or user name.")
        .required();
    command(coe, "invite", "Invite somebody to read the draft", "Invite")
        .asking(person)
        .folded()
}

/// Adds or removes an author; posts `person` and `change` (`add` or `remove`).
pub fn authors(coe: &str) -> Command {
    let change = Choices::one(
        "change",
        "What changes",
        vec![
            Choice::new("add", "Becomes an author").taken(true),
            Choice::new("remove", "Is no longer an author"),
        ],
    );
    let person = Field::text("person", "Person")
        .identified("author")
        .hint("E-mail address or user name.")
        .required();
    command(coe, "authors", "Authors", "Change the authors")
        .choosing(change.quiet())
        .asking(person)
        .folded()
}

/// Restricts it to named readers; posts `readers`, one to a line.
pub fn restrict(coe: &str, version: &str) -> Command {
    let readers = Field::area("readers", "Readers", 4)
        .hint("One e-mail address or user name to a line. You stay a reader.");
    command(coe, "restrict", "Restrict it to named readers", "Restrict")
        .explained("Everything made from it is restricted too. Administrators are not readers.")
        .asking(readers)
        .at_version(version)
        .folded()
}

/// Opens it again.
pub fn lift_restriction(coe: &str, version: &str) -> Command {
    command(coe, "lift-restriction", "Lift the restriction", "Lift it")
        .explained("Everybody may know of it again, and read what is published.")
        .at_version(version)
        .folded()
}

/// Accepts the corrections as a director, after severity 1.
pub fn accept_as_director(coe: &str, version: &str) -> Command {
    command(coe, "accept-as-director", "Accept as a director", "Accept")
        .explained("After severity 1 a director answers for the corrections, too.")
        .at_version(version)
        .first()
}

fn command(coe: &str, verb: &str, heading: &str, button: &str) -> Command {
    Command::new(format!("/coes/{coe}/{verb}"), heading, button)
}
