//! What people say to each other about a text.

mod question;
mod suggestion;
mod thread;

use std::ops::Range;

pub use question::{Question, QuestionChange, QuestionCommand, QuestionState};
pub use suggestion::{
    Suggestion, SuggestionChange, SuggestionCommand, SuggestionFacts, SuggestionKind,
    SuggestionState,
};
pub use thread::{Comment, Thread, ThreadChange, ThreadCommand};

use crate::id::{PersonId, RevisionId};
use crate::role_label::RoleLabel;
use serde::{Deserialize, Serialize};

/// A place in a frozen text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The text.
    pub revision: RevisionId,
    /// Bytes of it.
    pub span: Range<usize>,
}

/// Who is seen to speak. Whoever has a label in a COE speaks there under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Speaker {
    /// Under their own name.
    Person(PersonId),
    /// Under their label.
    Label(RoleLabel),
}

impl Speaker {
    /// How somebody speaks in a COE, given the label they have in it.
    pub fn of(person: PersonId, label: Option<&RoleLabel>) -> Self {
        label.map_or(Self::Person(person), |label| Self::Label(label.clone()))
    }
}
