//! Who sees what, and that the table of access says the same.

use domain::access::{Access, Action, Actor, Object, may};
use domain::coe::{CoeCommand, Sight, Viewer};

use crate::support::*;

fn sight(world: &World, n: u8) -> Sight {
    world.coe.sight(&viewer(world, n), true)
}

fn viewer(world: &World, n: u8) -> Viewer<'_> {
    let bar_raiser = world.bar_raisers.contains_key(&person(n));
    Viewer {
        person: person(n),
        is_bar_raiser: bar_raiser,
        organisation: &world.organisation,
    }
}

fn invited() -> World {
    let mut world = World::new();
    let invite = CoeCommand::Invite {
        by: person(AUTHOR),
        person: person(PARTICIPANT),
    };
    world.run(invite).unwrap();
    world
}

#[test]
fn a_draft_is_its_authors_and_their_guests() {
    let world = invited();
    assert_eq!(sight(&world, AUTHOR), Sight::Draft);
    assert_eq!(sight(&world, PARTICIPANT), Sight::Draft);
    assert_eq!(sight(&world, MANAGER), Sight::Status);
    assert_eq!(sight(&world, FIRST), Sight::Status);
    assert_eq!(sight(&world, COLLEAGUE), Sight::Nothing);
}

#[test]
fn managers_read_once_nobody_is_identifiable() {
    let mut world = World::new();
    world.run(submit(1)).unwrap();
    assert_eq!(
        (sight(&world, FIRST), sight(&world, MANAGER)),
        (Sight::Draft, Sight::Status)
    );
    let confirm = |by, on| CoeCommand::ConfirmNobodyIdentifiable {
        by: person(by),
        root: root(on),
    };
    assert_eq!(world.refused(confirm(MANAGER, 1)), "not-a-bar-raiser-of-it");
    assert_eq!(world.refused(confirm(FIRST, 2)), "root-is-stale");
    world.run(confirm(FIRST, 1)).unwrap();
    assert_eq!(sight(&world, MANAGER), Sight::Revision);
    assert_eq!(
        world.coe.sight(&viewer(&world, MANAGER), false),
        Sight::Status
    );
    assert_eq!(sight(&world, COLLEAGUE), Sight::Nothing);
}

#[test]
fn what_is_published_is_everybodys() {
    assert_eq!(sight(&World::published(), COLLEAGUE), Sight::Published);
}

#[test]
fn a_restricted_coe_exists_for_its_readers() {
    let mut world = World::published();
    let readers = [person(SECOND)].into();
    world
        .run(CoeCommand::Restrict {
            by: person(AUTHOR),
            readers,
        })
        .unwrap();
    assert_eq!(sight(&world, SECOND), Sight::Published);
    assert_eq!(sight(&world, FIRST), Sight::Draft, "its bar raiser");
    for n in [MANAGER, DIRECTOR, COLLEAGUE, PARTICIPANT, LEAD] {
        assert_eq!(sight(&world, n), Sight::Nothing);
    }
}

#[test]
fn the_table_of_access_agrees() {
    let mut submitted = invited();
    submitted.run(submit(1)).unwrap();
    let mut restricted = World::published();
    let readers = [person(SECOND), person(MANAGER)].into();
    restricted
        .run(CoeCommand::Restrict {
            by: person(AUTHOR),
            readers,
        })
        .unwrap();
    let worlds = [
        invited(),
        submitted,
        World::approved(),
        World::published(),
        restricted,
    ];
    let everybody = [
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
    for world in &worlds {
        for n in everybody {
            let viewer = viewer(world, n);
            let actor = Actor::in_coe(&world.coe, &viewer, &world.participants, n == LEAD, true);
            let object = Object::coe(&world.coe, &viewer, true);
            let allowed = |action| may(&actor, action, &object) == Access::Allowed;
            let sight = sight(world, n);
            let stage = world.coe.stage;
            assert_eq!(
                allowed(Action::ReadDraft),
                sight == Sight::Draft,
                "{n} {stage:?}"
            );
            assert_eq!(
                allowed(Action::ReadRevision),
                sight >= Sight::Revision,
                "{n} {stage:?}"
            );
            assert_eq!(
                allowed(Action::ReadStatus),
                sight >= Sight::Status,
                "{n} {stage:?}"
            );
        }
    }
}
