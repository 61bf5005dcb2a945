//! What a write was answered, so that sending it twice does it once.

use std::fmt;

use domain::id::AccountId;
use domain::moment::Moment;
use seal::{Place, Scope};

use crate::error::Error;
use crate::organisation::unreadable;
use crate::statement::values;
use crate::transaction::{Reading, Writing};

const SCOPE: Scope<'_> = Scope::Installation("idempotency");

/// What a write was answered the first time.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptAnswer {
    /// Whether it is the same write that is sent again, or another under the same key.
    pub is_same_request: bool,
    /// The status of HTTP.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
    /// When it was kept.
    pub at: Moment,
}

/// A write with a key of its sender's.
#[derive(Clone, Copy)]
pub struct KeyedRequest<'a> {
    /// Who sends it: keys of others are other keys.
    pub account: AccountId,
    /// What the sender calls it.
    pub key: &'a str,
    /// All that makes it what it is: method, path, body.
    pub request: &'a [u8],
}

impl fmt::Debug for KeptAnswer {
    /// Without the body, which may hold what people wrote.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptAnswer")
            .field("is_same_request", &self.is_same_request)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

impl Reading {
    /// What a write was answered the first time; `None` if it is sent for the first time.
    pub async fn answer(&self, sent: &KeyedRequest<'_>) -> Result<Option<KeptAnswer>, Error> {
        let sql = "SELECT request, status, sealed, at FROM idempotency WHERE tag = $1";
        let tag = self.answer_tag(sent);
        let Some(row) = self.one(sql, values![tag.clone()]).await? else {
            return Ok(None);
        };
        let (request, sealed): (Vec<u8>, Vec<u8>) =
            (row.try_get("", "request")?, row.try_get("", "sealed")?);
        let (status, at): (i64, i64) = (row.try_get("", "status")?, row.try_get("", "at")?);
        let link = hexadecimal(&tag);
        let body = self.open(&SCOPE, &place(&link), &sealed).await?;
        let body = body.ok_or_else(|| unreadable("idempotency", "its key is gone"))?;
        Ok(Some(KeptAnswer {
            is_same_request: request == self.request_tag(sent),
            status: u16::try_from(status)
                .map_err(|_| unreadable("idempotency", "a status that there is not"))?,
            body: body.to_vec(),
            at: Moment::from_milliseconds(at),
        }))
    }

    fn answer_tag(&self, sent: &KeyedRequest<'_>) -> Vec<u8> {
        let account = sent.account.as_uuid();
        let parts = [account.as_bytes().as_slice(), sent.key.as_bytes()];
        self.shared.keys.tag("idempotency-key", &parts)
    }

    fn request_tag(&self, sent: &KeyedRequest<'_>) -> Vec<u8> {
        let keys = &self.shared.keys;
        keys.tag("idempotency-request", &[sent.request])
    }
}

impl Writing {
    /// Keeps what a write is answered, in the transaction that does it. If the same was sent twice
    /// at once, the second gets an [`Error::Conflict`] here, and nothing of it is kept.
    pub async fn keep_answer(
        &self,
        sent: &KeyedRequest<'_>,
        status: u16,
        body: &[u8],
        now: Moment,
    ) -> Result<(), Error> {
        let tag = self.answer_tag(sent);
        let link = hexadecimal(&tag);
        let sealed = self.seal(&SCOPE, &place(&link), body).await?;
        let sql = "INSERT INTO idempotency (tag, request, status, sealed, at) \
                   VALUES ($1, $2, $3, $4, $5)";
        let values = values![
            tag,
            self.request_tag(sent),
            i64::from(status),
            sealed,
            now.as_milliseconds(),
        ];
        self.execute_one("the answer", sql, values).await
    }

    /// Deletes the answer of a write, so that sending it again does it again.
    pub async fn forget_answer(&self, sent: &KeyedRequest<'_>) -> Result<(), Error> {
        let sql = "DELETE FROM idempotency WHERE tag = $1";
        self.execute(sql, values![self.answer_tag(sent)]).await?;
        Ok(())
    }

    /// Deletes the answers kept before a moment; gives how many.
    pub async fn forget_answers(&self, before: Moment) -> Result<u64, Error> {
        let sql = "DELETE FROM idempotency WHERE at < $1";
        self.execute(sql, values![before.as_milliseconds()]).await
    }
}

fn place(link: &str) -> Place<'_> {
    Place {
        coe: "",
        link,
        purpose: "answer",
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        text += &format!("{byte:02x}");
    }
    text
}
