//! Who has which seat, and what the caller may do about it.

use std::collections::BTreeSet;

use domain::access::Action;
use domain::coe::CoeCommand;
use domain::id::{CoeId, PersonId};
use domain::moment::Moment;
use domain::review::Specialty;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::opened::Opened;

/// The seats of a review, for whoever may know that it is reviewed.
pub struct Seats {
    /// The COE; show of it what its sight allows.
    pub opened: Opened,
    /// By specialty.
    pub seats: Vec<SeatShown>,
}

/// A seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatShown {
    /// Which.
    pub specialty: Specialty,
    /// Who has it; while nobody does, the review waits.
    pub holder: Option<PersonId>,
    /// When the holder was last heard.
    pub heard: Option<Moment>,
    /// Who learns beside the holder.
    pub shadows: BTreeSet<PersonId>,
    /// Whether it is the caller's.
    pub is_own: bool,
    /// Whether the caller may take it.
    pub may_claim: bool,
    /// Whether the caller may learn in it.
    pub may_shadow: bool,
    /// Whom the caller may give it to, fewest open reviews first.
    pub may_choose: Vec<PersonId>,
}

/// The seats of a review. Leads and listed bar raisers, who do not read the text yet, see them too.
pub async fn seats(app: &App, caller: &Caller, coe: CoeId) -> Result<Seats, Error> {
    let reading = app.read().await?;
    let opened = Opened::load(app, &reading, coe).await?;
    opened.allow(caller, Action::ReadStatus)?;
    let seats = shown(app, &opened, caller, app.now());
    Ok(Seats { opened, seats })
}

/// The seats as the caller sees them.
pub(super) fn shown(app: &App, opened: &Opened, caller: &Caller, now: Moment) -> Vec<SeatShown> {
    let seats = opened.kept.state.review.seats.iter();
    let shown = seats.map(|(specialty, seat)| {
        let holder = seat.holder.map(|holder| holder.person);
        let by = caller.person;
        let (one, other) = (specialty.clone(), specialty.clone());
        let claim = CoeCommand::Claim { by, specialty: one };
        let shadow = CoeCommand::Shadow {
            by,
            specialty: other,
        };
        let passes = |action, command| {
            opened.allows(caller, action) && opened.decide(app, command, now).is_ok()
        };
        SeatShown {
            specialty: specialty.clone(),
            holder,
            heard: seat.holder.map(|holder| holder.heard),
            shadows: seat.shadows.clone(),
            is_own: holder == Some(by),
            may_claim: passes(Action::ClaimReview, claim),
            may_shadow: !seat.shadows.contains(&by) && passes(Action::ShadowReview, shadow),
            may_choose: candidates(app, opened, caller, specialty, now),
        }
    });
    shown.collect()
}

/// Whom a lead may give a free seat to.
fn candidates(
    app: &App,
    opened: &Opened,
    caller: &Caller,
    specialty: &Specialty,
    now: Moment,
) -> Vec<PersonId> {
    if !opened.allows(caller, Action::ChooseBarRaiser) {
        return Vec::new();
    }
    let fits = |person: &PersonId| {
        let command = CoeCommand::Choose {
            lead: caller.person,
            specialty: specialty.clone(),
            person: *person,
        };
        opened.decide(app, command, now).is_ok()
    };
    let bar_raisers = opened.bar_raisers().values();
    let mut found: Vec<_> = bar_raisers
        .map(|one| (one.open_reviews, one.person))
        .filter(|(_, person)| fits(person))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, person)| person).collect()
}
