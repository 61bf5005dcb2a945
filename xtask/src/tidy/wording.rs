//! What must not be written in the project, and what nothing in it may be called.

use super::{Fault, shape::is_sample};
use crate::tree::Tree;

/// First folders of paths that exist on the machine of whoever wrote them and nowhere else.
const MACHINE_FOLDERS: [&str; 4] = ["root", "builds", "work", "workspace"];

/// Names that say nothing of what a module is for.
const VAGUE: [&str; 8] = [
    "util", "utils", "helper", "helpers", "misc", "common", "manager", "managers",
];

/// All checks of this file.
pub fn check(tree: &Tree) -> Vec<Fault> {
    [machine_paths(tree), vague_names(tree)].concat()
}

/// Tests and sample texts may quote paths, since people paste them into reports.
fn machine_paths(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (path, text) in tree.texts(|path| !is_sample(path)) {
        let written = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (index, line) in written.lines().enumerate() {
            if let Some(folder) = MACHINE_FOLDERS
                .iter()
                .find(|folder| has_path_from(line, folder))
            {
                faults.push(Fault::at(
                    path,
                    index + 1,
                    format!("a path of somebody's machine (/{folder}/…)"),
                ));
            }
        }
    }
    faults
}

/// Whether the line has an absolute path whose first folder is `folder`.
fn has_path_from(line: &str, folder: &str) -> bool {
    let whole = format!("/{folder}/");
    let is_part =
        |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '/' | '*' | '}' | '>' | '~');
    line.match_indices(&whole)
        .any(|(at, _)| !line[..at].ends_with(is_part))
}

fn vague_names(tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in tree.files() {
        let parts = file
            .path
            .split('/')
            .map(|part| part.split('.').next().unwrap_or_default());
        for part in parts.filter(|part| VAGUE.contains(part)) {
            faults.push(Fault::new(
                &file.path,
                format!("\"{part}\" says nothing: name it after what it does"),
            ));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        check(&Tree::of([(path, text)]))
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn paths_of_a_machine_are_faults() {
        let text = format!("see\n`/{}/x`\n", "builds");
        assert_eq!(
            found("a.md", &text),
            ["a.md:2: a path of somebody's machine (/builds/…)"]
        );
        for folder in MACHINE_FOLDERS {
            assert_eq!(
                found("a.toml", &format!("dir=/{folder}/main")).len(),
                1,
                "{folder}"
            );
        }
    }

    #[test]
    fn other_paths_are_none() {
        for line in [
            "team/work/main",
            "**/builds/x",
            "https://example.com/work/x",
            "at work / root",
            "/var/work/x",
        ] {
            assert!(found("a.md", line).is_empty(), "{line}");
        }
    }

    #[test]
    fn samples_and_tests_may_quote_paths() {
        assert!(found("crates/names/testdata/a.md", "/builds/x").is_empty());
        assert!(
            found(
                "a.rs",
                "fn a() {}\n#[cfg(test)]\nconst PATH: &str = \"/builds/x\";\n"
            )
            .is_empty()
        );
    }

    #[test]
    fn vague_names_are_faults() {
        assert_eq!(
            found("src/utils.rs", ""),
            ["src/utils.rs: \"utils\" says nothing: name it after what it does"]
        );
        assert_eq!(found("src/common/mod.rs", "").len(), 1);
        assert!(found("src/commonest.rs", "").is_empty());
    }
}
