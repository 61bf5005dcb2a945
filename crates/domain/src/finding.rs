//! What the automated reviewer reports, as far as decisions need it.

use std::fmt;
use std::str::FromStr;

use crate::id::{FindingId, PersonId};
use crate::label_text::LabelText;
use crate::refusal::{Refusal, listed, require};
use serde::{Deserialize, Serialize};

/// The stable code of a rule: one letter for the family, three digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RuleCode([u8; 4]);

/// The text is no code of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a rule's code is a capital letter and three digits")]
pub struct InvalidRuleCode;

/// What a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingSeverity {
    /// A hint.
    Advise,
    /// Must have been looked at.
    Warn,
    /// Submitting is refused until it is fixed or dismissed with a reason.
    Block,
}

/// How sure the reviewer is that somebody is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// Worth a hint.
    Possible,
    /// Must be looked at.
    Likely,
    /// Blocks.
    Certain,
}

/// What was done about a finding that still stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Handling {
    /// Nothing.
    Untouched,
    /// Somebody looked at it.
    LookedAt,
    /// Somebody said why it is wrong here.
    Dismissed(Dismissal),
}

/// "Wrong here, because …". Lets the author go on; the bar raiser sees and confirms it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dismissal {
    /// Why.
    pub reason: DismissalReason,
    /// Who says so.
    pub by: PersonId,
    /// The bar raiser who agreed.
    pub confirmed_by: Option<PersonId>,
}

/// Why a finding is wrong here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DismissalReason {
    /// The word is nobody's name. Once confirmed, it joins the organisation's allow list.
    NotAPerson,
    /// In the author's words.
    Because(#[serde(with = "crate::label_text::kept")] LabelText),
}

/// A finding in a frozen text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Which.
    pub id: FindingId,
    /// The rule that found it.
    pub code: RuleCode,
    /// What it weighs.
    pub severity: FindingSeverity,
    /// How sure, for findings about people and customers.
    pub tier: Option<Tier>,
    /// What was done about it.
    pub handling: Handling,
}

/// What a finding needs before the text can be submitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Fix it, or dismiss it with a reason.
    FixOrDismiss,
    /// Look at it: fix it, or say that it is right as it stands.
    LookAt,
}

/// A finding that keeps a text from being submitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Blocker {
    /// What it needs.
    pub need: Need,
    /// The rule.
    pub code: RuleCode,
    /// The finding.
    pub finding: FindingId,
}

impl Finding {
    /// What it still needs before submission, if anything.
    pub fn need(&self) -> Option<Need> {
        let blocks = self.severity == FindingSeverity::Block || self.tier == Some(Tier::Certain);
        let warns = self.severity == FindingSeverity::Warn || self.tier == Some(Tier::Likely);
        match self.handling {
            Handling::Dismissed(_) => None,
            _ if blocks => Some(Need::FixOrDismiss),
            Handling::LookedAt => None,
            Handling::Untouched => warns.then_some(Need::LookAt),
        }
    }

    /// Dismissed, and no bar raiser has agreed yet.
    pub const fn awaits_confirmation(&self) -> bool {
        matches!(&self.handling, Handling::Dismissed(one) if one.confirmed_by.is_none())
    }

    /// Agrees with a dismissal, which its author cannot do. Tells whether the word joins the
    /// allow list. The caller knows that `bar_raiser` reviews this COE.
    pub fn confirm_dismissal(&mut self, bar_raiser: PersonId) -> Result<bool, Refusal> {
        let Handling::Dismissed(dismissal) = &mut self.handling else {
            let remedy = "Only a dismissed finding can be confirmed.";
            return Err(Refusal::new("finding-not-dismissed", remedy));
        };
        let remedy = "Somebody other than who dismissed it confirms it.";
        require(dismissal.by != bar_raiser, "own-dismissal", remedy)?;
        dismissal.confirmed_by.get_or_insert(bar_raiser);
        Ok(dismissal.reason == DismissalReason::NotAPerson)
    }
}

/// Everything that keeps a text with these findings from being submitted: what must be fixed first,
/// then by rule.
pub fn blockers(findings: &[Finding]) -> Vec<Blocker> {
    let needing = findings.iter().filter_map(|finding| {
        Some(Blocker {
            need: finding.need()?,
            code: finding.code,
            finding: finding.id,
        })
    });
    let mut blockers: Vec<Blocker> = needing.collect();
    blockers.sort_unstable();
    blockers
}

