//! Beginning a thread at a place of the text.

use domain::access::Action;
use domain::discussion::{Thread, ThreadCommand};
use domain::id::{CoeId, CommentId, ThreadId};
use store::Kept;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::opened::Opened;
use crate::screen::screen;

use super::place::Place;
use super::voice::Voice;

/// What is wanted.
#[derive(Clone, Debug)]
pub struct NewThread {
    /// Chosen by the page, so that sending again begins no second thread.
    pub thread: ThreadId,
    /// The same for what is said.
    pub comment: CommentId,
    /// Where.
    pub place: Place,
    /// What, as typed.
    pub body: String,
}

/// Begins a thread.
pub async fn comment(
    app: &App,
    caller: &Caller,
    coe: CoeId,
    wanted: NewThread,
) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let mut opened = Opened::load(app, &writing, coe).await?;
    opened.allow(caller, Action::Comment)?;
    let (anchor, _) = wanted.place.anchor(&writing, &opened, caller).await?;
    let body = screen(&opened.directory, "body", &wanted.body)?;
    let voice = Voice::of(&writing, &opened, caller.person).await?;
    let mut kept = match writing.thread(wanted.thread).await? {
        Some(kept) if kept.state.coe == coe && kept.state.anchor == anchor => kept,
        Some(_) => return Err(Error::NotFound),
        None => Kept {
            state: Thread::new(wanted.thread, coe, anchor),
            version: 0,
        },
    };
    let id = wanted.comment;
    let say = ThreadCommand::Say { id, body };
    let changes = kept.state.decide(say, voice.speaker.clone(), now)?;
    if changes.is_empty() {
        return Ok(());
    }
    for change in &changes {
        kept.state.apply(change);
    }
    writing.save_thread(&kept).await?;
    opened.hear(app, &writing, caller.person, now).await?;
    let said = voice.event(now, "thread.begun", "thread", wanted.thread);
    writing.commit([said]).await?;
    Ok(())
}
