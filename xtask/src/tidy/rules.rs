//! What every rule of the reviewer must come with.

use super::Fault;
use crate::tree::Tree;

/// Each rule has examples, a page, and a line in the change log.
pub fn check(tree: &Tree, codes: &[&str]) -> Vec<Fault> {
    let log = tree.text("CHANGELOG.md").unwrap_or_default();
    let mut faults = Vec::new();
    for code in codes {
        for (path, missing) in [
            (
                format!("crates/reviewer/testdata/{code}.md"),
                "has no examples",
            ),
            (
                format!("docs/rules/{code}.md"),
                "has no page; run `cargo xtask codegen`",
            ),
        ] {
            if tree.text(&path).is_none() {
                faults.push(Fault::new(&path, format!("{code} {missing}")));
            }
        }
        if !log.contains(code) {
            faults.push(Fault::new(
                "CHANGELOG.md",
                format!("{code} is not mentioned"),
            ));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_come_with_examples_page_and_log() {
        let complete = Tree::of([
            ("CHANGELOG.md", "- N101 person-name"),
            ("crates/reviewer/testdata/N101.md", ""),
            ("docs/rules/N101.md", ""),
        ]);
        assert!(check(&complete, &["N101"]).is_empty());
        let found: Vec<String> = check(&complete, &["B201"])
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(
            found,
            [
                "crates/reviewer/testdata/B201.md: B201 has no examples",
                "docs/rules/B201.md: B201 has no page; run `cargo xtask codegen`",
                "CHANGELOG.md: B201 is not mentioned",
            ]
        );
    }
}
