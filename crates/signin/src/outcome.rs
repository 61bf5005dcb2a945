//! What an attempt to sign in with a password comes to.

use std::fmt;
use std::time::Duration;

use crate::AccountId;
use crate::password::Check;

/// What an attempt comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Begin a session.
    SignedIn(AccountId),
    /// The password is right and may be used once more: to choose another. Begin no session before.
    MustChangePassword(AccountId),
    /// Something is wrong. What, is not said: it would tell which accounts exist (OWASP ASVS 5,
    /// 6.3.8).
    Wrong,
    /// Too many failures: come back in so many seconds, at least one. Nothing was checked.
    Wait {
        /// Seconds, rounded up.
        seconds: u64,
    },
}

/// The account that goes by the name that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedAccount {
    /// Which one.
    pub id: AccountId,
    /// Not closed or suspended.
    pub is_open: bool,
    /// The password was chosen by somebody else, or is known to have leaked.
    pub must_change_password: bool,
}

/// Judges an attempt.
///
/// `wait` is the longer of what [`crate::throttle`] asks for the account and for the address.
/// `check` calls [`crate::password::Hasher::check`], with no hash if there is no account: it is
/// called once whoever was named, and not at all while one has to wait.
pub fn judge<E>(
    wait: Duration,
    named: Option<NamedAccount>,
    check: impl FnOnce() -> Result<Check, E>,
) -> Result<Outcome, E> {
    if !wait.is_zero() {
        let seconds = wait.as_millis().div_ceil(1000);
        let seconds = u64::try_from(seconds).unwrap_or(u64::MAX);
        return Ok(Outcome::Wait { seconds });
    }
    let is_right = matches!(check()?, Check::Right { .. });
    Ok(match named {
        Some(account) if is_right && account.is_open => opened(account),
        _ => Outcome::Wrong,
    })
}

fn opened(account: NamedAccount) -> Outcome {
    if account.must_change_password {
        Outcome::MustChangePassword(account.id)
    } else {
        Outcome::SignedIn(account.id)
    }
}

impl Outcome {
    /// Whether it is counted as a failure, of the account and of the address.
    pub fn is_failure(self) -> bool {
        self == Self::Wrong
    }
}

impl fmt::Display for Outcome {
    /// What the person at the door reads.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SignedIn(_) => f.write_str("You are signed in."),
            Self::MustChangePassword(_) => f.write_str("Choose a new password."),
            Self::Wrong => f.write_str("The e-mail address or the password is not right."),
            Self::Wait { seconds: 1 } => f.write_str("Too many attempts. Try again in 1 second."),
            Self::Wait { seconds } => {
                write!(f, "Too many attempts. Try again in {seconds} seconds.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    const ANA: NamedAccount = NamedAccount {
        id: AccountId(1),
        is_open: true,
        must_change_password: false,
    };

    const RIGHT: Check = Check::Right { rehash: false };

    fn outcome(named: Option<NamedAccount>, check: Check) -> Outcome {
        let Ok(outcome) = judge(Duration::ZERO, named, || Ok::<_, Infallible>(check));
        outcome
    }

    #[test]
    fn the_right_password_opens() {
        assert_eq!(outcome(Some(ANA), RIGHT), Outcome::SignedIn(ANA.id));
        let must_change = NamedAccount {
            must_change_password: true,
            ..ANA
        };
        assert_eq!(
            outcome(Some(must_change), RIGHT),
            Outcome::MustChangePassword(ANA.id)
        );
    }

    #[test]
    fn all_else_looks_the_same() {
        let closed = NamedAccount {
            is_open: false,
            ..ANA
        };
        for (named, check) in [
            (Some(ANA), Check::Wrong),
            (Some(closed), RIGHT),
            (Some(closed), Check::Wrong),
            (None, Check::Wrong),
            (None, RIGHT),
        ] {
            let outcome = outcome(named, check);
            assert_eq!(outcome, Outcome::Wrong);
            assert!(outcome.is_failure());
        }
    }

    #[test]
    fn who_has_to_wait_is_not_checked() {
        let wait = Duration::from_millis(1_001);
        let unreachable = || -> Result<Check, Infallible> { panic!("checked while waiting") };
        let Ok(outcome) = judge(wait, Some(ANA), unreachable);
        assert_eq!(outcome, Outcome::Wait { seconds: 2 });
        assert!(!outcome.is_failure());
    }

    #[test]
    fn what_broke_is_no_outcome() {
        let broken = judge(Duration::ZERO, Some(ANA), || Err("out of memory"));
        assert_eq!(broken, Err("out of memory"));
    }

    #[test]
    fn people_can_read_it() {
        let wait = |seconds| Outcome::Wait { seconds }.to_string();
        assert_eq!(wait(1), "Too many attempts. Try again in 1 second.");
        assert_eq!(wait(900), "Too many attempts. Try again in 900 seconds.");
        assert!(!Outcome::Wrong.to_string().contains("account"));
    }
}
