//! Sending a write twice does it once: the first answer is kept, and given again.

use std::time::Duration;

use store::idempotency::KeyedRequest;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;

/// A write with a key its sender chose.
#[derive(Clone, Copy)]
pub struct Sent<'a> {
    /// What the sender calls it.
    pub key: &'a str,
    /// All that makes it what it is: method, address, body.
    pub request: &'a [u8],
}

/// What is to be done with a write that has a key.
pub enum Turn {
    /// It is the first time: do it, then [`keep`] the answer or [`give_up`].
    First,
    /// It was done: this was the answer.
    Done {
        /// The status of HTTP.
        status: u16,
        /// The body.
        body: Vec<u8>,
    },
    /// It is being done at this moment.
    InProgress,
    /// The key was used for another write.
    OtherRequest,
}

/// The status of an answer that is not there yet.
const NOT_YET: u16 = 0;

/// After so long a write that was begun and never answered is taken for dead.
const DEAD: Duration = Duration::from_mins(5);

/// Whether a write is to be done. Of two sent at once one is the first.
pub async fn begin(app: &App, caller: &Caller, sent: &Sent<'_>) -> Result<Turn, Error> {
    let now = app.now();
    let sent = keyed(caller, sent);
    let writing = app.write().await?;
    if let Some(kept) = writing.answer(&sent).await? {
        let is_dead = kept.status == NOT_YET && kept.at.plus(DEAD) < now;
        match kept.status {
            _ if is_dead => writing.forget_answer(&sent).await?,
            _ if !kept.is_same_request => return Ok(Turn::OtherRequest),
            NOT_YET => return Ok(Turn::InProgress),
            status => {
                let body = kept.body;
                return Ok(Turn::Done { status, body });
            }
        }
    }
    let begun = async {
        writing.keep_answer(&sent, NOT_YET, &[], now).await?;
        writing.commit_unrecorded().await
    };
    match begun.await {
        Ok(()) => Ok(Turn::First),
        Err(store::Error::Conflict(_)) => Ok(Turn::InProgress),
        Err(error) => Err(error.into()),
    }
}

/// Keeps what a write was answered, to give it again.
pub async fn keep(
    app: &App,
    caller: &Caller,
    sent: &Sent<'_>,
    (status, body): (u16, &[u8]),
) -> Result<(), Error> {
    let now = app.now();
    let sent = keyed(caller, sent);
    let writing = app.write().await?;
    writing.forget_answer(&sent).await?;
    writing.keep_answer(&sent, status, body, now).await?;
    Ok(writing.commit_unrecorded().await?)
}

/// Frees the key of a write that did nothing.
pub async fn give_up(app: &App, caller: &Caller, sent: &Sent<'_>) -> Result<(), Error> {
    let writing = app.write().await?;
    writing.forget_answer(&keyed(caller, sent)).await?;
    Ok(writing.commit_unrecorded().await?)
}

fn keyed<'a>(caller: &Caller, sent: &Sent<'a>) -> KeyedRequest<'a> {
    KeyedRequest {
        account: caller.account,
        key: sent.key,
        request: sent.request,
    }
}
