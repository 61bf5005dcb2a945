//! The document that explains an incident, and its life.

mod clock;
mod command;
mod publication;
mod reviewing;
mod submission;
mod visibility;
mod writing;

use std::collections::BTreeSet;

pub use clock::{Clock, Deadline, DeadlinePolicy, DeadlineState};
pub use command::{CoeChange, CoeCommand, CoeFacts, Factor, NamesCheck};
pub use visibility::{Sight, Viewer};

use crate::id::{CoeId, IncidentId, PersonId, TeamId};
use crate::moment::Moment;
use crate::refusal::{Refusal, require};
use crate::review::{Involved, Review};
use crate::revision::{Difference, Revision, Root};
use serde::{Deserialize, Serialize};

/// Where a COE is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Its authors write it.
    Draft,
    /// Bar raisers review a frozen text.
    InReview,
    /// Every bar raiser approved the latest text.
    Approved,
    /// The latest text is published.
    Published,
    /// Published, and all its corrective actions are verified.
    Closed,
}

/// A COE.
///
/// It changes by [`Coe::apply`] alone; what may change, [`Coe::decide`] says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coe {
    /// Which.
    pub id: CoeId,
    /// What it explains.
    pub incident: IncidentId,
    /// Who owns what broke.
    pub owning_team: TeamId,
    /// Who writes it; never empty.
    pub authors: BTreeSet<PersonId>,
    /// Who wrote it before: they stay too close to review it.
    pub former_authors: BTreeSet<PersonId>,
    /// Whom authors let read the draft.
    pub invited: BTreeSet<PersonId>,
    /// Who may know of it at all, if it is restricted.
    pub readers: Option<BTreeSet<PersonId>>,
    /// Where it is.
    pub stage: Stage,
    /// The frozen text that counts.
    pub latest: Option<Revision>,
    /// The sequence of the last text that was frozen, counted or not; 0 before the first.
    pub last_sequence: u32,
    /// How far it is from the last approved text, if that was worked out.
    pub difference: Option<Difference>,
    /// When the first text was submitted.
    pub first_submitted: Option<Moment>,
    /// Bar raisers and their decisions.
    pub review: Review,
    /// The owning manager's acceptance of the corrections.
    pub manager_acceptance: Option<Acceptance>,
    /// A director's acceptance.
    pub director_acceptance: Option<Acceptance>,
    /// What was published, first to last; all but the first are errata.
    pub publications: Vec<Publication>,
}

/// Somebody answers for the corrective actions of one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// Who.
    pub by: PersonId,
    /// Of which text.
    pub root: Root,
    /// When.
    pub at: Moment,
}

/// A text everybody can read. It never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// The text.
    pub revision: Revision,
    /// When it was published.
    pub at: Moment,
}

impl Coe {
    /// A draft by one author.
    pub fn draft(id: CoeId, incident: IncidentId, owning_team: TeamId, author: PersonId) -> Self {
        Self {
            id,
            incident,
            owning_team,
            authors: [author].into(),
            former_authors: BTreeSet::new(),
            invited: BTreeSet::new(),
            readers: None,
            stage: Stage::Draft,
            latest: None,
            last_sequence: 0,
            difference: None,
            first_submitted: None,
            review: Review::default(),
            manager_acceptance: None,
            director_acceptance: None,
            publications: Vec::new(),
        }
    }

    /// What everybody can read.
    pub fn published(&self) -> Option<&Publication> {
        self.publications.last()
    }

    /// Everybody who writes or wrote it.
    pub fn all_authors(&self) -> BTreeSet<PersonId> {
        &self.authors | &self.former_authors
    }

