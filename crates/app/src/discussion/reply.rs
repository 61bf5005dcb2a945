//! Saying something in a thread, and taking it back.

use domain::access::Action;
use domain::discussion::{Thread, ThreadCommand};
use domain::id::{CommentId, ThreadId};
use domain::moment::Moment;
use store::{Kept, Writing};

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::opened::Opened;
use crate::screen::screen;

use super::open::sees_thread;
use super::voice::Voice;

/// Says something in a thread; it opens a resolved one again. Sent twice, it stands once.
pub async fn reply(
    app: &App,
    caller: &Caller,
    thread: ThreadId,
    id: CommentId,
    body: &str,
) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let (opened, kept) = load(app, &writing, caller, thread).await?;
    let body = screen(&opened.directory, "body", body)?;
    let command = ThreadCommand::Say { id, body };
    carry_out(
        app,
        writing,
        caller,
        (opened, kept),
        (command, "thread.replied"),
        now,
    )
    .await
}

/// Takes back what one said: that there was something stays.
pub async fn take_back(
    app: &App,
    caller: &Caller,
    thread: ThreadId,
    comment: CommentId,
) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let loaded = load(app, &writing, caller, thread).await?;
    let wanted = (ThreadCommand::TakeBack(comment), "thread.taken_back");
    carry_out(app, writing, caller, loaded, wanted, now).await
}

/// A thread that the caller may see and speak in.
pub(super) async fn load(
    app: &App,
    writing: &Writing,
    caller: &Caller,
    thread: ThreadId,
) -> Result<(Opened, Kept<Thread>), Error> {
    let kept = writing.thread(thread).await?.ok_or(Error::NotFound)?;
    let opened = Opened::load(app, writing, kept.state.coe).await?;
    opened.allow(caller, Action::Comment)?;
    if !sees_thread(&opened, opened.sight(caller), &kept.state) {
        return Err(Error::NotFound);
    }
    Ok((opened, kept))
}

/// Does it in the caller's voice, and hears them.
pub(super) async fn carry_out(
    app: &App,
    writing: Writing,
    caller: &Caller,
    (mut opened, mut kept): (Opened, Kept<Thread>),
    (command, verb): (ThreadCommand, &str),
    now: Moment,
) -> Result<(), Error> {
    let voice = Voice::of(&writing, &opened, caller.person).await?;
    let changes = kept.state.decide(command, voice.speaker.clone(), now)?;
    if changes.is_empty() {
        return Ok(());
    }
    for change in &changes {
        kept.state.apply(change);
    }
    writing.save_thread(&kept).await?;
    opened.hear(app, &writing, caller.person, now).await?;
    let done = voice.event(now, verb, "thread", kept.state.id);
    writing.commit([done]).await?;
    Ok(())
}
