//! What was typed into a form, and drawing the form again where it is not taken.

use std::collections::BTreeMap;
use std::str::FromStr;

use app::Error;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::http::body::Page;
use crate::http::problem::Failure;
use crate::views::parts::{Asked, Choices, Command, Field, Inline, Live, Notice, Tone};

/// The fields of a form, or the parameters of an address. Holds what people wrote: never logged.
#[derive(Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct Typed(BTreeMap<String, String>);

impl Typed {
    /// What was typed into a field; nothing, if it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// What a parameter says, if it says something.
    pub fn given(&self, name: &str) -> Option<&str> {
        let value = self.0.get(name)?.trim();
        (!value.is_empty()).then_some(value)
    }

    /// The value of a field that a page of this server wrote.
    pub fn carried<T: FromStr>(&self, name: &'static str) -> Result<T, Failure> {
        let read = self.get(name).parse();
        read.map_err(|_| Failure::Wrong(name, "load the page again and send it anew".to_owned()))
    }

    /// A parameter, if it is there: an address that was changed by hand may have anything.
    pub fn wanted<T: FromStr>(&self, name: &'static str) -> Result<Option<T>, Failure> {
        let wrong = |_| Failure::Wrong(name, "there is no such thing to choose".to_owned());
        let read = self.given(name).map(|value| value.parse().map_err(wrong));
        read.transpose()
    }

    /// A field that has to be of some kind, said in words where it is not.
    pub fn read<T: FromStr>(&self, name: &'static str, remedy: &str) -> Result<T, Error> {
        let read = self.get(name).trim().parse();
        read.map_err(|_| Error::invalid(name, remedy))
    }
}

/// The id in an address; whatever else stands there leads nowhere.
pub fn id<T: FromStr>(text: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

/// Back to a page after something was done there.
pub fn done(path: &str, word: &'static str) -> Response {
    Redirect::to(&format!("{path}?done={word}")).into_response()
}

/// What was done before this page was opened: words of a fixed list, never of the address.
pub fn notice(query: &Typed, list: &[(&str, &str, &str)]) -> Option<Notice> {
    let word = query.given("done")?;
    let (_, title, line) = list.iter().find(|(known, ..)| *known == word)?;
    Some(Notice::new(Tone::Good, *title, *line).live(Live::Status))
}

/// Fields that somebody writes in; all others are chosen, or written by the page.
const WRITTEN: [&str; 9] = [
    "better",
    "body",
    "description",
    "evidence",
    "reason",
    "reasons",
    "statement",
    "text",
    "tracker",
];

/// Why a form is drawn again.
pub struct Again {
    status: StatusCode,
    /// What happened, and what to do.
    pub notice: Notice,
    field: Option<(&'static str, String)>,
}

impl Again {
    /// What a form is drawn again after: a rule that says no, a text that cannot stand, a change
    /// meanwhile. Anything else is passed on.
    pub fn after(error: Error) -> Result<Self, Failure> {
        let (field, mut lines) = match &error {
            Error::Invalid(invalid) => (Some((invalid.field, invalid.problem.clone())), Vec::new()),
            Error::NotScreened { field, findings } => {
                let told = findings
                    .iter()
                    .map(|one| format!("Line {}: {}. {}.", one.line, one.message, one.help));
                let told: Vec<Inline> = told.map(Inline::Words).collect();
                let wrong = "It names or blames somebody. Write labels, such as \"Oncall 1\".";
                (Some((*field, wrong.to_owned())), told)
            }
            Error::Refused(refusal) => (None, vec![Inline::Code(refusal.code().to_owned())]),
            Error::Conflict(_) => (None, Vec::new()),
            _ => return Err(error.into()),
        };
        let failure = Failure::Verb(error);
        let (_, title, detail) = failure.told();
        let mut notice = Notice::new(Tone::Stop, title, detail).live(Live::Alert);
        notice.lines.append(&mut lines);
        Ok(Self {
            status: failure.status(),
            notice,
            field,
        })
    }

    /// Keeps what was typed into a field, and says what is wrong with it.
    pub fn mend(&self, field: &mut Field, typed: &Typed) {
        field.keep(typed.get(&field.name));
        if let Some((_, wrong)) = self.field.as_ref().filter(|(name, _)| *name == field.name) {
            field.reject(wrong.clone());
        }
    }

    /// The same for choices.
    pub fn mend_choices(&self, choices: &mut Choices, typed: &Typed) {
        choices.keep(&[typed.get(&choices.name)]);
        if let Some((_, wrong)) = self
            .field
            .as_ref()
            .filter(|(name, _)| *name == choices.name)
        {
            choices.wrong = Some(wrong.clone());
        }
    }

    /// The same for the command that is posted there. Where the page has it no more, what was typed
    /// stands in the notice.
    pub fn mend_command(&mut self, commands: &mut [Command], action: &str, typed: &Typed) {
        let Some(command) = commands.iter_mut().find(|one| one.action == action) else {
            self.keep_in_notice(typed);
            return;
        };
        command.folded = false;
        for asked in &mut command.asked {
            match asked {
                Asked::Field(field) => self.mend(field, typed),
                Asked::Choices(choices) => self.mend_choices(choices, typed),
            }
        }
    }

    /// What is wrong with a field, if it is this one.
    pub fn wrong(&self, name: &str) -> Option<&str> {
        let (field, wrong) = self.field.as_ref()?;
        (*field == name).then_some(wrong.as_str())
    }

    /// The page with the form on it.
    pub fn answer<T: askama::Template>(&self, page: T) -> Response {
        (self.status, Page(page)).into_response()
    }

    /// Shows what was typed where there is no field for it.
    pub fn keep_in_notice(&mut self, typed: &Typed) {
        let texts = typed.0.iter().filter(|(name, text)| {
            let is_text = WRITTEN.contains(&name.as_str()) || name.starts_with("remark-");
            is_text && !text.trim().is_empty()
        });
        let lines = texts.map(|(_, text)| Inline::Words(format!("You wrote: {text}")));
        self.notice.lines.extend(lines);
    }
}
