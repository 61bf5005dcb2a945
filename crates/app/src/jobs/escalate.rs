//! What climbs: corrective actions that are late, risks nobody decides.

use domain::correction::{Correction, CorrectionChange, digests};
use domain::id::{CorrectionId, PersonId};
use domain::moment::Moment;
use domain::people::Level;
use store::outbox::NewMessage;

use crate::context::App;
use crate::error::Error;
use crate::events::system_event;
use crate::jobs::unless_changed;
use crate::outbox::kind;

/// Tells each level once that corrective actions are late: one message for each person, however
/// many there are.
pub(super) async fn late_corrections(app: &App, now: Moment) -> Result<(), Error> {
    let policy = &app.settings().escalation;
    let (late, directory) = {
        let reading = app.read().await?;
        let today = policy.calendar.date(now);
        let late = reading.late_corrections(today).await?;
        (late, app.directory(&reading).await?)
    };
    let untold = |correction: &Correction| correction.level_not_told(policy, now);
    let states = late.iter().map(|one| &one.kept.state);
    let untold = states.filter_map(|state| Some((state, untold(state)?)));
    for (person, list) in digests(untold, &directory.organisation) {
        unless_changed(tell(app, person, &list, now).await)?;
    }
    Ok(())
}

/// Notes that a level was told of these, and asks for the message, together.
async fn tell(
    app: &App,
    person: PersonId,
    list: &[(CorrectionId, Level)],
    now: Moment,
) -> Result<(), Error> {
    let writing = app.write().await?;
    let mut events = Vec::new();
    let mut key = Vec::new();
    for &(id, level) in list {
        let Some(mut correction) = writing.correction(id).await? else {
            continue;
        };
        let changes: Vec<CorrectionChange> = correction.kept.state.escalate(level);
        if changes.is_empty() {
            continue;
        }
        for change in &changes {
            correction.kept.state.apply(change);
        }
        writing.save_correction(&correction, None, now).await?;
        // The due date tells this time from one before an extension.
        let due = correction.kept.state.due;
        key.push(format!("{id} {due} {}", level.as_str()));
        events.push(system_event(now, "correction.escalated", "correction", id));
    }
    if events.is_empty() {
        return Ok(());
    }
    let key: Vec<&str> = key.iter().map(String::as_str).collect();
    let message = NewMessage {
        person,
        kind: kind::CORRECTIONS_LATE,
        subject: None,
        key: &key,
    };
    writing.send_message(&message, now).await?;
    writing.commit(events).await?;
    Ok(())
}

/// Tells whoever decides at the level a risk waits at, once at each level.
pub(super) async fn undecided_risks(app: &App, now: Moment) -> Result<(), Error> {
    let policy = &app.settings().risks;
    let today = policy.calendar.date(now);
    let writing = app.write().await?;
    let directory = app.directory(&writing).await?;
    let mut asked = false;
    for kept in writing.undecided_risks(today, None).await? {
        let risk = kept.state;
        let Some(level) = risk.waits_at(policy, now) else {
            continue;
        };
        let decider = directory.organisation.manager_at(risk.owning_team, level);
        let Some(person) = decider else {
            continue;
        };
        // A decision that expired makes it wait anew.
        let decisions = risk.decisions.len().to_string();
        let message = NewMessage {
            person,
            kind: kind::RISK_WAITS,
            subject: Some(risk.id.as_uuid()),
            key: &[&risk.id.to_string(), level.as_str(), &decisions],
        };
        asked |= writing.send_message(&message, now).await?;
    }
    if asked {
        writing.commit_unrecorded().await?;
    }
    Ok(())
}
