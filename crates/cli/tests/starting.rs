//! `fallible init`.

use crate::support::Folder;

#[test]
fn a_new_folder_has_settings_that_can_be_read_and_a_template_that_is_reviewed() {
    let folder = Folder::new();
    let ran = folder.run(&["init", "new"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(
        ran.out
            .starts_with("wrote new/fallible.toml\nwrote new/COE.md\n"),
        "{}",
        ran.out
    );
    let ran = folder.run(&["review", "--statistics", "new"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert!(
        ran.out.contains("empty-section") && !ran.out.contains("block"),
        "{}",
        ran.out
    );
}

#[test]
fn every_setting_in_the_example_can_be_switched_on() {
    let folder = Folder::new();
    folder.run(&["init", "."]);
    let example = folder.read("fallible.toml");
    let is_setting =
        |line: &str| line.starts_with("# ") && (line.contains(" = ") || line.starts_with("# ["));
    let lines = example.lines().map(|line| {
        if is_setting(line) {
            line.trim_start_matches("# ")
        } else {
            line
        }
    });
    let on = lines
        .collect::<Vec<_>>()
        .join("\n")
        .replace("roster = \"", "roster = \"../")
        .replace("customers = \"", "customers = \"../");
    folder.write("on/fallible.toml", on.as_bytes());
    folder.write("on/a.md", b"x\n");
    folder.write("roster.csv", b"name\nPriya Raman\n");
    folder.write("customers.csv", b"name\nHarbour Housing\n");
    let ran = folder.run(&["review", "on"]);
    assert!(ran.err.is_empty(), "{}\n{on}", ran.err);
}

#[test]
fn what_is_there_is_left_alone() {
    let folder = Folder::with(&[("COE.md", "mine\n")]);
    let ran = folder.run(&["init"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err
            .contains("error: COE.md exists already; nothing was written"),
        "{}",
        ran.err
    );
    assert_eq!(folder.read("COE.md"), "mine\n");
    assert!(!folder.path("fallible.toml").exists());
}
