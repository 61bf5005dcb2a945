//! Escalation depends on nothing but the correction, the policy and the time.

use domain::correction::{
    Correction, CorrectionChange, CorrectionKind, CorrectionState, EscalationPolicy, Priority,
};
use domain::id::{CoeId, CorrectionId};
use proptest::prelude::*;

use crate::support::{day, team};

fn correction(priority: Priority, state: CorrectionState, due: u32) -> Correction {
    let (id, coe) = (
        CorrectionId::new(day(0), [0; 10]),
        CoeId::new(day(0), [0; 10]),
    );
    let strength = (CorrectionKind::Guard, priority);
    let due = Some(day(due).date(0));
    let born = Correction::born((id, coe, "C1"), strength, team(1), due, day(0).date(0));
    Correction { state, ..born }
}

fn any_correction() -> impl Strategy<Value = Correction> {
    let priorities = [Priority::P0, Priority::P1, Priority::P2, Priority::P3];
    let states = [
        CorrectionState::Proposed,
        CorrectionState::InProgress,
        CorrectionState::Returned,
        CorrectionState::Verified,
    ];
    let parts = (
        prop::sample::select(priorities.to_vec()),
        prop::sample::select(states.to_vec()),
        0u32..60,
    );
    parts.prop_map(|(priority, state, due)| correction(priority, state, due))
}

proptest! {
    #[test]
    fn levels_never_fall(correction in any_correction(), now in 0u32..200, later in 0u32..200) {
        let policy = EscalationPolicy::default();
        let level = |days| correction.level_to_tell(&policy, day(days));
        prop_assert!(level(now) <= level(now + later));
        prop_assert_eq!(level(now), level(now));
    }

    #[test]
    fn each_level_is_told_once(correction in any_correction(), days in proptest::collection::vec(0u32..200, 1..20)) {
        let (policy, mut correction) = (EscalationPolicy::default(), correction);
        let mut told = Vec::new();
        for now in days {
            if let Some(level) = correction.level_not_told(&policy, day(now)) {
                told.push(level);
                correction.apply(&CorrectionChange::Escalated(level));
            }
            prop_assert_eq!(correction.level_not_told(&policy, day(now)), None);
        }
        prop_assert!(told.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
