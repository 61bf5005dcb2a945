//! Fuzz targets and the inputs they start from.

use super::Fault;
use crate::tree::Tree;

/// Every fuzz target has a folder of seeds, and every such folder a target.
pub fn check(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (path, _) in tree.texts(|path| path.starts_with("fuzz/fuzz_targets/")) {
        let Some(target) = path
            .strip_prefix("fuzz/fuzz_targets/")
            .and_then(|name| name.strip_suffix(".rs"))
        else {
            continue;
        };
        let seeds = format!("fuzz/seeds/{target}");
        if !tree.has_files_below(&seeds) {
            faults.push(Fault::new(
                path,
                format!("the target has no seeds in {seeds}"),
            ));
        }
    }
    let seeds = tree
        .files()
        .iter()
        .filter_map(|file| file.path.strip_prefix("fuzz/seeds/")?.split_once('/'));
    let mut folders: Vec<&str> = seeds.map(|(folder, _)| folder).collect();
    folders.dedup();
    for folder in folders {
        if tree
            .text(&format!("fuzz/fuzz_targets/{folder}.rs"))
            .is_none()
        {
            faults.push(Fault::new(
                &format!("fuzz/seeds/{folder}"),
                "no target starts from these seeds",
            ));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_and_seeds_belong_together() {
        assert!(
            check(&Tree::of([
                ("fuzz/fuzz_targets/roster.rs", ""),
                ("fuzz/seeds/roster/empty.csv", "")
            ]))
            .is_empty()
        );
        let apart = Tree::of([
            ("fuzz/fuzz_targets/roster.rs", ""),
            ("fuzz/seeds/rooster/empty.csv", ""),
        ]);
        let found: Vec<String> = check(&apart).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "fuzz/fuzz_targets/roster.rs: the target has no seeds in fuzz/seeds/roster",
                "fuzz/seeds/rooster: no target starts from these seeds",
            ]
        );
    }
}
