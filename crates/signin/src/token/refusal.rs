//! Why a token is not made, and why it opens nothing.

use super::Scope;
use crate::Explained;

/// Why a token opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenRefusal {
    /// Not the shape of a token.
    #[error("this is no access token")]
    Malformed,
    /// The shape of a token, but a character was changed.
    #[error("the access token is damaged")]
    Damaged,
    /// No such token.
    #[error("there is no such access token")]
    Unknown,
    /// Ended by its owner or an administrator.
    #[error("the access token was revoked")]
    Revoked,
    /// Reached its end.
    #[error("the access token has expired")]
    Expired,
    /// Good, but not for this.
    #[error("the access token lacks the scope {0}")]
    LacksScope(Scope),
}

impl Explained for TokenRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Malformed => "token-malformed",
            Self::Damaged => "token-damaged",
            Self::Unknown => "token-unknown",
            Self::Revoked => "token-revoked",
            Self::Expired => "token-expired",
            Self::LacksScope(_) => "token-lacks-scope",
        }
    }

    fn remedy(&self) -> &'static str {
        match self {
            Self::Malformed | Self::Damaged => "Copy the whole token, from flbl_ to its end.",
            Self::Unknown | Self::Revoked | Self::Expired => "Make a new token.",
            Self::LacksScope(_) => "Make a token that has this scope.",
        }
    }
}

/// Why a token is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IssueRefusal {
    /// No name, one that is too long, or one with control characters.
    #[error("the access token's name has not 1 to 100 printable characters")]
    Name,
    /// No scopes.
    #[error("the access token could be used for nothing")]
    NoScopes,
    /// Its owner may not do this.
    #[error("the owner of the access token does not have {0}")]
    BeyondOwner(Scope),
    /// Would end before it began.
    #[error("the access token would end in the past")]
    EndsInPast,
    /// Would live longer than [`super::LONGEST_LIFE`].
    #[error("the access token would live longer than a year")]
    EndsTooLate,
}

impl Explained for IssueRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Name => "token-name-invalid",
            Self::NoScopes => "token-no-scopes",
            Self::BeyondOwner(_) => "token-beyond-owner",
            Self::EndsInPast => "token-ends-in-past",
            Self::EndsTooLate => "token-ends-too-late",
        }
    }

    fn remedy(&self) -> &'static str {
        match self {
            Self::Name => "Name the program that will use it, in 1 to 100 characters.",
            Self::NoScopes => "Choose at least one scope.",
            Self::BeyondOwner(_) => "Choose among the scopes that you have yourself.",
            Self::EndsInPast => "Choose a day to come.",
            Self::EndsTooLate => "Choose a day within 365 days from now.",
        }
    }
}
