//! What a bar raiser answers about every COE.

use std::collections::BTreeMap;

use crate::label_text::LabelText;
use crate::refusal::{Refusal, listed, require};
use serde::{Deserialize, Serialize};

macro_rules! checklist {
    ($($(#[$doc:meta])* $name:ident = $key:literal, $question:literal;)+) => {
        /// A question of the checklist.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
        pub enum ChecklistItem {
            $($(#[$doc])* $name,)+
        }

        impl ChecklistItem {
            /// In the order they are asked.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Stable, as stored.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)+
                }
            }

            /// As asked.
            pub const fn question(self) -> &'static str {
                match self {
                    $(Self::$name => $question,)+
                }
            }
        }
    };
}

checklist! {
    /// A reader from elsewhere understands it.
    StrangerCanFollow = "stranger-can-follow", "Could a stranger follow it?";
    /// It is over, and that is shown.
    KnownResolved = "known-resolved", "Is it resolved, and how is that known?";
    /// The timeline is whole.
    TimelineWhole = "timeline-whole", "Does the timeline go from the first symptom to the all-clear?";
    /// The harm is in figures.
    ImpactCounted = "impact-counted", "Is the impact counted?";
    /// The causes are the system's.
    CausesSystemic = "causes-systemic", "Are the causes about the system, and deep enough?";
    /// What could have caught it earlier.
    CaughtEarlier = "caught-earlier", "Is it asked why it was not caught earlier?";
    /// What could have kept it smaller.
    BlastRadius = "blast-radius", "Is it asked why it was not contained to less?";
    /// The same weakness in other places.
    Elsewhere = "elsewhere", "Is it asked where else this exists?";
    /// What else could bring it about.
    SameToday = "same-today", "Is it asked who or what else could do the same today?";
    /// How it was noticed and stopped.
    DetectionAndMitigation = "detection-and-mitigation", "Are detection and mitigation asked about?";
    /// What was known before.
    PriorWarnings = "prior-warnings", "Are prior warnings discussed?";
    /// The corrective actions help, and somebody does them.
    CorrectionsHold = "corrections-hold", "Do the corrective actions eliminate or reduce recurrence, and are they ranked, owned and dated?";
    /// The text tells of nobody who it was.
    NobodyIdentifiable = "nobody-identifiable", "Is no person or customer identifiable?";
}

impl ChecklistItem {
    /// The question with this key.
    pub fn with_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|item| item.key() == key)
    }
}

/// An answer, perhaps with a remark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Yes or no.
    pub is_yes: bool,
    /// A remark; a no has one.
    #[serde(with = "crate::label_text::kept::optional")]
    pub comment: Option<LabelText>,
}

/// The answers a bar raiser gave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checklist(pub BTreeMap<ChecklistItem, Answer>);

impl Checklist {
    /// Refuses an approval unless every question is answered, every no says why, and nobody is
    /// identifiable.
    pub fn check_approval(&self) -> Result<(), Refusal> {
        let all = ChecklistItem::ALL.iter();
        let open = all
            .filter(|item| !self.0.contains_key(item))
            .map(|item| item.key());
        let open = listed(open);
        let remedy = format!("Answer: {open}.");
        require(open.is_empty(), "checklist-unanswered", remedy)?;
        let bare = |answer: &Answer| !answer.is_yes && answer.comment.is_none();
        let bare = self.0.iter().filter(|(_, answer)| bare(answer));
        let bare = listed(bare.map(|(item, _)| item.key()));
        let remedy = format!("Say why not: {bare}.");
        require(bare.is_empty(), "checklist-no-without-comment", remedy)?;
        let remedy = "Request changes, or replace what identifies somebody by role labels.";
        require(
            self.says_nobody_identifiable(),
            "somebody-identifiable",
            remedy,
        )
    }

    /// Whether the answer is that nobody is identifiable.
    pub fn says_nobody_identifiable(&self) -> bool {
        let answer = self.0.get(&ChecklistItem::NobodyIdentifiable);
        answer.is_some_and(|answer| answer.is_yes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_yes() -> Checklist {
        let yes = Answer {
            is_yes: true,
            comment: None,
        };
        Checklist(
            ChecklistItem::ALL
                .iter()
                .map(|&item| (item, yes.clone()))
                .collect(),
        )
    }

    fn refused(checklist: &Checklist) -> &'static str {
        checklist.check_approval().unwrap_err().code()
    }

    #[test]
    fn keys_are_stable_and_unique() {
        let keys: Vec<&str> = ChecklistItem::ALL.iter().map(|item| item.key()).collect();
        assert_eq!(keys.len(), 13);
        for (item, key) in ChecklistItem::ALL.iter().zip(keys) {
            assert_eq!(ChecklistItem::with_key(key), Some(*item));
            assert!(item.question().ends_with('?'));
        }
    }

    #[test]
    fn an_approval_answers_everything() {
        let mut checklist = all_yes();
        assert_eq!(checklist.check_approval(), Ok(()));
        checklist.0.remove(&ChecklistItem::Elsewhere);
        let refusal = checklist.check_approval().unwrap_err();
        assert_eq!(refusal.remedy(), "Answer: elsewhere.");
    }

    #[test]
    fn a_no_says_why() {
        let mut checklist = all_yes();
        let no = Answer {
            is_yes: false,
            comment: None,
        };
        checklist.0.insert(ChecklistItem::Elsewhere, no.clone());
        assert_eq!(refused(&checklist), "checklist-no-without-comment");
        let comment = LabelText::screened("Only one cell has it.").ok();
        checklist
            .0
            .insert(ChecklistItem::Elsewhere, Answer { comment, ..no });
        assert_eq!(checklist.check_approval(), Ok(()));
    }

    #[test]
    fn nothing_is_approved_that_tells_who_it_was() {
        let mut checklist = all_yes();
        let comment = LabelText::screened("The only one on call.").ok();
        let no = Answer {
            is_yes: false,
            comment,
        };
        checklist.0.insert(ChecklistItem::NobodyIdentifiable, no);
        assert_eq!(refused(&checklist), "somebody-identifiable");
    }
}
