//! Taking a free seat.

use domain::access::Action;
use domain::coe::CoeCommand;
use domain::id::CoeId;
use domain::review::Specialty;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::events::event;
use crate::opened::Opened;

/// Takes the free seat of a specialty oneself.
pub async fn claim(
    app: &App,
    caller: &Caller,
    coe: CoeId,
    specialty: Specialty,
) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let mut opened = Opened::load(app, &writing, coe).await?;
    opened.allow(caller, Action::ClaimReview)?;
    let by = caller.person;
    let changes = opened.carry_out(app, CoeCommand::Claim { by, specialty }, now)?;
    opened.keep(&writing, &changes, now).await?;
    let claimed = event(caller, now, "review.claimed", "coe", coe);
    writing.commit([claimed]).await?;
    Ok(())
}
