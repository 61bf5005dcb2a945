//! Letters: what waits in the outbox becomes words and leaves.
//!
//! The address, the words and whether somebody may still know of it are looked up at that moment.
//! A letter names nobody. It gives the title of a COE only if that is published and not restricted.

mod facts;
pub(crate) mod kind;
mod words;

use std::future::Future;
use std::time::Duration;

use domain::id::PersonId;
use domain::moment::Moment;
use store::Reading;
use store::outbox::Message;

use crate::context::App;
use crate::directory::Directory;
use crate::error::Error;

/// A message as it leaves. Holds an address: never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its number: the same however often it is tried.
    pub id: i64,
    /// The address.
    pub to: String,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub text: String,
}

/// What became of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// It left.
    Delivered,
    /// Not now: it is tried again, for a day.
    Later,
    /// Never: the address is refused.
    Never,
}

/// Takes letters to where people read them. Waits no longer than a minute for one letter.
pub trait Deliver: Sync {
    /// Delivers one letter. A letter may come twice if a node dies while it delivers: `letter.id`
    /// tells.
    fn deliver(&self, letter: &Letter) -> impl Future<Output = Delivery> + Send;
}

/// Letters claimed at once.
const BATCH: u32 = 10;

/// How long a node has for the letters it claimed, a minute for each.
const LEASE: Duration = Duration::from_mins(11);

/// When a letter is tried again: three times as late each time, from a minute to four hours.
const FIRST_WAIT: Duration = Duration::from_mins(1);
const LONGEST_WAIT: Duration = Duration::from_hours(4);

/// When it is given up.
const PATIENCE: Duration = Duration::from_hours(24);

/// Delivers what is due; gives when the next letter is, `None` if none waits. Without letters it
/// costs one query.
pub async fn send_due(app: &App, to: &impl Deliver) -> Result<Option<Moment>, Error> {
    loop {
        let now = app.now();
        let next = app.read().await?.next_message().await?;
        if next.is_none_or(|next| next > now) {
            return Ok(next);
        }
        let writing = app.write().await?;
        let claimed = writing.claim_messages(now, LEASE, BATCH).await?;
        if claimed.is_empty() {
            // Another node is at them.
            return Ok(Some(now.plus(FIRST_WAIT)));
        }
        writing.commit_unrecorded().await?;
        for message in claimed {
            send(app, to, &message).await?;
        }
    }
}

async fn send(app: &App, to: &impl Deliver, message: &Message) -> Result<(), Error> {
    let letter = {
        let reading = app.read().await?;
        let directory = app.directory(&reading).await?;
        letter(app, &reading, &directory, message).await?
    };
    let delivery = match &letter {
        Some(letter) => to.deliver(letter).await,
        None => Delivery::Never,
    };
    let now = app.now();
    let writing = app.write().await?;
    let settled = match delivery {
        Delivery::Delivered => writing.message_sent(message, now).await,
        Delivery::Later if now.since(message.made) < PATIENCE => {
            let again = now.plus(wait(message.attempts));
            writing.try_message_again(message, again).await
        }
        Delivery::Later | Delivery::Never => writing.give_message_up(message, now).await,
    };
    match settled {
        Ok(()) => Ok(writing.commit_unrecorded().await?),
        // The claim was over: whoever has it now settles it.
        Err(store::Error::Conflict(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// The letter; `None` if there is nothing to say any more, or nobody to say it to.
async fn letter(
    app: &App,
    reading: &Reading,
    directory: &Directory,
    message: &Message,
) -> Result<Option<Letter>, Error> {
    let Some(to) = address(reading, directory, message.person).await? else {
        return Ok(None);
    };
    let Some(facts) = facts::gather(app, reading, directory, message).await? else {
        return Ok(None);
    };
    let words = words::of(&message.kind, &facts);
    Ok(Some(Letter {
        id: message.id(),
        to,
        subject: words.subject,
        text: words.text,
    }))
}

/// Where somebody who is here reads: the address they sign in with, else the one on the roster.
async fn address(
    reading: &Reading,
    directory: &Directory,
    person: PersonId,
) -> Result<Option<String>, Error> {
    let known = directory.organisation.people.get(&person);
    let Some(known) = known.filter(|person| person.is_here()) else {
        return Ok(None);
    };
    let accounts = reading.accounts_of(person).await?.into_iter();
    let active = accounts.filter(|kept| kept.state.disabled.is_none());
    let mut logins = active.map(|kept| kept.state.login);
    let login = logins.find(|login| login.contains('@'));
    Ok(login.or_else(|| known.profile.emails.first().cloned()))
}

/// How long a letter waits after so many attempts.
fn wait(attempts: u32) -> Duration {
    let times = 3_u32.saturating_pow(attempts.saturating_sub(1));
    FIRST_WAIT.saturating_mul(times).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_up_to_four_hours() {
        let minutes = [1, 2, 3, 4, 5, 6, 99].map(|attempts| wait(attempts).as_secs() / 60);
        assert_eq!(minutes, [1, 3, 9, 27, 81, 240, 240]);
    }
}
