//! What is done with a prior warning. Whoever raised one is protected: no page and no entry of the
//! log says who it was.

mod decide;
mod list;
mod open;
mod propose;
mod raise;
mod raise_again;
mod view;
mod warnings;

pub use decide::{DecideRisk, decide};
pub use list::list;
pub use open::{RiskPage, open};
pub use propose::{ProposeMitigation, propose};
pub use raise::{RaiseRisk, raise};
pub use raise_again::raise_again;
pub use view::{DecidedRisk, RiskState, RiskView};

pub(crate) use warnings::prior_warnings;

use domain::id::RiskId;
use domain::moment::Moment;
use domain::risk::{Risk, RiskCommand};
use store::{Kept, Writing};

use crate::caller::Caller;
use crate::context::App;
use crate::directory::Directory;
use crate::error::Error;

/// A risk the caller may know of, if it still is as they read it.
async fn load(
    writing: &Writing,
    caller: &Caller,
    id: RiskId,
    expected: Option<i64>,
) -> Result<Kept<Risk>, Error> {
    let kept = writing.risk_known_to(id, caller.person).await?;
    let kept = kept.ok_or(Error::NotFound)?;
    if expected.is_some_and(|expected| expected != kept.version) {
        return Err(Error::Conflict("the risk"));
    }
    Ok(kept)
}

/// The risk after a command; gives whether anything changed.
fn change(
    app: &App,
    directory: &Directory,
    risk: &mut Risk,
    command: RiskCommand,
    now: Moment,
) -> Result<bool, Error> {
    let policy = &app.settings().risks;
    let changes = risk.decide(command, &directory.organisation, policy, now)?;
    for change in &changes {
        risk.apply(change);
    }
    Ok(!changes.is_empty())
}
