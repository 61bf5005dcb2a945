//! The audit log, for administrators.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::moment::Moment;
use serde::Deserialize;

use crate::http::body::Page;
use crate::http::problem::Failure;
use crate::http::server::Server;
use crate::http::session::{Look, SignedIn};
use crate::views::audit::{Audit, AuditRow};
use crate::views::parts::{LinkTo, Notice, Pager, Tone};
use crate::views::{Nav, when};

/// `/audit`.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/audit", get(list))
        .route("/audit/export.jsonl", get(export))
}

/// Entries on a page.
const LIMIT: u32 = 100;

#[derive(Deserialize)]
struct Wanted {
    before: Option<u64>,
    #[serde(default)]
    check: String,
}

async fn list(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    Query(wanted): Query<Wanted>,
) -> Result<Page<Audit>, Failure> {
    let app = &server.app;
    let entries = app::audit_log::list(app, &who.caller, wanted.before, LIMIT).await?;
    let reading = app.store().read().await.map_err(app::Error::from)?;
    let directory = app.directory(&reading).await?;
    drop(reading);
    let named = |actor: &str| {
        let person = actor.parse().ok();
        let name = person.and_then(|person| directory.name(person));
        name.unwrap_or(actor).to_owned()
    };
    let rows = entries.iter().map(|entry| {
        let event = &entry.event;
        let at = i64::try_from(event.at()).unwrap_or(i64::MAX);
        AuditRow {
            number: entry
                .sequence
                .map_or_else(|| "waits".to_owned(), |number| number.to_string()),
            when: when::stamp(Moment::from_milliseconds(at)),
            who: named(event.actor()),
            what: event.action().to_owned(),
            object: format!("{} {}", event.subject().kind, event.subject().id),
        }
    });
    let next = entries
        .last()
        .and_then(|last| last.sequence)
        .filter(|&last| last > 0);
    let next = next.filter(|_| entries.len() == LIMIT as usize);
    Ok(Page(Audit {
        frame: look.frame("Audit log", Nav::Elsewhere),
        links: vec![
            LinkTo::new("Check the whole log", "/audit?check=now"),
            LinkTo::new("Export", "/audit/export.jsonl"),
        ],
        checked: checked(&server, &who, &wanted).await?,
        pager: Pager {
            words: format!("{} entries, the newest first", entries.len()),
            next: next.map(|before| LinkTo::new("Older", format!("/audit?before={before}"))),
            csv: None,
        },
        rows: rows.collect(),
    }))
}

/// What checking found, if it was asked for.
async fn checked(server: &Server, who: &SignedIn, wanted: &Wanted) -> Result<Notice, Failure> {
    if wanted.check != "now" {
        let words = "Every entry is signed under a checkpoint. Keep checkpoints elsewhere: they show whether the log was rolled back.";
        return Ok(Notice::new(Tone::Plain, "Not checked now", words));
    }
    Ok(
        match app::audit_log::verify(&server.app, &who.caller, &[]).await? {
            Ok(verified) => {
                let words = format!(
                    "{} entries under {} checkpoints are as they were signed.",
                    verified.proven, verified.checkpoints
                );
                Notice::new(Tone::Good, "Nothing is wrong", words)
            }
            Err(fault) => Notice::new(Tone::Stop, "The log was changed", fault.to_string()),
        },
    )
}

/// The whole log in one file, to be verified anywhere.
async fn export(State(server): State<Arc<Server>>, who: SignedIn) -> Result<Response, Failure> {
    let mut out = Vec::new();
    let written = app::audit_log::export(&server.app, &who.caller, &mut out).await?;
    written.map_err(|_| Failure::Undrawable)?;
    let headers = [
        (CONTENT_TYPE, "application/jsonl"),
        (CONTENT_DISPOSITION, "attachment; filename=\"audit.jsonl\""),
    ];
    Ok((headers, out).into_response())
}
