//! Who becomes a bar raiser, who learns, who steps down, who is away.

use std::collections::BTreeSet;

use domain::access::{Action, Object};
use domain::id::PersonId;
use domain::review::{Absence, BarRaiser, BarRaiserCommand, Setting, Specialty};
use store::{Kept, Writing};

use crate::caller::Caller;
use crate::context::App;
use crate::directory::Directory;
use crate::error::Error;
use crate::events::event;
use crate::permissions::allow_on;
use crate::screen::screen;

/// Whom to appoint.
#[derive(Clone, Debug)]
pub struct Appoint {
    /// Who.
    pub person: PersonId,
    /// What for, as typed.
    pub specialty: String,
    /// Whether to choose who reviews, too.
    pub as_lead: bool,
    /// Why, as typed; it stays on the record.
    pub reason: String,
}

/// Appoints a bar raiser by the organisation: leads and directors may, and as long as nobody leads,
/// administrators. Nobody appoints themself.
pub async fn appoint(app: &App, caller: &Caller, wanted: Appoint) -> Result<(), Error> {
    let writing = app.write().await?;
    let directory = app.directory(&writing).await?;
    allow_appointing(&directory, caller, Some(wanted.person))?;
    let command = BarRaiserCommand::Appoint {
        field: field(app, &wanted.specialty)?,
        as_lead: wanted.as_lead,
        by: caller.person,
        reason: screen(&directory, "reason", &wanted.reason)?,
    };
    let kept = listed_or_new(&directory, wanted.person)?;
    change(app, caller, writing, kept, command, "bar_raiser.appointed").await
}

/// Lets somebody learn beside qualified bar raisers; whoever may appoint may.
pub async fn begin_shadowing(
    app: &App,
    caller: &Caller,
    person: PersonId,
    specialty: &str,
) -> Result<(), Error> {
    let writing = app.write().await?;
    let directory = app.directory(&writing).await?;
    allow_appointing(&directory, caller, Some(person))?;
    let field = field(app, specialty)?;
    let kept = listed_or_new(&directory, person)?;
    let command = BarRaiserCommand::Shadow { field };
    let verb = "bar_raiser.shadowing_begun";
    change(app, caller, writing, kept, command, verb).await
}

/// Takes a specialty from a bar raiser: their own doing, or that of whoever may appoint.
pub async fn step_down(
    app: &App,
    caller: &Caller,
    person: PersonId,
    specialty: &str,
) -> Result<(), Error> {
    let writing = app.write().await?;
    let directory = app.directory(&writing).await?;
    let organisation = &directory.organisation;
    if !organisation.is_same_person(caller.person, person) {
        allow_appointing(&directory, caller, Some(person))?;
    }
    let field = field(app, specialty)?;
    let kept = listed(&directory, person)?;
    let command = BarRaiserCommand::StepDown { field };
    let verb = "bar_raiser.stepped_down";
    change(app, caller, writing, kept, command, verb).await
}

/// A bar raiser says when they will be away.
pub async fn announce_absence(app: &App, caller: &Caller, absence: Absence) -> Result<(), Error> {
    let command = BarRaiserCommand::Announce(absence);
    change_own(app, caller, command, "bar_raiser.absence_announced").await
}

/// A bar raiser will not be away after all.
pub async fn call_off_absence(app: &App, caller: &Caller, absence: Absence) -> Result<(), Error> {
    let command = BarRaiserCommand::CallOff(absence);
    change_own(app, caller, command, "bar_raiser.absence_called_off").await
}

async fn change_own(
    app: &App,
    caller: &Caller,
    command: BarRaiserCommand,
    verb: &str,
) -> Result<(), Error> {
    let writing = app.write().await?;
    let directory = app.directory(&writing).await?;
    let kept = listed(&directory, caller.person)?;
    change(app, caller, writing, kept, command, verb).await
}

async fn change(
    app: &App,
    caller: &Caller,
    writing: Writing,
    mut kept: Kept<BarRaiser>,
    command: BarRaiserCommand,
    verb: &str,
) -> Result<(), Error> {
    for change in kept.state.decide(command)? {
        kept.state.apply(&change);
    }
    writing.save_bar_raiser(&kept).await?;
    let person = kept.state.person;
    let done = event(caller, app.now(), verb, "person", person);
    writing.commit([done]).await?;
    Ok(())
}

/// Whether the caller may appoint anybody at all: until there is a lead bar raiser, administrators
/// may.
pub async fn may_appoint(app: &App, caller: &Caller) -> Result<bool, Error> {
    let reading = app.read().await?;
    let directory = app.directory(&reading).await?;
    Ok(allow_appointing(&directory, caller, None).is_ok())
}

/// Whoever is to be appointed is the first person: somebody else has to do it.
pub(super) fn allow_appointing(
    directory: &Directory,
    caller: &Caller,
    person: Option<PersonId>,
) -> Result<(), Error> {
    let organisation = &directory.organisation;
    let mut listed = directory.bar_raisers.keys();
    let is_led = listed.any(|&one| directory.is_lead(one) && organisation.is_here(one));
    let object = Object {
        is_leaderless: !is_led,
        first_people: person.map_or_else(BTreeSet::new, |person| organisation.records_of(person)),
        ..Object::organisation()
    };
    allow_on(directory, caller, Action::AppointBarRaiser, None, &object)
}

fn field(app: &App, specialty: &str) -> Result<(Setting, Specialty), Error> {
    let known = &app.settings().specialties;
    let mut wanted = known.iter().filter(|one| one.as_str() == specialty.trim());
    match wanted.next() {
        Some(specialty) => Ok((Setting::Coe, specialty.clone())),
        None => {
            let known: Vec<&str> = known.iter().map(Specialty::as_str).collect();
            let problem = format!("there is no such specialty: choose {}", known.join(", "));
            Err(Error::invalid("specialty", problem))
        }
    }
}

fn listed(directory: &Directory, person: PersonId) -> Result<Kept<BarRaiser>, Error> {
    let kept = directory.bar_raisers.get(&person);
    kept.cloned().ok_or(Error::NotFound)
}

fn listed_or_new(directory: &Directory, person: PersonId) -> Result<Kept<BarRaiser>, Error> {
    if !directory.organisation.is_here(person) {
        let problem = "there is nobody of this id here: choose somebody of the list";
        return Err(Error::invalid("person", problem));
    }
    let new = Kept {
        state: BarRaiser::new(person),
        version: 0,
    };
    let kept = directory.bar_raisers.get(&person);
    Ok(kept.cloned().unwrap_or(new))
}
