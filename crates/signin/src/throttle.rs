//! How long somebody waits after wrong sign-ins.
//!
//! Delays grow with every failure up to a cap and fade with time (OWASP ASVS 5, 6.1.1 and 6.3.1).
//! Nothing is ever locked: a lock is a way to keep somebody else out. NIST SP 800-63B-4 §3.2.2 would
//! disable a password after 100 failures in a row; here an account can be tried some 100 times a
//! day instead, which against a password that passes the policy is nothing.
//!
//! Count by account, under a keyed hash of what was typed whether or not there is such an account,
//! and by address, under [`address_group`]. An attempt made while one has to wait is not checked and
//! not counted, or waiting would never end.

use std::net::{IpAddr, Ipv6Addr};
use std::time::Duration;

use crate::Moment;

/// How fast delays grow and fade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Throttle {
    /// Failures that cost nothing: people mistype.
    free: u32,
    /// The delay after the first failure beyond those; each further one doubles it.
    first: Duration,
    /// The longest delay.
    cap: Duration,
    /// Time in which one failure is forgotten.
    fade: Duration,
}

/// What is stored for one account or one address; none stored is the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attempts {
    /// Failures not yet forgotten at the latest one.
    pub failures: u32,
    /// The latest failure, in UTC milliseconds; nothing says when there are no failures.
    pub latest: i64,
}

impl Throttle {
    /// For one account: 3 free, then 1 s, 2 s, 4 s … 15 minutes.
    pub const ACCOUNT: Self = Self {
        free: 3,
        first: Duration::from_secs(1),
        cap: Duration::from_mins(15),
        fade: Duration::from_mins(15),
    };

    /// For one address, behind which a whole office may sit: 20 free, then 1 s, 2 s … 15 minutes.
    pub const ADDRESS: Self = Self {
        free: 20,
        fade: Duration::from_mins(1),
        ..Self::ACCOUNT
    };

    /// How long to wait before the next attempt; zero: now.
    ///
    /// Failures from the future, beyond any delay, are what a wrong clock left behind: they do not
    /// make anybody wait.
    pub fn wait(&self, attempts: Attempts, now: Moment) -> Duration {
        let latest = Moment::from_millis(attempts.latest);
        if latest > now.plus(self.cap) {
            return Duration::ZERO;
        }
        self.delay(attempts.failures)
            .saturating_sub(now.since(latest))
    }

    /// What to store after a failure.
    #[must_use]
    pub fn failed(&self, attempts: Attempts, now: Moment) -> Attempts {
        let remembered = self.remembered(attempts, now);
        Attempts {
            failures: remembered.saturating_add(1).min(self.most()),
            latest: now.millis(),
        }
    }

    /// What to store after a success, under an account: nothing is left. Under an address leave the
    /// attempts as they are, or one good account would wash away the failures with all others.
    #[must_use]
    pub fn succeeded() -> Attempts {
        Attempts::default()
    }

    /// Whether everything is forgotten and the row can be deleted.
    pub fn is_forgotten(&self, attempts: Attempts, now: Moment) -> bool {
        self.remembered(attempts, now) == 0 && self.wait(attempts, now).is_zero()
    }

    fn remembered(&self, attempts: Attempts, now: Moment) -> u32 {
        let elapsed = now.since(Moment::from_millis(attempts.latest));
        let faded = elapsed.as_millis() / self.fade.as_millis();
        let faded = u32::try_from(faded).unwrap_or(u32::MAX);
        attempts.failures.saturating_sub(faded)
    }

    fn delay(&self, failures: u32) -> Duration {
        let Some(doublings) = failures.checked_sub(self.free + 1) else {
            return Duration::ZERO;
        };
        let factor = 1_u32.checked_shl(doublings).unwrap_or(u32::MAX);
        self.first.saturating_mul(factor).min(self.cap)
    }

