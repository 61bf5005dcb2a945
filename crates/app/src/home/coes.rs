//! COEs that wait for somebody: for their writing, their review, their acceptance.

use std::collections::BTreeSet;

use domain::access::{Access, Action, Actor, Object, may};
use domain::coe::{Acceptance, Clock, Coe, Stage, Viewer};
use domain::id::{CoeId, PersonId};
use domain::incident::Severity;
use domain::moment::Moment;
use domain::people::Level;
use domain::review::{Setting, Specialty, eligible};
use store::waiting::WaitingCoe;

use crate::caller::Caller;
use crate::context::App;
use crate::directory::Directory;

/// A COE that somebody writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCoe {
    /// Which.
    pub id: CoeId,
    /// Its title.
    pub title: String,
    /// Where it is in its life.
    pub stage: Stage,
    /// Its deadlines; none before the incident is over.
    pub clock: Option<Clock>,
    /// Whether it is approved and accepted: an author may publish it, if the names check of that
    /// day passes.
    pub is_ready: bool,
}

/// A review that somebody has a seat in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewSeat {
    /// Of which COE.
    pub coe: CoeId,
    /// Its title.
    pub title: String,
    /// The seat.
    pub specialty: Specialty,
    /// Since when it waits for them.
    pub since: Moment,
    /// When the seat is given to somebody else, if they stay silent.
    pub until: Moment,
}

/// A review that waits for a bar raiser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeSeat {
    /// Of which COE.
    pub coe: CoeId,
    /// Its title.
    pub title: String,
    /// The seat.
    pub specialty: Specialty,
}

/// Who has to accept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcceptanceWanted {
    /// A manager of the owning team.
    AsManager,
    /// A director, after severity 1.
    AsDirector,
}

/// A COE whose corrective actions wait to be accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingAcceptance {
    /// Which.
    pub coe: CoeId,
    /// Its title.
    pub title: String,
    /// As what.
    pub wanted: AcceptanceWanted,
}

/// Free seats shown at most.
const MOST_SEATS: usize = 50;

/// Looks at COEs for one person.
pub(super) struct Watcher<'a> {
    pub app: &'a App,
    pub caller: &'a Caller,
    pub directory: &'a Directory,
    /// The COEs in which they have a label.
    pub labels: &'a BTreeSet<CoeId>,
    pub now: Moment,
}

