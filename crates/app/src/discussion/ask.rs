//! Putting a question to a label.

use domain::RoleLabel;
use domain::access::Action;
use domain::discussion::{Question, QuestionState};
use domain::id::{CoeId, QuestionId};
use store::Kept;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::opened::Opened;
use crate::screen::screen;

use super::private::tell_privately;
use super::voice::Voice;

/// What is wanted.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Chosen by the page, so that sending again asks once.
    pub id: QuestionId,
    /// Whom.
    pub to: RoleLabel,
    /// What, as typed.
    pub body: String,
}

/// Asks whoever is behind a label; they alone are told, and answer as the label.
pub async fn ask(app: &App, caller: &Caller, coe: CoeId, wanted: Ask) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let mut opened = Opened::load(app, &writing, coe).await?;
    opened.allow(caller, Action::AskLabel)?;
    let links = writing.label_links(coe).await?;
    let link = links.iter().find(|link| link.label == wanted.to);
    let link = link.ok_or_else(|| {
        Error::invalid("to", "this COE has no such label: choose one of its list")
    })?;
    if wanted.to.is_customer() {
        let problem = "a company is behind this label, and nobody would answer: choose a person's";
        return Err(Error::invalid("to", problem));
    }
    let body = screen(&opened.directory, "body", &wanted.body)?;
    let voice = Voice::of(&writing, &opened, caller.person).await?;
    if let Some(kept) = writing.question(wanted.id).await? {
        let is_same = kept.state.coe == coe && kept.state.by == voice.speaker;
        return is_same.then_some(()).ok_or(Error::NotFound);
    }
    let state = Question {
        id: wanted.id,
        coe,
        by: voice.speaker.clone(),
        to: wanted.to,
        body,
        at: now,
        state: QuestionState::Open,
    };
    writing.save_question(&Kept { state, version: 0 }).await?;
    let key = ["question", &wanted.id.to_string()];
    tell_privately(&writing, link, &key, now).await?;
    opened.hear(app, &writing, caller.person, now).await?;
    let asked = voice.event(now, "question.asked", "question", wanted.id);
    writing.commit([asked]).await?;
    Ok(())
}
