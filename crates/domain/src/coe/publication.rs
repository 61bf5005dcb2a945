//! What must be true before everybody can read a COE.

use std::collections::BTreeSet;

use crate::coe::{Acceptance, Coe, CoeChange, CoeFacts, Factor, Publication, Stage};
use crate::id::PersonId;
use crate::incident::Severity;
use crate::moment::Moment;
use crate::people::Level;
use crate::refusal::{Refusal, listed, require};
use crate::review::{check_root, eligible};
use crate::revision::{Revision, Root};

impl Coe {
    /// A manager of the owning team commits its time to the corrections of an approved text.
    pub(super) fn accept_corrections(
        &self,
        by: PersonId,
        root: Root,
        facts: &CoeFacts<'_>,
        now: Moment,
    ) -> Result<Vec<CoeChange>, Refusal> {
        self.check_acceptable(root)?;
        let manages = facts.review.organisation.manages(by, self.owning_team);
        let remedy = "A manager of the owning team accepts its corrective actions.";
        require(manages, "not-the-owning-manager", remedy)?;
        Ok(vec![CoeChange::CorrectionsAccepted(Acceptance {
            by,
            root,
            at: now,
        })])
    }

    /// A director above the owning team answers for them, too.
    pub(super) fn accept_as_director(
        &self,
        by: PersonId,
        root: Root,
        facts: &CoeFacts<'_>,
        now: Moment,
    ) -> Result<Vec<CoeChange>, Refusal> {
        self.check_acceptable(root)?;
        let organisation = facts.review.organisation;
        let directs =
            organisation.manages(by, self.owning_team) && organisation.level(by) >= Level::Director;
        let remedy = "A director above the owning team accepts this.";
        require(directs, "not-a-director", remedy)?;
        Ok(vec![CoeChange::AcceptedByDirector(Acceptance {
            by,
            root,
            at: now,
        })])
    }

    /// Everything that keeps the latest text from being published today; nothing if it can be.
    pub fn publish_blockers(&self, facts: &CoeFacts<'_>, now: Moment) -> Vec<Refusal> {
        let checks = [
            self.check_approved(facts),
            self.check_names(facts, now),
            check_factors(facts.factors),
            self.check_manager_acceptance(facts),
            self.check_director_acceptance(facts),
        ];
        checks.into_iter().filter_map(Result::err).collect()
    }

    pub(super) fn publish(
        &self,
        by: PersonId,
        root: Root,
        facts: &CoeFacts<'_>,
        now: Moment,
    ) -> Result<Vec<CoeChange>, Refusal> {
        self.check_author(by)?;
        self.check_stage(&[Stage::Approved])?;
        let revision = self.latest_revision()?;
        check_root(root, revision.root)?;
        if let Some(first) = self.publish_blockers(facts, now).into_iter().next() {
            return Err(first);
        }
        let published = CoeChange::Published(Publication { revision, at: now });
        Ok(vec![published, CoeChange::Moved(Stage::Published)])
    }

    /// Closes a published COE when nothing remains to be done.
    pub(super) fn close(&self, facts: &CoeFacts<'_>) -> Result<Vec<CoeChange>, Refusal> {
        self.check_stage(&[Stage::Published])?;
        let open = facts.unverified_corrections;
        let remedy = format!("Verify the remaining corrective actions ({open}).");
        require(open == 0, "corrections-unverified", remedy)?;
        Ok(vec![CoeChange::Moved(Stage::Closed)])
    }

    fn check_acceptable(&self, root: Root) -> Result<(), Refusal> {
        self.check_stage(&[Stage::Approved])?;
        check_root(root, self.latest_root()?)
    }

    fn latest_revision(&self) -> Result<Revision, Refusal> {
        self.latest_root()?;
        self.latest
            .ok_or_else(|| Refusal::new("nothing-submitted", "Submit the text first."))
    }

    /// Every bar raiser approved this text and is still outside.
    fn check_approved(&self, facts: &CoeFacts<'_>) -> Result<(), Refusal> {
        let is_approved = self.review.is_approved(self.latest_root()?);
        let seats: BTreeSet<_> = self.review.seats.keys().collect();
        let all_seats = facts
            .review
            .specialties
            .iter()
            .all(|one| seats.contains(one));
        let remedy = "Every bar raiser approves the latest text first.";
        require(is_approved && all_seats, "not-approved", remedy)?;
        let (involved, organisation) = (&facts.review.involved, facts.review.organisation);
        let mut holders = self.review.holders().into_iter();
        holders.try_for_each(|one| eligible(one, involved, organisation))
    }

    fn check_names(&self, facts: &CoeFacts<'_>, now: Moment) -> Result<(), Refusal> {
        let root = self.latest_root()?;
        let today = facts.review.calendar.date(now);
        let check = facts
            .names_check
            .filter(|check| check.root == root && check.on == today);
        let remedy = "Run the names check on this text with today's roster and customer list.";
        require(check.is_some(), "names-check-missing", remedy)?;
        let remedy = "Replace the names the check found by role labels, or dismiss them with a \
                      reason.";
        require(
            check.is_some_and(|check| check.is_clean),
            "names-check-failed",
            remedy,
        )
    }

    fn check_manager_acceptance(&self, facts: &CoeFacts<'_>) -> Result<(), Refusal> {
        let by = self.accepted(self.manager_acceptance);
        let manages = |by| facts.review.organisation.manages(by, self.owning_team);
        let remedy = "A manager of the owning team accepts the corrective actions of this text \
                      first.";
        require(by.is_some_and(manages), "corrections-not-accepted", remedy)
    }

    /// After severity 1 a director accepts besides the manager; one person does for both only where
    /// nobody else is above the team.
    fn check_director_acceptance(&self, facts: &CoeFacts<'_>) -> Result<(), Refusal> {
        if facts.severity != Severity::GRAVEST {
            return Ok(());
        }
        let organisation = facts.review.organisation;
        let by = self.accepted(self.director_acceptance);
        let directs = |by| organisation.manages(by, self.owning_team);
        let remedy = "After severity 1 a director accepts the corrective actions of this text, \
                      too.";
        require(by.is_some_and(directs), "director-not-accepted", remedy)?;
        let managers = organisation.managers_of(self.owning_team);
        let others = by.zip(self.accepted(self.manager_acceptance));
        let is_one = others.is_some_and(|(one, other)| organisation.is_same_person(one, other));
        let are_several = managers
            .iter()
            .any(|&manager| by.is_some_and(|by| !organisation.is_same_person(manager, by)));
        let remedy = "The director who accepts is not the manager who accepted.";
        require(!(is_one && are_several), "director-is-the-manager", remedy)
    }

    /// Who accepted, if it was the latest text.
    fn accepted(&self, acceptance: Option<Acceptance>) -> Option<PersonId> {
        let latest = self.latest.as_ref().map(|revision| revision.root);
        let same = acceptance.filter(|one| Some(one.root) == latest)?;
        Some(same.by)
    }
}

fn check_factors(factors: &[Factor]) -> Result<(), Refusal> {
    let open = factors.iter().filter(|factor| !factor.is_addressed());
    let open = listed(open.map(|factor| &factor.reference));
    let remedy = format!("Address by a corrective action or a risk decision: {open}.");
    require(open.is_empty(), "factors-unaddressed", remedy)
}
