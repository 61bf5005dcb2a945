//! One session.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use crate::secret::{hash_of_shown, shown};
use crate::session::SessionSettings;
use crate::{AccountId, Explained, Moment, SecretHash, ShownOnce};

/// What a session token begins with.
const PREFIX: &str = "fls_";

/// Writing down every request would cost a write each: a session seen this lately is left as it is.
const SEEN_EVERY: Duration = Duration::from_mins(1);

/// Clocks of two machines may be this far apart.
const CLOCK_SKEW: Duration = Duration::from_mins(1);

/// Characters kept of what a browser says it is.
const LONGEST_DEVICE: usize = 200;

/// A session as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Of the token in the cookie; unique.
    pub hash: SecretHash,
    /// Who is signed in.
    pub account: AccountId,
    /// What the browser calls itself, for the list that its owner sees.
    pub device: String,
    /// Start of its life; a renewal keeps it.
    pub began: Moment,
    /// When the person last proved who they are.
    pub proved: Moment,
    /// The latest request, to the minute.
    pub seen: Moment,
    /// When it was ended early.
    pub revoked: Option<Moment>,
}

/// How a session is named where its owner sees and ends it: the first 128 bits of the hash, which
/// open nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(u128);

/// A session that has just begun.
#[derive(Debug)]
pub struct Begun {
    /// To be stored.
    pub session: Session,
    /// To be set as the cookie.
    pub token: ShownOnce,
}

/// A session that continues under another token.
#[derive(Debug)]
pub struct Renewed {
    /// The old record, revoked: to be stored in the same transaction.
    pub retired: Session,
    /// What goes on.
    pub begun: Begun,
}

/// Why a session gets a new token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// The account may do more or less than before.
    RightsChanged,
    /// The person proved again who they are: dangerous acts are open for a while.
    ProvedAgain,
}

/// Why a session opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SessionRefusal {
    /// No such session, or a text that is no token.
    #[error("there is no such session")]
    Unknown,
    /// Ended by its owner, an administrator or a change of password.
    #[error("the session was ended")]
    Revoked,
    /// Rested longer than it may.
    #[error("the session rested too long")]
    Idle,
    /// Reached the end of its life.
    #[error("the session is too old")]
    Expired,
    /// Good, but the last proof of identity is too long ago for this act.
    #[error("the last sign-in is too long ago for this")]
    NotFresh,
}

impl Explained for SessionRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "session-unknown",
            Self::Revoked => "session-revoked",
            Self::Idle => "session-idle",
            Self::Expired => "session-expired",
            Self::NotFresh => "session-not-fresh",
        }
    }

    fn remedy(&self) -> &'static str {
        match self {
            Self::NotFresh => "Confirm that it is you, then do it again.",
            _ => "Sign in.",
        }
    }
}

/// The hash under which the session of this cookie is stored.
pub fn token_hash(cookie: &str) -> Result<SecretHash, SessionRefusal> {
    hash_of_shown(PREFIX, cookie).ok_or(SessionRefusal::Unknown)
}

impl Session {
    /// Signs in. Whatever session the browser had before is to be revoked, not continued.
    pub fn begin(account: AccountId, device: &str, random: [u8; 32], now: Moment) -> Begun {
        let token = shown(PREFIX, random);
        let is_kept = |c: &char| !c.is_control();
        let session = Self {
            hash: SecretHash::of(token.reveal()),
            account,
            device: device
                .chars()
                .filter(is_kept)
                .take(LONGEST_DEVICE)
                .collect(),
            began: now,
            proved: now,
            seen: now,
            revoked: None,
        };
        Begun { session, token }
    }

    /// Whether it still opens the door.
    pub fn check(&self, settings: &SessionSettings, now: Moment) -> Result<(), SessionRefusal> {
        if self.revoked.is_some() {
            Err(SessionRefusal::Revoked)
        } else if now.since(self.began) >= settings.life() {
            Err(SessionRefusal::Expired)
        } else if now.since(self.seen) >= settings.idle() {
            Err(SessionRefusal::Idle)
        } else {
            Ok(())
        }
    }

    /// Whether it opens dangerous acts too. A proof in the future does not count: the clock was set
    /// back, and nobody knows how long ago it was.
    pub fn check_fresh(
        &self,
        settings: &SessionSettings,
        now: Moment,
    ) -> Result<(), SessionRefusal> {
        self.check(settings, now)?;
        let is_past = self.proved <= now.plus(CLOCK_SKEW);
        if is_past && now.since(self.proved) < settings.fresh() {
            Ok(())
        } else {
            Err(SessionRefusal::NotFresh)
        }
    }

    /// The same session under a new token, within the same life.
    pub fn renew(
        &self,
        why: Renewal,
        random: [u8; 32],
        settings: &SessionSettings,
        now: Moment,
    ) -> Result<Renewed, SessionRefusal> {
        self.check(settings, now)?;
        let mut begun = Self::begin(self.account, &self.device, random, now);
        begun.session.began = self.began;
        if why == Renewal::RightsChanged {
            begun.session.proved = self.proved;
        }
        let retired = self.clone().revoked(now);
        Ok(Renewed { retired, begun })
    }

    /// Ended now, or whenever it was ended before.
    #[must_use]
    pub fn revoked(mut self, now: Moment) -> Self {
        self.revoked.get_or_insert(now);
        self
    }

    /// What to store as `seen` for a request at `now`; nothing if that is not worth a write.
    pub fn seen_again(&self, now: Moment) -> Option<Moment> {
        (now.since(self.seen) >= SEEN_EVERY).then_some(now)
    }

    /// How its owner names it.
    pub fn id(&self) -> SessionId {
        let hash = self.hash.as_bytes();
        SessionId(u128::from_be_bytes(std::array::from_fn(|index| {
            hash[index]
        })))
    }
}

impl FromStr for SessionId {
    type Err = SessionRefusal;

    /// Reads 32 hexadecimal digits in lower case; any other text names no session.
    fn from_str(text: &str) -> Result<Self, SessionRefusal> {
        let number = u128::from_str_radix(text, 16).map(Self).ok();
        number
            .filter(|id| id.to_string() == text)
            .ok_or(SessionRefusal::Unknown)
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}
