//! Two frozen texts of a COE beside each other.

use std::sync::Arc;

use app::coe::Compared;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::get;
use document::difference::{Change, Run, RunKind, changes};
use domain::id::CoeId;

use super::form::{self, Typed};
use crate::http::body::Page;
use crate::http::problem::Failure;
use crate::http::server::Server;
use crate::http::session::{Look, SignedIn};
use crate::views::Nav;
use crate::views::coe_diff::CoeDiff;
use crate::views::diff::{DiffPart, DiffRow, DiffText};
use crate::views::parts::{Crumbs, Field, LinkTo, Picked};

/// `/coes/{id}/diff`.
pub fn routes() -> Router<Arc<Server>> {
    Router::new().route("/coes/{id}/diff", get(show))
}

async fn show(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    Path(id): Path<String>,
    Query(query): Query<Typed>,
) -> Result<Page<CoeDiff>, Failure> {
    let id: CoeId = form::id(&id)?;
    let history = app::coe::history(&server.app, &who.caller, id).await?;
    let last = history.last().ok_or(Failure::NotFound)?.sequence;
    let before = history
        .iter()
        .rev()
        .nth(1)
        .map_or(last, |entry| entry.sequence);
    let from = query.wanted("from")?.unwrap_or(before);
    let to = query.wanted("to")?.unwrap_or(last);
    let compared = app::coe::diff(&server.app, &who.caller, id, (from, to)).await?;
    let rows = rows(&compared);
    let picked = |chosen: u32| {
        let one = |entry: &app::coe::HistoryEntry| Picked {
            chosen: entry.sequence == chosen,
            ..Picked::new(
                entry.sequence.to_string(),
                format!("Revision {}", entry.sequence),
            )
        };
        history.iter().map(one).collect::<Vec<_>>()
    };
    let heading = format!("Revision {from} to revision {to}");
    Ok(Page(CoeDiff {
        frame: look.frame(heading.clone(), Nav::Coes),
        coe: id.to_string(),
        crumbs: Crumbs(vec![
            LinkTo::new("The COE", format!("/coes/{id}")),
            LinkTo::new("History", format!("/coes/{id}/history")),
        ]),
        heading,
        words: match rows.len() {
            0 => "No place changed.".to_owned(),
            1 => "One place changed.".to_owned(),
            count => format!("{count} places changed."),
        },
        is_only: history.len() == 1,
        from: Field::select("from", "From", picked(from)),
        to: Field::select("to", "To", picked(to)),
        rows,
    }))
}

fn rows(compared: &Compared) -> Vec<DiffRow> {
    let places = Places::of(&compared.new_text);
    let row = |change: &Change| match change {
        Change::Same { .. } => None,
        Change::Edited { new, runs, .. } => Some(DiffRow {
            place: places.name(new.start),
            link: None,
            text: text(runs, &compared.old_text, &compared.new_text),
        }),
    };
    let changes = changes(&compared.old_text, &compared.new_text);
    changes.iter().filter_map(row).collect()
}

/// The words of both, marked.
pub(super) fn text(runs: &[Run], old: &str, new: &str) -> DiffText {
    let part = |run: &Run| {
        let (before, after) = (&old[run.old.clone()], &new[run.new.clone()]);
        match run.kind {
            RunKind::Same => DiffPart::Same(after.to_owned()),
            RunKind::Removed => DiffPart::Removed(before.to_owned()),
            RunKind::Added => DiffPart::Added(after.to_owned()),
        }
    };
    DiffText(runs.iter().map(part).collect())
}

/// What the places of a text are called.
pub(super) struct Places {
    document: document::Document,
}

impl Places {
    pub fn of(text: &str) -> Self {
        Self {
            document: document::Document::parse(text),
        }
    }

    /// "Impact, line 25".
    pub fn name(&self, at: usize) -> String {
        let line = self.document.lines().position(at).line;
        let sections = self.document.sections();
        let after = sections.partition_point(|section| section.heading.start <= at);
        let section = after.checked_sub(1).map(|index| &sections[index]);
        let title = section.map(|section| self.document.text(&section.title).trim());
        match title.filter(|title| !title.is_empty()) {
            Some(title) => format!("{title}, line {line}"),
            None => format!("Line {line}"),
        }
    }
}
