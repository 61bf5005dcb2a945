//! Where a COE is written.

use askama::Template;

use super::Frame;
use super::document::Document;
use super::icon::Icon;
use super::parts::{
    Command, Crumbs, Field, Inline, LevelMark, LinkTo, Mark, Notice, Picked, Role, StageMark,
};

/// The form of the editor: other parts of the page belong to it by this id.
const FORM: &str = "editor";

/// The editor. One form holds the text (`text`) and its `version`; every button of the page that
/// changes the text sends both along, so that nothing typed is lost: `Save` to `/edit`, `Preview`
/// to `/preview`, `Submit` to `/submit`, a fix to `/fix` (with `finding`), a dismissal to
/// `/dismissals` (with `finding` and `reason-<finding>`), names to `/replace-names` (with
/// `becomes-<key>` for each).
#[derive(Clone, Debug, Template)]
#[template(path = "pages/coe-edit.html")]
pub struct CoeEdit {
    /// Around the page.
    pub frame: Frame,
    /// Its key in addresses: `/coes/{coe}/edit`.
    pub coe: String,
    /// Incidents / the incident.
    pub crumbs: Crumbs,
    /// What it is called.
    pub title: String,
    /// Where it is in its life.
    pub stage: StageMark,
    /// Its number, its clock, when it was saved, who reads it.
    pub about: Vec<Inline>,
    /// To the reading view, the history, the review.
    pub links: Vec<LinkTo>,
    /// What came of the last command.
    pub notice: Option<Notice>,
    /// Names found in a text that was therefore not saved.
    pub names: Option<NamesFound>,
    /// The source, as it is in the page: saved or not.
    pub text: String,
    /// The version that is being edited.
    pub version: String,
    /// "Saved at 14:02".
    pub state: String,
    /// Whether it may be submitted.
    pub submits: bool,
    /// Findings that stop a submission.
    pub blocking: Vec<Finding>,
    /// What to do about them: "Fix or dismiss with a reason; then 5 more to look at."
    pub blocking_note: String,
    /// All others.
    pub others: Vec<Finding>,
    /// Labels of this text.
    pub labels: Vec<LabelUse>,
    /// How complete the sections are: a mark and the names of sections.
    pub sections: Vec<(Mark, String)>,
    /// COEs about something similar, and why.
    pub similar: Vec<(LinkTo, String)>,
    /// The text as it will be read.
    pub preview: Option<Preview>,
    /// Authors, invitations, restriction: from [`super::coe::commands`].
    pub commands: Vec<Command>,
}

/// The text as it will be read.
#[derive(Clone, Debug)]
pub struct Preview {
    /// "of the text saved at 14:02", "of what is typed, not saved".
    pub of: String,
    /// The document; its marks have the numbers of the findings.
    pub document: Document,
}

/// What the automated reviewer found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Tells it from others in forms: letters, digits, hyphens.
    pub key: String,
    /// Its number in the preview.
    pub number: u32,
    /// What it weighs.
    pub level: LevelMark,
    /// The rule.
    pub code: String,
    /// What the rule asks, in one sentence.
    pub rule: String,
    /// What is wrong.
    pub message: String,
    /// Better words.
    pub better: Option<String>,
    /// The line of the source.
    pub line: Option<u32>,
    /// Whether the better words can be put in with one click.
    pub fixable: bool,
    /// What became of it.
    pub standing: Standing,
    /// What a dismissal without a reason says, where there may be one.
    pub empty_means: Option<String>,
}

/// What became of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It stands and may be dismissed with a reason.
    Open,
    /// It stands and must be fixed.
    MustBeFixed,
    /// It was dismissed, with this reason.
    Dismissed(String),
}

/// Names found in a text. What was found is never shown back.
#[derive(Clone, Debug)]
pub struct NamesFound {
    /// "6 people and 1 customer are named in what you pasted".
    pub heading: String,
    /// Each of them.
    pub found: Vec<NameFound>,
    /// "Replace 6 people by labels and save".
    pub button: String,
}

/// Somebody who is named.
#[derive(Clone, Debug)]
pub struct NameFound {
    /// Tells it from others in forms: letters, digits, hyphens.
    pub key: String,
    /// The words before the name at its first place.
    pub before: String,
    /// The words after it.
    pub after: String,
    /// "31, 36, 40".
    pub lines: String,
    /// The labels it may become, the best first; the values are the wirer's.
    pub becomes: Vec<Picked>,
}

impl NameFound {
    /// The choice of a label.
    fn choice(&self) -> Field {
        let label = format!("Label for the person on line {}", self.lines);
        let name = format!("becomes-{}", self.key);
        Field::select(&name, &label, self.becomes.clone()).of_form(FORM)
    }
}

/// A label of the text.
#[derive(Clone, Debug)]
pub struct LabelUse {
    /// Which.
    pub role: Role,
    /// "4 times".
    pub times: String,
}