    /// Who is too close to review it, given who has a label in it.
    pub fn involved<'a>(
        &self,
        all_authors: &'a BTreeSet<PersonId>,
        participants: &'a BTreeSet<PersonId>,
    ) -> Involved<'a> {
        Involved {
            authors: all_authors,
            participants,
            owning_team: self.owning_team,
        }
    }

    /// What a command changes, or why it may not.
    pub fn decide(
        &self,
        command: CoeCommand,
        facts: &CoeFacts<'_>,
        now: Moment,
    ) -> Result<Vec<CoeChange>, Refusal> {
        use CoeCommand as Command;
        match command {
            Command::AddAuthor { by, person } => self.add_author(by, person, facts),
            Command::RemoveAuthor { by, person } => self.remove_author(by, person),
            Command::Invite { by, person } => self.invite(by, person),
            Command::EndInvitation { by, person } => self.end_invitation(by, person),
            Command::Restrict { by, readers } => self.restrict(by, readers),
            Command::LiftRestriction { by } => self.lift_restriction(by),
            Command::RegrantReaders { leads, readers } => {
                self.regrant_readers(leads, readers, facts)
            }
            Command::Submit { revision, findings } => self.submit(revision, &findings, facts, now),
            Command::ReplaceText {
                revision,
                findings,
                difference,
            } => self.replace_text(revision, &findings, difference, now),
            Command::Withdraw { by } => self.withdraw(by),
            Command::StartErratum { by } => self.start_erratum(by),
            Command::DropErratum { by } => self.drop_erratum(by),
            Command::Refresh => self.refresh(facts, now),
            Command::Claim { by, specialty } => self.claim(&specialty, by, facts, now),
            Command::Choose {
                lead,
                specialty,
                person,
            } => self.choose(&specialty, person, lead, facts, now),
            Command::Shadow { by, specialty } => self.shadow(&specialty, by, facts),
            Command::Hear { person } => Ok(self.hear(person, now)),
            Command::ConfirmNobodyIdentifiable { by, root } => {
                self.confirm_nobody_identifiable(by, root)
            }
            Command::Decide(decision) => self.decide_review(decision, facts),
            Command::AcceptSmallDifference(accepting) => {
                self.accept_small_difference(accepting, facts, now)
            }
            Command::AcceptCorrections { by, root } => {
                self.accept_corrections(by, root, facts, now)
            }
            Command::AcceptAsDirector { by, root } => self.accept_as_director(by, root, facts, now),
            Command::Publish { by, root } => self.publish(by, root, facts, now),
            Command::Close => self.close(facts),
        }
    }

    /// The COE after a change.
    pub fn apply(&mut self, change: &CoeChange) {
        match change {
            CoeChange::AuthorAdded(person) => {
                self.former_authors.remove(person);
                self.authors.insert(*person);
            }
            CoeChange::AuthorRemoved(person) => {
                self.authors.remove(person);
                self.former_authors.insert(*person);
            }
            CoeChange::Invited(person) => {
                self.invited.insert(*person);
            }
            CoeChange::InvitationEnded(person) => {
                self.invited.remove(person);
            }
            CoeChange::ReadersSet(readers) => self.readers.clone_from(readers),
            CoeChange::Frozen {
                revision,
                difference,
            } => {
                self.first_submitted.get_or_insert(revision.at);
                self.latest = Some(*revision);
                self.last_sequence = self.last_sequence.max(revision.sequence);
                self.difference = *difference;
            }
            CoeChange::Moved(stage) => self.stage = *stage,
            CoeChange::Review(change) => self.review.apply(change),
            CoeChange::CorrectionsAccepted(by) => self.manager_acceptance = Some(*by),
            CoeChange::AcceptedByDirector(by) => self.director_acceptance = Some(*by),
            CoeChange::Published(publication) => self.publications.push(*publication),
        }
    }

    fn check_author(&self, by: PersonId) -> Result<(), Refusal> {
        let remedy = "An author does this. Ask one.";
        require(self.authors.contains(&by), "not-an-author", remedy)
    }

    fn check_stage(&self, stages: &[Stage]) -> Result<(), Refusal> {
        let wanted = crate::refusal::listed(stages.iter().map(|stage| stage.as_str()));
        let remedy = format!("The COE is {}; this needs: {wanted}.", self.stage.as_str());
        require(stages.contains(&self.stage), "wrong-stage", remedy)
    }

    /// The latest frozen text.
    fn latest_root(&self) -> Result<Root, Refusal> {
        let latest = self.latest.as_ref().map(|revision| revision.root);
        latest.ok_or_else(|| Refusal::new("nothing-submitted", "Submit the text first."))
    }
}

impl Stage {
    /// As stored: "in-review".
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in-review",
            Self::Approved => "approved",
            Self::Published => "published",
            Self::Closed => "closed",
        }
    }
}
