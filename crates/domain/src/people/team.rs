//! One team.

use crate::id::{PersonId, TeamId};
use serde::{Deserialize, Serialize};

/// A team, perhaps within another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// Which.
    pub id: TeamId,
    /// As the roster writes it.
    pub name: String,
    /// The team this one is a part of.
    pub parent: Option<TeamId>,
    /// Who leads it.
    pub led_by: Option<PersonId>,
}

impl Team {
    /// Fewer members than this, and a label with a minute and a pager schedule may point at
    /// somebody: writers are warned.
    pub const SMALL: usize = 5;

    /// A team on its own.
    pub fn new(id: TeamId, name: &str) -> Self {
        let name = name.to_owned();
        Self {
            id,
            name,
            parent: None,
            led_by: None,
        }
    }
}
