//! Saying what is to be thought of a finding.

use domain::access::Action;
use domain::finding::{Dismissal, DismissalReason, Handling};
use domain::id::CoeId;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::events::event_with;
use crate::opened::Opened;
use crate::screen::screen;

/// What somebody says of a finding.
pub enum Handle {
    /// It is right as it stands.
    LookedAt,
    /// The word is nobody's name.
    NotAPerson,
    /// It is wrong here, because ….
    Because(String),
    /// Nothing any more.
    TakeBack,
}

/// Keeps what an author says of the finding with this fingerprint in the text being written.
pub async fn handle(
    app: &App,
    caller: &Caller,
    coe: CoeId,
    fingerprint: [u8; 16],
    said: Handle,
) -> Result<(), Error> {
    said_of(app, caller, coe, None, (fingerprint, said)).await
}

/// The same for a text that is not saved, as it cannot be while a finding in it says that it names
/// somebody. Nothing of the text is kept.
pub async fn handle_in(
    app: &App,
    caller: &Caller,
    coe: CoeId,
    text: String,
    about: ([u8; 16], Handle),
) -> Result<(), Error> {
    let text = super::save::readable(text)?;
    said_of(app, caller, coe, Some(text), about).await
}

async fn said_of(
    app: &App,
    caller: &Caller,
    coe: CoeId,
    text: Option<String>,
    (fingerprint, said): ([u8; 16], Handle),
) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let opened = Opened::load(app, &writing, coe).await?;
    opened.allow(caller, Action::DismissFinding)?;
    let text = match text {
        Some(text) => text,
        None => writing
            .draft(coe)
            .await?
            .map_or_else(String::new, |draft| draft.text),
    };
    let text = opened.review(app, text);
    let mut findings = text.findings.iter();
    let finding = findings.find(|finding| finding.fingerprint == Some(fingerprint));
    let missing = || {
        Error::invalid(
            "finding",
            "there is no such finding in the saved text: save it first",
        )
    };
    let code = finding.ok_or_else(missing)?.code;
    let handling = match said {
        Handle::TakeBack => None,
        Handle::LookedAt => Some(Handling::LookedAt),
        Handle::NotAPerson => Some(dismissed(caller, DismissalReason::NotAPerson)),
        Handle::Because(reason) => {
            let reason = screen(&opened.directory, "reason", &reason)?;
            Some(dismissed(caller, DismissalReason::Because(reason)))
        }
    };
    let verb = match &handling {
        None => "finding.reopened",
        Some(Handling::Dismissed(_)) => "finding.dismissed",
        Some(_) => "finding.looked_at",
    };
    match &handling {
        Some(handling) => {
            writing
                .save_handling(coe, &fingerprint, code, handling, now)
                .await?;
        }
        None => writing.remove_handling(coe, &fingerprint).await?,
    }
    let rule = [("rule", code.to_string().into())];
    let handled = event_with(caller, now, verb, ("coe", coe.to_string()), rule);
    writing.commit([handled]).await?;
    Ok(())
}

fn dismissed(caller: &Caller, reason: DismissalReason) -> Handling {
    Handling::Dismissed(Dismissal {
        reason,
        by: caller.person,
        confirmed_by: None,
    })
}