    /// Failures at which the cap is reached. More are not counted: a long attack would otherwise be
    /// felt long after it ended.
    fn most(&self) -> u32 {
        let doublings = (0..32).find(|&n| self.first.saturating_mul(1 << n) >= self.cap);
        self.free + 1 + doublings.unwrap_or(31)
    }
}

/// The address under which attempts are counted: an IPv6 network of 64 bits, all of which one
/// customer has, counts as one; IPv4 written as IPv6 counts as IPv4.
pub fn address_group(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => {
            let network = u128::from(address) >> 64 << 64;
            IpAddr::V6(Ipv6Addr::from(network))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Moment {
        Moment::from_millis(0).plus(Duration::from_secs(seconds))
    }

    fn after(rule: Throttle, failures: usize) -> Attempts {
        (0..failures).fold(Attempts::default(), |attempts, _| {
            rule.failed(attempts, at(0))
        })
    }

    fn seconds(rule: Throttle, failures: usize, now: Moment) -> u64 {
        rule.wait(after(rule, failures), now).as_secs()
    }

    #[test]
    fn delays_double_up_to_the_cap() {
        let waits: Vec<u64> = (0..8)
            .map(|n| seconds(Throttle::ACCOUNT, n, at(0)))
            .collect();
        assert_eq!(waits, [0, 0, 0, 0, 1, 2, 4, 8]);
        assert_eq!(seconds(Throttle::ACCOUNT, 14, at(0)), 900);
        assert_eq!(seconds(Throttle::ACCOUNT, 10_000, at(0)), 900);
        assert_eq!(seconds(Throttle::ADDRESS, 20, at(0)), 0);
        assert_eq!(seconds(Throttle::ADDRESS, 22, at(0)), 2);
    }

    #[test]
    fn waiting_ends() {
        assert_eq!(seconds(Throttle::ACCOUNT, 10_000, at(899)), 1);
        assert_eq!(seconds(Throttle::ACCOUNT, 10_000, at(900)), 0);
    }

    #[test]
    fn failures_fade_and_success_forgets_them() {
        let rule = Throttle::ACCOUNT;
        let many = after(rule, 10_000);
        assert_eq!(many.failures, 14);
        let later = rule.failed(many, at(10 * 900));
        assert_eq!(later.failures, 5);
        assert!(!rule.is_forgotten(many, at(13 * 900)));
        assert!(rule.is_forgotten(many, at(14 * 900)));
        assert!(rule.is_forgotten(Throttle::succeeded(), at(0)));
    }

    #[test]
    fn a_clock_set_back_locks_nobody_out() {
        let rule = Throttle::ACCOUNT;
        let tomorrow = Attempts {
            failures: 14,
            latest: at(90_000).millis(),
        };
        assert_eq!(rule.wait(tomorrow, at(0)), Duration::ZERO);
        let soon = Attempts {
            failures: 14,
            latest: at(60).millis(),
        };
        assert_eq!(
            rule.wait(soon, at(0)).as_secs(),
            900,
            "clocks of two machines differ"
        );
        assert_eq!(rule.failed(tomorrow, at(0)).latest, 0);
    }

    #[test]
    fn what_a_damaged_row_says_is_harmless() {
        for latest in [i64::MIN, i64::MAX] {
            let attempts = Attempts {
                failures: u32::MAX,
                latest,
            };
            assert_eq!(Throttle::ACCOUNT.wait(attempts, at(0)), Duration::ZERO);
            assert!(Throttle::ACCOUNT.failed(attempts, at(0)).failures <= 14);
        }
    }

    #[test]
    fn neighbours_in_a_network_count_as_one() {
        let group = |text: &str| address_group(text.parse().unwrap()).to_string();
        assert_eq!(group("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(group("192.0.2.7"), "192.0.2.7");
        assert_eq!(group("::ffff:192.0.2.7"), "192.0.2.7");
        assert_ne!(group("2001:db8:1:2::1"), group("2001:db8:1:3::1"));
    }
}
