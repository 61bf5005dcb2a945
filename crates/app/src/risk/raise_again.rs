//! Adding a voice to a risk.

use domain::access::Action;
use domain::id::RiskId;
use domain::risk::RiskCommand;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::events::protected_event;
use crate::permissions::allow;

/// Raises a risk again. Everybody may; the second time on one day adds nothing.
pub async fn raise_again(app: &App, caller: &Caller, id: RiskId) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let directory = app.directory(&writing).await?;
    let mut kept = super::load(&writing, caller, id, None).await?;
    allow(&directory, caller, Action::RaiseRisk, None)?;
    let command = RiskCommand::RaiseAgain { by: caller.person };
    if !super::change(app, &directory, &mut kept.state, command, now)? {
        return Ok(());
    }
    writing.save_risk(&kept).await?;
    let raised = protected_event(now, "risk.raised_again", "risk", id);
    writing.commit([raised]).await?;
    Ok(())
}
