//! Messages to send. Whom and about what stands here; the address and the words are looked up
//! when a message leaves.

use std::time::Duration;

use domain::id::PersonId;
use domain::moment::Moment;
use sea_orm::QueryResult;
use uuid::Uuid;

use crate::coe::{id, moment};
use crate::error::Error;
use crate::organisation::unreadable;
use crate::statement::values;
use crate::transaction::{Reading, Writing};

/// A message as it is asked for.
#[derive(Clone, Copy, Debug)]
pub struct NewMessage<'a> {
    /// To whom.
    pub person: PersonId,
    /// What it says.
    pub kind: &'a str,
    /// About what.
    pub subject: Option<Uuid>,
    /// What makes it this message and no other, with person and kind.
    pub key: &'a [&'a str],
}

/// A message to send, or that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    id: i64,
    /// To whom.
    pub person: PersonId,
    /// What it says.
    pub kind: String,
    /// About what.
    pub subject: Option<Uuid>,
    /// When it was asked for.
    pub made: Moment,
    /// How often it was claimed.
    pub attempts: u32,
    /// When it is, or was, to be tried.
    pub next_try: Moment,
    /// When it was sent.
    pub sent: Option<Moment>,
    /// When it was given up.
    pub gave_up: Option<Moment>,
    claimed_until: Option<i64>,
}

const COLUMNS: &str =
    "id, person, kind, subject, made, attempts, next_try, sent, gave_up, claimed_until";

impl Reading {
    /// The newest messages in whatever state, the newest first.
    pub async fn messages(&self, limit: u32) -> Result<Vec<Message>, Error> {
        let sql = format!("SELECT {COLUMNS} FROM outbox ORDER BY id DESC LIMIT $1");
        let rows = self.all(&sql, values![i64::from(limit)]).await?;
        rows.iter().map(message).collect()
    }
}

impl Reading {
    /// When the next message is to be tried; `None` if all left or were given up. Claims of others
    /// do not count: theirs may come back.
    pub async fn next_message(&self) -> Result<Option<Moment>, Error> {
        let sql = "SELECT next_try FROM outbox WHERE sent IS NULL AND gave_up IS NULL \
                   ORDER BY next_try LIMIT 1";
        let row = self.one(sql, Vec::new()).await?;
        let next = row.map(|row| moment(&row, "next_try")).transpose()?;
        Ok(next.flatten())
    }
}

impl Message {
    /// Its number: stays the same however often it is tried.
    pub const fn id(&self) -> i64 {
        self.id
    }
}

impl Writing {
    /// Asks for a message; gives whether it was not asked for before. Asked for twice it is sent
    /// once.
    pub async fn send_message(&self, new: &NewMessage<'_>, now: Moment) -> Result<bool, Error> {
        let (person, kind) = (new.person.as_uuid(), new.kind);
        let mut parts = vec![person.as_bytes().as_slice(), kind.as_bytes()];
        parts.extend(new.key.iter().map(|part| part.as_bytes()));
        let tag = self.shared.keys.tag("message", &parts);
        let sql = "INSERT INTO outbox (person, kind, subject, key, made, next_try, attempts) \
                   VALUES ($1, $2, $3, $4, $5, $5, 0) ON CONFLICT (key) DO NOTHING";
        let values = values![person, kind, new.subject, tag, now.as_milliseconds()];
        Ok(self.execute(sql, values).await? == 1)
    }

    /// Claims messages that are to be tried, the longest waiting first. They are there for others
    /// once `lease` is over.
    pub async fn claim_messages(
        &self,
        now: Moment,
        lease: Duration,
        limit: u32,
    ) -> Result<Vec<Message>, Error> {
        let sql = format!(
            "WITH due AS MATERIALIZED (SELECT id FROM outbox WHERE next_try <= $1 \
             AND sent IS NULL AND gave_up IS NULL \
             AND (claimed_until IS NULL OR claimed_until <= $1) \
             ORDER BY next_try, id LIMIT $3 {}) \
             UPDATE outbox SET claimed_until = $2, attempts = attempts + 1 \
             WHERE id IN (SELECT id FROM due) RETURNING {COLUMNS}",
            self.skipping_claimed()
        );
        let until = now.plus(lease).as_milliseconds();
        let values = values![now.as_milliseconds(), until, i64::from(limit)];
        let rows = self.all(&sql, values).await?;
        let mut claimed: Vec<Message> = rows.iter().map(message).collect::<Result<_, _>>()?;
        claimed.sort_by_key(|message| (message.next_try, message.id));
        Ok(claimed)
    }

    /// It left. An [`Error::Conflict`] if the claim was over and somebody else has it.
    pub async fn message_sent(&self, message: &Message, now: Moment) -> Result<(), Error> {
        self.settle(message, "sent", now).await
    }

    /// It did not leave and is tried again later.
    pub async fn try_message_again(&self, message: &Message, at: Moment) -> Result<(), Error> {
        self.settle(message, "next_try", at).await
    }

    /// It cannot be sent and is not tried again.
    pub async fn give_message_up(&self, message: &Message, now: Moment) -> Result<(), Error> {
        self.settle(message, "gave_up", now).await
    }

    async fn settle(
        &self,
        message: &Message,
        column: &'static str,
        at: Moment,
    ) -> Result<(), Error> {
        let sql = format!(
            "UPDATE outbox SET {column} = $3, claimed_until = NULL \
             WHERE id = $1 AND claimed_until = $2"
        );
        let values = values![message.id, message.claimed_until, at.as_milliseconds()];
        self.execute_one("the message", &sql, values).await
    }

    /// Deletes the messages that were sent or given up before a moment; gives how many.
    pub async fn forget_messages(&self, before: Moment) -> Result<u64, Error> {
        let sql = "DELETE FROM outbox WHERE sent < $1 OR gave_up < $1";
        self.execute(sql, values![before.as_milliseconds()]).await
    }
}

fn message(row: &QueryResult) -> Result<Message, Error> {
    let attempts: i64 = row.try_get("", "attempts")?;
    let needed = |column| moment(row, column)?.ok_or_else(|| unreadable("outbox", "no moment"));
    Ok(Message {
        id: row.try_get("", "id")?,
        person: id(row, "person")?,
        kind: row.try_get("", "kind")?,
        subject: row.try_get("", "subject")?,
        made: needed("made")?,
        attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
        next_try: needed("next_try")?,
        sent: moment(row, "sent")?,
        gave_up: moment(row, "gave_up")?,
        claimed_until: row.try_get("", "claimed_until")?,
    })
}
