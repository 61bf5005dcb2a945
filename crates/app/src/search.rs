//! Finding what was said before.

use domain::access::Action;
use domain::coe::Sight;
use domain::id::CoeId;
use store::Page;
use store::search::{Comparison, Hit, Similar};

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::opened::Opened;

/// COEs like one that are offered at most.
const MOST_SIMILAR: usize = 8;

/// Characters of the longest query; what is longer is cut.
const LONGEST_QUERY: usize = 400;

/// The published texts with all these words that the caller may know of, best first; of the last
/// word the beginning is enough. `page.after` is how many hits the pages before had.
pub async fn search(
    app: &App,
    caller: &Caller,
    query: &str,
    page: &Page<u32>,
) -> Result<Vec<Hit>, Error> {
    let reading = app.read().await?;
    let query: String = query.chars().take(LONGEST_QUERY).collect();
    Ok(reading.search(&query, caller.person, page).await?)
}

/// The published COEs most like one, and why: the rare words and the components both have. It is
/// compared by its draft for those who may read that, else by the text they may read.
pub async fn similar(app: &App, caller: &Caller, coe: CoeId) -> Result<Vec<Similar>, Error> {
    let reading = app.read().await?;
    let opened = Opened::load(app, &reading, coe).await?;
    opened.allow(caller, Action::ReadStatus)?;
    let text = text(&reading, caller, &opened).await?;
    let terms = reading.distinctive_terms(&text, caller.person).await?;
    let comparison = Comparison {
        title: &opened.title,
        terms: &terms,
        components: &opened.incident.components,
        exclude: Some(coe),
    };
    let similar = reading.similar(&comparison, caller.person, MOST_SIMILAR);
    Ok(similar.await?)
}

/// The text of it that the caller may read; nothing for who sees its status alone.
async fn text(reading: &store::Reading, caller: &Caller, opened: &Opened) -> Result<String, Error> {
    let state = &opened.kept.state;
    if opened.allows(caller, Action::ReadDraft)
        && let Some(draft) = reading.draft(state.id).await?
    {
        return Ok(draft.text);
    }
    let revision = match opened.sight(caller) {
        Sight::Nothing | Sight::Status => None,
        Sight::Published => state.published().map(|one| one.revision.id),
        Sight::Revision | Sight::Draft => state.latest.map(|latest| latest.id),
    };
    match revision {
        Some(revision) => Ok(reading.revision_text(revision).await?),
        None => Ok(String::new()),
    }
}
