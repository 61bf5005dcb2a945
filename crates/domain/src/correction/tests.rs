use jiff::civil::date;

use super::*;
use crate::people::{Person, Team};

const MONDAY: i64 = 1_772_409_600_000; // 2026-03-02

fn person(n: u8) -> PersonId {
    PersonId::new([n; 16])
}

fn day(days: u32) -> Moment {
    Moment::from_milliseconds(MONDAY).plus_days(days)
}

fn team() -> TeamId {
    TeamId::new(day(0), [0; 10])
}

/// Person 1 is of the team, 2 leads it and reports to 3; 4 is outside.
fn organisation() -> Organisation {
    let mut organisation = Organisation::default();
    let mut storage = Team::new(team(), "");
    storage.led_by = Some(person(2));
    organisation.teams.insert(team(), storage);
    for (n, of, reports_to) in [
        (1, Some(team()), Some(2)),
        (2, None, Some(3)),
        (3, None, None),
        (4, None, None),
    ] {
        let mut one = Person::new(person(n), "");
        one.team = of;
        one.reports_to = reports_to.map(person);
        organisation.people.insert(one.id, one);
    }
    organisation
}

fn correction() -> Correction {
    let (id, coe) = (
        CorrectionId::new(day(0), [0; 10]),
        CoeId::new(day(0), [0; 10]),
    );
    let due = Some(date(2026, 3, 2));
    let published = date(2026, 2, 2);
    let strength = (CorrectionKind::Reduce, Priority::P2);
    Correction::born((id, coe, "C1"), strength, team(), due, published)
}

fn text() -> LabelText {
    LabelText::screened("The drill showed it.").unwrap()
}

fn verify() -> CorrectionCommand {
    CorrectionCommand::Verify {
        evidence: text(),
        is_sampled: false,
    }
}

fn after(
    mut correction: Correction,
    command: CorrectionCommand,
    by: u8,
) -> Result<Correction, &'static str> {
    let changes = correction.decide(command, person(by), &organisation(), day(0));
    for change in &changes.map_err(|refusal| refusal.code())? {
        correction.apply(change);
    }
    Ok(correction)
}

fn done(kind: CorrectionKind, priority: Priority) -> Correction {
    let (state, done_by) = (CorrectionState::Done, Some(person(1)));
    Correction {
        kind,
        priority,
        state,
        done_by,
        ..correction()
    }
}

#[test]
fn a_correction_is_committed_done_and_verified() {
    use CorrectionCommand::{Commit, Finish, Start};
    assert_eq!(
        after(correction(), Commit, 1).unwrap_err(),
        "not-the-backlog-owner"
    );
    let committed = after(correction(), Commit, 3).unwrap();
    assert_eq!(
        after(committed.clone(), Commit, 3).unwrap_err(),
        "correction-in-wrong-state"
    );
    let started = after(committed, Start, 1).unwrap();
    let evidence = Some(text());
    let done = after(started, Finish { evidence }, 1).unwrap();
    assert_eq!(done.because, Some(text()), "what shows it");
    assert_eq!(
        after(done.clone(), verify(), 1).unwrap_err(),
        "own-correction"
    );
    assert_eq!(
        after(done, verify(), 2).unwrap().state,
        CorrectionState::Verified
    );
}

#[test]
fn urgent_and_strong_ones_are_verified_from_outside() {
    for (kind, priority) in [
        (CorrectionKind::Guard, Priority::P3),
        (CorrectionKind::Eliminate, Priority::P2),
        (CorrectionKind::Teach, Priority::P1),
        (CorrectionKind::Teach, Priority::P0),
    ] {
        let done = done(kind, priority);
        assert_eq!(
            after(done.clone(), verify(), 2).unwrap_err(),
            "verified-from-outside"
        );
        assert!(after(done, verify(), 4).is_ok());
    }
    let sampled = CorrectionCommand::Verify {
        evidence: text(),
        is_sampled: true,
    };
    let refused = after(done(CorrectionKind::Teach, Priority::P3), sampled, 2);
    assert_eq!(refused.unwrap_err(), "verified-from-outside");
}

