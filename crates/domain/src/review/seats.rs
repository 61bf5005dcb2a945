//! Who gets and who loses a seat.

use crate::id::PersonId;
use crate::moment::Moment;
use crate::refusal::{Refusal, require};
use crate::review::{
    Review, ReviewChange, ReviewFacts, SeatedBy, Specialty, Vacated, assign, eligible,
};
use crate::revision::Root;

impl Review {
    /// What time and the organisation changed in the review of the `latest` text: seats open and
    /// close with the specialties, bar raisers who are no longer outside or were silent too long
    /// lose theirs, and whose turn it is gets it. Done twice, the second changes nothing.
    pub(crate) fn refresh(
        &self,
        latest: Root,
        facts: &ReviewFacts<'_>,
        now: Moment,
    ) -> Vec<ReviewChange> {
        let mut after = self.clone();
        let mut changes = after.open_and_close(facts);
        after.apply_all(&changes);
        let lost = after.lost_seats(latest, facts, now);
        after.apply_all(&lost);
        changes.extend(lost);
        let seated = assign(&after, facts, now).into_iter();
        changes.extend(seated.map(|(specialty, person)| ReviewChange::Seated {
            specialty,
            person,
            at: now,
            by: SeatedBy::Turn,
        }));
        changes
    }

    /// Somebody claims a free seat.
    pub(crate) fn claim(
        &self,
        specialty: &Specialty,
        person: PersonId,
        facts: &ReviewFacts<'_>,
        now: Moment,
    ) -> Result<Vec<ReviewChange>, Refusal> {
        self.check_seatable(specialty, person, facts)?;
        Ok(vec![seated(specialty, person, now, SeatedBy::Claim)])
    }

    /// A lead gives a free seat to somebody, under the same rules.
    pub(crate) fn choose(
        &self,
        specialty: &Specialty,
        person: PersonId,
        lead: PersonId,
        facts: &ReviewFacts<'_>,
        now: Moment,
    ) -> Result<Vec<ReviewChange>, Refusal> {
        let is_lead = facts
            .bar_raisers
            .get(&lead)
            .is_some_and(|one| one.is_lead(facts.setting));
        let remedy = "A lead bar raiser chooses who reviews.";
        require(is_lead, "not-a-lead-bar-raiser", remedy)?;
        self.check_seatable(specialty, person, facts)?;
        let today = facts.calendar.date(now);
        let is_away = facts
            .bar_raisers
            .get(&person)
            .is_some_and(|one| one.is_away(today));
        require(
            !is_away,
            "bar-raiser-away",
            "Choose a bar raiser who is not away.",
        )?;
        Ok(vec![seated(specialty, person, now, SeatedBy::Lead(lead))])
    }

    /// Somebody learns beside the bar raiser of a seat, under the same rules.
    pub(crate) fn shadow(
        &self,
        specialty: &Specialty,
        person: PersonId,
        facts: &ReviewFacts<'_>,
    ) -> Result<Vec<ReviewChange>, Refusal> {
        let remedy = "Wait until the seat has a bar raiser.";
        require(self.holder(specialty).is_some(), "no-one-to-shadow", remedy)?;
        let bar_raiser = facts.bar_raisers.get(&person);
        let learns = bar_raiser.is_some_and(|one| one.is_shadowing(facts.setting, specialty));
        require(
            learns,
            "not-shadowing",
            "Begin to shadow in this specialty first.",
        )?;
        eligible(person, &facts.involved, facts.organisation)?;
        let specialty = specialty.clone();
        Ok(vec![ReviewChange::ShadowJoined { specialty, person }])
    }

    /// A bar raiser was heard, in every seat they have.
    pub(crate) fn hear(&self, person: PersonId, at: Moment) -> Vec<ReviewChange> {
        let seats = self
            .seats
            .keys()
            .filter(|seat| self.holder(seat) == Some(person));
        restart(seats, at)
    }

