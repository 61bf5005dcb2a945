//! A COE from draft to closed, and everything that keeps it from moving on.

use domain::coe::{CoeChange, CoeCommand, Factor, NamesCheck, Stage};
use domain::finding::{Finding, FindingSeverity, Handling};
use domain::id::{DecisionId, FindingId};
use domain::incident::Severity;
use domain::review::{Absence, Accepting, Verdict};
use domain::revision::{Difference, Revision};

use crate::support::*;

fn replace(n: u8, difference: Option<Difference>) -> CoeCommand {
    CoeCommand::ReplaceText {
        revision: revision(n),
        findings: Vec::new(),
        difference,
    }
}

fn small_from(n: u8) -> Difference {
    Difference {
        from: root(n),
        characters: 12,
        changes_corrections: false,
        changes_factors: false,
    }
}

fn accept_small(id: u8, by: u8, on: u8) -> CoeCommand {
    CoeCommand::AcceptSmallDifference(Accepting {
        id: DecisionId::new(day(0), [id; 10]),
        by: person(by),
        root: root(on),
    })
}

#[test]
fn from_draft_to_closed() {
    let mut world = World::new();
    world.run(submit(1)).unwrap();
    assert_eq!(
        (world.coe.stage, world.holder()),
        (Stage::InReview, Some(person(FIRST)))
    );
    world.run(approve(1, FIRST, 1)).unwrap();
    assert_eq!(world.coe.stage, Stage::Approved);
    world.run(accept(1)).unwrap();
    world.check_names(1);
    world.run(publish(1)).unwrap();
    assert_eq!(world.coe.published().unwrap().revision.root, root(1));
    world.unverified_corrections = 2;
    assert_eq!(world.refused(CoeCommand::Close), "corrections-unverified");
    world.unverified_corrections = 0;
    world.run(CoeCommand::Close).unwrap();
    assert_eq!(world.coe.stage, Stage::Closed);
}

#[test]
fn submitting_needs_an_author_a_draft_and_no_blockers() {
    let mut world = World::new();
    let stranger = Revision {
        by: person(COLLEAGUE),
        ..revision(1)
    };
    let command = CoeCommand::Submit {
        revision: stranger,
        findings: Vec::new(),
    };
    assert_eq!(world.refused(command), "not-an-author");
    let finding = Finding {
        id: FindingId::new(day(0), [0; 10]),
        code: "N101".parse().unwrap(),
        severity: FindingSeverity::Block,
        tier: None,
        handling: Handling::Untouched,
    };
    assert_eq!(
        world.refused(submit_with(1, vec![finding])),
        "findings-block-submission"
    );
    world.run(submit(1)).unwrap();
    assert_eq!(world.refused(submit(2)), "wrong-stage");
}

#[test]
fn requested_changes_bring_it_back_to_the_same_bar_raiser() {
    let mut world = World::new();
    world.run(submit(1)).unwrap();
    let ask = Verdict::RequestChanges(text("Say why it was not contained to one cell."));
    world
        .run(decision(1, FIRST, "availability", 1, ask))
        .unwrap();
    assert_eq!(world.coe.stage, Stage::Draft);
    assert_eq!(world.refused(submit(1)), "revision-out-of-sequence");
    world.run(submit(2)).unwrap();
    assert_eq!(world.holder(), Some(person(FIRST)));
    assert_eq!(world.refused(approve(2, FIRST, 1)), "root-is-stale");
    world.run(approve(2, FIRST, 2)).unwrap();
    assert_eq!(world.coe.stage, Stage::Approved);
}

#[test]
fn an_approval_can_be_taken_back() {
    let mut world = World::approved();
    assert_eq!(world.refused(approve(2, FIRST, 1)), "decided-already");
    let ask = Verdict::RequestChanges(text("A second look found a gap."));
    world
        .run(decision(3, FIRST, "availability", 1, ask))
        .unwrap();
    assert_eq!(world.coe.stage, Stage::Draft);
}

