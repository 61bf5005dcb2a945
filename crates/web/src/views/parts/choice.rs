//! Choices of forms.

use askama::Template;
use askama::filters::HtmlSafe;

use super::Inline;

/// One choice: a round one of which one is taken, or a square one that is taken or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As the form sends it.
    pub value: String,
    /// What is read.
    pub label: Inline,
    /// What follows from it.
    pub hint: Option<String>,
    /// Whether it is taken.
    pub taken: bool,
}

impl Choice {
    /// A choice that is not taken.
    pub fn new(value: impl Into<String>, label: impl Into<Inline>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: None,
            taken: false,
        }
    }

    /// The same, with what follows from it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same, taken or not.
    #[must_use]
    pub fn taken(mut self, taken: bool) -> Self {
        self.taken = taken;
        self
    }
}

/// Choices of one name.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "parts/choices.html")]
pub struct Choices {
    /// As the form sends it; ids begin with it.
    pub name: String,
    /// What is chosen.
    pub legend: String,
    /// Whether the legend is only heard.
    pub quiet: bool,
    /// How to choose.
    pub hint: Option<String>,
    /// Why what was chosen is not taken.
    pub wrong: Option<String>,
    /// Whether several may be taken.
    pub several: bool,
    /// Whether each stands in a box of its own.
    pub boxed: bool,
    /// What there is to choose from.
    pub list: Vec<Choice>,
}

impl HtmlSafe for Choices {}

impl Choices {
    /// Choices of which one is taken, each in a box.
    pub fn one(name: &str, legend: &str, list: Vec<Choice>) -> Self {
        Self {
            name: name.to_owned(),
            legend: legend.to_owned(),
            quiet: false,
            hint: None,
            wrong: None,
            several: false,
            boxed: true,
            list,
        }
    }

    /// Choices of which several may be taken.
    pub fn several(name: &str, legend: &str, list: Vec<Choice>) -> Self {
        Self {
            several: true,
            boxed: false,
            ..Self::one(name, legend, list)
        }
    }

    /// The same with a legend that is only heard, because the page says it otherwise.
    #[must_use]
    pub fn quiet(mut self) -> Self {
        self.quiet = true;
        self
    }

    /// The same, with a sentence on how to choose.
    #[must_use]
    pub fn hint(mut self, hint: &str) -> Self {
        self.hint = Some(hint.to_owned());
        self
    }

    /// Keeps what was chosen before.
    pub fn keep(&mut self, chosen: &[&str]) {
        for choice in &mut self.list {
            choice.taken = chosen.contains(&choice.value.as_str());
        }
    }
}
