//! The text of a COE on a page: its sections and blocks, and the notes in its margin.

use super::diff::DiffText;
use super::icon::Icon;
use super::parts::{Fact, Html, LevelMark, Mark, Role, Tone};
use crate::drawing::Drawn;

/// A document, ready to be read.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Its sections, in order.
    pub sections: Vec<Section>,
    /// Where the sign beside a block leads, up to its number: `/coes/7/review?block=`. Without,
    /// blocks have no sign.
    pub comment_at: Option<String>,
}

/// A section.
#[derive(Clone, Debug)]
pub struct Section {
    /// Unique on the page, of letters, digits and hyphens.
    pub id: String,
    /// Its heading; empty for what stands before the first.
    pub heading: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A piece of the text that can be commented on.
#[derive(Clone, Debug)]
pub struct Block {
    /// Which of the document.
    pub number: u32,
    /// What it says.
    pub body: Body,
    /// Notes on it; their marks are inside the body.
    pub notes: Vec<Note>,
}

/// What a block says.
#[derive(Clone, Debug)]
pub enum Body {
    /// Paragraphs, tables, lists, code: rendered elsewhere.
    Html(Html),
    /// The timeline.
    Timeline(Box<TimelineBody>),
    /// The chain of whys.
    Whys(Vec<Why>),
    /// The contributing factors.
    Factors(Vec<Factor>),
    /// The corrections.
    Corrections(Vec<CorrectionLine>),
}

/// The timeline: a drawing and its entries.
#[derive(Clone, Debug)]
pub struct TimelineBody {
    /// What the drawing shows and which day it was.
    pub caption: String,
    /// The drawing; its points lead to the entries. Without, where no entry has a time.
    pub drawn: Option<Drawn>,
    /// The entries, in the order of the drawing's points.
    pub entries: Vec<TimelineEntry>,
}

/// An entry of the timeline.
#[derive(Clone, Debug)]
pub struct TimelineEntry {
    /// The day, where it is written or has changed: "2026-02-24", "25 Feb".
    pub day: Option<String>,
    /// The time as read: "17:37".
    pub time: String,
    /// The time for machines; empty where the day or the time is not known.
    pub datetime: String,
    /// Who acted or what.
    pub who: Option<Role>,
    /// What the incident came to with it: "Detected".
    pub turn: Option<String>,
    /// What happened: only what may stand inside a paragraph.
    pub what: Html,
    /// What they saw, why it made sense, from where it is known: a name, and only what may stand
    /// inside a line.
    pub more: Vec<(String, Html)>,
    /// Where accounts differ: all of them.
    pub accounts: Vec<Account>,
}

/// One account of what is contested.
#[derive(Clone, Debug)]
pub struct Account {
    /// Confirmed, denied, unverified.
    pub status: Mark,
    /// What it says.
    pub what: String,
    /// Whose it is and from where.
    pub whose: String,
}

/// One step of a chain of whys.
#[derive(Clone, Debug)]
pub struct Why {
    /// How deep, from 0; drawn to 6.
    pub depth: u8,
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: Html,
}

impl Why {
    /// The depth that is drawn.
    pub fn drawn_depth(&self) -> u8 {
        self.depth.min(6)
    }
}

/// A contributing factor.
#[derive(Clone, Debug)]
pub struct Factor {
    /// "F1".
    pub id: String,
    /// What it was.
    pub words: Html,
}

/// A correction as the text says it, with its state from the register.
#[derive(Clone, Debug)]
pub struct CorrectionLine {
    /// "C1".
    pub id: String,
    /// To its page, once it is in the register.
    pub href: Option<String>,
    /// What will be different.
    pub words: Html,
    /// Kind, priority, owner, due, factors, state today.
    pub facts: Vec<Fact>,
    /// "Measured by: …".
    pub measure: Option<String>,
}

/// A note in the margin.
#[derive(Clone, Debug)]
pub struct Note {
    /// Ties it to its mark in the text: `mark-N` and `note-N`. Digits, or a letter and digits.
    pub number: String,
    /// What it is.
    pub body: NoteBody,
}

/// What a note is.
#[derive(Clone, Debug)]
pub enum NoteBody {
    /// The automated reviewer found something.
    Finding(FindingNote),
    /// People talk about it.
    Thread(ThreadNote),
    /// Somebody has better words.
    Suggestion(SuggestionNote),
}

/// What the automated reviewer found.
#[derive(Clone, Debug)]
pub struct FindingNote {
    /// What it weighs.
    pub level: LevelMark,
    /// The rule.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// Better words.
    pub better: Option<String>,
    /// Why the author let it stand.
    pub dismissed: Option<DismissedNote>,
}

/// Why the author let a finding stand.
#[derive(Clone, Debug)]
pub struct DismissedNote {
    /// The reason.
    pub reason: String,
    /// What the bar raiser said: "Confirmed", nothing while they have not.
    pub answered: Option<Mark>,
    /// For the bar raiser: posts `finding` to this address.
    pub confirm: Option<(String, String)>,
}

impl DismissedNote {
    /// The word over the reason.
    pub fn mark() -> Mark {
        Mark::new(Icon::Declined, "Dismissed by the author", Tone::Soft)
    }
}

/// People talk about a place.
#[derive(Clone, Debug)]
pub struct ThreadNote {
    /// Open or resolved.
    pub state: Mark,
    /// "block 10".
    pub place: String,
    /// What they said.
    pub comments: Vec<Comment>,
    /// Where an answer is posted, as `text` and `id`, and the id: sent twice, it stands once.
    pub answer: Option<(String, String)>,
    /// Where it is resolved.
    pub resolve: Option<String>,
}

/// What somebody said.
#[derive(Clone, Debug)]
pub struct Comment {
    /// Who: a reviewer by name, a participant by label.
    pub who: String,
    /// When, as read.
    pub when: String,
    /// When, for machines.
    pub datetime: String,
    /// What.
    pub text: String,
}

/// Better words, for the author to take.
#[derive(Clone, Debug)]
pub struct SuggestionNote {
    /// "block 12".
    pub place: String,
    /// Who suggests.
    pub who: String,
    /// The text before and after.
    pub change: DiffText,
    /// "Waiting for the author since 9 March."
    pub state: String,
    /// Where it is taken.
    pub take: Option<String>,
    /// Where it is declined.
    pub decline: Option<String>,
    /// Where it is withdrawn.
    pub withdraw: Option<String>,
}

impl SuggestionNote {
    /// The word over it.
    pub fn mark() -> Mark {
        Mark::new(Icon::Pencil, "Suggestion", Tone::Plain).strong()
    }
}

impl NoteBody {
    /// As the style sheet calls it.
    pub const fn class(&self) -> &'static str {
        match self {
            Self::Finding(finding) => finding.level.class(),
            Self::Thread(_) | Self::Suggestion(_) => "comment",
        }
    }

    /// What it is called where it is not seen.
    pub const fn words(&self) -> &'static str {
        match self {
            Self::Finding(_) => "Finding",
            Self::Thread(_) => "Comment",
            Self::Suggestion(_) => "Suggestion",
        }
    }
}
