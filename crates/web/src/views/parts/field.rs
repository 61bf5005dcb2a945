//! Forms: fields with their hints, their faults and what was typed before; choices; commands.

use askama::Template;
use askama::filters::HtmlSafe;

use super::Inline;

/// One field of a form: label, hint, what is wrong with it, what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(path = "parts/field.html")]
pub struct Field {
    /// As the form sends it. Also the id, unless [`Field::identified`] gave another.
    pub name: String,
    /// Unique on the page.
    pub id: String,
    /// What to type.
    pub label: String,
    /// How to type it.
    pub hint: Option<String>,
    /// Why what was typed is not taken.
    pub wrong: Option<String>,
    /// Whether it must be filled.
    pub required: bool,
    /// Whether it is for a few characters only.
    pub short: bool,
    /// The id of the form it belongs to, where it stands outside of it.
    pub form: Option<String>,
    /// What it is typed or chosen with.
    pub control: Control,
}

impl HtmlSafe for Field {}

/// What a field is typed or chosen with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Control {
    /// One line.
    Line {
        /// What the line is for.
        kind: LineKind,
        /// What was typed.
        value: String,
    },
    /// Several lines.
    Area {
        /// What was typed.
        value: String,
        /// How many lines are seen.
        rows: u8,
    },
    /// One of a list.
    Select(Vec<Picked>),
    /// A file; what it may be, as `accept` writes it.
    File(String),
}

/// One of a list to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// As the form sends it.
    pub value: String,
    /// What is read.
    pub words: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Picked {
    /// One of a list, not chosen.
    pub fn new(value: impl Into<String>, words: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            words: words.into(),
            chosen: false,
        }
    }
}

/// What one line is for. Dates are sent as `2026-03-02`, moments as `2026-03-02T09:15`, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the kind of its input")]
pub enum LineKind {
    Text,
    Login,
    Email,
    CurrentPassword,
    NewPassword,
    Date,
    Moment,
    Number,
}

impl LineKind {
    const fn input(self) -> &'static str {
        match self {
            Self::Text | Self::Login => "text",
            Self::Email => "email",
            Self::CurrentPassword | Self::NewPassword => "password",
            Self::Date => "date",
            Self::Moment => "datetime-local",
            Self::Number => "number",
        }
    }

    const fn autocomplete(self) -> Option<&'static str> {
        match self {
            Self::Login => Some("username"),
            Self::CurrentPassword => Some("current-password"),
            Self::NewPassword => Some("new-password"),
            _ => None,
        }
    }
}

impl Field {
    fn new(name: &str, label: &str, control: Control) -> Self {
        Self {
            name: name.to_owned(),
            id: name.to_owned(),
            label: label.to_owned(),
            hint: None,
            wrong: None,
            required: false,
            short: false,
            form: None,
            control,
        }
    }

    /// One line.
    pub fn line(kind: LineKind, name: &str, label: &str) -> Self {
        let value = String::new();
        Self::new(name, label, Control::Line { kind, value })
    }

    /// One line of text.
    pub fn text(name: &str, label: &str) -> Self {
        Self::line(LineKind::Text, name, label)
    }

    /// Several lines.
    pub fn area(name: &str, label: &str, rows: u8) -> Self {
        let value = String::new();
        Self::new(name, label, Control::Area { value, rows })
    }

    /// One of a list.
    pub fn select(name: &str, label: &str, list: Vec<Picked>) -> Self {
        Self::new(name, label, Control::Select(list))
    }

    /// A file of comma-separated values.
    pub fn csv(name: &str, label: &str) -> Self {
        Self::new(name, label, Control::File(".csv,text/csv".to_owned()))
    }

    /// The same, with a sentence on how to type it.
    #[must_use]
    pub fn hint(mut self, hint: &str) -> Self {
        self.hint = Some(hint.to_owned());
        self
    }

    /// The same, and it must be filled.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same, for a few characters.
    #[must_use]
    pub fn short(mut self) -> Self {
        self.short = true;
        self
    }

    /// The same under another id, where the page has several of this name.
    #[must_use]
    pub fn identified(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    /// The same, as part of a form it does not stand in.
    #[must_use]
    pub fn of_form(mut self, form: &str) -> Self {
        self.form = Some(form.to_owned());
        self
    }

    /// The same with what was typed or chosen before. A file is never kept.
    #[must_use]
    pub fn with(mut self, value: impl Into<String>) -> Self {
        self.keep(value);
        self
    }

    /// Keeps what was typed or chosen before.
    pub fn keep(&mut self, typed: impl Into<String>) {
        let typed = typed.into();
        match &mut self.control {
            Control::Line { kind, value } => {
                let secret = matches!(kind, LineKind::CurrentPassword | LineKind::NewPassword);
                if !secret {
                    *value = typed;
                }
            }
            Control::Area { value, .. } => *value = typed,
            Control::Select(list) => {
                for one in list {
                    one.chosen = one.value == typed;
                }
            }
            Control::File(_) => {}
        }
    }

    /// Says why what was typed is not taken.
    pub fn reject(&mut self, wrong: impl Into<String>) {
        self.wrong = Some(wrong.into());
    }

    /// The ids of what describes it, for `aria-describedby`.
    fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id));
        let wrong = self.wrong.as_ref().map(|_| format!("{}-wrong", self.id));
        let ids: Vec<String> = [hint, wrong].into_iter().flatten().collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_kept_and_its_fault_is_tied_to_it() {
        let mut field = Field::text("title", "What happened").hint("In one line.");
        field.keep("Lists were \"empty\"");
        field.reject("Longer than 200 characters.");
        let html = field.to_string();
        assert!(html.contains("value=\"Lists were &#34;empty&#34;\""));
        assert!(html.contains("aria-describedby=\"title-hint title-wrong\""));
        assert!(html.contains("aria-invalid=\"true\""));
    }

    #[test]
    fn a_password_is_never_written_back() {
        let field = Field::line(LineKind::CurrentPassword, "password", "Password").with("hunter2");
        assert!(!field.to_string().contains("hunter2"));
    }

    #[test]
    fn one_of_a_list_is_chosen() {
        let list = vec![Picked::new("a", "All"), Picked::new("b", "Both")];
        let html = Field::select("team", "Team", list).with("b").to_string();
        assert!(html.contains("<option value=\"b\" selected>Both</option>"));
        assert!(html.contains("<option value=\"a\">All</option>"));
    }
}
