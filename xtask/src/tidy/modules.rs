//! Files that no compiler ever reads.

use super::Fault;
use crate::tree::{Tree, has_extension};

/// Every file in the folder of a crate is a module of it: a merge that loses a `mod` line would
/// otherwise take its tests away without a word.
pub fn check(tree: &Tree) -> Vec<Fault> {
    let files = tree.texts(|path| has_extension(path, &["rs"]) && !starts_a_crate(path));
    let orphans = files.filter(|(path, _)| !is_named(tree, path));
    orphans
        .map(|(path, _)| Fault::new(path, "no file names this module: nothing compiles it"))
        .collect()
}

/// Cargo finds these itself.
fn starts_a_crate(path: &str) -> bool {
    let is_root = ["main.rs", "lib.rs", "mod.rs", "build.rs"]
        .iter()
        .any(|root| path.ends_with(&format!("/{root}")));
    let folders = ["examples/", "benches/", "bin/", "fuzz_targets/"];
    let (folder, _) = path.rsplit_once('/').unwrap_or_default();
    is_root
        || folders
            .iter()
            .any(|one| format!("{folder}/").ends_with(one))
}

fn is_named(tree: &Tree, path: &str) -> bool {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let name = file.trim_end_matches(".rs");
    let parents = [
        format!("{folder}.rs"),
        format!("{folder}/main.rs"),
        format!("{folder}/lib.rs"),
        format!("{folder}/mod.rs"),
    ];
    let mut parents = parents.iter().filter_map(|parent| tree.text(parent));
    parents.any(|text| text.contains(&format!("mod {name};")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_a_mod_line_is_a_fault() {
        let tree = Tree::of([
            ("crates/a/src/lib.rs", "mod one;\n"),
            ("crates/a/src/one.rs", "mod deep;\n"),
            ("crates/a/src/one/deep.rs", ""),
            ("crates/a/src/one/lost.rs", ""),
            ("crates/a/tests/main.rs", "mod alone;"),
            ("crates/a/tests/gone.rs", ""),
            ("crates/a/examples/shown.rs", ""),
        ]);
        let found: Vec<String> = check(&tree).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "crates/a/src/one/lost.rs: no file names this module: nothing compiles it",
                "crates/a/tests/gone.rs: no file names this module: nothing compiles it",
            ]
        );
    }
}
