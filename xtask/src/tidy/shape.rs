//! How files are written: their length, their ends.

use super::Fault;
use crate::tree::{Tree, has_extension};

/// More than this in one file, and it is more than one thing.
const MOST_LINES: usize = 600;

/// Folders of texts that are written to be read by tests, line ends and all.
const SAMPLES: [&str; 5] = [
    "testdata/",
    "tests/",
    "seeds/",
    "snapshots/",
    "training/reports/",
];

/// All checks of this file.
pub fn check(tree: &Tree) -> Vec<Fault> {
    [
        long_files(tree),
        missing_newlines(tree),
        trailing_space(tree),
    ]
    .concat()
}

/// Whether a path leads to a sample text.
pub fn is_sample(path: &str) -> bool {
    !has_extension(path, &["rs"]) && SAMPLES.iter().any(|folder| path.contains(folder))
}

fn is_ours(path: &str) -> bool {
    has_extension(path, &["rs", "toml", "md"]) && !is_sample(path)
}

fn long_files(tree: &Tree) -> Vec<Fault> {
    let long = tree
        .texts(|path| has_extension(path, &["rs"]))
        .filter_map(|(path, text)| {
            let lines = text.lines().count();
            let message = || format!("{lines} lines, more than {MOST_LINES}");
            (lines > MOST_LINES).then(|| Fault::new(path, message()))
        });
    long.collect()
}

fn missing_newlines(tree: &Tree) -> Vec<Fault> {
    let open = tree
        .texts(is_ours)
        .filter(|(_, text)| !text.is_empty() && !text.ends_with('\n'));
    open.map(|(path, text)| Fault::at(path, text.lines().count(), "no newline at the end"))
        .collect()
}

fn trailing_space(tree: &Tree) -> Vec<Fault> {
    let lines = tree
        .texts(is_ours)
        .flat_map(|(path, text)| text.split('\n').enumerate().map(move |line| (path, line)));
    let trailing = lines.filter(|(_, (_, line))| line.ends_with(|c: char| c.is_whitespace()));
    trailing
        .map(|(path, (index, _))| Fault::at(path, index + 1, "trailing space"))
        .collect()
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
    fn tidy_files_pass() {
        assert!(found("a.rs", "fn main() {}\n").is_empty());
        assert!(found("empty.md", "").is_empty());
        assert!(found("a.rs", &"\n".repeat(600)).is_empty());
    }

    #[test]
    fn long_files_are_faults() {
        assert_eq!(
            found("a.rs", &"\n".repeat(601)),
            ["a.rs: 601 lines, more than 600"]
        );
        assert!(found("a.md", &"\n".repeat(601)).is_empty());
    }

    #[test]
    fn every_text_ends_in_a_newline() {
        assert_eq!(
            found("a.toml", "a = 1\nb = 2"),
            ["a.toml:2: no newline at the end"]
        );
    }

    #[test]
    fn lines_end_in_no_space() {
        assert_eq!(found("a.md", "one\ntwo \n"), ["a.md:2: trailing space"]);
        assert_eq!(found("a.rs", "one\r\n"), ["a.rs:1: trailing space"]);
    }

    #[test]
    fn samples_may_end_as_they_like() {
        assert!(found("crates/reviewer/testdata/N101.md", "two ").is_empty());
        assert_eq!(found("crates/cli/tests/main.rs", "two ").len(), 2);
    }
}
