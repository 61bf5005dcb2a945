//! A COE as it is read.

pub mod commands;

use askama::Template;

use super::Frame;
use super::document::Document;
use super::icon::Icon;
use super::parts::{Command, Crumbs, Fact, Inline, LinkTo, Notice, Role, SeverityMark, StageMark};

/// The reading view, of the newest revision or of an older one.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/coe.html")]
pub struct CoePage {
    /// Around the page.
    pub frame: Frame,
    /// Incidents / the incident.
    pub crumbs: Crumbs,
    /// What it is called.
    pub title: String,
    /// How bad the incident was.
    pub severity: SeverityMark,
    /// Where the COE is in its life.
    pub stage: StageMark,
    /// Its number, its day, "Read by 4 people".
    pub about: Vec<Inline>,
    /// Team and times.
    pub facts: Vec<Fact>,
    /// That this is an older revision, that it was published just now.
    pub notice: Option<Notice>,
    /// To the editor, the review, the history.
    pub links: Vec<LinkTo>,
    /// The text in other forms.
    pub exports: Vec<LinkTo>,
    /// "Published revision 4".
    pub revision: String,
    /// The root it is bound to, shortened; none for a draft.
    pub root: Option<String>,
    /// The text.
    pub document: Document,
    /// Questions to labels and what they answered.
    pub answers: Vec<Answer>,
    /// What may be done, from [`commands`].
    pub commands: Vec<Command>,
}

/// A question to a label.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Who is asked.
    pub label: Role,
    /// What was asked.
    pub question: String,
    /// What the label answered; nothing while it has not.
    pub answer: Option<String>,
    /// When it was asked or answered.
    pub when: String,
}
