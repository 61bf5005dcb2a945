//! What a bar raiser decides about one text.

use crate::id::{DecisionId, PersonId};
use crate::label_text::LabelText;
use crate::moment::Moment;
use crate::refusal::{Refusal, require};
use crate::review::{Checklist, Review, ReviewChange, ReviewFacts, Specialty, Vacated, eligible};
use crate::revision::{Difference, Root};
use serde::{Deserialize, Serialize};

/// A bar raiser's decision on one text. Sent twice, it counts once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewDecision {
    /// Which; chosen by the sender, so that sending again is recognised.
    pub id: DecisionId,
    /// Who decides.
    pub by: PersonId,
    /// In which seat.
    pub specialty: Specialty,
    /// On which text.
    pub root: Root,
    /// What.
    pub verdict: Verdict,
    /// The answers given.
    pub checklist: Checklist,
    /// When.
    pub at: Moment,
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is good.
    Approve,
    /// It needs this first.
    RequestChanges(#[serde(with = "crate::label_text::kept")] LabelText),
    /// Somebody else should review it.
    Recuse,
}

/// A bar raiser accepts a small change of a text they approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accepting {
    /// The decision it becomes.
    pub id: DecisionId,
    /// Who accepts.
    pub by: PersonId,
    /// The changed text.
    pub root: Root,
}

impl Review {
    /// What a decision on the `latest` text changes; nothing if it was made already.
    pub(crate) fn decide(
        &self,
        decision: ReviewDecision,
        latest: Root,
        facts: &ReviewFacts<'_>,
    ) -> Result<Vec<ReviewChange>, Refusal> {
        if self.is_replay(&decision)? {
            return Ok(Vec::new());
        }
        self.check_holder(&decision.specialty, decision.by)?;
        check_root(decision.root, latest)?;
        self.check_first(&decision)?;
        let (specialty, person) = (decision.specialty.clone(), decision.by);
        match decision.verdict {
            Verdict::Approve => approve(decision, facts),
            Verdict::RequestChanges(_) => Ok(vec![ReviewChange::Decided(decision)]),
            Verdict::Recuse => {
                let why = Vacated::Recused;
                let vacated = ReviewChange::SeatVacated {
                    specialty,
                    person,
                    why,
                };
                Ok(vec![ReviewChange::Decided(decision), vacated])
            }
        }
    }

    /// Approves a small change in every seat of the bar raiser, with the answers given before.
    pub(crate) fn accept_small_difference(
        &self,
        accepting: Accepting,
        difference: Option<Difference>,
        latest: Root,
        facts: &ReviewFacts<'_>,
        now: Moment,
    ) -> Result<Vec<ReviewChange>, Refusal> {
        check_root(accepting.root, latest)?;
        let most = facts.policy.small_difference;
        let small = difference.filter(|one| one.is_small(most)).ok_or_else(|| {
            let remedy = "The change touches causes or corrective actions, or is long. Review it \
                          in full.";
            Refusal::new("difference-not-small", remedy)
        })?;
        let mut seats = self.seats.keys();
        let specialty = seats.find(|seat| self.holder(seat) == Some(accepting.by));
        let specialty = specialty.ok_or_else(not_the_bar_raiser)?;
        let before = self.last_verdict(specialty, small.from);
        let before = before
            .filter(|one| one.verdict == Verdict::Approve)
            .ok_or_else(|| {
                let remedy = "You have not approved the text before the change. Review it in full.";
                Refusal::new("earlier-text-not-approved", remedy)
            })?;
        let decision = ReviewDecision {
            id: accepting.id,
            root: accepting.root,
            at: now,
            ..before.clone()
        };
        self.decide(decision, latest, facts)
    }

    pub(crate) fn check_holder(&self, seat: &Specialty, by: PersonId) -> Result<(), Refusal> {
        match self.holder(seat) {
            Some(holder) if holder == by => Ok(()),
            _ => Err(not_the_bar_raiser()),
        }
    }

    /// Whether this very decision was made already. The same id with another content is refused.
    fn is_replay(&self, decision: &ReviewDecision) -> Result<bool, Refusal> {
        let Some(before) = self.decisions.iter().find(|one| one.id == decision.id) else {
            return Ok(false);
        };
        let content =
            |one: &ReviewDecision| (one.by, one.specialty.clone(), one.root, one.verdict.clone());
        let remedy = "Send another decision with an id of its own.";
        require(
            content(before) == content(decision),
            "decision-id-reused",
            remedy,
        )?;
        Ok(true)
    }

    /// One decision for each text; an approval may be taken back.
    fn check_first(&self, decision: &ReviewDecision) -> Result<(), Refusal> {
        let before = self.last_verdict(&decision.specialty, decision.root);
        let may_follow = before.is_none_or(|before| {
            before.verdict == Verdict::Approve && decision.verdict != Verdict::Approve
        });
        let remedy = "You have decided on this text. Decide again when it changes.";
        require(may_follow, "decided-already", remedy)
    }
}

/// Refuses a decision on a text that is not the latest.
pub(crate) fn check_root(root: Root, latest: Root) -> Result<(), Refusal> {
    let remedy = "The text has changed since. Look at its latest revision and decide on that.";
    require(root == latest, "root-is-stale", remedy)
}

fn not_the_bar_raiser() -> Refusal {
    let remedy = "The bar raiser who has this seat decides. Claim the seat if nobody has it.";
    Refusal::new("not-the-bar-raiser", remedy)
}

fn approve(
    decision: ReviewDecision,
    facts: &ReviewFacts<'_>,
) -> Result<Vec<ReviewChange>, Refusal> {
    eligible(decision.by, &facts.involved, facts.organisation)?;
    decision.checklist.check_approval()?;
    let open = facts.unconfirmed_dismissals;
    let remedy = format!("Confirm the dismissed findings ({open}), or request changes.");
    require(open == 0, "dismissals-unconfirmed", remedy)?;
    let confirmed = ReviewChange::NobodyIdentifiable(decision.root);
    Ok(vec![ReviewChange::Decided(decision), confirmed])
}
