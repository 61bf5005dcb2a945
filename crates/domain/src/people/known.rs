//! What is read off everybody, worked out once.

use std::collections::BTreeMap;

use crate::id::PersonId;
use crate::people::{Level, Person};

/// What is read off everybody: without it each question goes through all people, and pages ask
/// hundreds of them.
///
/// A copy knows nothing: it may be changed. Two that differ in this alone are equal.
#[derive(Debug, Default)]
pub(super) struct Known(pub(super) Option<Facts>);

/// The facts.
#[derive(Debug)]
pub(super) struct Facts {
    /// How far up each record stands; records nobody reports to are missing.
    pub(super) levels: BTreeMap<PersonId, Level>,
    /// Records that are another record's person.
    pub(super) further_records: Vec<PersonId>,
}

impl Clone for Known {
    fn clone(&self) -> Self {
        Self(None)
    }
}

impl PartialEq for Known {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Known {}

impl Facts {
    pub(super) fn of(people: &BTreeMap<PersonId, Person>) -> Self {
        let mut levels: BTreeMap<PersonId, Level> = BTreeMap::new();
        for level in [Level::Manager, Level::Director, Level::Executive] {
            let below = levels.clone();
            for person in people.values().filter(|person| person.is_here()) {
                let counts = level == Level::Manager
                    || below
                        .get(&person.id)
                        .is_some_and(|&own| own >= one_below(level));
                let above = person.reports_to.filter(|&above| above != person.id);
                if let Some(above) = above.filter(|_| counts) {
                    levels.insert(above, level);
                }
            }
        }
        let further = people.values().filter(|person| person.same_as.is_some());
        Self {
            levels,
            further_records: further.map(|person| person.id).collect(),
        }
    }
}

const fn one_below(level: Level) -> Level {
    match level {
        Level::Executive => Level::Director,
        Level::Director => Level::Manager,
        Level::Manager | Level::Team => Level::Team,
    }
}