#[test]
fn who_recuses_is_followed_by_the_next_and_does_not_return() {
    let mut world = World::new();
    world.run(submit(1)).unwrap();
    world
        .run(decision(1, FIRST, "availability", 1, Verdict::Recuse))
        .unwrap();
    assert_eq!(world.holder(), None);
    let claim = CoeCommand::Claim {
        by: person(FIRST),
        specialty: specialty("availability"),
    };
    assert_eq!(world.refused(claim), "bar-raiser-recused");
    world.run(CoeCommand::Refresh).unwrap();
    assert_eq!(world.holder(), Some(person(SECOND)));
    assert_eq!(world.refused(approve(2, FIRST, 1)), "not-the-bar-raiser");
}

#[test]
fn after_three_silent_working_days_the_next_one_has_it() {
    let mut world = World::new();
    world.run(submit(1)).unwrap();
    world.now = day(2);
    assert_eq!(world.run(CoeCommand::Refresh), Ok(vec![]));
    world
        .run(CoeCommand::Hear {
            person: person(FIRST),
        })
        .unwrap();
    world.now = day(6);
    assert_eq!(world.run(CoeCommand::Refresh), Ok(vec![]), "Sunday");
    world.now = day(7);
    world.run(CoeCommand::Refresh).unwrap();
    assert_eq!(world.holder(), Some(person(SECOND)));
    assert_eq!(world.run(CoeCommand::Refresh), Ok(vec![]));
}

#[test]
fn absences_are_respected_and_nobody_is_waived() {
    let mut world = World::new();
    let today = world.calendar.date(world.now);
    for n in [FIRST, SECOND] {
        let away = Absence {
            from: today,
            until: today,
        };
        world
            .bar_raisers
            .get_mut(&person(n))
            .unwrap()
            .absences
            .insert(away);
    }
    let lead = world.bar_raisers.remove(&person(LEAD)).unwrap();
    world.run(submit(1)).unwrap();
    assert_eq!(world.coe.review.waiting().count(), 1);
    assert_eq!(world.refused(approve(1, SECOND, 1)), "not-the-bar-raiser");
    world.bar_raisers.insert(lead.person, lead);
    let choose = |n| CoeCommand::Choose {
        lead: person(LEAD),
        specialty: specialty("availability"),
        person: person(n),
    };
    assert_eq!(world.refused(choose(SECOND)), "bar-raiser-away");
    assert_eq!(world.refused(choose(DIRECTOR)), "bar-raiser-not-outside");
    assert_eq!(world.refused(choose(PARTICIPANT)), "bar-raiser-not-outside");
    assert_eq!(world.refused(choose(COLLEAGUE)), "bar-raiser-not-qualified");
    world.run(choose(LEAD)).unwrap();
    assert_eq!(world.refused(choose(FIRST)), "seat-not-free");
}

#[test]
fn two_specialties_have_two_bar_raisers() {
    let mut world = World::new();
    world.specialties.insert(specialty("data"));
    world.run(submit(1)).unwrap();
    assert_eq!(world.coe.review.holders().len(), 2);
    world.run(approve(1, FIRST, 1)).unwrap();
    assert_eq!(world.coe.stage, Stage::InReview);
    world
        .run(decision(2, SECOND, "data", 1, Verdict::Approve))
        .unwrap();
    assert_eq!(world.coe.stage, Stage::Approved);
    world.specialties.insert(specialty("security"));
    world.run(CoeCommand::Refresh).unwrap();
    assert_eq!(world.coe.stage, Stage::InReview, "a third one waits");
}

#[test]
fn a_changed_text_is_reviewed_again_unless_the_change_is_small() {
    let mut world = World::approved();
    world.run(accept(1)).unwrap();
    world.run(replace(2, Some(small_from(1)))).unwrap();
    assert_eq!(world.coe.stage, Stage::InReview);
    assert_eq!(
        world.refused(accept_small(2, SECOND, 2)),
        "not-the-bar-raiser"
    );
    world.run(accept_small(2, FIRST, 2)).unwrap();
    assert_eq!(world.coe.stage, Stage::Approved);
    world.check_names(2);
    world.run(publish(2)).unwrap();
}