    /// There is a new text: the wait begins anew for everybody.
    pub(crate) fn restart_waits(&self, at: Moment) -> Vec<ReviewChange> {
        restart(
            self.seats.keys().filter(|seat| self.holder(seat).is_some()),
            at,
        )
    }

    fn open_and_close(&self, facts: &ReviewFacts<'_>) -> Vec<ReviewChange> {
        let missing = facts
            .specialties
            .iter()
            .filter(|one| !self.seats.contains_key(one));
        let opened = missing.cloned().map(ReviewChange::SeatOpened);
        let unneeded = self
            .seats
            .iter()
            .filter(|(one, _)| !facts.specialties.contains(one));
        let closed = unneeded.map(|(one, _)| ReviewChange::SeatClosed(one.clone()));
        opened.chain(closed).collect()
    }

    fn lost_seats(&self, latest: Root, facts: &ReviewFacts<'_>, now: Moment) -> Vec<ReviewChange> {
        let seats = self.seats.keys();
        let lost = seats.filter_map(|specialty| {
            let person = self.holder(specialty)?;
            let why = self.reason_to_vacate(specialty, latest, facts, now)?;
            Some(vacated(specialty, person, why))
        });
        lost.collect()
    }

    fn reason_to_vacate(
        &self,
        specialty: &Specialty,
        latest: Root,
        facts: &ReviewFacts<'_>,
        now: Moment,
    ) -> Option<Vacated> {
        let holder = self.seats.get(specialty)?.holder?;
        let organisation = facts.organisation;
        if !organisation.is_here(holder.person)
            || eligible(holder.person, &facts.involved, organisation).is_err()
        {
            return Some(Vacated::Ineligible);
        }
        let patience = facts.policy.silent_working_days;
        let is_silent = facts.calendar.after_working_days(holder.heard, patience) <= now;
        let is_waited_for = self.last_verdict(specialty, latest).is_none();
        (is_silent && is_waited_for).then_some(Vacated::Silent)
    }

    fn check_seatable(
        &self,
        specialty: &Specialty,
        person: PersonId,
        facts: &ReviewFacts<'_>,
    ) -> Result<(), Refusal> {
        let organisation = facts.organisation;
        let is_free = self.waiting().any(|free| free == specialty);
        let remedy = "Choose a specialty that waits for a bar raiser.";
        require(is_free, "seat-not-free", remedy)?;
        let bar_raiser = facts.bar_raisers.get(&person);
        let is_qualified = bar_raiser.is_some_and(|one| one.is_qualified(facts.setting, specialty))
            && organisation.is_here(person);
        let remedy = "A bar raiser is here and qualified in the specialty.";
        require(is_qualified, "bar-raiser-not-qualified", remedy)?;
        let recused = organisation.contains_person(&self.recused(), person);
        require(
            !recused,
            "bar-raiser-recused",
            "Somebody who recused stays out of the review.",
        )?;
        let has_seat = organisation.contains_person(&self.holders(), person);
        let remedy = "Two specialties have two bar raisers. Choose another one.";
        require(!has_seat, "bar-raiser-has-a-seat", remedy)?;
        eligible(person, &facts.involved, organisation)
    }
}

fn seated(specialty: &Specialty, person: PersonId, at: Moment, by: SeatedBy) -> ReviewChange {
    let specialty = specialty.clone();
    ReviewChange::Seated {
        specialty,
        person,
        at,
        by,
    }
}

fn vacated(specialty: &Specialty, person: PersonId, why: Vacated) -> ReviewChange {
    let specialty = specialty.clone();
    ReviewChange::SeatVacated {
        specialty,
        person,
        why,
    }
}

fn restart<'a>(seats: impl Iterator<Item = &'a Specialty>, at: Moment) -> Vec<ReviewChange> {
    let restarted = |specialty: &Specialty| ReviewChange::WaitRestarted {
        specialty: specialty.clone(),
        at,
    };
    seats.map(restarted).collect()
}
