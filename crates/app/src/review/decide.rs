//! Deciding on a text.

use domain::access::Action;
use domain::coe::CoeCommand;
use domain::id::{CoeId, DecisionId};
use domain::moment::Moment;
use domain::review::{Answer, Checklist, ChecklistItem, ReviewDecision, Specialty};
use domain::revision::Root;

use crate::caller::Caller;
use crate::context::App;
use crate::directory::Directory;
use crate::error::Error;
use crate::events::event_with;
use crate::opened::Opened;
use crate::screen::{screen, screen_optional};

/// What is wanted.
#[derive(Clone, Debug)]
pub struct Decide {
    /// Chosen by the page, so that sending again counts once.
    pub id: DecisionId,
    /// The text that the page showed.
    pub root: Root,
    /// What.
    pub verdict: Verdict,
    /// The answers given. Those left out count as not answered.
    pub checklist: Vec<Remark>,
}

/// What is decided, as typed.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// It is good.
    Approve,
    /// It needs this first.
    RequestChanges(String),
    /// Somebody else should review it.
    Recuse,
}

/// An answer to a question of the checklist, as typed.
#[derive(Clone, Debug)]
pub struct Remark {
    /// The question.
    pub item: ChecklistItem,
    /// Yes or no.
    pub is_yes: bool,
    /// A remark; a no has one.
    pub comment: String,
}

/// Decides on the text with this root, in the seat the caller has.
pub async fn decide(app: &App, caller: &Caller, coe: CoeId, wanted: Decide) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let mut opened = Opened::load(app, &writing, coe).await?;
    let before = made_before(&opened, caller, wanted.id);
    if before.is_none() {
        opened.allow(caller, Action::DecideReview)?;
    }
    let specialty = before.or_else(|| seat(&opened, caller));
    let decision = decision(&opened, caller, wanted, specialty, now)?;
    let (id, root, verb) = (decision.id, decision.root, verb(&decision.verdict));
    let mut changes = opened.carry_out(app, CoeCommand::Decide(decision), now)?;
    if changes.is_empty() {
        return Ok(());
    }
    let person = caller.person;
    changes.extend(opened.carry_out(app, CoeCommand::Hear { person }, now)?);
    // A seat that was given back goes to whose turn it is.
    changes.extend(opened.carry_out(app, CoeCommand::Refresh, now)?);
    opened.keep(&writing, &changes, now).await?;
    let particulars = [
        ("decision", id.to_string().into()),
        ("root", root.to_string().into()),
    ];
    let decided = event_with(caller, now, verb, ("coe", coe.to_string()), particulars);
    let seated = super::events_of(coe, &changes, now);
    writing.commit([decided].into_iter().chain(seated)).await?;
    Ok(())
}

/// The seat in which the caller made this very decision, if it was sent before: they may have lost
/// the seat by it.
fn made_before(opened: &Opened, caller: &Caller, id: DecisionId) -> Option<Specialty> {
    let mut decisions = opened.kept.state.review.decisions.iter();
    let same = decisions.find(|one| one.id == id && one.by == caller.person)?;
    Some(same.specialty.clone())
}

/// The caller's seat; of somebody without one any, so that the domain says why not.
fn seat(opened: &Opened, caller: &Caller) -> Option<Specialty> {
    let review = &opened.kept.state.review;
    let mut seats = review.seats.keys();
    let own = seats.find(|seat| review.holder(seat) == Some(caller.person));
    let any = || review.seats.keys().chain(opened.specialties()).next();
    own.or_else(any).cloned()
}

fn decision(
    opened: &Opened,
    caller: &Caller,
    wanted: Decide,
    specialty: Option<Specialty>,
    now: Moment,
) -> Result<ReviewDecision, Error> {
    use domain::review::Verdict as Decided;
    let directory = &opened.directory;
    let verdict = match wanted.verdict {
        Verdict::Approve => Decided::Approve,
        Verdict::Recuse => Decided::Recuse,
        Verdict::RequestChanges(reason) => {
            Decided::RequestChanges(screen(directory, "reason", &reason)?)
        }
    };
    Ok(ReviewDecision {
        id: wanted.id,
        by: caller.person,
        specialty: specialty.ok_or(Error::NotFound)?,
        root: wanted.root,
        verdict,
        checklist: checklist(directory, &wanted.checklist)?,
        at: now,
    })
}

/// The answers, screened; the field of a remark is the key of its question.
fn checklist(directory: &Directory, remarks: &[Remark]) -> Result<Checklist, Error> {
    let answer = |remark: &Remark| {
        let comment = screen_optional(directory, remark.item.key(), &remark.comment)?;
        let is_yes = remark.is_yes;
        Ok((remark.item, Answer { is_yes, comment }))
    };
    remarks
        .iter()
        .map(answer)
        .collect::<Result<_, Error>>()
        .map(Checklist)
}

const fn verb(verdict: &domain::review::Verdict) -> &'static str {
    use domain::review::Verdict as Decided;
    match verdict {
        Decided::Approve => "review.approved",
        Decided::RequestChanges(_) => "review.changes_requested",
        Decided::Recuse => "review.recused",
    }
}
