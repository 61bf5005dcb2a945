//! The audit log, for administrators.

use axum::Json;
use domain::moment::Moment;
use serde::Serialize;
use signin::token::Scope;
use store::audit_log::LogEntry;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::Operations;
use crate::api::answer::Answer;
use crate::api::asking::Asking;
use crate::api::described::scoped;
use crate::api::paging::{Asked, Everything, ListJson, Listed, Paging};

pub fn operations() -> Operations {
    let reads = Operations::new()
        .routes(routes!(list_audit_entries))
        .routes(routes!(get_checkpoint))
        .routes(routes!(verify_audit_log));
    scoped(&[Scope::AuditRead], reads)
}

/// An entry of the log.
#[derive(Serialize, ToSchema)]
pub struct EntryJson {
    /// Its number; `null` until it is signed, a moment later.
    #[schema(required)]
    pub sequence: Option<u64>,
    /// When.
    pub at: String,
    /// The id of who did it: a person, a label's link, or the system.
    pub actor: String,
    /// What: coe.submitted.
    pub action: String,
    /// What kind of thing it was done to.
    pub subject_kind: String,
    /// The id of that.
    pub subject: String,
    /// Particulars; never what people wrote.
    #[schema(value_type = Object)]
    pub details: serde_json::Value,
}

/// The newest signed state of the log.
#[derive(Serialize, ToSchema)]
pub struct CheckpointJson {
    /// A signed note; `null` before the first. Keep it elsewhere: it shows if the log is rolled back.
    #[schema(required)]
    pub checkpoint: Option<String>,
    /// What it is checked with.
    pub key: String,
}

/// What checking the whole log found.
#[derive(Serialize, ToSchema)]
pub struct VerdictJson {
    /// Whether nothing is wrong.
    pub is_right: bool,
    /// How many entries a signature vouches for, counted from the first.
    pub proven: u64,
    /// Where the first thing that is wrong is.
    #[schema(required)]
    pub place: Option<String>,
    /// What is wrong there.
    #[schema(required)]
    pub fault: Option<String>,
}

impl From<LogEntry> for EntryJson {
    fn from(entry: LogEntry) -> Self {
        let event = &entry.event;
        let at = i64::try_from(event.at()).unwrap_or_default();
        Self {
            sequence: entry.sequence,
            at: Moment::from_milliseconds(at).to_string(),
            actor: event.actor().to_owned(),
            action: event.action().to_owned(),
            subject_kind: event.subject().kind.clone(),
            subject: event.subject().id.clone(),
            details: serde_json::to_value(event.details()).unwrap_or_default(),
        }
    }
}

/// Beyond every number there is: entries without a number come before all others.
const LAST: u64 = i64::MAX as u64;

/// Lists the entries of the log, the newest first.
#[utoipa::path(get, path = "/audit/entries", params(Paging),
    responses((status = 200, body = ListJson<EntryJson>, description = "A page of them")))]
async fn list_audit_entries(by: Asking, asked: Asked<Everything>) -> Answer<Listed<EntryJson>> {
    let page = asked.page::<u64>()?;
    let before = page.after.map(|before| before.min(LAST));
    let rows = app::audit_log::list(&by.app, &by.caller, before, page.limit).await?;
    let cursor = |row: &LogEntry| row.sequence.unwrap_or(LAST).to_string();
    Ok(asked.answer(rows, cursor, EntryJson::from))
}

/// Gets the newest signed state of the log.
#[utoipa::path(get, path = "/audit/checkpoint",
    responses((status = 200, body = CheckpointJson, description = "It, and the key")))]
async fn get_checkpoint(by: Asking) -> Answer<Json<CheckpointJson>> {
    let last = app::audit_log::last_checkpoint(&by.app, &by.caller).await?;
    Ok(Json(CheckpointJson {
        checkpoint: last.map(|checkpoint| checkpoint.to_string()),
        key: app::audit_log::verifier_key(&by.app).to_string(),
    }))
}

/// Reads every entry and checks every signature.
#[utoipa::path(post, path = "/audit/verify",
    responses((status = 200, body = VerdictJson, description = "What was found")))]
async fn verify_audit_log(by: Asking) -> Answer<Json<VerdictJson>> {
    let verdict = app::audit_log::verify(&by.app, &by.caller, &[]).await?;
    Ok(Json(match verdict {
        Ok(verified) => VerdictJson {
            is_right: true,
            proven: verified.proven,
            place: None,
            fault: None,
        },
        Err(fault) => VerdictJson {
            is_right: false,
            proven: fault.proven,
            place: Some(fault.place.to_string()),
            fault: Some(fault.reason.to_string()),
        },
    }))
}
