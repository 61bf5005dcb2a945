//! `fallible dismiss`.

use crate::support::{Folder, ROSTER};

const SETTINGS: &str = "select = [\"N\"]\nroster = \"roster.csv\"\n";

fn folder() -> Folder {
    let text = "# A\n\nPriya Raman ran it.\n\nThen Priya Raman left.\n";
    Folder::with(&[
        ("fallible.toml", SETTINGS),
        ("roster.csv", ROSTER),
        ("a.md", text),
    ])
}

#[test]
fn a_dismissed_finding_is_counted_and_listed_on_request() {
    let folder = folder();
    let ran = folder.run(&[
        "dismiss",
        "a.md",
        "N101:3",
        "--reason",
        "the name of a ship",
    ]);
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (0, "dismissed N101 at a.md:3:1\n"),
        "{}",
        ran.err
    );
    let ran = folder.run(&["review", "a.md"]);
    assert!(
        ran.out.contains("1 block in 1 file, 1 dismissed"),
        "{}",
        ran.out
    );
    assert!(!ran.out.contains("the name of a ship"));
    let ran = folder.run(&["review", "--show-dismissed", "a.md"]);
    assert!(
        ran.out.contains("because the name of a ship"),
        "{}",
        ran.out
    );
    assert!(!folder.read("fallible-dismissals.toml").contains("Priya"));
}

#[test]
fn the_key_is_private_and_ignored_by_git() {
    let folder = folder();
    folder.run(&[
        "dismiss",
        "a.md",
        "N101:3",
        "--reason",
        "the name of a ship",
    ]);
    assert_eq!(folder.read(".fallible/.gitignore"), "*\n");
    assert_eq!(folder.read(".fallible/dismissals.key").trim().len(), 64);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(folder.path(".fallible/dismissals.key"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn without_the_key_dismissals_are_told_to_be_useless() {
    let folder = folder();
    folder.run(&[
        "dismiss",
        "a.md",
        "N101:3",
        "--reason",
        "the name of a ship",
    ]);
    std::fs::remove_file(folder.path(".fallible/dismissals.key")).unwrap();
    let ran = folder.run(&["review", "a.md"]);
    assert!(ran.out.contains("2 block in 1 file"), "{}", ran.out);
    assert!(
        ran.err
            .contains("warning: fallible-dismissals.toml cannot be applied"),
        "{}",
        ran.err
    );
    let ran = folder.run(&[
        "dismiss",
        "a.md",
        "N101:5",
        "--reason",
        "the name of a ship",
    ]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err
            .contains("error: the key .fallible/dismissals.key is missing"),
        "{}",
        ran.err
    );
}

#[test]
fn which_finding_must_be_clear() {
    let folder = folder();
    for (finding, expected) in [
        (
            "N101",
            "say which by its line, such as N101:3; they are on lines 3, 5",
        ),
        ("N101:4", "has no open finding of N101 on line 4"),
        ("N102", "has no open finding of N102"),
        ("N101:x", "\"x\" is no line number"),
        ("N1O1:3", "did you mean N101"),
    ] {
        let ran = folder.run(&["dismiss", "a.md", finding, "--reason", "the name of a ship"]);
        assert_eq!(ran.status, 2, "{finding}");
        assert!(ran.err.contains(expected), "{}", ran.err);
    }
    assert!(
        !folder.path(".fallible").exists(),
        "nothing is written where nothing is dismissed"
    );
}

#[test]
fn a_reason_names_nobody() {
    let folder = folder();
    let ran = folder.run(&[
        "dismiss",
        "a.md",
        "N101:3",
        "--reason",
        "Priya Raman asked for it",
    ]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err.contains("error: the reason names a person") && !ran.err.contains("Priya"),
        "{}",
        ran.err
    );
    assert!(!folder.path("fallible-dismissals.toml").exists());
}
