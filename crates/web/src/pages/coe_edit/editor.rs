//! What the editor shows.

use app::coe::{CoePage, Handle};
use app::{ReviewedText, TextFinding};
use document::Meaning;
use document::html::Pencil;
use domain::RoleLabel;
use domain::access::Action;
use domain::finding::{DismissalReason, FindingSeverity, Handling};
use domain::id::CoeId;

use crate::http::problem::Failure;
use crate::http::server::Server;
use crate::http::session::{Look, SignedIn};
use crate::pages::{coe, marks};
use crate::reading::{Pencilled, Reading};
use crate::views::coe_edit::{CoeEdit, Finding, LabelUse, NamesFound, Preview, Standing};
use crate::views::icon::Icon;
use crate::views::parts::{Command, Inline, LinkTo, Mark, Notice, Role, Tone};
use crate::views::{Frame, Nav, when};

/// Findings that are listed; a text with more has the same few rules over and over.
const MOST: usize = 200;

/// What every COE tells.
const SECTIONS: [Meaning; 7] = [
    Meaning::Summary,
    Meaning::Impact,
    Meaning::Timeline,
    Meaning::Whys,
    Meaning::Factors,
    Meaning::PriorWarnings,
    Meaning::Corrections,
];

/// The editor, while it is put together.
pub struct Editor {
    frame: Frame,
    page: CoePage,
    labels: Vec<RoleLabel>,
    version: i64,
    submits: bool,
    due: Option<String>,
    commands: Vec<Command>,
    /// "Saved at 14:02".
    pub state: String,
    /// What came of the last command.
    pub notice: Option<Notice>,
    /// Names that were found.
    pub names: Option<NamesFound>,
    /// What text the preview shows, if it is wanted.
    pub preview_of: Option<String>,
}

impl Editor {
    /// The editor of a COE, with the text that `page` has.
    pub async fn new(
        server: &Server,
        who: &SignedIn,
        look: &Look,
        page: CoePage,
        version: i64,
    ) -> Result<Self, Failure> {
        let coe = page.opened.kept.state.id;
        let deadline = page
            .clock
            .map(|clock| clock.draft)
            .filter(|draft| draft.met.is_none());
        let due = deadline.map(|draft| when::relative(server.app.now(), draft.due));
        Ok(Self {
            frame: look.frame(page.opened.title.clone(), Nav::Coes),
            labels: app::coe::label_links(&server.app, &who.caller, coe).await?,
            submits: page.opened.allows(&who.caller, Action::Submit),
            commands: coe::people(&page, who),
            due,
            page,
            version,
            state: String::new(),
            notice: None,
            names: None,
            preview_of: None,
        })
    }

    fn coe(&self) -> CoeId {
        self.page.opened.kept.state.id
    }

    /// The page.
    pub fn draw(self) -> CoeEdit {
        let text = self.page.text.as_ref();
        let (blocking, others) = text.map(findings).unwrap_or_default();
        let preview = self.preview();
        let id = self.coe().to_string();
        let source = text
            .map(|text| text.document.source().to_owned())
            .unwrap_or_default();
        let is_reviewed = self.page.opened.kept.state.latest.is_some();
        let mut links = vec![LinkTo::new("Reading view", format!("/coes/{id}"))];
        if is_reviewed {
            links.push(LinkTo::new("Review", format!("/coes/{id}/review")));
            links.push(LinkTo::new("History", format!("/coes/{id}/history")));
        }
        CoeEdit {
            crumbs: coe::crumbs(&self.page),
            title: self.page.opened.title.clone(),
            stage: marks::stage(self.page.opened.kept.state.stage),
            about: self.about(),
            links,
            blocking_note: note(blocking.len(), self.page.opened.kept.state.latest.is_some()),
            blocking,
            others,
            labels: labels(&self.labels, &source),
            sections: text.map(sections).unwrap_or_default(),
            similar: Vec::new(),
            preview,
            text: source,
            coe: id,
            frame: self.frame,
            notice: self.notice,
            names: self.names,
            version: self.version.to_string(),
            state: self.state,
            submits: self.submits,
            commands: self.commands,
        }
    }

    fn about(&self) -> Vec<Inline> {
        let state = &self.page.opened.kept.state;
        let mut about: Vec<Inline> = vec![format!("COE {}", state.id.short()).into()];
        if let Some(due) = &self.due {
            about.push(Mark::new(Icon::Clock, format!("to submit {due}"), Tone::Plain).into());
        }
        let authors = match state.authors.len() {
            1 => "one author".to_owned(),
            count => format!("{count} authors"),
        };
        let invited = match state.invited.len() {
            0 => String::new(),
            count => format!(" and {count} invited"),
        };
        let readers = format!("Read by {authors}{invited}");
        about.push(Mark::new(Icon::Lock, readers, Tone::Soft).into());
        about
    }

    fn preview(&self) -> Option<Preview> {
        let (of, text) = (self.preview_of.clone()?, self.page.text.as_ref()?);
        let pencilled = listed(text).map(|(number, finding)| Pencilled {
            span: finding.span.clone(),
            pencil: pencil(finding.severity),
            number,
            note: None,
        });
        let reading = Reading {
            labels: self.labels.clone(),
            times: self.page.opened.incident.times,
            pencilled: pencilled.collect(),
            ..Reading::default()
        };
        Some(Preview {
            of,
            document: reading.sheet(&text.document),
        })
    }
}

