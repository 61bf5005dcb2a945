//! Sessions from sign-in to their end.

use std::time::Duration;

use proptest::prelude::*;
use signin::session::{
    Renewal, Session, SessionRefusal, SessionSettings, live_of, revoke_all, token_hash,
};
use signin::{AccountId, Moment};

const ANA: AccountId = AccountId(1);
const START: Moment = Moment::from_millis(1_800_000_000_000);
const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

fn after(seconds: u64) -> Moment {
    START.plus(Duration::from_secs(seconds))
}

fn before(seconds: i64) -> Moment {
    Moment::from_millis(START.millis() - seconds * 1000)
}

fn session() -> Session {
    Session::begin(ANA, "Firefox", [1; 32], START).session
}

fn check(session: &Session, now: Moment) -> Result<(), SessionRefusal> {
    session.check(&SessionSettings::default(), now)
}

fn check_fresh(session: &Session, now: Moment) -> Result<(), SessionRefusal> {
    session.check_fresh(&SessionSettings::default(), now)
}

#[test]
fn the_cookie_finds_its_session() {
    let begun = Session::begin(ANA, "Firefox", [1; 32], START);
    assert!(begun.token.reveal().starts_with("fls_"));
    assert_eq!(token_hash(begun.token.reveal()), Ok(begun.session.hash));
    assert_eq!(check(&begun.session, START), Ok(()));
    for stranger in [
        "",
        "fls_",
        "fls_x",
        "flo_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE",
    ] {
        assert_eq!(token_hash(stranger), Err(SessionRefusal::Unknown));
    }
}

#[test]
fn a_rest_of_twelve_hours_ends_it() {
    assert_eq!(check(&session(), after(12 * HOUR - 1)), Ok(()));
    assert_eq!(
        check(&session(), after(12 * HOUR)),
        Err(SessionRefusal::Idle)
    );
}

#[test]
fn seven_days_end_it_however_busy() {
    let mut busy = session();
    for minute in 0..7 * 24 * 60 {
        let now = after(minute * MINUTE);
        assert_eq!(check(&busy, now), Ok(()));
        busy.seen = busy.seen_again(now).unwrap_or(busy.seen);
    }
    assert_eq!(busy.seen, after(7 * DAY - MINUTE));
    assert_eq!(check(&busy, after(7 * DAY)), Err(SessionRefusal::Expired));
}

#[test]
fn requests_within_a_minute_are_not_written_down() {
    assert_eq!(session().seen_again(after(59)), None);
    assert_eq!(session().seen_again(after(60)), Some(after(60)));
    assert_eq!(session().seen_again(before(60)), None);
}

#[test]
fn a_revoked_session_opens_nothing() {
    let revoked = session().revoked(after(1)).revoked(after(2));
    assert_eq!(revoked.revoked, Some(after(1)));
    assert_eq!(check(&revoked, after(1)), Err(SessionRefusal::Revoked));
    assert_eq!(
        check_fresh(&revoked, after(1)),
        Err(SessionRefusal::Revoked)
    );
}

#[test]
fn dangerous_acts_need_a_fresh_proof() {
    assert_eq!(check_fresh(&session(), after(15 * MINUTE - 1)), Ok(()));
    let late = after(15 * MINUTE);
    assert_eq!(check_fresh(&session(), late), Err(SessionRefusal::NotFresh));
    assert_eq!(check(&session(), late), Ok(()));
}

#[test]
fn a_clock_set_back_makes_nothing_fresh() {
    assert_eq!(
        check_fresh(&session(), before(60)),
        Ok(()),
        "machines differ a little"
    );
    let far_back = check_fresh(&session(), before(61));
    assert_eq!(far_back, Err(SessionRefusal::NotFresh));
    assert_eq!(check(&session(), before(61)), Ok(()));
}

#[test]
fn a_renewed_session_has_another_token_and_the_same_life() {
    let settings = SessionSettings::default();
    let now = after(HOUR);
    let renewed = session()
        .renew(Renewal::RightsChanged, [2; 32], &settings, now)
        .unwrap();
    let new = &renewed.begun.session;
    assert_ne!(new.hash, session().hash);
    assert_eq!((new.account, new.began, new.proved), (ANA, START, START));
    assert_eq!(token_hash(renewed.begun.token.reveal()), Ok(new.hash));
    assert_eq!(check(&renewed.retired, now), Err(SessionRefusal::Revoked));
}

#[test]
fn a_new_proof_opens_dangerous_acts_again() {
    let settings = SessionSettings::default();
    let now = after(HOUR);
    let proved = session()
        .renew(Renewal::ProvedAgain, [2; 32], &settings, now)
        .unwrap();
    let new = proved.begun.session;
    assert_eq!((new.began, new.proved), (START, now));
    assert_eq!(check_fresh(&new, now), Ok(()));
}

#[test]
fn an_ended_session_is_not_renewed() {
    let settings = SessionSettings::default();
    let late = session().renew(Renewal::ProvedAgain, [2; 32], &settings, after(DAY));
    assert_eq!(late.unwrap_err(), SessionRefusal::Idle);
}

#[test]
fn a_change_of_password_ends_the_others() {
    let phone = Session::begin(ANA, "phone", [2; 32], after(1)).session;
    let mut all = vec![session(), phone];
    let kept = all[0].id();
    assert_eq!(revoke_all(&mut all, ANA, Some(kept), after(2)), 1);
    let live = live_of(&all, ANA, &SessionSettings::default(), after(3));
    assert_eq!(live.len(), 1);
    assert_eq!(live[0].id(), kept);
}

#[test]
fn what_a_browser_says_it_is_cannot_spoil_the_list() {
    let device = format!("Fire\u{1b}[31mfox\r\n{}", "é".repeat(500));
    let session = Session::begin(ANA, &device, [1; 32], START).session;
    assert_eq!(session.device.chars().count(), 200);
    assert!(session.device.starts_with("Fire[31mfoxé"));
}

#[test]
fn nothing_secret_is_printed() {
    let begun = Session::begin(ANA, "Firefox", [1; 32], START);
    assert!(!format!("{begun:?}").contains("fls_"));
}

proptest! {
    #[test]
    fn every_token_is_found_again(random: [u8; 32], other: [u8; 32]) {
        let hash_of = |random| {
            let begun = Session::begin(ANA, "", random, START);
            assert_eq!(token_hash(begun.token.reveal()), Ok(begun.session.hash));
            begun.session.hash
        };
        prop_assert_eq!(hash_of(random) == hash_of(other), random == other);
    }

    #[test]
    fn a_session_that_ended_stays_ended(first in 0..10 * DAY, more in 0..10 * DAY) {
        if check(&session(), after(first)).is_err() {
            prop_assert!(check(&session(), after(first + more)).is_err());
        }
    }

    #[test]
    fn no_cookie_breaks_the_reader(cookie: String) {
        prop_assert_eq!(token_hash(&cookie), Err(SessionRefusal::Unknown));
    }
}
