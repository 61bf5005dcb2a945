//! How a text comes to its review, and back.

use crate::coe::{Coe, CoeChange, CoeFacts, Stage};
use crate::finding::{Finding, check_submittable};
use crate::id::PersonId;
use crate::moment::Moment;
use crate::refusal::{Refusal, require};
use crate::review::ReviewChange;
use crate::revision::{Difference, Revision};

impl Coe {
    /// Freezes a draft without blockers, and seats bar raisers as far as there are any.
    pub(super) fn submit(
        &self,
        revision: Revision,
        findings: &[Finding],
        facts: &CoeFacts<'_>,
        now: Moment,
    ) -> Result<Vec<CoeChange>, Refusal> {
        self.check_stage(&[Stage::Draft])?;
        let mut changes = self.freeze(revision, findings, None, now)?;
        let mut after = self.review.clone();
        after.apply_all(&self.review.restart_waits(now));
        let seated = after.refresh(revision.root, &facts.review, now);
        changes.extend(seated.into_iter().map(CoeChange::Review));
        Ok(changes)
    }

    /// Freezes a text that changed during its review or after its approval: it is reviewed again.
    pub(super) fn replace_text(
        &self,
        revision: Revision,
        findings: &[Finding],
        difference: Option<Difference>,
        now: Moment,
    ) -> Result<Vec<CoeChange>, Refusal> {
        self.check_stage(&[Stage::InReview, Stage::Approved])?;
        let latest = self.latest_root()?;
        if latest == revision.root {
            return Ok(Vec::new());
        }
        self.freeze(revision, findings, difference, now)
    }

    /// Takes the text back to go on writing; decisions stay on record with the text they are on.
    pub(super) fn withdraw(&self, by: PersonId) -> Result<Vec<CoeChange>, Refusal> {
        self.check_author(by)?;
        self.check_stage(&[Stage::InReview, Stage::Approved])?;
        Ok(vec![CoeChange::Moved(Stage::Draft)])
    }

    /// Begins a corrected text; what is published stays.
    pub(super) fn start_erratum(&self, by: PersonId) -> Result<Vec<CoeChange>, Refusal> {
        self.check_author(by)?;
        self.check_stage(&[Stage::Published, Stage::Closed])?;
        Ok(vec![CoeChange::Moved(Stage::Draft)])
    }

    /// Gives up a corrected text: the published one is the latest again.
    pub(super) fn drop_erratum(&self, by: PersonId) -> Result<Vec<CoeChange>, Refusal> {
        self.check_author(by)?;
        self.check_stage(&[Stage::Draft])?;
        let remedy = "Only a published COE has a corrected text to give up.";
        let published = self.published();
        let published = published.ok_or_else(|| Refusal::new("never-published", remedy))?;
        let (revision, difference) = (published.revision, None);
        let frozen = CoeChange::Frozen {
            revision,
            difference,
        };
        Ok(vec![frozen, CoeChange::Moved(Stage::Published)])
    }

    fn freeze(
        &self,
        revision: Revision,
        findings: &[Finding],
        difference: Option<Difference>,
        now: Moment,
    ) -> Result<Vec<CoeChange>, Refusal> {
        self.check_author(revision.by)?;
        let remedy = "Freeze the text after the revisions before it.";
        require(
            revision.sequence > self.last_sequence,
            "revision-out-of-sequence",
            remedy,
        )?;
        check_submittable(findings)?;
        let mut changes = vec![
            CoeChange::Frozen {
                revision,
                difference,
            },
            CoeChange::Moved(Stage::InReview),
        ];
        let restarted = self.review.restart_waits(now);
        changes.extend(restarted.into_iter().map(CoeChange::Review));
        Ok(changes)
    }
}

/// Changes of a review as changes of its COE.
pub(super) fn of_review(changes: Vec<ReviewChange>) -> Vec<CoeChange> {
    changes.into_iter().map(CoeChange::Review).collect()
}
