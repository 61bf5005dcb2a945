//! The teams as a tree.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{PersonId, TeamId};
use domain::people::Team;

use crate::caller::Caller;
use crate::context::App;
use crate::directory::Directory;
use crate::error::Error;

/// A team as the page of teams shows it.
pub struct TeamRow {
    /// Which.
    pub id: TeamId,
    /// What it is called.
    pub name: String,
    /// How deep in the tree, from 0.
    pub depth: usize,
    /// Who leads it.
    pub led_by: Option<(PersonId, String)>,
    /// People here in it and its parts.
    pub size: usize,
    /// So small that a label with a minute may point at somebody.
    pub is_small: bool,
}

/// All teams, each before its parts, by name. Everybody who signed in may read them.
pub async fn teams(app: &App, _caller: &Caller) -> Result<Vec<TeamRow>, Error> {
    let reading = app.read().await?;
    let directory = app.directory(&reading).await?;
    Ok(Tree::new(&directory).rows())
}

struct Tree<'a> {
    directory: &'a Directory,
    sizes: BTreeMap<TeamId, usize>,
    parts: BTreeMap<Option<TeamId>, Vec<&'a Team>>,
    shown: BTreeSet<TeamId>,
}

impl<'a> Tree<'a> {
    fn new(directory: &'a Directory) -> Self {
        let organisation = &directory.organisation;
        let mut parts: BTreeMap<_, Vec<&Team>> = BTreeMap::new();
        for team in organisation.teams.values() {
            let parent = team.parent.filter(|id| organisation.teams.contains_key(id));
            parts.entry(parent).or_default().push(team);
        }
        for siblings in parts.values_mut() {
            siblings.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
        }
        Self {
            directory,
            sizes: organisation.sizes(),
            parts,
            shown: BTreeSet::new(),
        }
    }

    fn rows(mut self) -> Vec<TeamRow> {
        let mut rows = Vec::new();
        let mut open: Vec<(usize, &Team)> = self.roots();
        while let Some((depth, team)) = open.pop() {
            if !self.shown.insert(team.id) {
                continue;
            }
            rows.push(self.row(depth, team));
            let parts = self.parts.get(&Some(team.id)).into_iter().flatten();
            open.extend(parts.rev().map(|&part| (depth + 1, part)));
        }
        rows
    }

    /// The first to be shown comes last. Teams in a circle have no root: each of them follows.
    fn roots(&self) -> Vec<(usize, &'a Team)> {
        let roots = self.parts.get(&None).into_iter().flatten().copied();
        let others = self.directory.organisation.teams.values();
        let mut all: Vec<_> = roots.chain(others).map(|team| (0, team)).collect();
        all.reverse();
        all
    }

    fn row(&self, depth: usize, team: &Team) -> TeamRow {
        let size = self.sizes.get(&team.id).copied().unwrap_or_default();
        let name = |id: PersonId| Some((id, self.directory.name(id)?.to_owned()));
        TeamRow {
            id: team.id,
            name: team.name.clone(),
            depth,
            led_by: team.led_by.and_then(name),
            size,
            is_small: size < Team::SMALL,
        }
    }
}
