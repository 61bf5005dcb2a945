//! The simple moves of a COE's life, each by one command of the domain.

use std::collections::BTreeSet;

use domain::access::Action;
use domain::coe::CoeCommand;
use domain::id::{CoeId, PersonId};

use crate::caller::Caller;
use crate::context::App;
use crate::error::Error;
use crate::events::event;
use crate::opened::Opened;

/// What is wanted.
#[derive(Clone, Debug)]
pub enum Move {
    /// Take it back to go on writing.
    Withdraw,
    /// Begin a corrected text of a published one.
    StartErratum,
    /// Give up a corrected text.
    DropErratum,
    /// Let somebody write it.
    AddAuthor(PersonId),
    /// Let somebody no longer write it.
    RemoveAuthor(PersonId),
    /// Let somebody read the draft.
    Invite(PersonId),
    /// Let somebody no longer read the draft.
    EndInvitation(PersonId),
    /// Let nobody but these know of it.
    Restrict(BTreeSet<PersonId>),
    /// Let everybody know of it again.
    LiftRestriction,
}

impl Move {
    const fn action(&self) -> Action {
        match self {
            Self::Withdraw => Action::Submit,
            Self::StartErratum | Self::DropErratum => Action::Correct,
            Self::AddAuthor(_) | Self::RemoveAuthor(_) => Action::ChangeAuthors,
            Self::Invite(_) | Self::EndInvitation(_) => Action::Invite,
            Self::Restrict(_) => Action::Restrict,
            Self::LiftRestriction => Action::LiftRestriction,
        }
    }

    const fn verb(&self) -> &'static str {
        match self {
            Self::Withdraw => "coe.withdrawn",
            Self::StartErratum => "coe.erratum_started",
            Self::DropErratum => "coe.erratum_dropped",
            Self::AddAuthor(_) => "coe.author_added",
            Self::RemoveAuthor(_) => "coe.author_removed",
            Self::Invite(_) => "coe.invited",
            Self::EndInvitation(_) => "coe.invitation_ended",
            Self::Restrict(_) => "coe.restricted",
            Self::LiftRestriction => "coe.restriction_lifted",
        }
    }

    fn command(self, by: PersonId) -> CoeCommand {
        match self {
            Self::Withdraw => CoeCommand::Withdraw { by },
            Self::StartErratum => CoeCommand::StartErratum { by },
            Self::DropErratum => CoeCommand::DropErratum { by },
            Self::AddAuthor(person) => CoeCommand::AddAuthor { by, person },
            Self::RemoveAuthor(person) => CoeCommand::RemoveAuthor { by, person },
            Self::Invite(person) => CoeCommand::Invite { by, person },
            Self::EndInvitation(person) => CoeCommand::EndInvitation { by, person },
            Self::Restrict(readers) => CoeCommand::Restrict { by, readers },
            Self::LiftRestriction => CoeCommand::LiftRestriction { by },
        }
    }
}

/// Makes the move, if the caller read the COE at this version.
pub async fn move_on(
    app: &App,
    caller: &Caller,
    coe: CoeId,
    expected: Option<i64>,
    wanted: Move,
) -> Result<(), Error> {
    let now = app.now();
    let writing = app.write().await?;
    let opened = Opened::load(app, &writing, coe).await?;
    opened.allow(caller, wanted.action())?;
    if expected.is_some_and(|expected| expected != opened.kept.version) {
        return Err(Error::Conflict("the COE"));
    }
    let moved = event(caller, now, wanted.verb(), "coe", coe);
    let changes = opened.decide(app, wanted.command(caller.person), now)?;
    let after = super::changed(&opened.kept, &changes);
    writing.save_coe(&after, &opened.title).await?;
    writing.commit([moved]).await?;
    Ok(())
}
