//! Agreeing that a finding is wrong here.

use domain::access::Action;
use domain::finding::{Finding, Handling};
use domain::id::{CoeId, FindingId};
use domain::refusal::Refusal;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::events::event_with;
use crate::opened::Opened;
use crate::reviewed::{ReviewedText, TextFinding};

/// A bar raiser agrees with the dismissal of the finding with this fingerprint in the latest frozen
/// text. A word that was taken for a person's name is nobody's from then on, in all texts.
pub async fn confirm_dismissal(
    app: &App,
    caller: &Caller,
    coe: CoeId,
    fingerprint: [u8; 16],
) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let mut opened = Opened::load(app, &writing, coe).await?;
    opened.allow(caller, Action::ConfirmDismissal)?;
    check_seat(&opened, caller)?;
    let (handling, code, word) = {
        let (text, found) = find(&opened, fingerprint)?;
        let mut finding = Finding {
            id: FindingId::new(now, app.random()),
            code: found.code,
            severity: found.severity,
            tier: found.tier,
            handling: found.handling.clone(),
        };
        let is_nobody = finding.confirm_dismissal(caller.person)?;
        let word = is_nobody.then(|| word(text, found)).flatten();
        (finding.handling, found.code, word)
    };
    writing
        .save_handling(coe, &fingerprint, code, &handling, now)
        .await?;
    if let Some(word) = &word {
        writing.allow_word(word).await?;
    }
    opened.hear(app, &writing, caller.person, now).await?;
    let particulars = [
        ("rule", code.to_string().into()),
        ("allowed", word.is_some().into()),
    ];
    let subject = ("coe", coe.to_string());
    let confirmed = event_with(
        caller,
        now,
        "finding.dismissal_confirmed",
        subject,
        particulars,
    );
    writing.commit([confirmed]).await?;
    Ok(())
}

/// Who learns in a review reads it and agrees with nothing.
fn check_seat(opened: &Opened, caller: &Caller) -> Result<(), Error> {
    if opened.kept.state.review.holders().contains(&caller.person) {
        return Ok(());
    }
    let remedy = "A bar raiser who has a seat in this review confirms it.";
    Err(Refusal::new("not-a-bar-raiser-of-it", remedy).into())
}

fn find(opened: &Opened, fingerprint: [u8; 16]) -> Result<(&ReviewedText, &TextFinding), Error> {
    let missing = || {
        Error::invalid(
            "finding",
            "there is no such finding in the latest frozen text",
        )
    };
    let text = opened.frozen.as_ref().ok_or_else(missing)?;
    let mut findings = text.findings.iter();
    let found = findings.find(|finding| finding.fingerprint == Some(fingerprint));
    let found = found.ok_or_else(missing)?;
    if matches!(found.handling, Handling::Dismissed(_)) {
        return Ok((text, found));
    }
    let remedy = "Only a dismissed finding can be confirmed.";
    Err(Refusal::new("finding-not-dismissed", remedy).into())
}

/// What was taken for a person's name, if it was.
fn word(text: &ReviewedText, finding: &TextFinding) -> Option<String> {
    let mut mentions = text.review.mentions.iter();
    let is_mention = mentions
        .any(|mention| mention.kind == names::Kind::Person && mention.range == finding.span);
    is_mention.then(|| text.document.text(&finding.span).to_owned())
}
