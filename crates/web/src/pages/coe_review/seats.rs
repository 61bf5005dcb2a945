//! Who has which seat in a review, and what can be done about it.

use app::Opened;
use app::review::SeatShown;
use domain::id::{CoeId, PersonId};

use crate::views::coe_review::commands;
use crate::views::icon::Icon;
use crate::views::parts::{Command, Fact, Inline, Mark, Picked, Tone};

fn name(opened: &Opened, person: PersonId) -> String {
    let name = opened.directory.name(person);
    name.unwrap_or("somebody who left").to_owned()
}

/// Each seat: who has it, and who learns beside them.
pub fn facts(opened: &Opened, seats: &[SeatShown]) -> Vec<Fact> {
    let fact = |seat: &SeatShown| {
        let holder: Inline = match seat.holder {
            Some(holder) => name(opened, holder).into(),
            None => Mark::new(Icon::Clock, "Waits for a bar raiser", Tone::Care).into(),
        };
        let shadows = seat.shadows.iter().map(|&person| name(opened, person));
        let shadows: Vec<String> = shadows.collect();
        let fact = Fact::new(format!("Seat for {}", seat.specialty), holder).long();
        if shadows.is_empty() {
            return fact;
        }
        fact.small(format!("shadowed by {}", shadows.join(", ")))
    };
    seats.iter().map(fact).collect()
}

/// Why somebody reviews it.
pub fn why_you(seats: &[SeatShown]) -> Option<String> {
    let own = seats.iter().find(|seat| seat.is_own)?;
    let specialty = &own.specialty;
    Some(format!(
        "Why you: qualified for {specialty}; outside the team, the chain and the incident."
    ))
}

/// What may be done about seats.
pub fn commands(coe: CoeId, opened: &Opened, seats: &[SeatShown]) -> Vec<Command> {
    let coe = coe.to_string();
    let mut list = Vec::new();
    for seat in seats {
        let specialty = seat.specialty.as_str();
        if seat.may_claim {
            list.push(commands::claim(&coe, specialty));
        }
        if seat.may_shadow {
            list.push(commands::shadow(&coe, specialty));
        }
        if !seat.may_choose.is_empty() {
            let people = seat.may_choose.iter();
            let eligible = people.map(|&one| Picked::new(one.to_string(), name(opened, one)));
            list.push(commands::choose(&coe, specialty, eligible.collect()));
        }
    }
    list
}
