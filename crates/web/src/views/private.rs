//! What only one person reads: messages to labels of theirs, and questions to answer as a label.

use askama::Template;

use super::Frame;
use super::parts::{LinkTo, Notice, Role};

/// Messages and questions, unread first.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/private.html")]
pub struct Private {
    /// Around the page.
    pub frame: Frame,
    /// What came of the last answer.
    pub notice: Option<Notice>,
    /// Questions to answer.
    pub questions: Vec<Question>,
    /// Messages.
    pub messages: Vec<Message>,
}

/// A question to a label of this person; the answer is posted as `text` to its action, or `pass`
/// for rather not answering.
#[derive(Clone, Debug)]
pub struct Question {
    /// Tells it from others on the page: letters, digits, hyphens.
    pub key: String,
    /// `/coes/{coe}/questions/{id}/answer`.
    pub action: String,
    /// Which label is asked.
    pub label: Role,
    /// The COE.
    pub coe: LinkTo,
    /// When it was asked.
    pub when: String,
    /// What is asked.
    pub text: String,
    /// What was typed before and not taken, and why.
    pub typed: Option<(String, String)>,
}

impl Question {
    /// The field for the answer.
    fn field(&self) -> super::parts::Field {
        let mut field = super::parts::Field::area("text", "Your answer", 4)
            .identified(format!("answer-{}", self.key))
            .hint("Read as the label’s. Checked for names and blame like the document.")
            .required();
        if let Some((typed, wrong)) = &self.typed {
            field.keep(typed.clone());
            field.reject(wrong.clone());
        }
        field
    }
}

/// A message to a label of this person.
#[derive(Clone, Debug)]
pub struct Message {
    /// What it is about.
    pub heading: String,
    /// When it came.
    pub when: String,
    /// What it says, in paragraphs.
    pub paragraphs: Vec<String>,
    /// Where to go from it.
    pub link: Option<LinkTo>,
    /// Whether it was read before.
    pub read: bool,
    /// Where it is posted that it was read.
    pub note_read: Option<String>,
}
