//! Replays the seeds of every fuzz target through the code the target runs.

#![expect(
    clippy::print_stdout,
    reason = "a test that fails shows the seed it was at"
)]

#[path = "../../fuzz/src/lib.rs"]
mod entry;

use std::path::{Path, PathBuf};

/// The seeds of one target, sorted.
fn seeds(target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../fuzz/seeds")
        .join(target);
    let mut paths: Vec<PathBuf> = folder
        .read_dir()
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect())
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    paths.sort();
    paths
}

fn replay(target: &str, run: fn(&[u8])) {
    let paths = seeds(target);
    assert!(!paths.is_empty(), "{target} has no seeds");
    for path in paths {
        println!("{}", path.display());
        run(&std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())));
    }
}

#[test]
fn document_seeds() {
    replay("document", entry::document);
}

#[test]
fn export_seeds() {
    replay("export", entry::export);
}

#[test]
fn html_seeds() {
    replay("html", entry::html);
    replay("document", entry::html);
}

#[test]
fn names_seeds() {
    replay("names", entry::names);
}

#[test]
fn review_seeds() {
    replay("review", entry::review);
    replay("document", entry::review);
}

#[test]
fn roster_seeds() {
    replay("roster", entry::roster);
}

#[test]
fn sealed_seeds() {
    replay("sealed", entry::sealed);
}

#[test]
fn settings_seeds() {
    replay("settings", entry::settings);
}
