//! Links from one page to another.

use std::collections::BTreeSet;

use super::Fault;
use crate::tree::{Tree, has_extension};

/// Every relative link of a page in the root or in `docs/` leads to a file or a folder.
pub fn check(tree: &Tree) -> Vec<Fault> {
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for file in tree.files() {
        let folders = file.path.match_indices('/').map(|(at, _)| &file.path[..at]);
        known.extend(folders.chain([file.path.as_str()]));
    }
    let is_page = |path: &str| {
        has_extension(path, &["md"]) && (path.starts_with("docs/") || !path.contains('/'))
    };
    let mut faults = Vec::new();
    for (path, text) in tree.texts(is_page) {
        for (line, target) in links(text) {
            if !known.contains(resolve(path, target).as_str()) {
                faults.push(Fault::at(
                    path,
                    line,
                    format!("the link to {target} leads nowhere"),
                ));
            }
        }
    }
    faults
}

/// Line and target of every link within the repository, code left out.
fn links(text: &str) -> Vec<(usize, &str)> {
    let mut links = Vec::new();
    let mut within_code = false;
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            within_code = !within_code;
        } else if !within_code {
            let outside_code = line.split('`').step_by(2);
            let targets = outside_code
                .flat_map(|part| part.split("](").skip(1))
                .filter_map(|rest| rest.split(')').next());
            links.extend(
                targets
                    .filter(|target| is_relative(target))
                    .map(|target| (index + 1, target)),
            );
        }
    }
    links
}

fn is_relative(target: &str) -> bool {
    !target.contains(':') && !target.starts_with('#')
}

/// The path a link of the page `from` leads to.
fn resolve(from: &str, target: &str) -> String {
    let target = target.split('#').next().unwrap_or_default();
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.trim_end_matches('/').split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(page: &str) -> Vec<String> {
        let tree = Tree::of([
            ("docs/a/b.md", page),
            ("docs/c.md", ""),
            ("README.md", "[a](docs/a)"),
        ]);
        check(&tree).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn links_that_lead_somewhere_pass() {
        assert!(found("[c](../c.md#top) and [a](../../README.md), [x](https://example.com), [here](#top)\n").is_empty());
    }

    #[test]
    fn links_that_lead_nowhere_are_faults() {
        assert_eq!(
            found("\nsee [c](c.md)\n"),
            ["docs/a/b.md:2: the link to c.md leads nowhere"]
        );
    }

    #[test]
    fn code_has_no_links() {
        assert!(found("`[c](c.md)`\n```md\n[c](c.md)\n```\n").is_empty());
    }
}
