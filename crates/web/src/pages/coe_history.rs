//! The frozen texts of a COE.

use std::sync::Arc;

use app::Directory;
use app::coe::HistoryEntry;
use axum::Router;
use axum::extract::{Path, State};
use axum::routing::get;
use domain::id::CoeId;
use domain::review::Verdict;

use super::form;
use crate::http::body::Page;
use crate::http::problem::Failure;
use crate::http::server::Server;
use crate::http::session::{Look, SignedIn};
use crate::views::coe_history::{CoeHistory, RevisionRow};
use crate::views::icon::Icon;
use crate::views::parts::{Crumbs, Event, LinkTo, Mark, Tone};
use crate::views::{Nav, when};

/// `/coes/{id}/history`.
pub fn routes() -> Router<Arc<Server>> {
    Router::new().route("/coes/{id}/history", get(show))
}

async fn show(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    Path(id): Path<String>,
) -> Result<Page<CoeHistory>, Failure> {
    let id: CoeId = form::id(&id)?;
    let page = app::coe::open(&server.app, &who.caller, id, None).await?;
    let history = app::coe::history(&server.app, &who.caller, id).await?;
    let directory = &page.opened.directory;
    let mut before = None;
    let mut revisions = Vec::new();
    for entry in &history {
        revisions.push(row(id, entry, before));
        before = Some(entry.sequence);
    }
    revisions.reverse();
    let mut events: Vec<_> = history
        .iter()
        .flat_map(|entry| events(entry, directory))
        .collect();
    events.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    Ok(Page(CoeHistory {
        frame: look.frame(format!("History of {}", page.opened.title), Nav::Coes),
        crumbs: Crumbs(vec![
            LinkTo::new("COEs", "/coes"),
            LinkTo::new(page.opened.title.clone(), format!("/coes/{id}")),
        ]),
        title: page.opened.title.clone(),
        revisions,
        events: events.into_iter().map(|(_, event)| event).collect(),
    }))
}

fn row(id: CoeId, entry: &HistoryEntry, before: Option<u32>) -> RevisionRow {
    let sequence = entry.sequence;
    let diff = before.map(|before| {
        let address = format!("/coes/{id}/diff?from={before}&to={sequence}");
        LinkTo::new(format!("Since revision {before}"), address)
    });
    RevisionRow {
        link: LinkTo::new(
            format!("Revision {sequence}"),
            format!("/coes/{id}?revision={sequence}"),
        ),
        when: when::stamp(entry.at),
        root: entry.root.to_string().chars().take(16).collect(),
        decision: decision(entry),
        diff,
    }
}

/// The last word on a text.
fn decision(entry: &HistoryEntry) -> Mark {
    if entry.published.is_some() {
        return Mark::new(Icon::Checked, "Published", Tone::Good);
    }
    match entry.decisions.last().map(|last| &last.verdict) {
        Some(Verdict::Approve) => Mark::new(Icon::Check, "Approved", Tone::Good),
        Some(Verdict::RequestChanges(_)) => {
            Mark::new(Icon::Returned, "Changes requested", Tone::Care)
        }
        Some(Verdict::Recuse) | None => Mark::new(Icon::Draft, "Not decided", Tone::Soft),
    }
}

fn events(entry: &HistoryEntry, directory: &Directory) -> Vec<(domain::moment::Moment, Event)> {
    let sequence = entry.sequence;
    let name = |person| directory.name(person).map(str::to_owned);
    let event = |at, what: String, by, more| {
        let event = Event {
            when: when::stamp(at),
            datetime: Some(when::machine(at)),
            what: vec![what.into()],
            more,
            by,
        };
        (at, event)
    };
    let submitted = format!("Revision {sequence} was submitted");
    let mut events = vec![event(entry.at, submitted, name(entry.by), None)];
    for decided in &entry.decisions {
        let (what, more) = match &decided.verdict {
            Verdict::Approve => (format!("Revision {sequence} was approved"), None),
            Verdict::RequestChanges(reason) => (
                format!("Changes were requested to revision {sequence}"),
                Some(reason.to_string()),
            ),
            Verdict::Recuse => ("A bar raiser stepped back".to_owned(), None),
        };
        events.push(event(decided.at, what, name(decided.by), more));
    }
    if let Some(at) = entry.published {
        events.push(event(
            at,
            format!("Revision {sequence} was published"),
            None,
            None,
        ));
    }
    events
}
