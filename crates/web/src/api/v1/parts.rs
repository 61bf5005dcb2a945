//! What several answers hold.

use app::{Directory, TextFinding};
use domain::finding::{DismissalReason, FindingSeverity, Handling, Tier};
use domain::id::{PersonId, TeamId};
use domain::refusal::Refusal;
use domain::revision::Revision;
use serde::Serialize;
use store::coe::CoeSummary;
use utoipa::ToSchema;

/// A person.
#[derive(Serialize, ToSchema)]
pub struct PersonJson {
    /// Their id.
    pub id: String,
    /// Their name; `null` for whoever was erased.
    #[schema(required)]
    pub name: Option<String>,
}

/// A team.
#[derive(Serialize, ToSchema)]
pub struct TeamJson {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// A COE in a list.
#[derive(Serialize, ToSchema)]
pub struct CoeSummaryJson {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The incident it explains.
    pub incident: String,
    /// The team that owns what broke.
    pub owning_team: String,
    /// draft, in-review, approved, published or closed.
    pub stage: &'static str,
    /// Whether only its readers may know of it.
    pub is_restricted: bool,
    /// When it was first submitted.
    #[schema(required)]
    pub submitted: Option<String>,
    /// When it was first published.
    #[schema(required)]
    pub published: Option<String>,
}

/// A frozen text.
#[derive(Serialize, ToSchema)]
pub struct RevisionJson {
    /// Its number, from 1.
    pub sequence: u32,
    /// What it says, as one number: decisions about it are sent with it.
    pub root: String,
    /// When it was frozen.
    pub at: String,
}

/// A rule that says no, or would.
#[derive(Serialize, ToSchema)]
pub struct RefusalJson {
    /// Which rule, stable.
    pub code: &'static str,
    /// What would make it pass.
    pub remedy: String,
}

/// A finding of the automated reviewer in a text.
#[derive(Serialize, ToSchema)]
pub struct TextFindingJson {
    /// Recognises it in the next text.
    #[schema(required)]
    pub fingerprint: Option<String>,
    /// The rule: N101.
    pub code: String,
    /// The rule's name: person-name.
    pub name: &'static str,
    /// advise, warn or block.
    pub severity: &'static str,
    /// possible, likely or certain, for findings about people and customers.
    #[schema(required)]
    pub tier: Option<&'static str>,
    /// First byte.
    pub start: usize,
    /// Byte behind the last.
    pub end: usize,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong. It does not repeat what may be a name.
    pub message: String,
    /// What to write instead.
    pub help: String,
    /// What taking its fix would do.
    #[schema(required)]
    pub fix: Option<String>,
    /// Whether it keeps the text from being submitted as it stands.
    pub needs_attention: bool,
    /// untouched, looked-at or dismissed.
    pub handling: &'static str,
    /// Why it is dismissed: not-a-person, or the author's words.
    #[schema(required)]
    pub reason: Option<String>,
    /// Whether a bar raiser agreed with the dismissal.
    pub is_confirmed: bool,
}

impl PersonJson {
    pub fn of(directory: &Directory, person: PersonId) -> Self {
        Self {
            id: person.to_string(),
            name: directory.name(person).map(ToOwned::to_owned),
        }
    }
}

impl TeamJson {
    pub fn of(directory: &Directory, team: TeamId) -> Self {
        Self {
            id: team.to_string(),
            name: directory.team_name(team).to_owned(),
        }
    }
}

impl CoeSummaryJson {
    pub fn of(coe: CoeSummary) -> Self {
        Self {
            id: coe.id.to_string(),
            title: coe.title,
            incident: coe.incident.to_string(),
            owning_team: coe.owning_team.to_string(),
            stage: coe.stage.as_str(),
            is_restricted: coe.is_restricted,
            submitted: coe.submitted.map(|at| at.to_string()),
            published: coe.published.map(|at| at.to_string()),
        }
    }
}

impl RevisionJson {
    pub fn of(revision: &Revision) -> Self {
        Self {
            sequence: revision.sequence,
            root: revision.root.to_string(),
            at: revision.at.to_string(),
        }
    }
}

impl From<Refusal> for RefusalJson {
    fn from(refusal: Refusal) -> Self {
        Self {
            code: refusal.code(),
            remedy: refusal.remedy().to_owned(),
        }
    }
}

impl TextFindingJson {
    pub fn of(finding: &TextFinding) -> Self {
        let (handling, reason) = match &finding.handling {
            Handling::Untouched => ("untouched", None),
            Handling::LookedAt => ("looked-at", None),
            Handling::Dismissed(dismissal) => {
                let reason = match &dismissal.reason {
                    DismissalReason::NotAPerson => "not-a-person".to_owned(),
                    DismissalReason::Because(reason) => reason.to_string(),
                };
                ("dismissed", Some(reason))
            }
        };
        let is_dismissed = matches!(finding.handling, Handling::Dismissed(_));
        Self {
            fingerprint: finding.fingerprint.map(hexadecimal),
            code: finding.code.to_string(),
            name: finding.name,
            severity: match finding.severity {
                FindingSeverity::Advise => "advise",
                FindingSeverity::Warn => "warn",
                FindingSeverity::Block => "block",
            },
            tier: finding.tier.map(|tier| match tier {
                Tier::Possible => "possible",
                Tier::Likely => "likely",
                Tier::Certain => "certain",
            }),
            start: finding.span.start,
            end: finding.span.end,
            line: finding.line,
            column: finding.column,
            message: finding.message.clone(),
            help: finding.help.clone(),
            fix: finding.fix.clone(),
            needs_attention: finding.needs_attention(),
            handling,
            reason,
            is_confirmed: is_dismissed && !finding.awaits_confirmation(),
        }
    }

    pub fn all(findings: &[TextFinding]) -> Vec<Self> {
        findings.iter().map(Self::of).collect()
    }
}

/// A fingerprint as addresses name it: 32 hexadecimal digits.
pub struct Fingerprint(pub [u8; 16]);

impl std::str::FromStr for Fingerprint {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = if text.len() == 32 && !text.starts_with('+') {
            text
        } else {
            ""
        };
        u128::from_str_radix(digits, 16).map(|number| Self(number.to_be_bytes()))
    }
}

fn hexadecimal(bytes: [u8; 16]) -> String {
    format!("{:032x}", u128::from_be_bytes(bytes))
}
