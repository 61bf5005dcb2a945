//! What bar raisers do, and whoever answers for the team.

use app::review::{self, Decide, Remark, Verdict};
use app::{Error, coe};
use domain::id::DecisionId;
use domain::review::ChecklistItem;

use super::{Stage, specialty_called};
use crate::cast::missing;
use crate::data::{self, Assignment, Coe, Review, ReviewDecision};

impl Stage<'_> {
    pub(super) async fn shadow(&self, coe: &Coe, one: &Assignment) -> Result<(), Error> {
        let caller = self.cast.caller_called(&one.person)?;
        let specialty = specialty_called(&one.specialty)?;
        review::shadow(self.app, &caller, self.cast.coe(&coe.slug)?.id, specialty).await
    }

    pub(super) async fn recuse(&self, coe: &Coe, one: &Assignment) -> Result<(), Error> {
        let caller = self.actor(coe, &one.person).await?;
        let id = self.cast.coe(&coe.slug)?.id;
        let root = self.cast.root(&coe.slug)?;
        review::recuse(self.app, &caller, id, self.decision_id(), root).await
    }

    pub(super) async fn refresh(&self, coe: &Coe) -> Result<(), Error> {
        coe::refresh(self.app, self.cast.coe(&coe.slug)?.id).await?;
        Ok(())
    }

    pub(super) async fn confirm(&self, coe: &Coe, place: usize) -> Result<(), Error> {
        let dismissal = &review_of(coe)?.dismissals[place];
        let caller = self.actor(coe, &dismissal.confirmed_by).await?;
        let print = self.finding(coe, &dismissal.rule, &dismissal.quote)?;
        review::confirm_dismissal(self.app, &caller, self.cast.coe(&coe.slug)?.id, print).await
    }

    pub(super) async fn decide(&self, coe: &Coe, one: &ReviewDecision) -> Result<(), Error> {
        let caller = self.actor(coe, &one.person).await?;
        let wanted = Decide {
            id: self.decision_id(),
            root: self.cast.root(&coe.slug)?,
            verdict: match one.verdict {
                data::Verdict::Approve => Verdict::Approve,
                data::Verdict::RequestChanges => Verdict::RequestChanges(one.remark.clone()),
            },
            checklist: answers(review_of(coe)?, one),
        };
        review::decide(self.app, &caller, self.cast.coe(&coe.slug)?.id, wanted).await
    }

    pub(super) async fn accept(&self, coe: &Coe) -> Result<(), Error> {
        let by = review_of(coe)?.corrections_accepted_by.as_deref();
        let caller = self.cast.caller_called(by.unwrap_or_default())?;
        let root = self.cast.root(&coe.slug)?;
        coe::accept_corrections(self.app, &caller, self.cast.coe(&coe.slug)?.id, root).await
    }

    pub(super) async fn accept_as_director(&self, coe: &Coe) -> Result<(), Error> {
        let by = review_of(coe)?.director_accepted_by.as_deref();
        let caller = self.cast.caller_called(by.unwrap_or_default())?;
        let root = self.cast.root(&coe.slug)?;
        coe::accept_as_director(self.app, &caller, self.cast.coe(&coe.slug)?.id, root).await
    }

    pub(super) async fn publish(&self, coe: &Coe) -> Result<(), Error> {
        let author = self.cast.caller_called(&coe.incident.author)?;
        let root = self.cast.root(&coe.slug)?;
        coe::publish(self.app, &author, self.cast.coe(&coe.slug)?.id, root).await?;
        Ok(())
    }

    fn decision_id(&self) -> DecisionId {
        DecisionId::new(self.now(), self.app.random())
    }
}

pub(super) fn review_of(coe: &Coe) -> Result<&Review, Error> {
    let review = coe.review.as_ref();
    review.ok_or_else(|| missing("review", &coe.slug))
}

/// The answers given with a decision; what an approval remarks stands at the first question.
fn answers(review: &Review, decision: &ReviewDecision) -> Vec<Remark> {
    let approves = decision.verdict == data::Verdict::Approve;
    let is_approved = |one: &ReviewDecision| one.verdict == data::Verdict::Approve;
    // The answers of the story are those of its last decision.
    let are_these = approves || !review.decisions.iter().any(is_approved);
    let answers = review.checklist.iter().filter(|_| are_these);
    let remark = |one: &data::Checked| {
        let item = ChecklistItem::with_key(&one.question)?;
        let is_first = item == ChecklistItem::StrangerCanFollow;
        let says = approves && is_first && one.comment.is_empty();
        Some(Remark {
            item,
            is_yes: one.answer == "yes",
            comment: if says {
                decision.remark.clone()
            } else {
                one.comment.clone()
            },
        })
    };
    answers.filter_map(remark).collect()
}
