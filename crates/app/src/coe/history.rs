//! The frozen texts of a COE.

use domain::access::Action;
use domain::coe::Sight;
use domain::id::{CoeId, PersonId, RevisionId};
use domain::moment::Moment;
use domain::review::{Checklist, Verdict};
use domain::revision::Root;
use store::Reading;
use store::revision::KeptRevision;

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::opened::Opened;
use crate::review::{Decided, decisions_on};

/// A frozen text in the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// Which.
    pub id: RevisionId,
    /// Its number, from 1.
    pub sequence: u32,
    /// What it says, as one number.
    pub root: Root,
    /// When it was frozen.
    pub at: Moment,
    /// The author who froze it.
    pub by: PersonId,
    /// When it was published, if it was.
    pub published: Option<Moment>,
    /// Whether it is the one that counts.
    pub is_latest: bool,
    /// What bar raisers decided about it; to whoever sees published texts alone, only that it was
    /// approved: what was asked for first, and the checklist, belong to the review.
    pub decisions: Vec<Decided>,
}

/// The frozen texts that the caller may read, first to last.
pub async fn history(app: &App, caller: &Caller, coe: CoeId) -> Result<Vec<HistoryEntry>, Error> {
    let reading = app.read().await?;
    let opened = Opened::load(app, &reading, coe).await?;
    opened.allow(caller, Action::ReadStatus)?;
    let revisions = reading.revisions(coe).await?;
    Ok(history_of(&opened, caller, &revisions))
}

/// The same, of a COE at hand.
pub(crate) fn history_of(
    opened: &Opened,
    caller: &Caller,
    revisions: &[KeptRevision],
) -> Vec<HistoryEntry> {
    let coe = &opened.kept.state;
    let sight = opened.sight(caller);
    let mut decisions = decisions_on(&coe.review.decisions, revisions);
    if sight == Sight::Published {
        decisions.retain(|one| one.verdict == Verdict::Approve);
        for one in &mut decisions {
            one.checklist = Checklist::default();
        }
    }
    let entry = |kept: &KeptRevision| {
        let revision = kept.revision;
        let mut publications = coe.publications.iter();
        let published = publications.find(|one| one.revision.id == revision.id);
        let own = decisions
            .iter()
            .filter(|one| one.revision == revision.sequence);
        HistoryEntry {
            id: revision.id,
            sequence: revision.sequence,
            root: revision.root,
            at: revision.at,
            by: revision.by,
            published: published.map(|one| one.at),
            is_latest: coe.latest.is_some_and(|latest| latest.id == revision.id),
            decisions: own.cloned().collect(),
        }
    };
    let readable = revisions
        .iter()
        .filter(|kept| may_read(opened, sight, kept.revision.id));
    readable.map(entry).collect()
}

/// Whether somebody with this sight may read a frozen text. Who sees published texts only is told
/// of no other.
pub(crate) fn may_read(opened: &Opened, sight: Sight, revision: RevisionId) -> bool {
    let coe = &opened.kept.state;
    let mut publications = coe.publications.iter();
    let is_published = publications.any(|one| one.revision.id == revision);
    match sight {
        Sight::Draft => true,
        Sight::Revision => is_published || coe.latest.is_some_and(|latest| latest.id == revision),
        Sight::Published => is_published,
        Sight::Nothing | Sight::Status => false,
    }
}

/// A frozen text by its number, if the caller may read it.
pub(crate) async fn readable_revision(
    reading: &Reading,
    opened: &Opened,
    caller: &Caller,
    sequence: u32,
) -> Result<KeptRevision, Error> {
    let revisions = reading.revisions(opened.kept.state.id).await?;
    let mut wanted = revisions
        .into_iter()
        .filter(|kept| kept.revision.sequence == sequence);
    let wanted = wanted.next().ok_or(Error::NotFound)?;
    if may_read(opened, opened.sight(caller), wanted.revision.id) {
        Ok(wanted)
    } else {
        Err(Error::NotFound)
    }
}