#[test]
fn a_change_of_causes_is_not_small() {
    let mut world = World::approved();
    let large = Some(Difference {
        changes_factors: true,
        ..small_from(1)
    });
    world.run(replace(2, large)).unwrap();
    assert_eq!(
        world.refused(accept_small(2, FIRST, 2)),
        "difference-not-small"
    );
    world.run(replace(3, None)).unwrap();
    assert_eq!(
        world.refused(accept_small(2, FIRST, 3)),
        "difference-not-small"
    );
    world.run(replace(4, Some(small_from(3)))).unwrap();
    assert_eq!(
        world.refused(accept_small(2, FIRST, 4)),
        "earlier-text-not-approved"
    );
}

#[test]
fn a_decision_sent_again_counts_once() {
    let mut world = World::approved();
    assert_eq!(world.run(approve(1, FIRST, 1)), Ok(vec![]));
    assert_eq!(world.coe.review.decisions.len(), 1);
    let other = decision(1, FIRST, "availability", 1, Verdict::Recuse);
    assert_eq!(world.refused(other), "decision-id-reused");
}

#[test]
fn everything_that_blocks_publishing_is_named() {
    let mut world = World::approved();
    let corrections = ["C1".to_owned()].into();
    let addressed = Factor {
        reference: "F1".into(),
        corrections,
        risk_decision: None,
    };
    let open = Factor {
        reference: "F2".into(),
        corrections: [].into(),
        risk_decision: None,
    };
    world.factors = vec![addressed.clone(), open];
    assert_eq!(world.refused(publish(1)), "names-check-missing");
    let on = world.calendar.date(day(0));
    world.names_check = Some(NamesCheck {
        root: root(1),
        on,
        is_clean: false,
    });
    assert_eq!(world.refused(publish(1)), "names-check-failed");
    world.check_names(1);
    let refusal = world.decide(publish(1)).unwrap_err();
    assert_eq!(
        refusal.remedy(),
        "Address by a corrective action or a risk decision: F2."
    );
    world.factors = vec![addressed];
    assert_eq!(world.refused(publish(1)), "corrections-not-accepted");
    world.run(accept(1)).unwrap();
    world.now = day(1);
    assert_eq!(
        world.refused(publish(1)),
        "names-check-missing",
        "of yesterday"
    );
    world.check_names(1);
    assert_eq!(world.refused(publish(2)), "root-is-stale");
    world.run(publish(1)).unwrap();
}

#[test]
fn after_severity_1_a_director_accepts_too() {
    let mut world = World::approved();
    world.severity = Severity::GRAVEST;
    world.check_names(1);
    let director = |by| CoeCommand::AcceptAsDirector {
        by: person(by),
        root: root(1),
    };
    let accept_by = |by| CoeCommand::AcceptCorrections {
        by: person(by),
        root: root(1),
    };
    assert_eq!(world.refused(accept_by(AUTHOR)), "not-the-owning-manager");
    assert_eq!(world.refused(director(MANAGER)), "not-a-director");
    world.run(accept_by(DIRECTOR)).unwrap();
    assert_eq!(world.refused(publish(1)), "director-not-accepted");
    world.run(director(DIRECTOR)).unwrap();
    assert_eq!(world.refused(publish(1)), "director-is-the-manager");
    world.run(accept_by(MANAGER)).unwrap();
    world.run(publish(1)).unwrap();
}

#[test]
fn a_bar_raiser_who_came_inside_no_longer_counts() {
    let mut world = World::approved();
    world.run(accept(1)).unwrap();
    world.check_names(1);
    world
        .organisation
        .people
        .get_mut(&person(FIRST))
        .unwrap()
        .team = Some(team(1));
    assert_eq!(world.refused(publish(1)), "bar-raiser-not-outside");
    world.run(CoeCommand::Refresh).unwrap();
    assert_eq!(
        (world.coe.stage, world.holder()),
        (Stage::InReview, Some(person(SECOND)))
    );
}

#[test]
fn a_bar_raiser_who_came_inside_cannot_approve() {
    let mut world = World::new();
    world.run(submit(1)).unwrap();
    world.participants.insert(person(FIRST));
    assert_eq!(
        world.refused(approve(1, FIRST, 1)),
        "bar-raiser-not-outside"
    );
}

