//! Answering as one's label, and taking a question back.

use domain::access::Action;
use domain::discussion::{Question, QuestionCommand, Speaker};
use domain::id::QuestionId;
use domain::moment::Moment;
use store::{Kept, Writing};

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::events::event_as;
use crate::opened::Opened;
use crate::review::message;
use crate::screen::screen;

use super::private::tell_privately;
use super::voice::{Voice, own_label};

/// What the label says.
#[derive(Clone, Debug)]
pub enum Reply {
    /// This, as typed; it betters an earlier answer.
    Answer(String),
    /// It would rather not answer.
    Pass,
}

/// Answers a question as the label it was put to. Only the person behind the label can.
pub async fn answer(
    app: &App,
    caller: &Caller,
    question: QuestionId,
    said: Reply,
) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let mut kept = writing.question(question).await?.ok_or(Error::NotFound)?;
    let coe = kept.state.coe;
    let opened = Opened::load(app, &writing, coe).await?;
    opened.allow(caller, Action::AnswerAsLabel)?;
    let link = own_label(&writing, &opened.directory, coe, caller.person).await?;
    let link = link.ok_or(Error::NotFound)?;
    if link.label != kept.state.to && !opened.allows(caller, Action::ReadRevision) {
        return Err(Error::NotFound);
    }
    let (command, verb) = match said {
        Reply::Pass => (QuestionCommand::Pass, "question.passed"),
        Reply::Answer(body) => {
            let body = screen(&opened.directory, "body", &body)?;
            (QuestionCommand::Answer(body), "question.answered")
        }
    };
    let speaker = Speaker::Label(link.label);
    for change in kept.state.decide(command, &speaker, now)? {
        kept.state.apply(&change);
    }
    writing.save_question(&kept).await?;
    tell_asker(&writing, &kept, now).await?;
    let answered = event_as(&link.id.to_string(), now, verb, "question", question);
    writing.commit([answered]).await?;
    Ok(())
}

/// Whoever asked is told; under a label, privately.
async fn tell_asker(writing: &Writing, kept: &Kept<Question>, now: Moment) -> Result<(), Error> {
    let question = &kept.state;
    let (id, version) = (question.id.to_string(), kept.version.to_string());
    match &question.by {
        Speaker::Person(person) => {
            let key = format!("{id} {version}");
            message(
                writing,
                (question.coe, *person),
                "question-answered",
                &key,
                now,
            )
            .await
        }
        Speaker::Label(label) => {
            let links = writing.label_links(question.coe).await?;
            let Some(link) = links.iter().find(|link| link.label == *label) else {
                return Ok(());
            };
            tell_privately(writing, link, &["answered", &id, &version], now).await
        }
    }
}

/// Takes back one's own question, if it was not answered.
pub async fn take_back_question(
    app: &App,
    caller: &Caller,
    question: QuestionId,
) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let mut kept = writing.question(question).await?.ok_or(Error::NotFound)?;
    let opened = Opened::load(app, &writing, kept.state.coe).await?;
    opened.allow(caller, Action::AskLabel)?;
    let voice = Voice::of(&writing, &opened, caller.person).await?;
    let changes = kept
        .state
        .decide(QuestionCommand::TakeBack, &voice.speaker, now)?;
    for change in &changes {
        kept.state.apply(change);
    }
    writing.save_question(&kept).await?;
    let taken = voice.event(now, "question.taken_back", "question", question);
    writing.commit([taken]).await?;
    Ok(())
}
