//! Who writes and who reads.

use std::collections::BTreeSet;

use crate::coe::{Coe, CoeChange, CoeFacts};
use crate::id::PersonId;
use crate::refusal::{Refusal, require};

impl Coe {
    /// Nobody who reviews it or learns in its review joins its authors.
    pub(super) fn add_author(
        &self,
        by: PersonId,
        person: PersonId,
        facts: &CoeFacts<'_>,
    ) -> Result<Vec<CoeChange>, Refusal> {
        self.check_author(by)?;
        let reviewing = &self.review.holders() | &self.review.shadows();
        let reviews = facts
            .review
            .organisation
            .contains_person(&reviewing, person);
        let remedy = "Somebody who reviews the COE cannot write it. They recuse themself first.";
        require(!reviews, "reviewer-cannot-write", remedy)?;
        let is_new = !self.authors.contains(&person);
        Ok(is_new
            .then_some(CoeChange::AuthorAdded(person))
            .into_iter()
            .collect())
    }

    pub(super) fn remove_author(
        &self,
        by: PersonId,
        person: PersonId,
    ) -> Result<Vec<CoeChange>, Refusal> {
        self.check_author(by)?;
        if !self.authors.contains(&person) {
            return Ok(Vec::new());
        }
        let remedy = "A COE keeps an author. Add another one first.";
        require(self.authors.len() > 1, "last-author", remedy)?;
        Ok(vec![CoeChange::AuthorRemoved(person)])
    }

    pub(super) fn invite(&self, by: PersonId, person: PersonId) -> Result<Vec<CoeChange>, Refusal> {
        self.check_author(by)?;
        let is_new = !self.invited.contains(&person);
        Ok(is_new
            .then_some(CoeChange::Invited(person))
            .into_iter()
            .collect())
    }

    pub(super) fn end_invitation(
        &self,
        by: PersonId,
        person: PersonId,
    ) -> Result<Vec<CoeChange>, Refusal> {
        self.check_author(by)?;
        let was = self.invited.contains(&person);
        Ok(was
            .then_some(CoeChange::InvitationEnded(person))
            .into_iter()
            .collect())
    }

    /// Names the readers. Who is restricted out is told nothing.
    pub(super) fn restrict(
        &self,
        by: PersonId,
        readers: BTreeSet<PersonId>,
    ) -> Result<Vec<CoeChange>, Refusal> {
        let reads = self
            .readers
            .as_ref()
            .is_some_and(|readers| readers.contains(&by));
        let may = self.authors.contains(&by) || reads;
        require(
            may,
            "not-an-author-or-reader",
            "An author or a reader names the readers.",
        )?;
        set_readers(readers)
    }

    pub(super) fn lift_restriction(&self, by: PersonId) -> Result<Vec<CoeChange>, Refusal> {
        let remedy = "Only a restricted COE can be opened.";
        let readers = self.readers.as_ref();
        let readers = readers.ok_or_else(|| Refusal::new("not-restricted", remedy))?;
        require(
            readers.contains(&by),
            "not-a-reader",
            "A reader lifts the restriction.",
        )?;
        Ok(vec![CoeChange::ReadersSet(None)])
    }

    /// Two lead bar raisers, two people, name new readers when none is left.
    pub(super) fn regrant_readers(
        &self,
        leads: [PersonId; 2],
        readers: BTreeSet<PersonId>,
        facts: &CoeFacts<'_>,
    ) -> Result<Vec<CoeChange>, Refusal> {
        let organisation = facts.review.organisation;
        let left = self.readers.iter().flatten();
        let all_gone =
            self.readers.is_some() && left.into_iter().all(|&one| !organisation.is_here(one));
        require(all_gone, "readers-remain", "Ask one of the readers.")?;
        let [one, other] = leads;
        let are_two = !organisation.is_same_person(one, other);
        require(
            are_two,
            "second-person-needed",
            "Ask a second lead bar raiser.",
        )?;
        let setting = facts.review.setting;
        let is_lead = |lead: PersonId| {
            let bar_raiser = facts.review.bar_raisers.get(&lead);
            organisation.is_here(lead) && bar_raiser.is_some_and(|lead| lead.is_lead(setting))
        };
        let remedy = "Two lead bar raisers do this together.";
        require(leads.into_iter().all(is_lead), "two-leads-needed", remedy)?;
        set_readers(readers)
    }
}

fn set_readers(readers: BTreeSet<PersonId>) -> Result<Vec<CoeChange>, Refusal> {
    require(
        !readers.is_empty(),
        "no-readers",
        "Name at least one reader.",
    )?;
    Ok(vec![CoeChange::ReadersSet(Some(readers))])
}
