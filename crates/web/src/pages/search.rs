//! Finding what was said before.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::get;
use domain::id::CoeId;
use store::search::{Hit, Similar};

use super::form::{self, Typed};
use crate::http::body::Page;
use crate::http::problem::{Failure, encoded};
use crate::http::server::Server;
use crate::http::session::{Look, SignedIn};
use crate::views::Nav;
use crate::views::parts::{Html, LinkTo, Tab, Tabs};
use crate::views::search::{Found, FoundKind, Search, snippet};

/// What was said before: by words, and like one COE.
pub fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/search", get(search))
        .route("/coes/{id}/similar", get(similar))
}

/// Hits on a page.
const HITS: usize = 20;

/// Hits that can be reached at all.
const MOST: u32 = 1000;

async fn search(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    Query(query): Query<Typed>,
) -> Result<Page<Search>, Failure> {
    let words = query.get("q").trim();
    let after = query.wanted("after")?.filter(|after| *after < MOST);
    let page = store::Page {
        after,
        limit: HITS as u32 + 1,
    };
    let mut hits = match words {
        "" => Vec::new(),
        words => app::search::search(&server.app, &who.caller, words, &page).await?,
    };
    let before = after.unwrap_or_default();
    let has_more = hits.len() > HITS;
    hits.truncate(HITS);
    let mut frame = look.frame("Search", Nav::Elsewhere);
    words.clone_into(&mut frame.query);
    let results: Vec<_> = hits.iter().map(found).collect();
    Ok(Page(Search {
        frame,
        heading: "What are you looking for?".to_owned(),
        words: counted(results.len(), before),
        tabs: ways(words, before, has_more),
        kinds: kinds("COEs", results),
        meant: None,
    }))
}

fn counted(number: usize, before: u32) -> String {
    match (number, before) {
        (1, 0) => "1 COE you may read.".to_owned(),
        (number, 0) => format!("{number} COEs you may read, the best first."),
        (number, before) => format!("{number} more, after the best {before}."),
    }
}

/// The ways to the hits before and after; none where all are here.
fn ways(words: &str, before: u32, has_more: bool) -> Tabs {
    let step = HITS as u32;
    let address = |after: u32| format!("/search?q={}&after={after}", encoded(words));
    let tab = |words: &str, href: String| Tab {
        link: LinkTo::new(words, href),
        count: None,
        current: false,
    };
    let back = (before > 0).then(|| tab("Better ones", address(before.saturating_sub(step))));
    let on = has_more.then(|| tab("More", address(before.saturating_add(step))));
    Tabs(back.into_iter().chain(on).collect())
}

fn kinds(heading: &str, results: Vec<Found>) -> Vec<FoundKind> {
    if results.is_empty() {
        return Vec::new();
    }
    vec![FoundKind {
        heading: heading.to_owned(),
        results,
    }]
}

fn found(hit: &Hit) -> Found {
    let parts = hit.snippet.iter();
    Found {
        title: hit.title.clone(),
        href: format!("/coes/{}", hit.coe),
        about: Vec::new(),
        snippet: snippet(parts.map(|part| (part.text.as_str(), part.is_match))),
        because: Vec::new(),
    }
}

async fn similar(
    State(server): State<Arc<Server>>,
    who: SignedIn,
    look: Look,
    Path(id): Path<String>,
) -> Result<Page<Search>, Failure> {
    let coe: CoeId = form::id(&id)?;
    let similar = app::search::similar(&server.app, &who.caller, coe).await?;
    let results: Vec<_> = similar.iter().map(like_it).collect();
    Ok(Page(Search {
        frame: look.frame("Similar COEs", Nav::Coes),
        heading: "COEs like this one".to_owned(),
        words: "Published COEs most like this one, and why.".to_owned(),
        tabs: Tabs::fixed(&[("Back to the COE", &format!("/coes/{coe}"))], ""),
        kinds: kinds("The most alike first", results),
        meant: None,
    }))
}

fn like_it(one: &Similar) -> Found {
    let terms = one
        .shared_terms
        .iter()
        .map(|term| format!("both say: {term}"));
    let components = one.shared_components.iter();
    let components = components.map(|one| format!("same component: {one}"));
    Found {
        title: one.title.clone(),
        href: format!("/coes/{}", one.coe),
        about: Vec::new(),
        snippet: Html::default(),
        because: components.chain(terms).collect(),
    }
}