/// How a finding is drawn.
pub const fn pencil(severity: FindingSeverity) -> Pencil {
    match severity {
        FindingSeverity::Block => Pencil::Block,
        FindingSeverity::Warn => Pencil::Warn,
        FindingSeverity::Advise => Pencil::Advise,
    }
}

/// The findings that are listed, with their numbers: what needs something first.
fn listed(text: &ReviewedText) -> impl Iterator<Item = (u32, &TextFinding)> {
    let (first, then): (Vec<_>, Vec<_>) = text
        .findings
        .iter()
        .partition(|finding| finding.needs_attention());
    (1..).zip(first.into_iter().chain(then).take(MOST))
}

/// What needs something before the text can be submitted, and everything else.
fn findings(text: &ReviewedText) -> (Vec<Finding>, Vec<Finding>) {
    let mut seen = std::collections::BTreeSet::new();
    let (mut blocking, mut others) = (Vec::new(), Vec::new());
    for (number, finding) in listed(text) {
        // Two findings of one fingerprint are handled as one.
        let Some(print) = finding.fingerprint else {
            continue;
        };
        let is_first = seen.insert(print);
        let mut shown = shown(number, finding, key(print));
        if !is_first {
            shown.key = format!("{}-{number}", shown.key);
        }
        if finding.needs_attention() {
            blocking.push(shown);
        } else {
            others.push(shown);
        }
    }
    (blocking, others)
}

fn shown(number: u32, finding: &TextFinding, key: String) -> Finding {
    let standing = match &finding.handling {
        Handling::Untouched => Standing::Open,
        Handling::LookedAt => Standing::Dismissed("Looked at.".to_owned()),
        Handling::Dismissed(dismissal) => Standing::Dismissed(match &dismissal.reason {
            DismissalReason::NotAPerson => "It is nobody’s name.".to_owned(),
            DismissalReason::Because(reason) => reason.to_string(),
        }),
    };
    Finding {
        key,
        number,
        level: marks::level(finding.severity),
        code: finding.code.to_string(),
        rule: finding.name.replace('-', " "),
        message: finding.message.clone(),
        better: Some(finding.help.clone()).filter(|help| !help.is_empty()),
        line: u32::try_from(finding.line).ok(),
        fixable: finding.fix.is_some() && !finding.names_somebody(),
        empty_means: meant_by_nothing(finding).map(|(_, words)| words.to_owned()),
        standing,
    }
}

/// What a dismissal without a reason says of a finding, and that in words; nothing where a reason
/// is needed.
pub fn meant_by_nothing(finding: &TextFinding) -> Option<(Handle, &'static str)> {
    if finding.names_somebody() {
        return Some((
            Handle::NotAPerson,
            "Left empty, it says that this is nobody’s name.",
        ));
    }
    let must_have_reason = finding.severity == FindingSeverity::Block;
    (!must_have_reason).then_some((
        Handle::LookedAt,
        "Left empty, it says that you looked at it.",
    ))
}

fn note(blocking: usize, is_reviewed: bool) -> String {
    let verb = if is_reviewed {
        "replaces the text in review"
    } else {
        "can be submitted"
    };
    match blocking {
        0 => String::new(),
        _ => format!("Fix each, or say why it is wrong here; then the text {verb}."),
    }
}

fn labels(labels: &[RoleLabel], source: &str) -> Vec<LabelUse> {
    let used = |label: &RoleLabel| LabelUse {
        role: Role::new(label.as_str()),
        times: match source.matches(label.as_str()).count() {
            0 => "not in the text".to_owned(),
            1 => "once".to_owned(),
            count => format!("{count} times"),
        },
    };
    labels.iter().map(used).collect()
}

/// Which sections are there.
fn sections(text: &ReviewedText) -> Vec<(Mark, String)> {
    let document = &text.document;
    let is_filled = |meaning: &&Meaning| {
        if **meaning == Meaning::Whys {
            return !document.whys().is_empty();
        }
        let section = document.section(**meaning);
        section.is_some_and(|section| document.text(&section.extent).lines().count() > 2)
    };
    let (filled, missing): (Vec<&Meaning>, Vec<&Meaning>) = SECTIONS.iter().partition(is_filled);
    let names = |list: Vec<&Meaning>| {
        let titles: Vec<_> = list.into_iter().map(|meaning| meaning.title()).collect();
        titles.join(", ")
    };
    let mut list = Vec::new();
    if !filled.is_empty() {
        list.push((Mark::new(Icon::Check, "There", Tone::Good), names(filled)));
    }
    if !missing.is_empty() {
        list.push((
            Mark::new(Icon::Draft, "Missing or empty", Tone::Care),
            names(missing),
        ));
    }
    list
}

/// A fingerprint as forms send it.
pub fn key(print: [u8; 16]) -> String {
    use std::fmt::Write as _;
    let mut key = String::with_capacity(32);
    for byte in print {
        let _ = write!(key, "{byte:02x}");
    }
    key
}

/// The fingerprint of a key.
pub fn fingerprint(key: &str) -> Option<[u8; 16]> {
    let digits = key.split('-').next().unwrap_or_default();
    if digits.len() != 32 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let number = u128::from_str_radix(digits, 16).ok()?;
    Some(number.to_be_bytes())
}
