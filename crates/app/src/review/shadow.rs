//! Learning beside a bar raiser.

use domain::access::Action;
use domain::coe::CoeCommand;
use domain::id::CoeId;
use domain::review::Specialty;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::events::event;
use crate::opened::Opened;

/// Learns beside the bar raiser of a seat.
pub async fn shadow(
    app: &App,
    caller: &Caller,
    coe: CoeId,
    specialty: Specialty,
) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let mut opened = Opened::load(app, &writing, coe).await?;
    opened.allow(caller, Action::ShadowReview)?;
    let by = caller.person;
    let changes = opened.carry_out(app, CoeCommand::Shadow { by, specialty }, now)?;
    opened.keep(&writing, &changes, now).await?;
    let joined = event(caller, now, "review.shadowed", "coe", coe);
    writing.commit([joined]).await?;
    Ok(())
}
