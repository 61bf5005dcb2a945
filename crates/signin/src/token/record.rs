//! One token.

use std::time::Duration;

use super::text::new_text;
use super::{IssueRefusal, Scope, Scopes, TokenRefusal};
use crate::{AccountId, Moment, SecretHash, ShownOnce};

/// The longest a token may live.
pub const LONGEST_LIFE: Duration = Duration::from_hours(365 * 24);

/// Characters of the longest name.
const LONGEST_NAME: usize = 100;

/// A use this soon after the last one is not written down again.
const USED_EVERY: Duration = Duration::from_mins(1);

/// A personal access token as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessToken {
    /// Of the text; unique.
    pub hash: SecretHash,
    /// Whose programs use it.
    pub account: AccountId,
    /// What it is for, in its owner's words.
    pub name: String,
    /// What it may be used for.
    pub scopes: Scopes,
    /// When it was made.
    pub made: Moment,
    /// From when on it opens nothing.
    pub expires: Moment,
    /// The latest use, to the minute.
    pub used: Option<Moment>,
    /// When it was ended early.
    pub revoked: Option<Moment>,
}

/// What somebody asks for.
#[derive(Clone, Debug)]
pub struct TokenRequest<'a> {
    /// Who asks.
    pub account: AccountId,
    /// What it is for; white space around is taken off.
    pub name: &'a str,
    /// What it may be used for.
    pub scopes: Scopes,
    /// From when on it opens nothing.
    pub expires: Moment,
}

/// A token that was just made.
#[derive(Debug)]
pub struct Issued {
    /// To be stored.
    pub token: AccessToken,
    /// To be shown to its owner, once.
    pub text: ShownOnce,
}

impl AccessToken {
    /// Makes a token, if what is asked for is part of what its owner may do today (`owner`).
    pub fn issue(
        request: TokenRequest<'_>,
        owner: &Scopes,
        random: [u8; 32],
        now: Moment,
    ) -> Result<Issued, IssueRefusal> {
        let name = checked_name(request.name)?;
        check_scopes(&request.scopes, owner)?;
        check_end(request.expires, now)?;
        let text = new_text(random);
        let token = Self {
            hash: SecretHash::of(text.reveal()),
            account: request.account,
            name,
            scopes: request.scopes,
            made: now,
            expires: request.expires,
            used: None,
            revoked: None,
        };
        Ok(Issued { token, text })
    }

    /// Whether it may be used for this. What its owner may do today is checked beside it, as for
    /// everybody: rights taken from the owner are taken from the token.
    pub fn check(&self, needed: Scope, now: Moment) -> Result<(), TokenRefusal> {
        if self.revoked.is_some() {
            Err(TokenRefusal::Revoked)
        } else if now >= self.expires {
            Err(TokenRefusal::Expired)
        } else if self.scopes.contains(needed) {
            Ok(())
        } else {
            Err(TokenRefusal::LacksScope(needed))
        }
    }

    /// What to store as `used` for a use at `now`; nothing if that is not worth a write.
    pub fn used_again(&self, now: Moment) -> Option<Moment> {
        let is_recent = |used| now.since(used) < USED_EVERY;
        (!self.used.is_some_and(is_recent)).then_some(now)
    }

    /// Ended by `account`: nobody ends, or learns of, the token of somebody else this way.
    pub fn revoked_by(mut self, account: AccountId, now: Moment) -> Result<Self, TokenRefusal> {
        if self.account != account {
            return Err(TokenRefusal::Unknown);
        }
        self.revoked.get_or_insert(now);
        Ok(self)
    }
}

fn checked_name(text: &str) -> Result<String, IssueRefusal> {
    let name = text.trim();
    let fits = (1..=LONGEST_NAME).contains(&name.chars().count());
    let is_printable = !name.contains(char::is_control);
    (fits && is_printable)
        .then(|| name.to_owned())
        .ok_or(IssueRefusal::Name)
}

fn check_scopes(asked: &Scopes, owner: &Scopes) -> Result<(), IssueRefusal> {
    if asked.is_empty() {
        return Err(IssueRefusal::NoScopes);
    }
    let beyond = asked.first_beyond(owner);
    beyond.map_or(Ok(()), |scope| Err(IssueRefusal::BeyondOwner(scope)))
}

fn check_end(expires: Moment, now: Moment) -> Result<(), IssueRefusal> {
    if expires <= now {
        Err(IssueRefusal::EndsInPast)
    } else if expires > now.plus(LONGEST_LIFE) {
        Err(IssueRefusal::EndsTooLate)
    } else {
        Ok(())
    }
}
