//! Finding what was said before.

use axum::Json;
use domain::id::CoeId;
use serde::{Deserialize, Serialize};
use signin::token::Scope;
use store::Page;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::Operations;
use super::incidents::words;
use crate::api::answer::Answer;
use crate::api::asking::{Asking, At};
use crate::api::described::scoped;
use crate::api::paging::{Asked, ListJson, Listed, Paging};

pub fn operations() -> Operations {
    let reads = Operations::new()
        .routes(routes!(search_coes))
        .routes(routes!(list_similar));
    scoped(&[Scope::CoeRead], reads)
}

/// What is looked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SearchWanted {
    /// Words, all of which a text must have; of the last the beginning is enough.
    q: String,
}

/// A published text that was found.
#[derive(Serialize, ToSchema)]
pub struct HitJson {
    /// The COE.
    pub coe: String,
    /// Its title.
    pub title: String,
    /// Where the words stand in its text.
    pub snippet: Vec<SnippetJson>,
}

/// A piece of a snippet.
#[derive(Serialize, ToSchema)]
pub struct SnippetJson {
    /// As it stands in the text.
    pub text: String,
    /// Whether it is what was looked for.
    pub is_match: bool,
}

/// COEs like one.
#[derive(Serialize, ToSchema)]
pub struct SimilarsJson {
    /// The most alike first, 8 at most.
    pub similar: Vec<SimilarJson>,
}

/// A published COE like another, and why.
#[derive(Serialize, ToSchema)]
pub struct SimilarJson {
    /// The COE.
    pub coe: String,
    /// Its title.
    pub title: String,
    /// The words both use, the rarest in front.
    pub shared_terms: Vec<String>,
    /// The components both are about.
    pub shared_components: Vec<String>,
}

/// Finds published texts, best first.
#[utoipa::path(get, path = "/search", params(Paging, SearchWanted),
    responses((status = 200, body = ListJson<HitJson>, description = "A page of them")))]
async fn search_coes(by: Asking, asked: Asked<SearchWanted>) -> Answer<Listed<HitJson>> {
    let Page { after, limit } = asked.page::<u32>()?;
    let before = after.unwrap_or_default();
    let page = Page { after, limit };
    let hits = app::search::search(&by.app, &by.caller, &asked.which.q, &page).await?;
    let next = before.saturating_add(limit - 1).to_string();
    Ok(asked.answer(
        hits,
        |_| next.clone(),
        |hit| {
            let snippet = hit.snippet.into_iter().map(|part| SnippetJson {
                text: part.text,
                is_match: part.is_match,
            });
            HitJson {
                coe: hit.coe.to_string(),
                title: hit.title,
                snippet: snippet.collect(),
            }
        },
    ))
}

/// Finds the published COEs most like one.
#[utoipa::path(get, path = "/coes/{id}/similar", params(("id" = Uuid, Path)),
    responses((status = 200, body = SimilarsJson, description = "Those, and why")))]
async fn list_similar(by: Asking, At(id): At<CoeId>) -> Answer<Json<SimilarsJson>> {
    let found = app::search::similar(&by.app, &by.caller, id).await?;
    let similar = found.into_iter().map(|one| SimilarJson {
        coe: one.coe.to_string(),
        title: one.title,
        shared_components: words(&one.shared_components),
        shared_terms: one.shared_terms,
    });
    Ok(Json(SimilarsJson {
        similar: similar.collect(),
    }))
}
