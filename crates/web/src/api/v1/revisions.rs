//! Frozen texts.

use app::coe::HistoryEntry;
use axum::Json;
use document::difference::Change;
use domain::id::CoeId;
use serde::Serialize;
use signin::token::Scope;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::Operations;
use super::parts::RevisionJson;
use crate::api::answer::Answer;
use crate::api::asking::{Asking, At, AtBoth};
use crate::api::described::scoped;
use crate::api::paging::{Asked, Everything, ListJson, Listed, Paging};

pub fn operations() -> Operations {
    let reads = Operations::new()
        .routes(routes!(list_revisions))
        .routes(routes!(get_revision))
        .routes(routes!(compare_revisions));
    scoped(&[Scope::CoeRead], reads)
}

/// A frozen text in the history.
#[derive(Serialize, ToSchema)]
pub struct HistoryJson {
    /// The text.
    #[serde(flatten)]
    pub revision: RevisionJson,
    /// The id of the author who froze it.
    pub by: String,
    /// When it was published.
    #[schema(required)]
    pub published: Option<String>,
    /// Whether it is the one that counts.
    pub is_latest: bool,
}

/// A frozen text with its words.
#[derive(Serialize, ToSchema)]
pub struct RevisionTextJson {
    /// Its number, from 1.
    pub sequence: u32,
    /// Markdown.
    pub text: String,
}

/// Two frozen texts.
#[derive(Serialize, ToSchema)]
pub struct ComparedJson {
    /// What the older one says.
    pub old_text: String,
    /// What the newer one says.
    pub new_text: String,
    /// What changed, in order; lines that both have are left out.
    pub changes: Vec<ChangeJson>,
}

/// Lines that differ, as bytes of the texts.
#[derive(Serialize, ToSchema)]
pub struct ChangeJson {
    /// First byte in the older text.
    pub old_start: usize,
    /// Byte behind the last in the older text.
    pub old_end: usize,
    /// First byte in the newer text.
    pub new_start: usize,
    /// Byte behind the last in the newer text.
    pub new_end: usize,
}

impl From<HistoryEntry> for HistoryJson {
    fn from(entry: HistoryEntry) -> Self {
        Self {
            revision: RevisionJson {
                sequence: entry.sequence,
                root: entry.root.to_string(),
                at: entry.at.to_string(),
            },
            by: entry.by.to_string(),
            published: entry.published.map(|at| at.to_string()),
            is_latest: entry.is_latest,
        }
    }
}

/// Lists the frozen texts of a COE that you may read, first to last.
#[utoipa::path(get, path = "/coes/{id}/revisions", params(("id" = Uuid, Path), Paging),
    responses((status = 200, body = ListJson<HistoryJson>, description = "A page of them")))]
async fn list_revisions(
    by: Asking,
    At(id): At<CoeId>,
    asked: Asked<Everything>,
) -> Answer<Listed<HistoryJson>> {
    let entries = app::coe::history(&by.app, &by.caller, id).await?;
    asked.cut(entries, HistoryJson::from)
}

/// Gets the words of a frozen text.
#[utoipa::path(get, path = "/coes/{id}/revisions/{sequence}",
    params(("id" = Uuid, Path), ("sequence" = u32, Path)),
    responses((status = 200, body = RevisionTextJson, description = "The text")))]
async fn get_revision(
    by: Asking,
    AtBoth(id, sequence): AtBoth<CoeId, u32>,
) -> Answer<Json<RevisionTextJson>> {
    let page = app::coe::open(&by.app, &by.caller, id, Some(sequence)).await?;
    let text = page.text.map(|text| text.document.source().to_owned());
    Ok(Json(RevisionTextJson {
        sequence,
        text: text.unwrap_or_default(),
    }))
}

/// A pair of numbers as addresses have it: 1...2
struct Pair(u32, u32);

impl std::str::FromStr for Pair {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (old, new) = text.split_once("...").ok_or(())?;
        let number = |text: &str| text.parse().map_err(drop);
        Ok(Self(number(old)?, number(new)?))
    }
}

/// Compares two frozen texts.
#[utoipa::path(get, path = "/coes/{id}/differences/{pair}",
    params(("id" = Uuid, Path),
        ("pair" = String, Path, description = "The numbers of both", example = "1...2")),
    responses((status = 200, body = ComparedJson, description = "Both, and what changed")))]
async fn compare_revisions(
    by: Asking,
    AtBoth(id, pair): AtBoth<CoeId, Pair>,
) -> Answer<Json<ComparedJson>> {
    let compared = app::coe::diff(&by.app, &by.caller, id, (pair.0, pair.1)).await?;
    let changes = compared.changes.iter().filter_map(|change| match change {
        Change::Same { .. } => None,
        Change::Edited { old, new, .. } => Some(ChangeJson {
            old_start: old.start,
            old_end: old.end,
            new_start: new.start,
            new_end: new.end,
        }),
    });
    Ok(Json(ComparedJson {
        changes: changes.collect(),
        old_text: compared.old_text,
        new_text: compared.new_text,
    }))
}
