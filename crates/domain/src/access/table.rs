//! The table itself.

use crate::access::{Action, Role};

/// When a role may do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    /// Whenever the object's state allows it at all.
    Always,
    /// Once it is published.
    Published,
    /// Once the names check passed and a bar raiser found nobody identifiable.
    Unidentifiable,
    /// If the object is not known to everybody, and they are among those who know.
    NamedReader,
    /// If nobody is left of those who were let know.
    Orphaned,
    /// As long as nobody leads the bar raisers.
    Leaderless,
}

impl Condition {
    /// As the printed table has it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Always => "yes",
            Self::Published => "published",
            Self::Unidentifiable => "unidentifiable",
            Self::NamedReader => "named",
            Self::Orphaned => "orphaned",
            Self::Leaderless => "leaderless",
        }
    }
}

/// When a role may do something: under any of these conditions; never if there is none.
pub fn permissions(action: Action, role: Role) -> impl Iterator<Item = Condition> {
    let row = row(action).iter().filter(move |(of, _)| *of == role);
    row.map(|(_, condition)| *condition)
}

type Row = &'static [(Role, Condition)];

use Condition::{Always, Leaderless, NamedReader, Orphaned, Published, Unidentifiable};
use Role::{
    Administrator, Author, BarRaiser, Director, Invited, LeadBarRaiser, ListedBarRaiser, Manager,
    Participant, Reader,
};

const EVERYBODY: Row = &[(Reader, Always)];
const READERS_OF_PUBLISHED: Row = &[(Reader, Published)];
const AUTHORS: Row = &[(Author, Always)];
const BAR_RAISERS: Row = &[(BarRaiser, Always)];
const LISTED: Row = &[(ListedBarRaiser, Always)];
const LEADS: Row = &[(LeadBarRaiser, Always)];
const MANAGERS: Row = &[(Manager, Always), (Director, Always)];
const DIRECTORS: Row = &[(Director, Always)];
const ADMINISTRATORS: Row = &[(Administrator, Always)];
const PARTICIPANTS: Row = &[(Participant, Always)];
const NAMED: Row = &[(Reader, NamedReader)];
const WRITERS_AND_BAR_RAISERS: Row = &[(Author, Always), (BarRaiser, Always)];
const ABOVE_AND_LEADS: Row = &[
    (LeadBarRaiser, Always),
    (Manager, Always),
    (Director, Always),
];
const INSIDE: Row = &[(Author, Always), (Invited, Always), (BarRaiser, Always)];
/// Whoever may read a frozen text.
const REVISION: Row = &[
    (Author, Always),
    (Invited, Always),
    (BarRaiser, Always),
    (Manager, Unidentifiable),
    (Director, Unidentifiable),
];
/// Whoever may read any text of it.
const ANY_TEXT: Row = &[
    (Reader, Published),
    (Author, Always),
    (Invited, Always),
    (BarRaiser, Always),
    (Manager, Unidentifiable),
    (Director, Unidentifiable),
];
const STATUS: Row = &[
    (Reader, Published),
    (Reader, NamedReader),
    (Author, Always),
    (Invited, Always),
    (BarRaiser, Always),
    (ListedBarRaiser, Always),
    (LeadBarRaiser, Always),
    (Manager, Always),
    (Director, Always),
];

const fn row(action: Action) -> Row {
    match action {
        Action::StartCoe
        | Action::RaiseRisk
        | Action::RecordIncident
        | Action::ReadTransparencyReport => EVERYBODY,
        Action::ReadStatus => STATUS,
        Action::ReadDraft => INSIDE,
        Action::ReadRevision => REVISION,
        Action::ReadPublished | Action::WorkOnCorrection | Action::VerifyCorrection => {
            READERS_OF_PUBLISHED
        }
        Action::WriteText
        | Action::ChangeAuthors
        | Action::Invite
        | Action::Submit
        | Action::Publish
        | Action::Correct
        | Action::DismissFinding
        | Action::SettleSuggestion => AUTHORS,
        Action::InsertLabel | Action::ReplaceByLabel => WRITERS_AND_BAR_RAISERS,
        Action::Restrict => &[(Author, Always), (Reader, NamedReader)],
        Action::LiftRestriction | Action::ReadReferral => NAMED,
        Action::RegrantReaders => &[(LeadBarRaiser, Orphaned)],
        Action::ConfirmDismissal | Action::DecideReview => BAR_RAISERS,
        Action::Comment | Action::Suggest | Action::AskLabel => ANY_TEXT,
        Action::AnswerAsLabel | Action::SeeDisclosuresOfSelf => PARTICIPANTS,
        Action::ClaimReview | Action::ShadowReview => LISTED,
        Action::ChooseBarRaiser => LEADS,
        Action::AcceptCorrections | Action::DecideCorrection | Action::DecideRisk => MANAGERS,
        Action::AcceptAsDirector => DIRECTORS,
        Action::AskDisclosure | Action::OpenReferral => ABOVE_AND_LEADS,
        Action::GrantDisclosure => &[(LeadBarRaiser, Always), (Director, Always)],
        Action::AppointBarRaiser => &[
            (LeadBarRaiser, Always),
            (Director, Always),
            (Administrator, Leaderless),
        ],
        Action::ImportLists
        | Action::ChangeAccounts
        | Action::ChangeSettings
        | Action::ReadAuditLog
        | Action::ErasePerson => ADMINISTRATORS,
    }
}
