//! The page on which a bar raiser reads, asks and decides.

use domain::access::Action;
use domain::coe::CoeCommand;
use domain::id::{CoeId, DecisionId, PersonId};
use domain::label_text::LabelText;
use domain::moment::Moment;
use domain::refusal::Refusal;
use domain::review::{
    Accepting, Answer, Checklist, ChecklistItem, ReviewDecision, Specialty, Verdict,
};
use domain::revision::Root;
use store::revision::KeptRevision;

use crate::caller::Caller;
use crate::coe::{HistoryEntry, history_of};
use crate::context::App;
use crate::discussion::{Discussion, discussion_of};
use crate::error::Error;
use crate::opened::Opened;
use crate::review::SeatShown;
use crate::reviewed::TextFinding;

/// Everything that belongs to a decision. The text with its findings is `opened.frozen`, its root
/// that of `opened.kept.state.latest`; what else the caller may do, `opened.allows` tells.
pub struct ReviewPage {
    /// The COE.
    pub opened: Opened,
    /// Places among the findings of the text whose dismissal no bar raiser agreed with yet.
    pub unconfirmed: Vec<usize>,
    /// The questions, with what the caller answered last.
    pub checklist: Vec<Asked>,
    /// Every decision, first to last.
    pub decisions: Vec<Decided>,
    /// By specialty.
    pub seats: Vec<SeatShown>,
    /// What was said.
    pub discussion: Discussion,
    /// The frozen texts, first to last.
    pub history: Vec<HistoryEntry>,
    /// The number of the text the caller decided on last, if there is a newer one.
    pub changed_since: Option<u32>,
    /// Whether the caller decides here.
    pub may_decide: bool,
    /// Whether the caller may accept the change since with one click.
    pub may_accept_small_difference: bool,
    /// What keeps the text from being published.
    pub publish_blockers: Vec<Refusal>,
}

/// A question of the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Which.
    pub item: ChecklistItem,
    /// What the caller answered in their last decision.
    pub earlier: Option<Answer>,
}

/// A decision of a bar raiser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// Which.
    pub id: DecisionId,
    /// In which seat.
    pub specialty: Specialty,
    /// Who.
    pub by: PersonId,
    /// What.
    pub verdict: Verdict,
    /// The answers given.
    pub checklist: Checklist,
    /// The number of the text.
    pub revision: u32,
    /// When.
    pub at: Moment,
}

/// The review page, for whoever may read the latest frozen text.
pub async fn open(app: &App, caller: &Caller, coe: CoeId) -> Result<ReviewPage, Error> {
    let now = app.now();
    let reading = app.read().await?;
    let opened = Opened::load(app, &reading, coe).await?;
    opened.allow(caller, Action::ReadRevision)?;
    let revisions = reading.revisions(coe).await?;
    let discussion = discussion_of(&reading, &opened, caller).await?;
    let decisions = &opened.kept.state.review.decisions;
    let mine = decisions.iter().rev().find(|one| one.by == caller.person);
    let latest = opened.kept.state.latest.map(|latest| latest.root);
    let changed = mine.filter(|one| Some(one.root) != latest);
    let holds = opened.kept.state.review.holders().contains(&caller.person);
    Ok(ReviewPage {
        unconfirmed: unconfirmed(&opened),
        checklist: checklist(mine),
        decisions: decisions_on(decisions, &revisions),
        seats: super::seats::shown(app, &opened, caller, now),
        history: history_of(&opened, caller, &revisions),
        changed_since: changed.and_then(|one| sequence(&revisions, one.root)),
        may_decide: holds && opened.allows(caller, Action::DecideReview),
        may_accept_small_difference: may_accept(app, &opened, caller, now),
        publish_blockers: opened.publish_blockers(app),
        discussion,
        opened,
    })
}

fn unconfirmed(opened: &Opened) -> Vec<usize> {
    let findings = opened.frozen.iter().flat_map(|text| text.findings.iter());
    let waiting = findings
        .enumerate()
        .filter(|(_, finding)| TextFinding::awaits_confirmation(finding));
    waiting.map(|(at, _)| at).collect()
}

fn checklist(before: Option<&ReviewDecision>) -> Vec<Asked> {
    let asked = |&item: &ChecklistItem| Asked {
        item,
        earlier: before.and_then(|one| one.checklist.0.get(&item).cloned()),
    };
    ChecklistItem::ALL.iter().map(asked).collect()
}

/// The decisions with the numbers of the texts they are on.
pub(crate) fn decisions_on(
    decisions: &[ReviewDecision],
    revisions: &[KeptRevision],
) -> Vec<Decided> {
    let decided = |one: &ReviewDecision| Decided {
        id: one.id,
        specialty: one.specialty.clone(),
        by: one.by,
        verdict: one.verdict.clone(),
        checklist: one.checklist.clone(),
        revision: sequence(revisions, one.root).unwrap_or_default(),
        at: one.at,
    };
    decisions.iter().map(decided).collect()
}

fn sequence(revisions: &[KeptRevision], root: Root) -> Option<u32> {
    let mut revisions = revisions.iter().map(|kept| kept.revision);
    let found = revisions.find(|revision| revision.root == root)?;
    Some(found.sequence)
}

/// Whether the domain would count it. The id is nobody's: nothing is kept.
fn may_accept(app: &App, opened: &Opened, caller: &Caller, now: Moment) -> bool {
    let Some(latest) = opened.kept.state.latest else {
        return false;
    };
    let accepting = Accepting {
        id: DecisionId::new(now, app.random()),
        by: caller.person,
        root: latest.root,
    };
    let command = CoeCommand::AcceptSmallDifference(accepting);
    opened.allows(caller, Action::DecideReview) && opened.decide(app, command, now).is_ok()
}

impl Decided {
    /// What was asked for first, if something was.
    pub const fn wanted(&self) -> Option<&LabelText> {
        match &self.verdict {
            Verdict::RequestChanges(reason) => Some(reason),
            Verdict::Approve | Verdict::Recuse => None,
        }
    }
}
