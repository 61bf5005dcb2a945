//! Delays over any history of failures.

use std::time::Duration;

use proptest::prelude::*;
use signin::Moment;
use signin::throttle::{Attempts, Throttle};

const START: Moment = Moment::from_millis(1_800_000_000_000);
const CAP: Duration = Duration::from_mins(15);

fn rule() -> impl Strategy<Value = Throttle> {
    prop_oneof![Just(Throttle::ACCOUNT), Just(Throttle::ADDRESS)]
}

/// Failures, each so many seconds after the one before; and the moment of the last.
fn history(rule: Throttle, gaps: &[u64]) -> (Attempts, Moment) {
    let begin = (Attempts::default(), START);
    gaps.iter().fold(begin, |(attempts, now), gap| {
        let now = now.plus(Duration::from_secs(*gap));
        (rule.failed(attempts, now), now)
    })
}

fn gaps() -> impl Strategy<Value = Vec<u64>> {
    proptest::collection::vec(0_u64..4_000, 0..60)
}

proptest! {
    #[test]
    fn nobody_waits_longer_than_the_cap(rule in rule(), gaps in gaps()) {
        let (attempts, now) = history(rule, &gaps);
        prop_assert!(rule.wait(attempts, now) <= CAP);
        prop_assert!(rule.wait(attempts, now.plus(CAP)).is_zero());
    }

    #[test]
    fn a_failure_never_shortens_the_wait(rule in rule(), gaps in gaps(), later in 0_u64..2_000) {
        let (attempts, now) = history(rule, &gaps);
        let now = now.plus(Duration::from_secs(later));
        let worse = rule.failed(attempts, now);
        prop_assert!(rule.wait(worse, now) >= rule.wait(attempts, now));
    }

    #[test]
    fn waiting_shortens_the_wait(rule in rule(), gaps in gaps(), one in 0_u64..2_000, more in 0_u64..2_000) {
        let (attempts, now) = history(rule, &gaps);
        let sooner = now.plus(Duration::from_secs(one));
        let later = sooner.plus(Duration::from_secs(more));
        prop_assert!(rule.wait(attempts, later) <= rule.wait(attempts, sooner));
    }

    #[test]
    fn more_failures_never_wait_less(rule in rule(), few in 0_u32..100, more in 0_u32..100) {
        let wait = |failures| {
            rule.wait(Attempts { failures, latest: START.millis() }, START)
        };
        prop_assert!(wait(few + more) >= wait(few));
    }

    #[test]
    fn everything_is_forgotten_in_a_day(rule in rule(), gaps in gaps()) {
        let (attempts, now) = history(rule, &gaps);
        let next_day = now.plus(Duration::from_hours(24));
        prop_assert!(rule.is_forgotten(attempts, next_day));
        prop_assert_eq!(rule.failed(attempts, next_day).failures, 1);
    }

    #[test]
    fn no_row_and_no_clock_break_it(rule in rule(), failures: u32, latest: i64, now: i64) {
        let attempts = Attempts { failures, latest };
        let now = Moment::from_millis(now);
        prop_assert!(rule.wait(attempts, now) <= CAP);
        let _ = rule.failed(attempts, now);
        let _ = rule.is_forgotten(attempts, now);
    }
}

#[test]
fn guessing_all_day_gets_a_hundred_guesses() {
    let rule = Throttle::ACCOUNT;
    let (mut attempts, mut now, mut guesses) = (Attempts::default(), START, 0);
    while now.since(START) < Duration::from_hours(24) {
        now = now.plus(rule.wait(attempts, now));
        attempts = rule.failed(attempts, now);
        guesses += 1;
    }
    assert!((90..=110).contains(&guesses), "{guesses}");
}
