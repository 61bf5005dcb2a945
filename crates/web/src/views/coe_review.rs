//! Where a bar raiser reads, asks and decides.

use askama::Template;

use super::Frame;
use super::diff::DiffRow;
use super::document::{Document, Note};
use super::parts::{
    Choices, Command, Crumbs, Event, Fact, Field, Inline, LevelMark, LinkTo, Mark, Notice, Picked,
    SeverityMark, StageMark,
};

/// The review page: the text with marks and notes, and everything that belongs to a decision.
/// Whoever may read but not decide gets it without [`CoeReview::decision`].
#[derive(Clone, Debug, Template)]
#[template(path = "pages/coe-review.html")]
pub struct CoeReview {
    /// Around the page.
    pub frame: Frame,
    /// The COE's key in addresses.
    pub coe: String,
    /// Back to the incident.
    pub crumbs: Crumbs,
    /// What it is called.
    pub title: String,
    /// How bad the incident was.
    pub severity: SeverityMark,
    /// Where the COE is in its life.
    pub stage: StageMark,
    /// Its number, which revision.
    pub about: Vec<Inline>,
    /// Specialty, until when to decide, who shadows.
    pub facts: Vec<Fact>,
    /// "Why you: qualified for availability; outside the team, the chain and the incident."
    pub why_you: Option<String>,
    /// What came of the last command.
    pub notice: Option<Notice>,
    /// To the reading view, the history.
    pub links: Vec<LinkTo>,
    /// What is still to do, with links into the page, in its order.
    pub progress: Vec<(LinkTo, String)>,
    /// The text, with [`Document::comment_at`] and notes.
    pub document: Document,
    /// Findings and what came of them.
    pub findings: Vec<FindingRow>,
    /// What changed since the last decision.
    pub changes: Option<Changes>,
    /// What was said about earlier revisions.
    pub earlier: Vec<Note>,
    /// Questions to labels, and their answers.
    pub questions: Vec<Event>,
    /// Every decision, newest first.
    pub decisions: Vec<Event>,
    /// A comment or suggestion on a place.
    pub comment: Option<NewComment>,
    /// The questions; empty, where there is nothing to decide.
    pub checklist: Vec<Check>,
    /// The decision.
    pub decision: Option<Decision>,
    /// Claim, recuse, choose, shadow and the like, from [`commands`].
    pub commands: Vec<Command>,
}

impl CoeReview {
    /// How many questions have an answer.
    fn answered(&self) -> usize {
        let answered = self.checklist.iter().filter(|check| check.answer.is_some());
        answered.count()
    }
}

/// A finding in the list.
#[derive(Clone, Debug)]
pub struct FindingRow {
    /// The rule.
    pub code: String,
    /// The number of its note on this page.
    pub note: Option<String>,
    /// What it weighs.
    pub level: LevelMark,
    /// The section.
    pub place: String,
    /// Open, dismissed, replaced.
    pub outcome: Mark,
}

/// What changed since the last decision.
#[derive(Clone, Debug)]
pub struct Changes {
    /// "Changes since your decision of 9 March".
    pub heading: String,
    /// "Revision 2 to revision 3: 3 of 41 blocks."
    pub words: String,
    /// The changed places.
    pub rows: Vec<DiffRow>,
}

/// A comment or suggestion on a place: posts `block`, `from`, `to` (characters of the block; both 0
/// for the whole block), `text`, `better`, `purpose`, `id` and `revision` to `/coes/{coe}/threads`,
/// or, by its second button, to `/coes/{coe}/suggestions`.
#[derive(Clone, Debug)]
pub struct NewComment {
    /// What it will be called, so that sent twice it stands once.
    pub id: String,
    /// The number of the text.
    pub revision: u32,
    /// Which block.
    pub block: u32,
    /// "“Any role with drain permission …”".
    pub place: String,
    /// What was typed.
    pub text: Field,
    /// Better words that were typed.
    pub better: Field,
    /// What they are for: `wording` or `anonymity`.
    pub purpose: Field,
}

impl NewComment {
    /// The fields, empty.
    pub fn on(
        (id, revision): (impl Into<String>, u32),
        block: u32,
        place: impl Into<String>,
    ) -> Self {
        let purposes = vec![
            Picked::new("wording", "Better wording"),
            Picked::new("anonymity", "Protecting somebody: a label, or less detail"),
        ];
        Self {
            id: id.into(),
            revision,
            block,
            place: place.into(),
            text: Field::area("text", "Comment", 3),
            better: Field::area("better", "Better words, if you have them", 2)
                .hint("The author takes a suggestion with one click."),
            purpose: Field::select("purpose", "What the better words are for", purposes),
        }
    }
}

