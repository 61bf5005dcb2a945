//! Reading a COE.

use domain::access::Action;
use domain::coe::{Clock, Sight};
use domain::id::CoeId;
use store::coe::Draft;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::opened::Opened;
use crate::reviewed::ReviewedText;

/// A COE as somebody may see it.
pub struct CoePage {
    /// Everything about it; show of it what `sight` allows.
    pub opened: Opened,
    /// What the caller sees.
    pub sight: Sight,
    /// The text to read: what is published, the latest frozen one, or the draft. `None` if the
    /// caller sees its status alone.
    pub text: Option<ReviewedText>,
    /// Its deadlines.
    pub clock: Option<Clock>,
}

/// The COE for reading. `revision` is the number of a frozen text; without it, the text that counts
/// for the caller.
pub async fn open(
    app: &App,
    caller: &Caller,
    id: CoeId,
    revision: Option<u32>,
) -> Result<CoePage, Error> {
    let reading = app.read().await?;
    let opened = Opened::load(app, &reading, id).await?;
    opened.allow(caller, Action::ReadStatus)?;
    let sight = opened.sight(caller);
    let text = match revision {
        Some(sequence) => Some(frozen(app, &reading, &opened, caller, sequence).await?),
        None => readable(app, &reading, &opened, sight).await?,
    };
    let clock = clock(app, &opened);
    Ok(CoePage {
        opened,
        sight,
        text,
        clock,
    })
}

/// The text being written, for its authors and whom they invited.
pub async fn open_draft(
    app: &App,
    caller: &Caller,
    id: CoeId,
) -> Result<(CoePage, Option<Draft>), Error> {
    let reading = app.read().await?;
    let opened = Opened::load(app, &reading, id).await?;
    opened.allow(caller, Action::ReadDraft)?;
    let draft = reading.draft(id).await?;
    let text = draft
        .as_ref()
        .map(|draft| opened.review(app, draft.text.clone()));
    let clock = clock(app, &opened);
    let page = CoePage {
        sight: opened.sight(caller),
        text,
        clock,
        opened,
    };
    Ok((page, draft))
}

/// The text that counts for this sight.
async fn readable(
    app: &App,
    reading: &store::Reading,
    opened: &Opened,
    sight: Sight,
) -> Result<Option<ReviewedText>, Error> {
    let coe = &opened.kept.state;
    let published = coe.published().map(|publication| publication.revision.id);
    let latest = coe.latest.as_ref().map(|revision| revision.id);
    let which = match sight {
        Sight::Nothing | Sight::Status => None,
        Sight::Published => published,
        Sight::Revision => latest,
        Sight::Draft if latest.is_some() => latest,
        Sight::Draft => {
            let draft = reading.draft(coe.id).await?;
            return Ok(draft.map(|draft| opened.review(app, draft.text)));
        }
    };
    match which {
        Some(id) => Ok(Some(opened.review(app, reading.revision_text(id).await?))),
        None => Ok(None),
    }
}

/// A frozen text by its number.
async fn frozen(
    app: &App,
    reading: &store::Reading,
    opened: &Opened,
    caller: &Caller,
    sequence: u32,
) -> Result<ReviewedText, Error> {
    let wanted = super::readable_revision(reading, opened, caller, sequence).await?;
    let text = reading.revision_text(wanted.revision.id).await?;
    Ok(opened.review(app, text))
}

fn clock(app: &App, opened: &Opened) -> Option<Clock> {
    let resolved = opened.incident.resolved_at();
    opened
        .kept
        .state
        .clock(resolved, &app.settings().deadlines, app.now())
}
