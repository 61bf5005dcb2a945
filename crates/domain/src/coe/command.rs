//! What is asked of a COE, what changes in it, and what it has to know.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::coe::{Acceptance, Publication, Stage};
use crate::finding::Finding;
use crate::id::{PersonId, RiskDecisionId};
use crate::incident::Severity;
use crate::review::{Accepting, ReviewChange, ReviewDecision, ReviewFacts, Specialty};
use crate::revision::{Difference, Revision, Root};
use serde::{Deserialize, Serialize};

/// What somebody, or time, wants done to a COE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CoeCommand {
    /// Let somebody write it.
    AddAuthor {
        /// An author.
        by: PersonId,
        /// Who.
        person: PersonId,
    },
    /// Let somebody no longer write it.
    RemoveAuthor {
        /// An author, perhaps the same.
        by: PersonId,
        /// Who.
        person: PersonId,
    },
    /// Let somebody read the draft.
    Invite {
        /// An author.
        by: PersonId,
        /// Who.
        person: PersonId,
    },
    /// Let somebody no longer read the draft.
    EndInvitation {
        /// An author.
        by: PersonId,
        /// Who.
        person: PersonId,
    },
    /// Let nobody but these know of it; authors and bar raisers do anyway.
    Restrict {
        /// An author, or a reader.
        by: PersonId,
        /// Who may read it; at least one.
        readers: BTreeSet<PersonId>,
    },
    /// Let everybody know of it again.
    LiftRestriction {
        /// A reader.
        by: PersonId,
    },
    /// Name new readers when all are gone.
    RegrantReaders {
        /// Two lead bar raisers.
        leads: [PersonId; 2],
        /// Who may read it; at least one.
        readers: BTreeSet<PersonId>,
    },
    /// Freeze the draft and have it reviewed.
    Submit {
        /// The frozen text, `by` an author.
        revision: Revision,
        /// What the automated reviewer reports of it.
        findings: Vec<Finding>,
    },
    /// Freeze a changed text during or after its review.
    ReplaceText {
        /// The frozen text, `by` an author.
        revision: Revision,
        /// What the automated reviewer reports of it.
        findings: Vec<Finding>,
        /// How far it is from the last approved text, if there is one.
        difference: Option<Difference>,
    },
    /// Take it back to go on writing.
    Withdraw {
        /// An author.
        by: PersonId,
    },
    /// Begin a corrected text of a published one.
    StartErratum {
        /// An author.
        by: PersonId,
    },
    /// Give up a corrected text.
    DropErratum {
        /// An author.
        by: PersonId,
    },
    /// Do what time and the organisation's changes ask: open seats, replace bar raisers who are
    /// silent or no longer outside, assign whose turn it is. Harmless at any time.
    Refresh,
    /// Take a free seat oneself.
    Claim {
        /// A bar raiser.
        by: PersonId,
        /// Which seat.
        specialty: Specialty,
    },
    /// Give a free seat to somebody.
    Choose {
        /// A lead bar raiser.
        lead: PersonId,
        /// Which seat.
        specialty: Specialty,
        /// Who gets it.
        person: PersonId,
    },
    /// Learn beside the bar raiser of a seat.
    Shadow {
        /// Who learns.
        by: PersonId,
        /// Which seat.
        specialty: Specialty,
    },
    /// Note that somebody wrote something in the review.
    Hear {
        /// Who.
        person: PersonId,
    },
    /// Say that nobody is identifiable, before anything else is decided.
    ConfirmNobodyIdentifiable {
        /// A bar raiser with a seat.
        by: PersonId,
        /// In which text.
        root: Root,
    },
    /// Decide on a text.
    Decide(ReviewDecision),
    /// Accept a small change of a text one approved.
    AcceptSmallDifference(Accepting),
    /// Commit the team's time to the corrections.
    AcceptCorrections {
        /// A manager of the owning team.
        by: PersonId,
        /// Of which text.
        root: Root,
    },
    /// Answer for the corrections after an incident of severity 1.
    AcceptAsDirector {
        /// A director above the owning team.
        by: PersonId,
        /// Of which text.
        root: Root,
    },
    /// Show the approved text to everybody.
    Publish {
        /// An author.
        by: PersonId,
        /// Which text.
        root: Root,
    },
    /// Note that nothing remains to be done.
    Close,
}

/// What changes in a COE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CoeChange {
    /// Somebody writes it.
    AuthorAdded(PersonId),
    /// Somebody no longer writes it.
    AuthorRemoved(PersonId),
    /// Somebody may read the draft.
    Invited(PersonId),
    /// Somebody may no longer read the draft.
    InvitationEnded(PersonId),
    /// It is restricted to these readers, or no longer restricted.
    ReadersSet(Option<BTreeSet<PersonId>>),
    /// There is a new frozen text.
    Frozen {
        /// The text.
        revision: Revision,
        /// How far it is from the last approved one.
        difference: Option<Difference>,
    },
    /// It is somewhere else in its life.
    Moved(Stage),
    /// Something changed in its review.
    Review(ReviewChange),
    /// The owning manager accepted its corrections.
    CorrectionsAccepted(Acceptance),
    /// A director accepted its corrections.
    AcceptedByDirector(Acceptance),
    /// It is published. At the first publication its corrections enter the register.
    Published(Publication),
}

/// What a COE depends on and does not hold itself.
#[derive(Clone, Copy, Debug)]
pub struct CoeFacts<'a> {
    /// The organisation, its bar raisers, and who is involved. `involved.authors` is
    /// [`Coe::all_authors`](crate::coe::Coe::all_authors).
    pub review: ReviewFacts<'a>,
    /// How grave the incident was.
    pub severity: Severity,
    /// The last run of the names check.
    pub names_check: Option<NamesCheck>,
    /// The contributing factors of the latest text.
    pub factors: &'a [Factor],
    /// Corrections in the register that are neither verified nor declined.
    pub unverified_corrections: usize,
}

/// A run of the rules about people and customers over a frozen text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamesCheck {
    /// The text.
    pub root: Root,
    /// The day of the roster and customer list it was run with.
    pub on: Date,
    /// Nothing blocks.
    pub is_clean: bool,
}

/// A contributing factor, and what is done about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Factor {
    /// As the text calls it: "F2".
    pub reference: String,
    /// Corrections that address it, as the text calls them: "C3". Declined ones do not count.
    pub corrections: BTreeSet<String>,
    /// The decision to live with it.
    pub risk_decision: Option<RiskDecisionId>,
}

impl Factor {
    /// A correction or a risk decision answers it.
    pub fn is_addressed(&self) -> bool {
        !self.corrections.is_empty() || self.risk_decision.is_some()
    }
}