/// A question of the checklist: posts `answer-<number>` (`yes` or `no`) and `remark-<number>`.
#[derive(Clone, Debug)]
pub struct Check {
    /// Which, from 1.
    pub number: u32,
    /// What is asked.
    pub question: String,
    /// What was answered.
    pub answer: Option<bool>,
    /// What was remarked.
    pub remark: String,
    /// Why the remark is not taken.
    pub wrong: Option<String>,
}

impl Check {
    fn is(&self, answer: bool) -> bool {
        self.answer == Some(answer)
    }

    /// The field for the remark.
    fn remark(&self) -> Field {
        let label = if self.is(false) {
            "What is missing"
        } else {
            "Comment"
        };
        let name = format!("remark-{}", self.number);
        let mut field = Field::area(&name, label, 2).with(self.remark.clone());
        field.wrong.clone_from(&self.wrong);
        field
    }
}

/// The decision, bound to one root: posts `decision`, `reason`, `root` and `id` together with
/// the checklist to `/coes/{coe}/review/decide`.
#[derive(Clone, Debug)]
pub struct Decision {
    /// "Decision on revision 3".
    pub heading: String,
    /// The root, whole.
    pub root: String,
    /// What it will be called, so that sent twice it counts once.
    pub id: String,
    /// Choices named `decision`, each with what makes it impossible.
    pub choices: Choices,
    /// To the author.
    pub reason: Field,
}

impl Decision {
    /// The field for words to the author.
    pub fn reason() -> Field {
        Field::area("reason", "To the author", 3)
            .hint("Checked for names and blame like the document.")
    }
}

/// What can be done with a review beside deciding.
pub mod commands {
    use crate::views::parts::{Command, Field, Picked};

    /// Takes a seat that waits.
    pub fn claim(coe: &str, specialty: &str) -> Command {
        command(coe, "claim", "Review it", "I will review it")
            .explained("You are qualified and outside the team, the chain and the incident.")
            .carrying("specialty", specialty)
            .first()
    }

    /// Gives a seat back; nobody has to say why.
    pub fn recuse(coe: &str, drawn_for: (&str, &str)) -> Command {
        command(coe, "recuse", "Recuse yourself", "Recuse")
            .explained("The next bar raiser is assigned. You need not say why.")
            .carrying("root", drawn_for.0)
            .carrying("id", drawn_for.1)
            .folded()
    }

    /// A lead chooses who reviews; posts `person`.
    pub fn choose(coe: &str, specialty: &str, eligible: Vec<Picked>) -> Command {
        let id = format!("chosen-for-{}", specialty.replace(' ', "-"));
        command(coe, "choose", "Choose a bar raiser", "Assign")
            .explained("Everybody listed is qualified and eligible; fewest open reviews first.")
            .carrying("specialty", specialty)
            .asking(Field::select("person", "Bar raiser", eligible).identified(id))
            .folded()
    }

    /// Reads beside the bar raiser, to qualify.
    pub fn shadow(coe: &str, specialty: &str) -> Command {
        command(coe, "shadow", "Shadow this review", "Shadow it")
            .explained("You read and comment; the bar raiser decides. Three qualify you.")
            .carrying("specialty", specialty)
            .folded()
    }

    /// Takes a small difference after approval.
    pub fn accept_small_difference(coe: &str, drawn_for: (&str, &str)) -> Command {
        let name = "accept-small-difference";
        command(coe, name, "Accept the small difference", "Accept it")
            .explained("Your approval goes over to the changed text you see above.")
            .carrying("root", drawn_for.0)
            .carrying("id", drawn_for.1)
            .first()
    }

    /// Confirms that nobody can be identified, so that managers may read the text.
    pub fn unidentifiable(coe: &str, root: &str) -> Command {
        command(coe, "unidentifiable", "Nobody is identifiable", "Confirm")
            .explained("From then on managers of the team may read the text.")
            .carrying("root", root)
            .folded()
    }

    /// Asks whoever is behind a label; posts `to` and `body`.
    pub fn ask(coe: &str, id: &str, labels: Vec<Picked>) -> Command {
        let body = Field::area("body", "Question", 3)
            .hint("Checked for names and blame like the document.")
            .required();
        Command::new(format!("/coes/{coe}/questions"), "Ask a label", "Ask")
            .explained("Whoever is behind it answers as the label, if they want to.")
            .carrying("id", id)
            .asking(Field::select("to", "Label", labels))
            .asking(body)
            .folded()
    }

    fn command(coe: &str, verb: &str, heading: &str, button: &str) -> Command {
        Command::new(format!("/coes/{coe}/review/{verb}"), heading, button)
    }
}
