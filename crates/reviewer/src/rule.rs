//! What a rule is.

use crate::{context::Reading, finding::Findings};

/// A check with a stable code.
///
/// Declared with `declare_rule!`, whose doc comment is the rule's page.
#[derive(Debug)]
pub struct Rule {
    /// Stable, never reused: `N101`.
    pub code: &'static str,
    /// Kebab-case; reads well after "allow": `person-name`.
    pub name: &'static str,
    /// What a finding of it weighs unless the finding says less.
    pub severity: Severity,
    /// Stable, or in preview until it has been right on real reports.
    pub stability: Stability,
    /// The version it first came with.
    pub since: &'static str,
    /// One line: what it flags.
    pub summary: &'static str,
    /// The lines of the rule's page as they stand in the source; [`Rule::page`] is for reading.
    pub(crate) doc: &'static str,
    /// Reports what it finds.
    pub(crate) check: fn(&Reading<'_>, &mut Findings<'_>),
}

impl Rule {
    /// The rule's page, Markdown: `## What it flags`, `## Why`, `## Write instead`, `## Settings`.
    pub fn page(&self) -> String {
        let lines = self
            .doc
            .lines()
            .map(|line| line.strip_prefix(' ').unwrap_or(line));
        let mut page: String = lines.flat_map(|line| [line, "\n"]).collect();
        page.truncate(page.trim_end().len() + 1);
        page
    }

    /// The family its code says it belongs to.
    pub fn family(&self) -> Family {
        Family::of(self.code)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Rule {}

/// How much a finding weighs.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Deserialize,
    serde::Serialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// A hint.
    Advise,
    /// Must have been looked at; the bar raiser sees it.
    Warn,
    /// Submitting is refused until it is fixed or dismissed with a reason.
    Block,
}

impl Severity {
    /// As settings and reports write it: `block`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Advise => "advise",
            Self::Warn => "warn",
            Self::Block => "block",
        }
    }
}

/// Whether a rule runs without being asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stability {
    /// Runs by default.
    Stable,
    /// Runs with `--preview`, and never blocks.
    Preview,
}

/// The family a rule belongs to: the letter of its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// N: people and customers.
    Names,
    /// B: blame.
    Blame,
    /// D: detail and shape.
    Detail,
    /// T: timeline.
    Timeline,
    /// I: impact.
    Impact,
    /// R: cause.
    Cause,
    /// C: corrections.
    Corrections,
    /// S: secrets.
    Secrets,
    /// O: the organisation's own phrases.
    Own,
    /// E: the review itself, such as a dismissal that is not allowed.
    Review,
}

impl Family {
    /// Every family, in the order pages list them.
    pub const ALL: [Self; 10] = [
        Self::Names,
        Self::Blame,
        Self::Detail,
        Self::Timeline,
        Self::Impact,
        Self::Cause,
        Self::Corrections,
        Self::Secrets,
        Self::Own,
        Self::Review,
    ];

    /// The letter its codes begin with.
    pub fn letter(self) -> char {
        match self {
            Self::Names => 'N',
            Self::Blame => 'B',
            Self::Detail => 'D',
            Self::Timeline => 'T',
            Self::Impact => 'I',
            Self::Cause => 'R',
            Self::Corrections => 'C',
            Self::Secrets => 'S',
            Self::Own => 'O',
            Self::Review => 'E',
        }
    }

    /// What its rules are about, as a heading says it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Names => "People and customers",
            Self::Blame => "Blame",
            Self::Detail => "Detail and shape",
            Self::Timeline => "Timeline",
            Self::Impact => "Impact",
            Self::Cause => "Cause",
            Self::Corrections => "Corrective actions",
            Self::Secrets => "Secrets",
            Self::Own => "Own phrases",
            Self::Review => "The review itself",
        }
    }

    fn of(code: &str) -> Self {
        let letter = code.chars().next();
        Self::ALL
            .into_iter()
            .find(|family| Some(family.letter()) == letter)
            .unwrap_or(Self::Review)
    }
}

/// Declares a rule as a `pub static` of type [`Rule`]; the doc comment becomes its page.
///
/// ```text
/// declare_rule! {
///     /// A person is named …            (first paragraph: what it is about)
///     ///
///     /// ## What it flags
///     /// …
///     pub static PERSON_NAME: Rule = {
///         code: "N101", name: "person-name", severity: Block, stability: Stable, since: "0.1.0",
///         summary: "a person is named", check: check,
///     };
/// }
/// ```
macro_rules! declare_rule {
    (
        $(#[doc = $line:expr])*
        pub static $ident:ident: Rule = {
            code: $code:literal, name: $name:literal, severity: $severity:ident,
            stability: $stability:ident, since: $since:literal, summary: $summary:literal,
            check: $check:path $(,)?
        };
    ) => {
        $(#[doc = $line])*
        pub static $ident: $crate::Rule = $crate::Rule {
            code: $code,
            name: $name,
            severity: $crate::Severity::$severity,
            stability: $crate::Stability::$stability,
            since: $since,
            summary: $summary,
            doc: concat!($($line, "\n",)*),
            check: $check,
        };
    };
}

pub(crate) use declare_rule;
