//! Links that work once: the first administrator, invitations, a forgotten password.

use std::time::Duration;

use crate::secret::{hash_of_shown, shown};
use crate::{AccountId, Explained, Moment, SecretHash, ShownOnce};

/// What the secret in a link begins with.
const PREFIX: &str = "flo_";

/// What a link is for; it opens nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Makes the first administrator. Before redeeming one, the caller makes sure that there is no
    /// administrator yet.
    FirstAdministrator,
    /// Lets an invited person choose how to sign in.
    Invitation(AccountId),
    /// Lets the owner of an account choose a new password.
    NewPassword(AccountId),
}

/// A link as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneTimeLink {
    /// Of the secret in the link; unique.
    pub hash: SecretHash,
    /// What it is for.
    pub purpose: Purpose,
    /// From when on it opens nothing.
    pub expires: Moment,
    /// When it was used.
    pub used: Option<Moment>,
    /// When it was taken back: at the latest when another for the same purpose is made.
    pub revoked: Option<Moment>,
}

/// A link that was just made.
#[derive(Debug)]
pub struct Made {
    /// To be stored.
    pub link: OneTimeLink,
    /// What the address ends in: after a `#`, so that it stays out of the logs of servers.
    pub secret: ShownOnce,
}

/// Why a link opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkRefusal {
    /// No such link, or one for another purpose.
    #[error("there is no such link")]
    Unknown,
    /// It worked once.
    #[error("the link was used")]
    Used,
    /// Taken back.
    #[error("the link was taken back")]
    Revoked,
    /// Too late.
    #[error("the link has expired")]
    Expired,
}

impl Explained for LinkRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "link-unknown",
            Self::Used => "link-used",
            Self::Revoked => "link-revoked",
            Self::Expired => "link-expired",
        }
    }

    fn remedy(&self) -> &'static str {
        match self {
            Self::Unknown => "Open the whole link as it was sent or printed.",
            Self::Used => {
                "Sign in. If it was not you who used the link, tell an administrator now."
            }
            Self::Revoked | Self::Expired => "Ask for a new link.",
        }
    }
}

impl Purpose {
    /// How long a link for this works: an hour to choose a password anew, a day to set the service
    /// up, a week to follow an invitation (OWASP ASVS 5, 6.4.1: short).
    pub const fn life(self) -> Duration {
        let hours = match self {
            Self::NewPassword(_) => 1,
            Self::FirstAdministrator => 24,
            Self::Invitation(_) => 7 * 24,
        };
        Duration::from_hours(hours)
    }
}

/// The hash under which the link with this secret is stored.
pub fn secret_hash(secret: &str) -> Result<SecretHash, LinkRefusal> {
    hash_of_shown(PREFIX, secret).ok_or(LinkRefusal::Unknown)
}

impl OneTimeLink {
    /// Makes a link that lives as long as its purpose allows.
    pub fn make(purpose: Purpose, random: [u8; 32], now: Moment) -> Made {
        let secret = shown(PREFIX, random);
        let link = Self {
            hash: SecretHash::of(secret.reveal()),
            purpose,
            expires: now.plus(purpose.life()),
            used: None,
            revoked: None,
        };
        Made { link, secret }
    }

    /// Uses the link for `purpose`. The store writes the result only over a row that is still
    /// unused, so that of two at once one wins.
    ///
    /// Opening a page is no use: programs that look through mails open links too. Redeem when the
    /// form behind it is sent.
    pub fn redeemed(mut self, purpose: Purpose, now: Moment) -> Result<Self, LinkRefusal> {
        self.check(purpose, now)?;
        self.used = Some(now);
        Ok(self)
    }

    /// Whether it could be used for `purpose`.
    pub fn check(&self, purpose: Purpose, now: Moment) -> Result<(), LinkRefusal> {
        if self.purpose != purpose {
            Err(LinkRefusal::Unknown)
        } else if self.used.is_some() {
            Err(LinkRefusal::Used)
        } else if self.revoked.is_some() {
            Err(LinkRefusal::Revoked)
        } else if now >= self.expires {
            Err(LinkRefusal::Expired)
        } else {
            Ok(())
        }
    }

    /// Taken back now, or whenever it was before.
    #[must_use]
    pub fn revoked(mut self, now: Moment) -> Self {
        self.revoked.get_or_insert(now);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Moment = Moment::from_millis(1_000_000);
    const INVITED: Purpose = Purpose::Invitation(AccountId(7));

    fn invitation() -> OneTimeLink {
        OneTimeLink::make(INVITED, [5; 32], START).link
    }

    #[test]
    fn a_link_works_once() {
        let used = invitation().redeemed(INVITED, START).unwrap();
        assert_eq!(used.used, Some(START));
        assert_eq!(used.redeemed(INVITED, START), Err(LinkRefusal::Used));
    }

    #[test]
    fn a_link_is_found_by_its_secret_alone() {
        let made = OneTimeLink::make(INVITED, [5; 32], START);
        assert_eq!(secret_hash(made.secret.reveal()), Ok(made.link.hash));
        let other = OneTimeLink::make(INVITED, [6; 32], START);
        assert_ne!(secret_hash(other.secret.reveal()), Ok(made.link.hash));
        for bad in ["", "flo_", &made.secret.reveal()[1..], "flo_AAAA"] {
            assert_eq!(secret_hash(bad), Err(LinkRefusal::Unknown));
        }
    }

    #[test]
    fn a_link_for_one_thing_or_person_opens_no_other() {
        for other in [
            Purpose::FirstAdministrator,
            Purpose::NewPassword(AccountId(7)),
            Purpose::Invitation(AccountId(8)),
        ] {
            let refused = invitation().redeemed(other, START);
            assert_eq!(refused, Err(LinkRefusal::Unknown));
        }
    }

    #[test]
    fn late_and_taken_back_links_open_nothing() {
        let end = START.plus(INVITED.life());
        let just = Moment::from_millis(end.millis() - 1);
        assert_eq!(invitation().check(INVITED, just), Ok(()));
        assert_eq!(invitation().check(INVITED, end), Err(LinkRefusal::Expired));
        let revoked = invitation().revoked(START).revoked(end);
        assert_eq!(revoked.revoked, Some(START));
        assert_eq!(revoked.check(INVITED, just), Err(LinkRefusal::Revoked));
    }

    #[test]
    fn the_stronger_a_link_the_shorter_its_life() {
        let account = AccountId(1);
        assert!(Purpose::NewPassword(account).life() < Purpose::FirstAdministrator.life());
        assert!(Purpose::FirstAdministrator.life() < Purpose::Invitation(account).life());
    }
}
