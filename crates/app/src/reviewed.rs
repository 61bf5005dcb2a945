//! A text with what the automated reviewer says about it, and what was done about that.

use std::collections::BTreeMap;
use std::ops::Range;

use document::Document;
use domain::finding::{Finding, FindingSeverity, Handling, RuleCode, Tier};
use domain::id::FindingId;
use domain::moment::Moment;
use names::Kind;
use reviewer::{Fingerprints, PriorWarning, Review, Severity};

use crate::context::App;
use crate::directory::Directory;

/// What somebody did about findings, by fingerprint.
pub(crate) type Handlings = BTreeMap<[u8; 16], (RuleCode, Handling)>;

/// A text, reviewed. Holds the text: never logged.
pub struct ReviewedText {
    /// The text.
    pub document: Document,
    /// Findings in order of place, those that were handled included.
    pub findings: Vec<TextFinding>,
    /// What the reviewer said.
    pub(crate) review: Review,
}

/// A finding in a text that people look at.
///
/// What names somebody is never said again: message and help show "…" where the text does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFinding {
    /// The rule's code: "N101".
    pub code: RuleCode,
    /// The rule's name: "person-name".
    pub name: &'static str,
    /// What it weighs.
    pub severity: FindingSeverity,
    /// How sure, for findings about people and customers.
    pub tier: Option<Tier>,
    /// Bytes of the text.
    pub span: Range<usize>,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
    /// What taking its fix would do, if it has one.
    pub fix: Option<String>,
    /// Recognises it in the next text; none for texts without handling.
    pub fingerprint: Option<[u8; 16]>,
    /// What was done about it.
    pub handling: Handling,
}

impl ReviewedText {
    /// A text about an incident of which these warnings had been given.
    pub(crate) fn of(
        app: &App,
        directory: &Directory,
        text: String,
        handlings: &Handlings,
        warnings: &[PriorWarning],
    ) -> Self {
        let document = Document::parse(text);
        let review = Review::with_warnings(&document, None, &directory.review, warnings);
        let prints = Fingerprints::new(app.fingerprint_key(), &document, &review);
        let findings = review.open.iter().map(|finding| {
            let print = prints.of(finding).to_bytes();
            let handled = handlings.get(&print).map(|(_, handling)| handling.clone());
            TextFinding {
                fingerprint: Some(print),
                handling: handled.unwrap_or(Handling::Untouched),
                ..TextFinding::of(&document, finding)
            }
        });
        let findings = findings.collect();
        Self {
            document,
            findings,
            review,
        }
    }

    /// The findings as the domain weighs them. Ids are made for this purpose and not kept.
    pub(crate) fn weighed(&self, app: &App, now: Moment) -> Vec<Finding> {
        let weigh = |finding: &TextFinding| Finding {
            id: FindingId::new(now, app.random()),
            code: finding.code,
            severity: finding.severity,
            tier: finding.tier,
            handling: finding.handling.clone(),
        };
        self.findings.iter().map(weigh).collect()
    }

    /// What still keeps it from being submitted.
    pub fn blockers(&self) -> impl Iterator<Item = &TextFinding> {
        self.findings
            .iter()
            .filter(|finding| finding.needs_attention())
    }

    /// How many people and customers it surely or likely names.
    pub fn named(&self) -> usize {
        let sure = |mention: &&names::Mention| mention.tier >= names::Tier::Likely;
        let named = self.review.mentions.iter().filter(sure);
        let identities = named.map(|mention| (mention.kind == Kind::Person, mention.identity));
        identities.collect::<std::collections::BTreeSet<_>>().len()
    }

    /// Whether nothing about people or customers is open.
    pub(crate) fn is_clean_of_names(&self) -> bool {
        !self.blockers().any(TextFinding::is_about_names)
    }

    /// Dismissed findings that no bar raiser agreed with yet.
    pub(crate) fn unconfirmed_dismissals(&self) -> usize {
        let findings = self.findings.iter();
        findings
            .filter(|finding| finding.awaits_confirmation())
            .count()
    }
}

impl TextFinding {
    pub(crate) fn of(document: &Document, finding: &reviewer::Finding) -> Self {
        let position = document.lines().position(finding.span.start);
        let severity = match finding.severity {
            Severity::Block => FindingSeverity::Block,
            Severity::Warn => FindingSeverity::Warn,
            Severity::Advise => FindingSeverity::Advise,
        };
        let tier = finding.tier.map(|tier| match tier {
            names::Tier::Certain => Tier::Certain,
            names::Tier::Likely => Tier::Likely,
            names::Tier::Possible => Tier::Possible,
        });
        let flagged = document.text(&finding.span);
        Self {
            code: finding
                .rule
                .code
                .parse()
                .expect("INVARIANT: rules have codes of this form"),
            name: finding.rule.name,
            severity,
            tier,
            span: finding.span.clone(),
            line: position.line,
            column: position.column,
            message: unsaid(&finding.message, flagged, finding.rule.code),
            help: unsaid(&finding.help, flagged, finding.rule.code),
            fix: finding
                .fix
                .as_ref()
                .map(|fix| unsaid(&fix.title, flagged, finding.rule.code)),
            fingerprint: None,
            handling: Handling::Untouched,
        }
    }

    /// Whether it keeps a text from being submitted as it stands.
    pub fn needs_attention(&self) -> bool {
        let blocks = self.severity == FindingSeverity::Block || self.tier == Some(Tier::Certain);
        let warns = self.severity == FindingSeverity::Warn || self.tier == Some(Tier::Likely);
        match self.handling {
            Handling::Dismissed(_) => false,
            Handling::LookedAt => blocks,
            Handling::Untouched => blocks || warns,
        }
    }

    /// Whether it is dismissed and no bar raiser agreed yet.
    pub const fn awaits_confirmation(&self) -> bool {
        matches!(&self.handling, Handling::Dismissed(one) if one.confirmed_by.is_none())
    }

    /// Whether what it flags may be somebody's name, which becomes a label. A pronoun, or a label
    /// that is written in two ways, is about people and names nobody.
    pub const fn names_somebody(&self) -> bool {
        self.tier.is_some()
    }

    /// Whether it is about people or customers.
    pub fn is_about_names(&self) -> bool {
        self.code.to_string().starts_with('N')
    }
}

/// A message without what it flags, if that may be somebody's name.
fn unsaid(message: &str, flagged: &str, code: &str) -> String {
    if code.starts_with('N') && !flagged.is_empty() {
        message.replace(flagged, "…")
    } else {
        message.to_owned()
    }
}
