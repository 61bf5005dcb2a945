//! Giving a free seat to somebody.

use domain::access::Action;
use domain::coe::CoeCommand;
use domain::id::{CoeId, PersonId};
use domain::review::Specialty;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::events::event_with;
use crate::opened::Opened;

/// A lead bar raiser gives the free seat of a specialty to somebody.
pub async fn choose(
    app: &App,
    caller: &Caller,
    coe: CoeId,
    specialty: Specialty,
    person: PersonId,
) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let mut opened = Opened::load(app, &writing, coe).await?;
    opened.allow(caller, Action::ChooseBarRaiser)?;
    let command = CoeCommand::Choose {
        lead: caller.person,
        specialty,
        person,
    };
    let changes = opened.carry_out(app, command, now)?;
    opened.keep(&writing, &changes, now).await?;
    let subject = ("coe", coe.to_string());
    let whom = [("bar_raiser", person.to_string().into())];
    let chosen = event_with(caller, now, "review.bar_raiser_chosen", subject, whom);
    writing.commit([chosen]).await?;
    Ok(())
}
