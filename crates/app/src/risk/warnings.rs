//! What was known before an incident.

use domain::incident::Incident;
use reviewer::PriorWarning;
use store::Reading;

use crate::error::Error;

/// Warnings a text is held against at most.
const MOST: u32 = 20;

/// The risks on the components of an incident that were raised before it began, decided or not: a
/// COE about it has to discuss them. What only some may know of is not among them.
pub(crate) async fn prior_warnings(
    reading: &Reading,
    incident: &Incident,
) -> Result<Vec<PriorWarning>, Error> {
    let times = &incident.times;
    let Some(began) = times.started.or(times.detected) else {
        return Ok(Vec::new());
    };
    let risks = reading.warnings_before(&incident.components, began, MOST);
    let warning = |risk: domain::risk::Risk| PriorWarning {
        reference: risk.id.short(),
        statement: risk.statement.as_str().to_owned(),
    };
    let risks = risks.await?.into_iter();
    Ok(risks.map(|kept| warning(kept.state)).collect())
}
