//! Taking the fix of one finding.

use domain::access::Action;
use domain::id::CoeId;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::opened::Opened;

/// The text after the fix of the finding with this fingerprint. Nothing is kept: the page saves it.
/// Names become labels by [`super::replace_names()`] instead, which knows who is behind them.
pub async fn apply_fix(
    app: &App,
    caller: &Caller,
    coe: CoeId,
    text: String,
    fingerprint: [u8; 16],
) -> Result<String, Error> {
    let text = super::save::readable(text)?;
    let reading = app.read().await?;
    let opened = Opened::load(app, &reading, coe).await?;
    opened.allow(caller, Action::WriteText)?;
    let reviewed = opened.review(app, text);
    let found = reviewed.findings.iter().zip(&reviewed.review.open);
    let mut found = found.filter(|(finding, _)| finding.fingerprint == Some(fingerprint));
    let fix = found.find_map(|(_, finding)| finding.fix.as_ref());
    let fix =
        fix.ok_or_else(|| Error::invalid("finding", "this finding has no fix in this text"))?;
    let fixed = document::apply(reviewed.document.source(), fix.edits.clone());
    fixed.map_err(|_| Error::invalid("finding", "the fix does not fit this text"))
}