/// Refuses a text with blockers, and counts them by rule.
pub fn check_submittable(findings: &[Finding]) -> Result<(), Refusal> {
    let blockers = blockers(findings);
    let codes = |need| {
        let of_need = blockers.iter().filter(move |one| one.need == need);
        let mut codes: Vec<RuleCode> = of_need.map(|one| one.code).collect();
        codes.dedup();
        listed(codes)
    };
    let remedies = [
        ("Fix or dismiss with a reason: ", codes(Need::FixOrDismiss)),
        ("Look at: ", codes(Need::LookAt)),
    ];
    let asked = remedies.into_iter().filter(|(_, codes)| !codes.is_empty());
    let sentences: Vec<String> = asked
        .map(|(what, codes)| format!("{what}{codes}."))
        .collect();
    require(
        blockers.is_empty(),
        "findings-block-submission",
        sentences.join(" "),
    )
}

crate::written::written_as_text!(RuleCode);

impl FromStr for RuleCode {
    type Err = InvalidRuleCode;

    fn from_str(text: &str) -> Result<Self, InvalidRuleCode> {
        match *text.as_bytes() {
            [family @ b'A'..=b'Z', a, b, c] if [a, b, c].iter().all(u8::is_ascii_digit) => {
                Ok(Self([family, a, b, c]))
            }
            _ => Err(InvalidRuleCode),
        }
    }
}

impl fmt::Display for RuleCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|&byte| write!(f, "{}", char::from(byte)))
    }
}

impl fmt::Debug for RuleCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RuleCode({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::Moment;

    fn finding(code: &str, severity: FindingSeverity, tier: Option<Tier>) -> Finding {
        Finding {
            id: FindingId::new(Moment::from_milliseconds(0), [0; 10]),
            code: code.parse().unwrap(),
            severity,
            tier,
            handling: Handling::Untouched,
        }
    }

    fn person(n: u8) -> PersonId {
        PersonId::new([n; 16])
    }

    fn dismissed(reason: DismissalReason) -> Handling {
        let (by, confirmed_by) = (person(1), None);
        Handling::Dismissed(Dismissal {
            reason,
            by,
            confirmed_by,
        })
    }

    #[test]
    fn what_a_finding_needs() {
        use FindingSeverity::{Advise, Block, Warn};
        let looked_at = || Handling::LookedAt;
        let dismissed = || dismissed(DismissalReason::NotAPerson);
        for (severity, tier, handling, need) in [
            (Block, None, Handling::Untouched, Some(Need::FixOrDismiss)),
            (Block, None, looked_at(), Some(Need::FixOrDismiss)),
            (Block, Some(Tier::Certain), dismissed(), None),
            (
                Warn,
                Some(Tier::Likely),
                Handling::Untouched,
                Some(Need::LookAt),
            ),
            (Warn, Some(Tier::Likely), looked_at(), None),
            (Warn, None, Handling::Untouched, Some(Need::LookAt)),
            (Advise, Some(Tier::Possible), Handling::Untouched, None),
            (
                Advise,
                Some(Tier::Certain),
                Handling::Untouched,
                Some(Need::FixOrDismiss),
            ),
        ] {
            let found = Finding {
                handling: handling.clone(),
                ..finding("N101", severity, tier)
            };
            assert_eq!(found.need(), need, "{severity:?} {tier:?} {handling:?}");
        }
    }

    #[test]
    fn blockers_are_listed_precisely() {
        use FindingSeverity::{Advise, Block, Warn};
        let findings = [
            finding("N105", Warn, None),
            finding("N101", Block, Some(Tier::Certain)),
            finding("N101", Block, Some(Tier::Certain)),
            finding("B201", Block, None),
            finding("B205", Advise, None),
        ];
        let refusal = check_submittable(&findings).unwrap_err();
        assert_eq!(
            refusal.remedy(),
            "Fix or dismiss with a reason: B201, N101. Look at: N105."
        );
        assert_eq!(blockers(&findings).len(), 4);
        assert_eq!(check_submittable(&findings[4..]), Ok(()));
    }

    #[test]
    fn dismissals_are_confirmed_by_somebody_else() {
        let mut found = finding("N101", FindingSeverity::Block, None);
        assert_eq!(
            found.confirm_dismissal(person(2)).unwrap_err().code(),
            "finding-not-dismissed"
        );
        found.handling = dismissed(DismissalReason::NotAPerson);
        assert!(found.awaits_confirmation());
        assert_eq!(
            found.confirm_dismissal(person(1)).unwrap_err().code(),
            "own-dismissal"
        );
        assert_eq!(found.confirm_dismissal(person(2)), Ok(true));
        assert!(!found.awaits_confirmation());
        let because = LabelText::screened("It is a quotation.").unwrap();
        found.handling = dismissed(DismissalReason::Because(because));
        assert_eq!(found.confirm_dismissal(person(2)), Ok(false));
    }

    #[test]
    fn codes_are_a_letter_and_three_digits() {
        for text in ["", "N10", "N1011", "n101", "1N01", "Né1"] {
            assert_eq!(text.parse::<RuleCode>(), Err(InvalidRuleCode), "{text}");
        }
    }
}