#[test]
fn reviewers_do_not_join_the_authors_and_authors_stay_inside() {
    let mut world = World::new();
    world.run(submit(1)).unwrap();
    let add = |n| CoeCommand::AddAuthor {
        by: person(AUTHOR),
        person: person(n),
    };
    let remove = |n| CoeCommand::RemoveAuthor {
        by: person(AUTHOR),
        person: person(n),
    };
    assert_eq!(world.refused(add(FIRST)), "reviewer-cannot-write");
    assert_eq!(world.refused(remove(AUTHOR)), "last-author");
    world.run(add(SECOND)).unwrap();
    world.run(remove(SECOND)).unwrap();
    world
        .run(decision(1, FIRST, "availability", 1, Verdict::Recuse))
        .unwrap();
    let claim = CoeCommand::Claim {
        by: person(SECOND),
        specialty: specialty("availability"),
    };
    assert_eq!(
        world.refused(claim),
        "bar-raiser-not-outside",
        "they wrote it once"
    );
}

#[test]
fn dismissals_are_confirmed_before_approval() {
    let mut world = World::new();
    world.run(submit(1)).unwrap();
    world.unconfirmed_dismissals = 1;
    assert_eq!(
        world.refused(approve(1, FIRST, 1)),
        "dismissals-unconfirmed"
    );
}

#[test]
fn errata_are_new_revisions_beside_what_is_published() {
    let mut world = World::published();
    let author = person(AUTHOR);
    world.run(CoeCommand::StartErratum { by: author }).unwrap();
    world.run(submit(2)).unwrap();
    assert_eq!(world.coe.published().unwrap().revision.root, root(1));
    world.run(CoeCommand::Withdraw { by: author }).unwrap();
    world.run(CoeCommand::DropErratum { by: author }).unwrap();
    assert_eq!(
        (world.coe.stage, world.coe.latest),
        (Stage::Published, Some(revision(1)))
    );
    world.run(CoeCommand::StartErratum { by: author }).unwrap();
    assert_eq!(world.refused(submit(2)), "revision-out-of-sequence");
    world.run(submit(3)).unwrap();
    world.run(approve(9, FIRST, 3)).unwrap();
    assert_eq!(world.refused(accept(1)), "root-is-stale");
    world.run(accept(3)).unwrap();
    world.check_names(3);
    world.run(publish(3)).unwrap();
    assert_eq!(world.coe.publications.len(), 2);
}

#[test]
fn shadows_sit_beside_and_do_not_decide() {
    let mut world = World::new();
    world.run(submit(1)).unwrap();
    let shadow = |n| CoeCommand::Shadow {
        by: person(n),
        specialty: specialty("availability"),
    };
    assert_eq!(world.refused(shadow(COLLEAGUE)), "not-shadowing");
    world.run(shadow(SHADOW)).unwrap();
    assert_eq!(world.refused(approve(1, SHADOW, 1)), "not-the-bar-raiser");
}

#[test]
fn readers_are_named_and_named_anew_by_two_leads() {
    let mut world = World::new();
    let readers = || [person(COLLEAGUE)].into();
    let restrict = CoeCommand::Restrict {
        by: person(AUTHOR),
        readers: [].into(),
    };
    assert_eq!(world.refused(restrict), "no-readers");
    world
        .run(CoeCommand::Restrict {
            by: person(AUTHOR),
            readers: readers(),
        })
        .unwrap();
    let lift = CoeCommand::LiftRestriction { by: person(AUTHOR) };
    assert_eq!(world.refused(lift), "not-a-reader");
    let regrant = |other| CoeCommand::RegrantReaders {
        leads: [person(LEAD), person(other)],
        readers: [person(SECOND)].into(),
    };
    assert_eq!(world.refused(regrant(FIRST)), "readers-remain");
    let gone = Some(world.calendar.date(day(0)));
    world
        .organisation
        .people
        .get_mut(&person(COLLEAGUE))
        .unwrap()
        .left = gone;
    assert_eq!(world.refused(regrant(LEAD)), "second-person-needed");
    assert_eq!(world.refused(regrant(FIRST)), "two-leads-needed");
    let lead = world.bar_raisers[&person(LEAD)].qualifications.clone();
    world
        .bar_raisers
        .get_mut(&person(FIRST))
        .unwrap()
        .qualifications = lead;
    let changes = world.run(regrant(FIRST)).unwrap();
    assert_eq!(
        changes,
        [CoeChange::ReadersSet(Some([person(SECOND)].into()))]
    );
}
