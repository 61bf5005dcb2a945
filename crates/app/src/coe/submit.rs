//! Freezing a text and having it reviewed.

use audit::Commitment;
use document::Document;
use document::difference::{changes_corrections, changes_factors, characters_changed};
use domain::access::Action;
use domain::coe::{CoeCommand, Stage};
use domain::id::{CoeId, RevisionId};
use domain::moment::Moment;
use domain::revision::{Difference, Revision, Root};
use store::Writing;
use store::revision::{Block, KeptRevision};

use crate::caller::Caller;
use crate::context::App;
use crate::discussion::tell_privately;
use crate::error::Error;
use crate::events::event_with;
use crate::opened::Opened;
use crate::reviewed::ReviewedText;

/// A text that was frozen.
#[derive(Clone, Copy, Debug)]
pub struct Submitted {
    /// Its number.
    pub sequence: u32,
    /// What decisions about it bind to.
    pub root: Root,
}

/// Freezes the draft at the version the caller saw, and has it reviewed: the first time, or anew.
pub async fn submit(
    app: &App,
    caller: &Caller,
    coe: CoeId,
    expected: i64,
) -> Result<Submitted, Error> {
    let now = app.now();
    let writing = app.write().await?;
    let mut opened = Opened::load(app, &writing, coe).await?;
    opened.allow(caller, Action::Submit)?;
    let draft = writing
        .draft(coe)
        .await?
        .ok_or(Error::Conflict("the text"))?;
    if draft.version != expected {
        return Err(Error::Conflict("the text"));
    }
    if let Some(submitted) = submitted_already(&opened, &draft.text) {
        return Ok(submitted);
    }
    let text = opened.review(app, draft.text);
    opened.review_for(app, &text);
    let blocks = blocks(app, &text);
    let root = root(&blocks);
    let state = &opened.kept.state;
    let revision = Revision {
        id: RevisionId::new(now, app.random()),
        sequence: state.last_sequence + 1,
        root,
        at: now,
        by: caller.person,
    };
    let command = command(app, &opened, &writing, (revision, &text), now).await?;
    let title = super::save::title(&text).unwrap_or_else(|| opened.title.clone());
    let changes = opened.carry_out(app, command, now)?;
    let kept = KeptRevision {
        revision,
        ruleset: env!("CARGO_PKG_VERSION").to_owned(),
    };
    writing.save_revision(coe, &kept, &blocks).await?;
    opened.title = title;
    opened.keep(&writing, &changes, now).await?;
    welcome(&writing, coe, now).await?;
    let particulars = [
        ("revision", revision.sequence.into()),
        ("root", root.to_string().into()),
    ];
    let submitted = event_with(
        caller,
        now,
        "coe.submitted",
        ("coe", coe.to_string()),
        particulars,
    );
    let seated = crate::review::events_of(coe, &changes, now);
    writing
        .commit([submitted].into_iter().chain(seated))
        .await?;
    Ok(Submitted {
        sequence: revision.sequence,
        root,
    })
}

/// The text that counts, if the draft says the same: sent twice, it is frozen once.
fn submitted_already(opened: &Opened, draft: &str) -> Option<Submitted> {
    let state = &opened.kept.state;
    let is_under_review = matches!(state.stage, Stage::InReview | Stage::Approved);
    let latest = state.latest.filter(|_| is_under_review)?;
    let says = opened.frozen.as_ref()?.document.source();
    (says == draft).then_some(Submitted {
        sequence: latest.sequence,
        root: latest.root,
    })
}

/// Tells everybody behind a label, once and privately, that they have one and what that means.
pub(super) async fn welcome(writing: &Writing, coe: CoeId, now: Moment) -> Result<(), Error> {
    for link in writing.label_links(coe).await? {
        if link.welcomed.is_none() {
            tell_privately(writing, &link, &["first"], now).await?;
        }
    }
    Ok(())
}

/// A first submission, or a text that takes the place of one in review.
async fn command(
    app: &App,
    opened: &Opened,
    writing: &Writing,
    (revision, text): (Revision, &ReviewedText),
    now: Moment,
) -> Result<CoeCommand, Error> {
    let findings = text.weighed(app, now);
    if opened.kept.state.stage == Stage::Draft {
        return Ok(CoeCommand::Submit { revision, findings });
    }
    let difference = difference(opened, writing, text).await?;
    Ok(CoeCommand::ReplaceText {
        revision,
        findings,
        difference,
    })
}

/// How far the text is from the last one that a bar raiser approved.
async fn difference(
    opened: &Opened,
    writing: &Writing,
    text: &ReviewedText,
) -> Result<Option<Difference>, Error> {
    let state = &opened.kept.state;
    let approved = |decision: &&domain::review::ReviewDecision| {
        matches!(decision.verdict, domain::review::Verdict::Approve)
    };
    let Some(from) = state
        .review
        .decisions
        .iter()
        .rev()
        .find(approved)
        .map(|one| one.root)
    else {
        return Ok(None);
    };
    let revisions = writing.revisions(state.id).await?;
    let Some(old) = revisions.iter().find(|kept| kept.revision.root == from) else {
        return Ok(None);
    };
    let old = Document::parse(writing.revision_text(old.revision.id).await?);
    let new = &text.document;
    Ok(Some(Difference {
        from,
        characters: characters_changed(old.source(), new.source()),
        changes_corrections: changes_corrections(&old, new),
        changes_factors: changes_factors(&old, new),
    }))
}

/// The text in the stretches its root covers.
fn blocks(app: &App, text: &ReviewedText) -> Vec<Block> {
    let document = &text.document;
    let block = |range: std::ops::Range<usize>| {
        let text = document.text(&range).to_owned();
        let salt = app.random();
        Block {
            commitment: Commitment::to(text.as_bytes(), &salt),
            text: Some(text),
            salt: Some(salt),
        }
    };
    document.cut().into_iter().map(block).collect()
}

/// The Merkle root over the commitments of the blocks: it tells nothing of a text to whoever
/// guesses, and stays true when a block is redacted.
pub fn root(blocks: &[Block]) -> Root {
    let mut tree = audit::tree::Frontier::new();
    for block in blocks {
        let commitment = block.commitment.to_string();
        tree.append(audit::tree::NodeHash::of_leaf(commitment.as_bytes()));
    }
    Root::new(*tree.root().as_bytes())
}
