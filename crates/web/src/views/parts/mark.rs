//! Words with shapes: nothing is said by colour alone.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;

use super::Inline;
use crate::views::icon::Icon;

/// How a word with a shape is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something stops here.
    Stop,
    /// Something wants a look.
    Care,
    /// Something went well.
    Good,
    /// Neither.
    Plain,
    /// Steps back.
    Soft,
}

impl fmt::Display for Tone {
    /// As the style sheet calls it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stop => "stop",
            Self::Care => "care",
            Self::Good => "good",
            Self::Plain => "plain",
            Self::Soft => "soft",
        })
    }
}

impl HtmlSafe for Tone {}

/// A word with its shape.
#[derive(Clone, Debug, PartialEq, Eq, Template)]
#[template(
    source = r#"<span class="mark mark-{{ tone }}{% if strong %} mark-strong{% endif %}">{{ icon }}{{ words }}</span>"#,
    ext = "html"
)]
pub struct Mark {
    /// The shape.
    pub icon: Icon,
    /// The word.
    pub words: String,
    /// How it is meant.
    pub tone: Tone,
    /// Whether it steps forward.
    pub strong: bool,
}

impl HtmlSafe for Mark {}

impl Mark {
    /// A word with its shape.
    pub fn new(icon: Icon, words: impl Into<String>, tone: Tone) -> Self {
        Self {
            icon,
            words: words.into(),
            tone,
            strong: false,
        }
    }

    /// The same, stepping forward.
    #[must_use]
    pub fn strong(self) -> Self {
        Self {
            strong: true,
            ..self
        }
    }

    /// What is late, and by how much: `overdue("4 days over")`.
    pub fn overdue(words: impl Into<String>) -> Self {
        Self::new(Icon::Overdue, words, Tone::Stop).strong()
    }
}

/// Lets an enum of states be written straight into a template.
macro_rules! shown_as_mark {
    ($($state:ty),+) => {$(
        impl fmt::Display for $state {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.mark().fmt(f)
            }
        }

        impl HtmlSafe for $state {}

        impl From<$state> for Mark {
            fn from(state: $state) -> Self {
                state.mark()
            }
        }
    )+};
}

shown_as_mark!(SeverityMark, StageMark, CorrectionMark, RiskMark, LevelMark);

/// How bad an incident was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the domain")]
pub enum SeverityMark {
    One,
    Two,
    Three,
    NearMiss,
}

impl SeverityMark {
    /// The word with its shape.
    pub fn mark(self) -> Mark {
        match self {
            Self::One => Mark::new(Icon::Severity1, "Severity 1", Tone::Stop),
            Self::Two => Mark::new(Icon::Severity2, "Severity 2", Tone::Care),
            Self::Three => Mark::new(Icon::Severity3, "Severity 3", Tone::Soft),
            Self::NearMiss => Mark::new(Icon::Near, "Near miss", Tone::Soft),
        }
    }
}

/// Where a COE is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the domain")]
pub enum StageMark {
    NotBegun,
    Draft,
    InReview,
    ChangesRequested,
    Approved,
    Published,
    Closed,
}

impl StageMark {
    /// The word with its shape.
    pub fn mark(self) -> Mark {
        match self {
            Self::NotBegun => Mark::new(Icon::Draft, "None to read yet", Tone::Soft),
            Self::Draft => Mark::new(Icon::Draft, "Draft", Tone::Plain),
            Self::InReview => Mark::new(Icon::Half, "In review", Tone::Plain),
            Self::ChangesRequested => Mark::new(Icon::Returned, "Changes requested", Tone::Care),
            Self::Approved => Mark::new(Icon::Check, "Approved", Tone::Good),
            Self::Published => Mark::new(Icon::Checked, "Published", Tone::Good),
            Self::Closed => Mark::new(Icon::Closed, "Closed", Tone::Soft),
        }
    }
}

/// Where a correction is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the domain")]
pub enum CorrectionMark {
    Proposed,
    Committed,
    InProgress,
    Done,
    Verified,
    Returned,
    Declined,
}

impl CorrectionMark {
    /// The word with its shape.
    pub fn mark(self) -> Mark {
        match self {
            Self::Proposed => Mark::new(Icon::Draft, "Proposed", Tone::Soft),
            Self::Committed => Mark::new(Icon::Open, "Committed", Tone::Plain),
            Self::InProgress => Mark::new(Icon::Half, "In progress", Tone::Plain),
            Self::Done => Mark::new(Icon::Check, "Done", Tone::Plain),
            Self::Verified => Mark::new(Icon::Checked, "Verified", Tone::Good),
            Self::Returned => Mark::new(Icon::Returned, "Returned", Tone::Care),
            Self::Declined => Mark::new(Icon::Declined, "Declined", Tone::Care),
        }
    }
}

/// What was decided about a risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the domain")]
pub enum RiskMark {
    Undecided,
    Funded,
    Accepted,
    Expired,
    Rejected,
}

impl RiskMark {
    /// The word with its shape.
    pub fn mark(self) -> Mark {
        match self {
            Self::Undecided => Mark::new(Icon::Draft, "Not decided", Tone::Care),
            Self::Funded => Mark::new(Icon::Check, "Funded", Tone::Good),
            Self::Accepted => Mark::new(Icon::Open, "Accepted", Tone::Plain),
            Self::Expired => Mark::overdue("Acceptance expired"),
            Self::Rejected => Mark::new(Icon::Declined, "Rejected", Tone::Soft),
        }
    }
}

/// What a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the words of the domain")]
pub enum LevelMark {
    Block,
    Warn,
    Advise,
}

impl LevelMark {
    /// The word with its shape.
    pub fn mark(self) -> Mark {
        match self {
            Self::Block => Mark::new(Icon::Block, self.words(), Tone::Stop).strong(),
            Self::Warn => Mark::new(Icon::Warn, self.words(), Tone::Care).strong(),
            Self::Advise => Mark::new(Icon::Advise, self.words(), Tone::Soft).strong(),
        }
    }

    /// The word alone.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Block => "Blocks",
            Self::Warn => "Look at",
            Self::Advise => "Hint",
        }
    }

    /// The shape alone.
    pub const fn icon(self) -> Icon {
        match self {
            Self::Block => Icon::Block,
            Self::Warn => Icon::Warn,
            Self::Advise => Icon::Advise,
        }
    }

    /// As the style sheet calls it.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Warn => "warn",
            Self::Advise => "advise",
        }
    }
}

impl From<SeverityMark> for Inline {
    fn from(severity: SeverityMark) -> Self {
        Self::Mark(severity.mark())
    }
}

impl From<StageMark> for Inline {
    fn from(stage: StageMark) -> Self {
        Self::Mark(stage.mark())
    }
}

impl From<CorrectionMark> for Inline {
    fn from(state: CorrectionMark) -> Self {
        Self::Mark(state.mark())
    }
}
