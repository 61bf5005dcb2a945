//! Who reviews a COE, and what they decided.

mod assignment;
mod bar_raiser;
mod checklist;
mod decision;
mod eligibility;
mod seats;
mod specialty;

use std::collections::{BTreeMap, BTreeSet};

pub use assignment::assign;
pub use bar_raiser::{
    Absence, BarRaiser, BarRaiserChange, BarRaiserCommand, Qualification, REVIEWS_TO_QUALIFY,
};
pub use checklist::{Answer, Checklist, ChecklistItem};
pub(crate) use decision::check_root;
pub use decision::{Accepting, ReviewDecision, Verdict};
pub use eligibility::{Involved, eligible};
pub use specialty::{InvalidSpecialty, Setting, Specialty};

use crate::id::PersonId;
use crate::moment::Moment;
use crate::people::Organisation;
use crate::revision::Root;
use crate::work_calendar::WorkCalendar;
use serde::{Deserialize, Serialize};

/// The review of one COE: one seat for each specialty, a bar raiser of its own in each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// By specialty.
    pub seats: BTreeMap<Specialty, Seat>,
    /// Every decision, first to last.
    pub decisions: Vec<ReviewDecision>,
    /// The last text in which a bar raiser found nobody identifiable.
    pub nobody_identifiable: Option<Root>,
}

/// A bar raiser's place in a review.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    /// Who has it; while nobody does, the review waits and the leads are told.
    pub holder: Option<Holder>,
    /// Who recused themself: they never come back to it.
    pub recused: BTreeSet<PersonId>,
    /// Who was silent too long: they are not assigned again, though they may claim it.
    pub silent: BTreeSet<PersonId>,
    /// Who learns beside the holder.
    pub shadows: BTreeSet<PersonId>,
}

/// Who has a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The bar raiser.
    pub person: PersonId,
    /// When they were last heard: the start of the wait for them.
    pub heard: Moment,
}

/// How a bar raiser came to a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SeatedBy {
    /// It was their turn.
    Turn,
    /// They claimed it.
    Claim,
    /// A lead bar raiser chose them.
    Lead(PersonId),
}

/// Why a bar raiser lost a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vacated {
    /// They recused themself.
    Recused,
    /// They were silent for too many working days.
    Silent,
    /// They are no longer outside, or no longer here.
    Ineligible,
}

/// What changes in a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReviewChange {
    /// A bar raiser of this specialty is needed.
    SeatOpened(Specialty),
    /// The specialty no longer applies.
    SeatClosed(Specialty),
    /// A bar raiser has the seat.
    Seated {
        /// Which seat.
        specialty: Specialty,
        /// Who.
        person: PersonId,
        /// Since when.
        at: Moment,
        /// How they came to it.
        by: SeatedBy,
    },
    /// A bar raiser lost the seat.
    SeatVacated {
        /// Which seat.
        specialty: Specialty,
        /// Who had it.
        person: PersonId,
        /// Why.
        why: Vacated,
    },
    /// Somebody learns beside the holder.
    ShadowJoined {
        /// Which seat.
        specialty: Specialty,
        /// Who.
        person: PersonId,
    },
    /// The wait for a bar raiser begins anew: they wrote something, or have a new text.
    WaitRestarted {
        /// Which seat.
        specialty: Specialty,
        /// When.
        at: Moment,
    },
    /// A bar raiser decided.
    Decided(ReviewDecision),
    /// A bar raiser found nobody identifiable in this text.
    NobodyIdentifiable(Root),
}

/// What an organisation sets about reviews.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewPolicy {
    /// Working days after which a silent bar raiser is replaced.
    pub silent_working_days: u32,
    /// Most characters of a change the bar raiser can accept with one click.
    pub small_difference: u32,
}

impl Default for ReviewPolicy {
    fn default() -> Self {
        Self {
            silent_working_days: 3,
            small_difference: 400,
        }
    }
}

/// What a review depends on and does not hold itself.
#[derive(Clone, Copy, Debug)]
pub struct ReviewFacts<'a> {
    /// Everybody.
    pub organisation: &'a Organisation,
    /// Every bar raiser, by person.
    pub bar_raisers: &'a BTreeMap<PersonId, BarRaiser>,
    /// What kind of document is reviewed.
    pub setting: Setting,
    /// The specialties that apply, at least one.
    pub specialties: &'a BTreeSet<Specialty>,
    /// Who is too close to review it.
    pub involved: Involved<'a>,
    /// Working days.
    pub calendar: &'a WorkCalendar,
    /// The organisation's settings.
    pub policy: ReviewPolicy,
    /// Dismissed findings of the text that no bar raiser has agreed with.
    pub unconfirmed_dismissals: usize,
}

