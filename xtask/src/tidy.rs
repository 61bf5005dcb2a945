//! `cargo xtask tidy`: what no compiler checks.

mod dependencies;
mod imports;
mod licences;
mod links;
mod modules;
mod rules;
mod seeds;
mod shape;
mod wording;

use std::fmt;

use anyhow::{Result, bail};
use cargo_metadata::MetadataCommand;

use crate::tree::{self, Tree};

/// Something that is not as agreed, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    path: String,
    /// Counted from one; zero where the whole file is meant.
    line: usize,
    message: String,
}

impl Fault {
    fn new(path: &str, message: impl Into<String>) -> Self {
        Self::at(path, 0, message)
    }

    fn at(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            line,
            message: message.into(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            path,
            line,
            message,
        } = self;
        if *line == 0 {
            write!(f, "{path}: {message}")
        } else {
            write!(f, "{path}:{line}: {message}")
        }
    }
}

/// Runs every check and lists all faults.
pub fn run() -> Result<()> {
    let root = tree::root();
    let tree = Tree::read(&root)?;
    let metadata = MetadataCommand::new().current_dir(&root).exec()?;
    let codes: Vec<&str> = reviewer::RULES.iter().map(|rule| rule.code).collect();
    let crates = imports::crates(&metadata);
    let mut faults = [
        dependencies::check(&tree, &crates),
        imports::check(&tree, &crates),
        licences::check(&tree, &licences::packages(&metadata)),
        links::check(&tree),
        modules::check(&tree),
        rules::check(&tree, &codes),
        seeds::check(&tree),
        shape::check(&tree),
        wording::check(&tree),
    ]
    .concat();
    faults.sort();
    for fault in &faults {
        println!("{fault}");
    }
    match faults.len() {
        0 => {
            println!("{} files, nothing out of place", tree.files().len());
            Ok(())
        }
        1 => bail!("1 fault"),
        many => bail!("{many} faults"),
    }
}
