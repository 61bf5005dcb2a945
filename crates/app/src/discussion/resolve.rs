//! Saying that nothing remains to be said, or that something does.

use domain::access::Action;
use domain::discussion::{Speaker, Thread, ThreadCommand};
use domain::id::ThreadId;
use domain::refusal::Refusal;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::opened::Opened;

use super::reply::{carry_out, load};
use super::voice::Voice;

/// Resolves a thread, or opens it again. Authors, bar raisers and whoever began it may.
pub async fn resolve(
    app: &App,
    caller: &Caller,
    thread: ThreadId,
    is_resolved: bool,
) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let (opened, kept) = load(app, &writing, caller, thread).await?;
    let voice = Voice::of(&writing, &opened, caller.person).await?;
    check(&opened, caller, &kept.state, &voice.speaker)?;
    let wanted = if is_resolved {
        (ThreadCommand::Resolve, "thread.resolved")
    } else {
        (ThreadCommand::Reopen, "thread.reopened")
    };
    carry_out(app, writing, caller, (opened, kept), wanted, now).await
}

fn check(
    opened: &Opened,
    caller: &Caller,
    thread: &Thread,
    speaker: &Speaker,
) -> Result<(), Error> {
    let began = thread.comments.first();
    let is_own = began.is_some_and(|first| first.by == *speaker);
    let decides = [Action::SettleSuggestion, Action::DecideReview];
    if is_own || decides.into_iter().any(|one| opened.allows(caller, one)) {
        return Ok(());
    }
    let remedy = "An author, a bar raiser or whoever began the thread resolves it.";
    Err(Refusal::new("not-yours-to-resolve", remedy).into())
}
