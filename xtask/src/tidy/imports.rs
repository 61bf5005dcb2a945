//! The table in `ARCHITECTURE.md` that says who may import whom, against the manifests.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, Metadata};

use super::Fault;
use crate::tree::Tree;

const PAGE: &str = "ARCHITECTURE.md";

/// One of our crates, as its manifest has it.
#[derive(Debug, Default)]
pub struct Crate {
    name: String,
    /// What it depends on for any purpose, ours and others'.
    dependencies: BTreeSet<String>,
}

impl Crate {
    /// Whether it depends on `name` for any purpose.
    pub fn depends_on(&self, name: &str) -> bool {
        self.dependencies.contains(name)
    }

    /// A crate with these dependencies, for tests.
    #[cfg(test)]
    pub fn of(name: &str, dependencies: &[&str]) -> Self {
        Self {
            name: name.into(),
            dependencies: dependencies.iter().map(|name| (*name).into()).collect(),
        }
    }
}

/// A row of the table.
#[derive(Debug, Default, PartialEq, Eq)]
struct Row {
    line: usize,
    may_import: BTreeSet<String>,
    /// What stands between backticks: dependencies nobody else may have.
    owns: BTreeSet<String>,
}

/// The crates of the workspace.
pub fn crates(metadata: &Metadata) -> Vec<Crate> {
    let of = |package: &&cargo_metadata::Package| Crate {
        name: package.name.to_string(),
        dependencies: package
            .dependencies
            .iter()
            .filter(|dependency| !is_for_tests(dependency))
            .map(|dependency| dependency.name.clone())
            .collect(),
    };
    metadata.workspace_packages().iter().map(of).collect()
}

/// The tests of any crate may use what was made for tests.
fn is_for_tests(dependency: &cargo_metadata::Dependency) -> bool {
    dependency.kind == DependencyKind::Development && dependency.name == "testkit"
}

/// Every crate has a row, every row a crate, and no manifest goes beyond its row.
pub fn check(tree: &Tree, crates: &[Crate]) -> Vec<Fault> {
    let rows = rows(tree.text(PAGE).unwrap_or_default());
    let ours: BTreeSet<&str> = crates.iter().map(|one| one.name.as_str()).collect();
    let mut faults = Vec::new();
    for (name, row) in &rows {
        if !ours.contains(name.as_str()) {
            faults.push(Fault::at(
                PAGE,
                row.line,
                format!("the table has {name}, but there is no such crate"),
            ));
        }
    }
    for one in crates {
        let name = &one.name;
        let Some(row) = rows.get(name) else {
            faults.push(Fault::new(PAGE, format!("the table has no row for {name}")));
            continue;
        };
        for import in one
            .dependencies
            .iter()
            .filter(|other| ours.contains(other.as_str()))
        {
            if !row.may_import.contains(import) {
                faults.push(Fault::at(
                    PAGE,
                    row.line,
                    format!("{name} imports {import}, and the table says it may not"),
                ));
            }
        }
        for (owner, other) in rows.iter().filter(|(owner, _)| *owner != name) {
            // Two rows may own one together.
            let alone = other.owns.difference(&row.owns).cloned().collect();
            for taken in one.dependencies.intersection(&alone) {
                faults.push(Fault::at(
                    PAGE,
                    other.line,
                    format!("{name} depends on {taken}, which only {owner} may"),
                ));
            }
        }
    }
    faults
}

/// The rows of the table whose head begins "crate | may import | sole owner of".
fn rows(page: &str) -> BTreeMap<String, Row> {
    let mut rows = BTreeMap::new();
    let mut within = false;
    for (index, line) in page.lines().enumerate() {
        let cells: Vec<&str> = line
            .trim()
            .trim_matches('|')
            .split('|')
            .map(str::trim)
            .collect();
        match cells.as_slice() {
            ["crate", "may import", "sole owner of", ..] => within = true,
            [rule, ..] if within && rule.starts_with("--") => {}
            [name, imports, owned, ..] if within => {
                let may_import = imports
                    .split(", ")
                    .filter(|import| *import != "–")
                    .map(str::to_owned)
                    .collect();
                rows.insert(
                    (*name).to_owned(),
                    Row {
                        line: index + 1,
                        may_import,
                        owns: quoted(owned),
                    },
                );
            }
            _ => within = false,
        }
    }
    rows
}

/// What stands between backticks.
fn quoted(text: &str) -> BTreeSet<String> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# House\n\n| crate | may import | sole owner of | must not know |\n|---|---|---|---|\n\
        | domain | – | the words | time |\n| document | domain | Markdown (`pulldown-cmark`) | rules |\n\nText | is | no | row\n";

    fn found(crates: &[(&str, &[&str])]) -> Vec<String> {
        let crates: Vec<Crate> = crates
            .iter()
            .map(|(name, dependencies)| Crate::of(name, dependencies))
            .collect();
        check(&Tree::of([(PAGE, TABLE)]), &crates)
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn manifests_within_the_table_pass() {
        assert!(
            found(&[
                ("domain", &["serde"]),
                ("document", &["domain", "pulldown-cmark"])
            ])
            .is_empty()
        );
    }

    #[test]
    fn an_import_beyond_the_table_is_a_fault() {
        assert_eq!(
            found(&[("domain", &["document"]), ("document", &[])]),
            ["ARCHITECTURE.md:5: domain imports document, and the table says it may not"]
        );
    }

    #[test]
    fn what_one_crate_owns_no_other_depends_on() {
        assert_eq!(
            found(&[("domain", &["pulldown-cmark"]), ("document", &[])]),
            ["ARCHITECTURE.md:6: domain depends on pulldown-cmark, which only document may"]
        );
    }

    #[test]
    fn crates_and_rows_must_match() {
        assert_eq!(
            found(&[("domain", &[]), ("names", &[])]),
            [
                "ARCHITECTURE.md:6: the table has document, but there is no such crate",
                "ARCHITECTURE.md: the table has no row for names"
            ]
        );
    }
}
