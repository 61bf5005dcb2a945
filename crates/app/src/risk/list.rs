//! The register of risks.

use domain::id::RiskId;
use store::Page;
use store::risk::RiskFilter;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::risk::RiskView;

/// The risks the caller may know of, the newest first.
pub async fn list(
    app: &App,
    caller: &Caller,
    filter: &RiskFilter,
    page: &Page<RiskId>,
) -> Result<Vec<RiskView>, Error> {
    let now = app.now();
    let reading = app.read().await?;
    let risks = reading.risks_known_to(caller.person, filter, page).await?;
    let policy = &app.settings().risks;
    let view = |kept| RiskView::of(kept, caller.person, policy, now);
    Ok(risks.into_iter().map(view).collect())
}
