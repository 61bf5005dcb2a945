//! Fields of forms, with their hints, their faults and what was typed before.

use askama::Template;
use askama::filters::HtmlSafe;

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
