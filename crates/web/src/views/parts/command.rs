//! What can be done on a page, as a form of its own.

use askama::Template;
use askama::filters::HtmlSafe;

use super::{Choices, Field};

/// Something that can be done on a page: a form of its own. Only what this person may do now is
/// given to a page; what is missing is not drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// Where it is posted.
    pub action: String,
    /// What it is called; also the words of the fold.
    pub heading: String,
    /// What it does, and what follows.
    pub explanation: Option<String>,
    /// The version of what it changes, so that a change meanwhile is noticed.
    pub version: Option<String>,
    /// What else it was drawn for: names and values that the form sends back.
    pub carried: Vec<(String, String)>,
    /// What is asked, in order.
    pub asked: Vec<Asked>,
    /// Words of the button.
    pub button: String,
    /// Whether it is folded away until wanted.
    pub folded: bool,
    /// Whether its button is the one that is wanted most on this page.
    pub first: bool,
}

/// Something a command asks.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(
    source = "{% match self %}{% when Self::Field(field) %}{{ field }}{% when Self::Choices(choices) %}{{ choices }}{% endmatch %}",
    ext = "html"
)]
pub enum Asked {
    /// A field.
    Field(Field),
    /// Choices.
    Choices(Choices),
}

impl HtmlSafe for Asked {}

impl Command {
    /// A command without fields.
    pub fn new(action: impl Into<String>, heading: &str, button: &str) -> Self {
        Self {
            action: action.into(),
            heading: heading.to_owned(),
            explanation: None,
            version: None,
            carried: Vec::new(),
            asked: Vec::new(),
            button: button.to_owned(),
            folded: false,
            first: false,
        }
    }

    /// The same, with what it does and what follows.
    #[must_use]
    pub fn explained(mut self, explanation: impl Into<String>) -> Self {
        self.explanation = Some(explanation.into());
        self
    }

    /// The same, for this version.
    #[must_use]
    pub fn at_version(mut self, version: impl Into<String>) -> Self {
        self.version = Some(version.into());
        self
    }

    /// The same, sending this back.
    #[must_use]
    pub fn carrying(mut self, name: &str, value: impl Into<String>) -> Self {
        self.carried.push((name.to_owned(), value.into()));
        self
    }

    /// The same, asking this too.
    #[must_use]
    pub fn asking(mut self, field: Field) -> Self {
        self.asked.push(Asked::Field(field));
        self
    }

    /// The same, with choices.
    #[must_use]
    pub fn choosing(mut self, choices: Choices) -> Self {
        self.asked.push(Asked::Choices(choices));
        self
    }

    /// The same, folded away until wanted.
    #[must_use]
    pub fn folded(mut self) -> Self {
        self.folded = true;
        self
    }

    /// The same, as what is wanted most.
    #[must_use]
    pub fn first(mut self) -> Self {
        self.first = true;
        self
    }
}
