//! What bar raisers do with a COE.

use crate::coe::submission::of_review;
use crate::coe::{Acceptance, Coe, CoeChange, CoeFacts, Stage};
use crate::id::PersonId;
use crate::moment::Moment;
use crate::refusal::{Refusal, require};
use crate::review::{Accepting, ReviewChange, ReviewDecision, Specialty, Verdict};
use crate::revision::Root;

/// While a text is reviewed, or approved and not published.
const UNDER_REVIEW: [Stage; 2] = [Stage::InReview, Stage::Approved];

impl Coe {
    /// Nothing outside of a review.
    pub(super) fn refresh(
        &self,
        facts: &CoeFacts<'_>,
        now: Moment,
    ) -> Result<Vec<CoeChange>, Refusal> {
        if !UNDER_REVIEW.contains(&self.stage) {
            return Ok(Vec::new());
        }
        let root = self.latest_root()?;
        Ok(self.after_review(self.review.refresh(root, &facts.review, now), root))
    }

    pub(super) fn claim(
        &self,
        specialty: &Specialty,
        by: PersonId,
        facts: &CoeFacts<'_>,
        now: Moment,
    ) -> Result<Vec<CoeChange>, Refusal> {
        self.check_stage(&UNDER_REVIEW)?;
        Ok(of_review(self.review.claim(
            specialty,
            by,
            &facts.review,
            now,
        )?))
    }

    pub(super) fn choose(
        &self,
        specialty: &Specialty,
        person: PersonId,
        lead: PersonId,
        facts: &CoeFacts<'_>,
        now: Moment,
    ) -> Result<Vec<CoeChange>, Refusal> {
        self.check_stage(&UNDER_REVIEW)?;
        Ok(of_review(self.review.choose(
            specialty,
            person,
            lead,
            &facts.review,
            now,
        )?))
    }

    pub(super) fn shadow(
        &self,
        specialty: &Specialty,
        by: PersonId,
        facts: &CoeFacts<'_>,
    ) -> Result<Vec<CoeChange>, Refusal> {
        self.check_stage(&UNDER_REVIEW)?;
        Ok(of_review(self.review.shadow(
            specialty,
            by,
            &facts.review,
        )?))
    }

    pub(super) fn hear(&self, person: PersonId, now: Moment) -> Vec<CoeChange> {
        of_review(self.review.hear(person, now))
    }

    /// Lets managers read the draft.
    pub(super) fn confirm_nobody_identifiable(
        &self,
        by: PersonId,
        root: Root,
    ) -> Result<Vec<CoeChange>, Refusal> {
        self.check_stage(&UNDER_REVIEW)?;
        crate::review::check_root(root, self.latest_root()?)?;
        let remedy = "A bar raiser of this COE confirms that nobody is identifiable.";
        require(
            self.review.holders().contains(&by),
            "not-a-bar-raiser-of-it",
            remedy,
        )?;
        Ok(of_review(vec![ReviewChange::NobodyIdentifiable(root)]))
    }

    /// Counts a decision once: the same decision again changes nothing.
    pub(super) fn decide_review(
        &self,
        decision: ReviewDecision,
        facts: &CoeFacts<'_>,
    ) -> Result<Vec<CoeChange>, Refusal> {
        let root = self.latest_root()?;
        let asks_changes = matches!(decision.verdict, Verdict::RequestChanges(_));
        let changes = self.review.decide(decision, root, &facts.review)?;
        if changes.is_empty() {
            return Ok(Vec::new());
        }
        self.check_stage(&UNDER_REVIEW)?;
        if asks_changes {
            let mut changes = of_review(changes);
            changes.push(CoeChange::Moved(Stage::Draft));
            return Ok(changes);
        }
        Ok(self.after_review(changes, root))
    }

    /// Approves a small change. Acceptances of the corrections move along: a small change does not
    /// touch them.
    pub(super) fn accept_small_difference(
        &self,
        accepting: Accepting,
        facts: &CoeFacts<'_>,
        now: Moment,
    ) -> Result<Vec<CoeChange>, Refusal> {
        self.check_stage(&UNDER_REVIEW)?;
        let root = self.latest_root()?;
        let (difference, facts) = (self.difference, &facts.review);
        let accepted = self
            .review
            .accept_small_difference(accepting, difference, root, facts, now)?;
        let is_replay = accepted.is_empty();
        let mut changes = self.after_review(accepted, root);
        let moved = |acceptance: Option<Acceptance>| {
            let same = acceptance.filter(|one| difference.is_some_and(|by| by.from == one.root));
            same.filter(|_| !is_replay)
                .map(|one| Acceptance { root, ..one })
        };
        changes.extend(moved(self.manager_acceptance).map(CoeChange::CorrectionsAccepted));
        changes.extend(moved(self.director_acceptance).map(CoeChange::AcceptedByDirector));
        Ok(changes)
    }

    /// The changes of the review, and where they bring the COE.
    fn after_review(&self, changes: Vec<ReviewChange>, root: Root) -> Vec<CoeChange> {
        let mut review = self.review.clone();
        review.apply_all(&changes);
        let stage = if review.is_approved(root) {
            Stage::Approved
        } else {
            Stage::InReview
        };
        let mut changes = of_review(changes);
        if stage != self.stage {
            changes.push(CoeChange::Moved(stage));
        }
        changes
    }
}