impl Watcher<'_> {
    /// At which stages COEs of others can wait for this person.
    pub(super) fn stages(&self) -> Vec<Stage> {
        let person = self.caller.person;
        let reviews = self.directory.is_bar_raiser(person);
        let manages = !self.directory.managed_teams(person).is_empty();
        let stages = [(Stage::InReview, reviews), (Stage::Approved, manages)];
        stages
            .into_iter()
            .filter_map(|(stage, wanted)| wanted.then_some(stage))
            .collect()
    }

    pub(super) fn own(&self, coes: &[WaitingCoe]) -> Vec<OwnCoe> {
        let settings = self.app.settings();
        let is_own = |coe: &&WaitingCoe| coe.kept.state.authors.contains(&self.caller.person);
        let own = |coe: &WaitingCoe| {
            let state = &coe.kept.state;
            OwnCoe {
                id: state.id,
                title: coe.title.clone(),
                stage: state.stage,
                clock: state.clock(coe.resolved, &settings.deadlines, self.now),
                is_ready: state.stage == Stage::Approved
                    && is_accepted(state, state.manager_acceptance)
                    && (coe.severity != Severity::GRAVEST
                        || is_accepted(state, state.director_acceptance)),
            }
        };
        let mut own: Vec<_> = coes.iter().filter(is_own).map(own).collect();
        own.sort_by_key(|coe| coe.clock.map_or(i64::MAX, next_due));
        own
    }

    pub(super) fn reviews(&self, coes: &[WaitingCoe]) -> Vec<ReviewSeat> {
        let mut seats: Vec<_> = coes.iter().flat_map(|coe| self.seats(coe)).collect();
        seats.sort_by_key(|seat| (seat.since, seat.coe));
        seats
    }

    /// The seats in which a decision on the latest text is waited for.
    fn seats<'c>(&'c self, coe: &'c WaitingCoe) -> impl Iterator<Item = ReviewSeat> + 'c {
        let state = &coe.kept.state;
        let settings = self.app.settings();
        let latest = state.latest.as_ref().map(|latest| latest.root);
        let is_decided = move |specialty: &Specialty| {
            let mut decisions = state.review.decisions.iter();
            decisions.any(|one| &one.specialty == specialty && Some(one.root) == latest)
        };
        let seats = state.review.seats.iter();
        let seats = seats.filter(|_| state.stage == Stage::InReview);
        seats.filter_map(move |(specialty, seat)| {
            let holder = seat.holder?;
            let waits = holder.person == self.caller.person && !is_decided(specialty);
            waits.then(|| ReviewSeat {
                coe: state.id,
                title: coe.title.clone(),
                specialty: specialty.clone(),
                since: holder.heard,
                until: settings
                    .calendar
                    .after_working_days(holder.heard, settings.review.silent_working_days),
            })
        })
    }

    pub(super) fn free_seats(&self, coes: &[WaitingCoe]) -> Vec<FreeSeat> {
        let Some(bar_raiser) = self.directory.bar_raisers.get(&self.caller.person) else {
            return Vec::new();
        };
        let is_mine = |specialty: &&Specialty| {
            let bar_raiser = &bar_raiser.state;
            bar_raiser.is_qualified(Setting::Coe, specialty)
        };
        let in_review = coes
            .iter()
            .filter(|coe| coe.kept.state.stage == Stage::InReview);
        let free = in_review.flat_map(|coe| {
            let waiting = coe.kept.state.review.waiting().filter(is_mine);
            waiting.map(move |specialty| (coe, specialty))
        });
        let may_claim = free.filter(|(coe, _)| self.may_claim(&coe.kept.state));
        let seat = |(coe, specialty): (&WaitingCoe, &Specialty)| FreeSeat {
            coe: coe.kept.state.id,
            title: coe.title.clone(),
            specialty: specialty.clone(),
        };
        may_claim.take(MOST_SEATS).map(seat).collect()
    }

    /// Whether the domain would let them take a free seat of this COE.
    fn may_claim(&self, coe: &Coe) -> bool {
        let organisation = &self.directory.organisation;
        let person = self.caller.person;
        let authors = coe.all_authors();
        // Of the participants only they matter: whether they are one of them.
        let own = self.labels.contains(&coe.id).then_some(person);
        let participants: BTreeSet<PersonId> = own.into_iter().collect();
        let involved = coe.involved(&authors, &participants);
        let review = &coe.review;
        self.allows(coe, Action::ClaimReview)
            && !organisation.contains_person(&review.recused(), person)
            && !organisation.contains_person(&review.holders(), person)
            && eligible(person, &involved, organisation).is_ok()
    }

    pub(super) fn acceptances(&self, coes: &[WaitingCoe]) -> Vec<WaitingAcceptance> {
        let approved = coes
            .iter()
            .filter(|coe| coe.kept.state.stage == Stage::Approved);
        let waits = |coe: &WaitingCoe| {
            Some(WaitingAcceptance {
                coe: coe.kept.state.id,
                title: coe.title.clone(),
                wanted: self.acceptance(coe)?,
            })
        };
        approved.filter_map(waits).collect()
    }

    /// What the caller has to accept as. The manager is the nearest to the team: those above are
    /// not asked while there is one.
    fn acceptance(&self, coe: &WaitingCoe) -> Option<AcceptanceWanted> {
        let state = &coe.kept.state;
        let organisation = &self.directory.organisation;
        let person = self.caller.person;
        // Few of all approved COEs are of their teams, and how far up somebody stands is read off
        // everybody who reports to anybody.
        if !organisation.manages(person, state.owning_team) {
            return None;
        }
        let is = |level| {
            let asked = organisation.manager_at(state.owning_team, level);
            asked.is_some_and(|asked| organisation.is_same_person(asked, person))
        };
        let wants_manager = !is_accepted(state, state.manager_acceptance);
        if wants_manager && is(Level::Team) && self.allows(state, Action::AcceptCorrections) {
            return Some(AcceptanceWanted::AsManager);
        }
        let wants_director =
            coe.severity == Severity::GRAVEST && !is_accepted(state, state.director_acceptance);
        let asked = wants_director && is(Level::Director);
        (asked && self.allows(state, Action::AcceptAsDirector))
            .then_some(AcceptanceWanted::AsDirector)
    }

    /// Asks the table of roles; what depends on a names check is not asked here.
    fn allows(&self, coe: &Coe, action: Action) -> bool {
        let person = self.caller.person;
        let viewer = Viewer {
            person,
            is_bar_raiser: self.directory.is_bar_raiser(person),
            organisation: &self.directory.organisation,
        };
        let own = self.labels.contains(&coe.id).then_some(person);
        let participants = own.into_iter().collect();
        let is_lead = self.directory.is_lead(person);
        let actor = Actor::in_coe(coe, &viewer, &participants, is_lead, false);
        may(&actor, action, &Object::coe(coe, &viewer, false)) == Access::Allowed
    }
}

/// Whether somebody answers for the latest text.
fn is_accepted(coe: &Coe, acceptance: Option<Acceptance>) -> bool {
    let latest = coe.latest.as_ref().map(|latest| latest.root);
    latest.is_some() && acceptance.map(|one| one.root) == latest
}

/// Milliseconds of the next deadline that is not met.
fn next_due(clock: Clock) -> i64 {
    let deadlines = [clock.draft, clock.publication];
    let open = deadlines.into_iter().filter(|one| one.met.is_none());
    open.map(|one| one.due.as_milliseconds())
        .min()
        .unwrap_or(i64::MAX)
}
