//! One day at the door: the first administrator, an invitation, wrong and right attempts.

use std::time::Duration;

use signin::one_time_link::{LinkRefusal, OneTimeLink, Purpose, secret_hash};
use signin::outcome::{NamedAccount, Outcome, judge};
use signin::password::{Cost, Hasher, Password, PasswordHash, PasswordPolicy, WhosePassword};
use signin::session::{Session, SessionSettings};
use signin::throttle::{Attempts, Throttle};
use signin::{AccountId, Moment};

const ANA: AccountId = AccountId(1);
const START: Moment = Moment::from_millis(1_800_000_000_000);
const RIGHT: &str = "nine green bottles hanging";

/// Ana's account and what is counted about it.
struct Door {
    hasher: Hasher,
    stored: PasswordHash,
    attempts: Attempts,
}

impl Door {
    fn new() -> Self {
        let hasher = Hasher::new(Cost::for_tests());
        let stored = hasher.hash(&typed(RIGHT), [4; 16]).unwrap();
        let attempts = Attempts::default();
        Self {
            hasher,
            stored,
            attempts,
        }
    }

    fn knock(&mut self, password: &str, now: Moment) -> Outcome {
        let ana = NamedAccount {
            id: ANA,
            is_open: true,
            must_change_password: false,
        };
        let wait = Throttle::ACCOUNT.wait(self.attempts, now);
        let check = || self.hasher.check(&typed(password), Some(&self.stored));
        let outcome = judge(wait, Some(ana), check).unwrap();
        if outcome.is_failure() {
            self.attempts = Throttle::ACCOUNT.failed(self.attempts, now);
        }
        outcome
    }
}

fn typed(text: &str) -> Password {
    Password::new(text.to_owned())
}

fn after(seconds: u64) -> Moment {
    START.plus(Duration::from_secs(seconds))
}

#[test]
fn the_first_administrator_comes_in_once() {
    let made = OneTimeLink::make(Purpose::FirstAdministrator, [8; 32], START);
    assert_eq!(secret_hash(made.secret.reveal()), Ok(made.link.hash));
    let whose = WhosePassword {
        email: "ana@example.org",
        service: "Fallible",
    };
    assert_eq!(
        PasswordPolicy::default().check(&typed(RIGHT), whose),
        Ok(())
    );
    let used = made
        .link
        .redeemed(Purpose::FirstAdministrator, after(60))
        .unwrap();
    let begun = Session::begin(ANA, "Firefox", [9; 32], after(60));
    assert_eq!(
        begun
            .session
            .check_fresh(&SessionSettings::default(), after(61)),
        Ok(())
    );
    let second = used.redeemed(Purpose::FirstAdministrator, after(61));
    assert_eq!(second, Err(LinkRefusal::Used));
}

#[test]
fn who_guesses_waits_and_who_knows_comes_in_afterwards() {
    let mut door = Door::new();
    for _ in 0..4 {
        assert_eq!(door.knock("nine green bottles", START), Outcome::Wrong);
    }
    let told_to_wait = door.knock(RIGHT, START);
    assert_eq!(
        told_to_wait,
        Outcome::Wait { seconds: 1 },
        "even with the right password"
    );
    assert_eq!(door.knock(RIGHT, after(1)), Outcome::SignedIn(ANA));
}

#[test]
fn an_unknown_name_is_answered_like_a_wrong_password() {
    let mut door = Door::new();
    let wrong = door.knock("nine green bottles", START);
    let unknown = judge(Duration::ZERO, None, || {
        door.hasher.check(&typed(RIGHT), None)
    })
    .unwrap();
    assert_eq!(unknown, wrong);
    assert_eq!(unknown.to_string(), wrong.to_string());
}
