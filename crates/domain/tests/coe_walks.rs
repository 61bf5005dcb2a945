//! Whatever people do in whatever order, nothing is published that nobody outside approved.

use domain::coe::{CoeChange, CoeCommand};
use domain::id::DecisionId;
use domain::review::{Accepting, ReviewChange, Verdict};
use domain::revision::{Difference, Root};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::support::*;

const PEOPLE: [u8; 9] = [
    AUTHOR,
    PARTICIPANT,
    MANAGER,
    DIRECTOR,
    FIRST,
    SECOND,
    LEAD,
    SHADOW,
    COLLEAGUE,
];

/// What is done, by whom, on which text; the numbers are taken modulo what there is.
type Step = (u8, u8, u8);

/// The steps that lead to a publication, in their order.
const STRAIGHT: [Step; 5] = [(0, 0, 0), (3, 4, 0), (6, 2, 0), (8, 0, 0), (9, 0, 0)];

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let any_step = (0u8..18, 0u8..9, 0u8..4);
    let some = || proptest::collection::vec(any_step.clone(), 0..4);
    let walk = proptest::collection::vec((some(), prop::bool::weighted(0.9)), 2 * STRAIGHT.len());
    walk.prop_map(|parts| {
        let straight = STRAIGHT.iter().cycle().zip(parts);
        let taken = straight
            .flat_map(|(step, (some, is_taken))| some.into_iter().chain(is_taken.then_some(*step)));
        taken.collect()
    })
}

/// `on` 0 means the latest text.
fn command(world: &World, (what, who, on): Step, at: usize) -> CoeCommand {
    let by = person(PEOPLE[usize::from(who) % PEOPLE.len()]);
    let latest = world.coe.latest.map_or(root(0), |latest| latest.root);
    let root: Root = if on == 0 { latest } else { root(on) };
    let id = DecisionId::new(day(0), [at as u8; 10]);
    let next = world.coe.last_sequence as u8 + 1;
    let verdict = |verdict| {
        let seat = decision(
            at as u8,
            PEOPLE[usize::from(who) % PEOPLE.len()],
            "availability",
            0,
            verdict,
        );
        match seat {
            CoeCommand::Decide(decision) => {
                CoeCommand::Decide(domain::review::ReviewDecision { root, ..decision })
            }
            other => other,
        }
    };
    match what {
        0..=1 => submit(next),
        2 => CoeCommand::ReplaceText {
            revision: revision(next),
            findings: Vec::new(),
            difference: Some(Difference {
                from: root,
                characters: 3,
                changes_corrections: false,
                changes_factors: on == 3,
            }),
        },
        3..=4 => verdict(Verdict::Approve),
        5 => CoeCommand::AcceptSmallDifference(Accepting { id, by, root }),
        6 => CoeCommand::AcceptCorrections { by, root },
        7 => CoeCommand::Refresh,
        8..=9 => CoeCommand::Publish { by, root },
        10 => verdict(Verdict::RequestChanges(text("More."))),
        11 => verdict(Verdict::Recuse),
        12 => CoeCommand::Claim {
            by,
            specialty: specialty("availability"),
        },
        13 => CoeCommand::Withdraw { by },
        14 => CoeCommand::AddAuthor {
            by: person(AUTHOR),
            person: by,
        },
        15 => CoeCommand::RemoveAuthor {
            by: person(AUTHOR),
            person: by,
        },
        16 => CoeCommand::StartErratum { by },
        _ => CoeCommand::DropErratum { by },
    }
}

/// Whoever may count: of the people here, those of the other team who never wrote it and below whom
/// no author stands.
fn is_outside(world: &World, n: u8) -> bool {
    let wrote = |n| world.coe.all_authors().contains(&person(n));
    let below_first = [SECOND, LEAD, SHADOW, COLLEAGUE];
    match n {
        FIRST => !wrote(FIRST) && !below_first.into_iter().any(wrote),
        SECOND | LEAD => !wrote(n),
        _ => false,
    }
}

/// Walks, and tells how often something was published.
fn walk(steps: &[Step]) -> Result<usize, TestCaseError> {
    let mut world = World::new();
    let mut approvals: Vec<(u8, Root)> = Vec::new();
    let mut published = 0;
    for (at, &step) in steps.iter().enumerate() {
        let number = world.coe.latest.map_or(0, |latest| latest.sequence as u8);
        world.check_names(number);
        let command = command(&world, step, at);
        let Ok(changes) = world.run(command.clone()) else {
            continue;
        };
        if let CoeCommand::Decide(_) | CoeCommand::AcceptSmallDifference(_) = command {
            prop_assert_eq!(world.run(command), Ok(vec![]), "a replay changes nothing");
        }
        for change in changes {
            match change {
                CoeChange::Review(ReviewChange::Decided(one))
                    if one.verdict == Verdict::Approve =>
                {
                    let by = PEOPLE.into_iter().find(|&n| person(n) == one.by);
                    approvals.push((by.unwrap_or_default(), one.root));
                }
                CoeChange::Published(publication) => {
                    published += 1;
                    let root = publication.revision.root;
                    let counted = |&(by, on): &(u8, Root)| on == root && is_outside(&world, by);
                    prop_assert!(approvals.iter().any(counted), "{steps:?}");
                }
                _ => {}
            }
        }
    }
    Ok(published)
}

#[test]
fn nothing_is_published_that_nobody_outside_approved() {
    let published = std::cell::Cell::new(0);
    let mut runner = TestRunner::new(Config {
        cases: 5_000,
        failure_persistence: None,
        ..Config::default()
    });
    let walked = runner.run(&steps(), |steps| {
        published.set(published.get() + walk(&steps)?);
        Ok(())
    });
    walked.unwrap();
    assert!(
        published.get() > 500,
        "walks reach publication: {}",
        published.get()
    );
}