impl Review {
    /// Whether every seat's bar raiser approved this text.
    pub fn is_approved(&self, root: Root) -> bool {
        !self.seats.is_empty() && self.seats.keys().all(|seat| self.has_approval(seat, root))
    }

    /// Specialties without a bar raiser: the review waits, and the leads are told.
    pub fn waiting(&self) -> impl Iterator<Item = &Specialty> {
        let seats = self.seats.iter();
        seats
            .filter(|(_, seat)| seat.holder.is_none())
            .map(|(specialty, _)| specialty)
    }

    /// Who has the seat of a specialty.
    pub fn holder(&self, specialty: &Specialty) -> Option<PersonId> {
        Some(self.seats.get(specialty)?.holder?.person)
    }

    /// Everybody who has a seat.
    pub fn holders(&self) -> BTreeSet<PersonId> {
        self.seats
            .keys()
            .filter_map(|seat| self.holder(seat))
            .collect()
    }

    /// Everybody who recused themself from any seat.
    pub fn recused(&self) -> BTreeSet<PersonId> {
        let recused = self.seats.values().flat_map(|seat| &seat.recused);
        recused.copied().collect()
    }

    /// Everybody who learns beside somebody.
    pub fn shadows(&self) -> BTreeSet<PersonId> {
        self.seats
            .values()
            .flat_map(|seat| &seat.shadows)
            .copied()
            .collect()
    }

    /// Whether the one who has the seat now approved this text, and did not take it back.
    pub(crate) fn has_approval(&self, specialty: &Specialty, root: Root) -> bool {
        self.last_verdict(specialty, root)
            .is_some_and(|one| one.verdict == Verdict::Approve)
    }

    /// The last decision on this text by who has the seat now.
    pub(crate) fn last_verdict(
        &self,
        specialty: &Specialty,
        root: Root,
    ) -> Option<&ReviewDecision> {
        let holder = self.holder(specialty)?;
        let mut decisions = self.decisions.iter().rev();
        decisions.find(|one| one.by == holder && one.specialty == *specialty && one.root == root)
    }

    /// The review after several changes, in their order.
    pub(crate) fn apply_all(&mut self, changes: &[ReviewChange]) {
        for change in changes {
            self.apply(change);
        }
    }

    /// The review after a change.
    pub fn apply(&mut self, change: &ReviewChange) {
        match change {
            ReviewChange::SeatOpened(specialty) => {
                self.seats.entry(specialty.clone()).or_default();
            }
            ReviewChange::SeatClosed(specialty) => {
                self.seats.remove(specialty);
            }
            ReviewChange::Seated {
                specialty,
                person,
                at,
                ..
            } => {
                let (person, heard) = (*person, *at);
                self.edit(specialty, |seat| {
                    seat.holder = Some(Holder { person, heard });
                });
            }
            ReviewChange::SeatVacated {
                specialty,
                person,
                why,
            } => {
                self.vacate(specialty, *person, *why);
            }
            ReviewChange::ShadowJoined { specialty, person } => {
                self.edit(specialty, |seat| {
                    seat.shadows.insert(*person);
                });
            }
            ReviewChange::WaitRestarted { specialty, at } => self.edit(specialty, |seat| {
                if let Some(holder) = &mut seat.holder {
                    holder.heard = *at;
                }
            }),
            ReviewChange::Decided(decision) => self.decisions.push(decision.clone()),
            ReviewChange::NobodyIdentifiable(root) => self.nobody_identifiable = Some(*root),
        }
    }

    fn vacate(&mut self, specialty: &Specialty, person: PersonId, why: Vacated) {
        self.edit(specialty, |seat| {
            seat.holder = None;
            match why {
                Vacated::Recused => {
                    seat.recused.insert(person);
                }
                Vacated::Silent => {
                    seat.silent.insert(person);
                }
                Vacated::Ineligible => {}
            }
        });
    }

    fn edit(&mut self, specialty: &Specialty, edit: impl FnOnce(&mut Seat)) {
        if let Some(seat) = self.seats.get_mut(specialty) {
            edit(seat);
        }
    }
}