#[test]
fn who_could_verify_is_told_beforehand() {
    let strong = done(CorrectionKind::Guard, Priority::P3);
    let could = |n| strong.can_be_verified_by(person(n), &organisation());
    assert_eq!([1, 2, 4].map(could), [false, false, true]);
    assert!(
        !correction().can_be_verified_by(person(4), &organisation()),
        "it is not done"
    );
}

#[test]
fn one_in_five_is_drawn() {
    let drawn = (0..=255_u8).filter(|&n| {
        let id = CorrectionId::new(day(0), [n; 10]);
        Correction { id, ..correction() }.is_sampled()
    });
    assert_eq!(drawn.count(), 52);
}

#[test]
fn what_did_not_work_is_returned_and_goes_on() {
    let done = done(CorrectionKind::Teach, Priority::P3);
    let returned = after(done, CorrectionCommand::Return { reason: text() }, 4).unwrap();
    assert_eq!(returned.state, CorrectionState::Returned);
    assert!(after(returned, CorrectionCommand::Start, 1).is_ok());
}

#[test]
fn what_is_declined_becomes_a_risk() {
    let risk = RiskId::new(day(0), [0; 10]);
    let decline = CorrectionCommand::Decline {
        reason: text(),
        risk,
    };
    assert_eq!(
        after(correction(), decline.clone(), 1).unwrap_err(),
        "not-the-backlog-owner"
    );
    let changes = correction()
        .decide(decline.clone(), person(2), &organisation(), day(0))
        .unwrap();
    assert_eq!(changes[1], CorrectionChange::BecameRisk(risk));
    let declined = after(correction(), decline.clone(), 2).unwrap();
    assert_eq!(
        (declined.risk, &declined.because),
        (Some(risk), &Some(text()))
    );
    assert_eq!(after(declined, decline, 2).unwrap_err(), "correction-final");
}

#[test]
fn extensions_are_counted_and_start_the_escalation_anew() {
    let extend = |day| CorrectionCommand::Extend {
        until: date(2026, 3, day),
        reason: text(),
    };
    assert_eq!(
        after(correction(), extend(2), 2).unwrap_err(),
        "extension-not-later"
    );
    let told = after(correction(), CorrectionCommand::Escalate(Level::Manager), 2).unwrap();
    assert_eq!(told.escalated, Some(Level::Manager));
    let extended = after(told, extend(9), 2).unwrap();
    assert_eq!((extended.extensions, extended.escalated), (1, None));
    assert_eq!(extended.because, Some(text()));
    let tracked = after(extended, CorrectionCommand::Track("OPS-1".to_owned()), 2).unwrap();
    assert_eq!(tracked.because, None, "nothing was said with it");
}

#[test]
fn escalation_climbs_with_working_days() {
    let policy = EscalationPolicy::default();
    let level = |days| correction().level_to_tell(&policy, day(days));
    assert_eq!(level(0), None);
    assert_eq!(level(1), Some(Level::Team));
    assert_eq!(
        level(6),
        Some(Level::Team),
        "Sunday: four working days late"
    );
    assert_eq!(level(7), Some(Level::Manager));
    assert_eq!(level(28), Some(Level::Director));
    assert_eq!(level(56), Some(Level::Executive));
    let done = done(CorrectionKind::Reduce, Priority::P2);
    assert_eq!(done.level_to_tell(&policy, day(56)), None);
}

#[test]
fn everybody_gets_one_digest() {
    let (one, other) = (correction(), correction());
    let late = [
        (&one, Level::Team),
        (&other, Level::Team),
        (&one, Level::Executive),
    ];
    let digests = digests(late, &organisation());
    assert_eq!(digests[&person(2)].len(), 2);
    assert_eq!(
        digests[&person(3)],
        [(one.id, Level::Executive)],
        "the highest there is"
    );
}

#[test]
fn priorities_set_the_last_day() {
    let due = |priority: Priority| priority.latest_due(date(2026, 3, 2));
    assert_eq!(due(Priority::P0), date(2026, 3, 9));
    assert_eq!(due(Priority::P1), date(2026, 4, 1));
    assert_eq!(due(Priority::P3), date(2026, 5, 31));
    let Correction { id, coe, .. } = correction();
    let strength = (CorrectionKind::Teach, Priority::P1);
    let undated = Correction::born((id, coe, "C2"), strength, team(), None, date(2026, 3, 2));
    assert_eq!(undated.due, date(2026, 4, 1));
}
