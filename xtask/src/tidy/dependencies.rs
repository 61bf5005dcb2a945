//! Every dependency is used, and the record of dependencies says why it is there.

use std::collections::BTreeSet;

use super::Fault;
use super::imports::Crate;
use crate::tree::Tree;

const MANIFEST: &str = "Cargo.toml";
const RECORD: &str = "docs/decisions/0002-dependencies.md";

/// What the root manifest offers is used by some crate and has a row in the record; what has a row
/// is offered.
pub fn check(tree: &Tree, crates: &[Crate]) -> Vec<Fault> {
    let manifest: toml::Table = match toml::from_str(tree.text(MANIFEST).unwrap_or_default()) {
        Ok(manifest) => manifest,
        Err(error) => return vec![Fault::new(MANIFEST, error.message())],
    };
    let offered: BTreeSet<&str> = offered(&manifest).collect();
    let explained = explained(tree.text(RECORD).unwrap_or_default());
    let mut faults = Vec::new();
    for dependency in &offered {
        if !crates.iter().any(|one| one.depends_on(dependency)) {
            faults.push(Fault::new(MANIFEST, format!("no crate uses {dependency}")));
        }
        if !explained.contains(dependency) {
            faults.push(Fault::new(
                RECORD,
                format!("why {dependency} is here is not said"),
            ));
        }
    }
    for gone in explained.difference(&offered) {
        faults.push(Fault::new(
            RECORD,
            format!("{gone} is explained, but {MANIFEST} does not have it"),
        ));
    }
    faults
}

/// The dependencies of the root manifest that are not ours.
fn offered(manifest: &toml::Table) -> impl Iterator<Item = &str> {
    let workspace = manifest
        .get("workspace")
        .and_then(|workspace| workspace.get("dependencies"));
    let all = workspace
        .and_then(toml::Value::as_table)
        .into_iter()
        .flatten();
    all.filter(|(_, value)| value.get("path").is_none())
        .map(|(name, _)| name.as_str())
}

/// The names in the first column of the record's table.
fn explained(record: &str) -> BTreeSet<&str> {
    let rows = record
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| dependency"));
    let firsts = rows.filter_map(|row| row.split('|').nth(1));
    firsts
        .flat_map(|cell| cell.split(','))
        .map(str::trim)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFER: &str = "[workspace.dependencies]\ndomain = { path = \"d\" }\nserde = \"1\"\ntoml = { version = \"1\" }\n";

    fn found(record: &str, used: &[&str]) -> Vec<String> {
        let tree = Tree::of([(MANIFEST, OFFER), (RECORD, record)]);
        check(&tree, &[Crate::of("domain", used)])
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn explained_and_used_passes() {
        assert!(
            found(
                "| dependency | why |\n|---|---|\n| serde, toml | settings |\n",
                &["serde", "toml"]
            )
            .is_empty()
        );
    }

    #[test]
    fn what_is_unused_unexplained_or_gone_is_a_fault() {
        assert_eq!(
            found(
                "| dependency | why |\n|---|---|\n| serde | settings |\n| rand | dice |\n",
                &["serde"]
            ),
            [
                "Cargo.toml: no crate uses toml",
                "docs/decisions/0002-dependencies.md: why toml is here is not said",
                "docs/decisions/0002-dependencies.md: rand is explained, but Cargo.toml does not have it",
            ]
        );
    }
}
