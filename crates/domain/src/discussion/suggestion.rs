//! Proposed changes of the text.

use std::collections::BTreeSet;

use crate::discussion::{Anchor, Speaker};
use crate::id::{PersonId, SuggestionId};
use crate::label_text::LabelText;
use crate::refusal::{Refusal, require};
use serde::{Deserialize, Serialize};

/// A proposed change of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Which.
    pub id: SuggestionId,
    /// What it would replace.
    pub anchor: Anchor,
    /// What would stand there; nothing if it would go.
    #[serde(with = "crate::label_text::kept::optional")]
    pub replacement: Option<LabelText>,
    /// What it is for.
    pub kind: SuggestionKind,
    /// Who is seen to propose it.
    pub by: Speaker,
    /// What became of it.
    pub state: SuggestionState,
}

/// What a suggestion is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SuggestionKind {
    /// A label in place of a name, or less detail where it points at somebody.
    Anonymity,
    /// Anything else.
    Wording,
}

/// What became of a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SuggestionState {
    /// Nothing yet.
    Open,
    /// It stands in the text.
    Taken,
    /// An author did not want it.
    Declined,
}

/// What somebody wants done to a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuggestionCommand {
    /// Put it into the text.
    Take,
    /// Leave the text as it is.
    Decline,
}

/// What changes in a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuggestionChange {
    /// It is put into the text.
    Taken,
    /// The text stays.
    Declined,
}

/// What a suggestion depends on and does not hold itself.
#[derive(Clone, Copy, Debug)]
pub struct SuggestionFacts<'a> {
    /// Who writes the COE.
    pub authors: &'a BTreeSet<PersonId>,
    /// Who has a seat in its review.
    pub bar_raisers: &'a BTreeSet<PersonId>,
    /// The place still says what it said.
    pub is_place_unchanged: bool,
}

impl Suggestion {
    /// What a command changes, or why it may not. Authors decide; bar raisers may put labels in
    /// place of names themselves.
    pub fn decide(
        &self,
        command: SuggestionCommand,
        by: PersonId,
        facts: &SuggestionFacts<'_>,
    ) -> Result<Vec<SuggestionChange>, Refusal> {
        let (wanted, change) = match command {
            SuggestionCommand::Take => (SuggestionState::Taken, SuggestionChange::Taken),
            SuggestionCommand::Decline => (SuggestionState::Declined, SuggestionChange::Declined),
        };
        if self.state == wanted {
            return Ok(Vec::new());
        }
        let is_open = self.state == SuggestionState::Open;
        require(
            is_open,
            "suggestion-settled",
            "It is settled. Make a new suggestion.",
        )?;
        let protects = self.kind == SuggestionKind::Anonymity
            && command == SuggestionCommand::Take
            && facts.bar_raisers.contains(&by);
        let remedy = "An author takes or declines it; bar raisers put labels in place of names.";
        require(
            facts.authors.contains(&by) || protects,
            "not-yours-to-take",
            remedy,
        )?;
        let fits = command == SuggestionCommand::Decline || facts.is_place_unchanged;
        let remedy = "The text has changed there. Make a new suggestion.";
        require(fits, "suggestion-is-stale", remedy)?;
        Ok(vec![change])
    }

    /// The suggestion after a change.
    pub const fn apply(&mut self, change: SuggestionChange) {
        self.state = match change {
            SuggestionChange::Taken => SuggestionState::Taken,
            SuggestionChange::Declined => SuggestionState::Declined,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::RevisionId;
    use crate::moment::Moment;

    const AUTHOR: u8 = 1;
    const BAR_RAISER: u8 = 2;

    fn suggestion(kind: SuggestionKind) -> Suggestion {
        let at = Moment::from_milliseconds(0);
        let revision = RevisionId::new(at, [0; 10]);
        Suggestion {
            id: SuggestionId::new(at, [0; 10]),
            anchor: Anchor {
                revision,
                span: 0..4,
            },
            replacement: LabelText::screened("Oncall 1").ok(),
            kind,
            by: Speaker::Person(PersonId::new([BAR_RAISER; 16])),
            state: SuggestionState::Open,
        }
    }

    fn decide(
        suggestion: &Suggestion,
        command: SuggestionCommand,
        by: u8,
        is_place_unchanged: bool,
    ) -> Result<Vec<SuggestionChange>, &'static str> {
        let facts = SuggestionFacts {
            authors: &[PersonId::new([AUTHOR; 16])].into(),
            bar_raisers: &[PersonId::new([BAR_RAISER; 16])].into(),
            is_place_unchanged,
        };
        let decided = suggestion.decide(command, PersonId::new([by; 16]), &facts);
        decided.map_err(|refusal| refusal.code())
    }

    #[test]
    fn authors_decide_and_bar_raisers_protect() {
        use SuggestionCommand::{Decline, Take};
        use SuggestionKind::{Anonymity, Wording};
        for (kind, command, by, may) in [
            (Wording, Take, AUTHOR, true),
            (Wording, Decline, AUTHOR, true),
            (Wording, Take, BAR_RAISER, false),
            (Anonymity, Take, BAR_RAISER, true),
            (Anonymity, Decline, BAR_RAISER, false),
            (Anonymity, Take, 3, false),
        ] {
            let decided = decide(&suggestion(kind), command, by, true);
            assert_eq!(
                decided.is_ok(),
                may,
                "{kind:?} {command:?} {by}: {decided:?}"
            );
        }
    }

    #[test]
    fn a_settled_suggestion_stays_settled() {
        let mut taken = suggestion(SuggestionKind::Wording);
        taken.apply(SuggestionChange::Taken);
        let take = decide(&taken, SuggestionCommand::Take, AUTHOR, true);
        assert_eq!(take, Ok(vec![]), "again");
        let decline = decide(&taken, SuggestionCommand::Decline, AUTHOR, true);
        assert_eq!(decline, Err("suggestion-settled"));
    }

    #[test]
    fn a_changed_place_is_not_overwritten() {
        let open = suggestion(SuggestionKind::Wording);
        let take = decide(&open, SuggestionCommand::Take, AUTHOR, false);
        assert_eq!(take, Err("suggestion-is-stale"));
        let decline = decide(&open, SuggestionCommand::Decline, AUTHOR, false);
        assert_eq!(decline, Ok(vec![SuggestionChange::Declined]));
    }
}
