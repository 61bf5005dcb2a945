//! What a terminal shows.

use crate::support::{Folder, ROSTER};

fn folder() -> Folder {
    Folder::with(&[("roster.csv", ROSTER), ("a.md", "Priya Raman ran it.\n")])
}

fn review(more: &[&str], variables: &[(&str, &str)]) -> String {
    let arguments = [
        &["review", "--select", "N", "--roster", "roster.csv", "a.md"],
        more,
    ]
    .concat();
    folder().run_with(&arguments, "", variables).out
}

#[test]
fn colours_are_for_terminals_and_those_who_ask() {
    assert!(!review(&[], &[]).contains('\u{1b}'));
    assert!(review(&["--color", "always"], &[]).contains("\u{1b}[1m"));
    assert!(
        review(&["--color", "always"], &[("NO_COLOR", "1")]).contains("\u{1b}[1m"),
        "who asks is heard"
    );
    assert!(!review(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]).contains('\u{1b}'));
    assert!(!review(&[], &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]).contains('\u{1b}'));
}

#[test]
fn a_rule_is_readable_without_colours() {
    let ran = folder().run(&["rule", "N101"]);
    assert_eq!(ran.status, 0);
    assert!(
        ran.out
            .starts_with("N101 person-name\nblock · stable since 0.1.0\n"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("\nWhat it flags\n") && !ran.out.contains("##"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.lines().all(|line| line.chars().count() <= 84),
        "{}",
        ran.out
    );
}

#[test]
fn rules_are_listed_by_family() {
    let ran = folder().run(&["rule"]);
    assert!(
        ran.out
            .starts_with("N — People and customers\n  N101  block   person-name"),
        "{}",
        ran.out
    );
    let ran = folder().run(&["rule", "--format", "json", "B201", "person-name"]);
    let rules: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (&rules[0]["code"], &rules[1]["code"]),
        (&"B201".into(), &"N101".into())
    );
}
