//! Input that is not what it should be: a clear error, the rest is still done, exit status 2.

use crate::support::{Folder, ROSTER};

const CLEAN: &[&str] = &["review", "--select", "N", "--roster", "roster.csv"];

fn review(folder: &Folder, files: &[&str]) -> (i32, String, String) {
    let arguments = [CLEAN, files].concat();
    let ran = folder.run(&arguments);
    (ran.status, ran.out, ran.err)
}

#[test]
fn a_file_that_is_not_utf8_does_not_stop_the_others() {
    let folder = Folder::with(&[("roster.csv", ROSTER), ("b.md", "Priya Raman ran it.\n")]);
    folder.write("a.md", b"caf\xe9\n");
    let (status, out, err) = review(&folder, &["a.md", "b.md"]);
    assert_eq!(status, 2);
    assert!(
        out.contains("b.md:1:1") && out.contains("1 block in 1 file"),
        "{out}"
    );
    assert!(
        err.contains(
            "error: a.md: is not UTF-8: byte 0xE9 at offset 3, line 1\nhelp: save it as UTF-8"
        ),
        "{err}"
    );
}

#[test]
fn utf16_is_told() {
    let folder = Folder::with(&[("roster.csv", ROSTER)]);
    folder.write("a.md", b"\xff\xfea\0");
    assert!(review(&folder, &["a.md"]).2.contains("begins like UTF-16"));
}

#[test]
fn a_byte_order_mark_and_carriage_returns_are_read() {
    let text = "\u{feff}# A\r\n\r\nPriya Raman ran it.\r\n";
    let folder = Folder::with(&[("roster.csv", ROSTER), ("a.md", text)]);
    let (status, out, _) = review(&folder, &["a.md"]);
    assert_eq!(status, 1);
    assert!(out.contains("a.md:3:1\n") && !out.contains('\r'), "{out:?}");
}

#[test]
fn one_line_of_16_mib_is_read_and_one_byte_more_is_refused() {
    let folder = Folder::with(&[("roster.csv", ROSTER)]);
    let mut text = "the pods restarted and ".repeat((16 << 20) / 23 + 1);
    text.truncate(16 << 20);
    text.replace_range(1_000_000..1_000_013, " Priya Raman ");
    folder.write("a.md", text.as_bytes());
    let (status, out, _) = review(&folder, &["a.md"]);
    assert_eq!(status, 1);
    assert!(
        out.contains("1 block in 1 file") && out.len() < 5000,
        "{}",
        out.len()
    );
    folder.write("a.md", (text + ".").as_bytes());
    let (status, _, err) = review(&folder, &["a.md"]);
    assert_eq!(status, 2);
    assert!(
        err.contains("error: a.md: is larger than 16 MiB\nhelp: "),
        "{err}"
    );
}

#[test]
fn what_is_missing_is_named() {
    let folder = Folder::with(&[("roster.csv", ROSTER)]);
    let (status, _, err) = review(&folder, &["nowhere.md", "no/*.md"]);
    assert_eq!(status, 2);
    assert!(
        err.contains("error: nowhere.md: there is no such file or folder"),
        "{err}"
    );
    assert!(
        err.contains("error: no/*.md: no file matches this pattern"),
        "{err}"
    );
}

#[test]
fn folders_are_searched_in_order_without_what_git_ignores() {
    let folder = Folder::with(&[
        ("roster.csv", ROSTER),
        (".gitignore", "out/\n"),
        ("b.markdown", "Priya Raman\n"),
        ("a/c.MD", "Priya Raman\n"),
        ("a/b.txt", "Priya Raman\n"),
        ("a/d.rs", "Priya Raman\n"),
        ("out/e.md", "Priya Raman\n"),
    ]);
    let (status, out, _) = review(&folder, &[]);
    let places: Vec<&str> = out
        .lines()
        .filter_map(|line| line.trim().strip_prefix("--> "))
        .collect();
    assert_eq!(
        (status, places),
        (1, vec!["a/b.txt:1:1", "a/c.MD:1:1", "b.markdown:1:1"])
    );
    let (_, out, _) = review(&folder, &["a/*.txt", "a/b.txt", "b.*"]);
    assert!(
        out.contains("2 block in 2 files"),
        "nothing is read twice: {out}"
    );
}

#[test]
fn a_folder_without_texts_is_told() {
    let folder = Folder::with(&[("roster.csv", ROSTER)]);
    std::fs::create_dir(folder.path("empty")).unwrap();
    let (status, out, err) = review(&folder, &["empty"]);
    assert_eq!(status, 0);
    assert!(
        out.contains("no findings in 0 files") && err.contains("warning: empty: there is no text"),
        "{out}{err}"
    );
}

#[test]
fn a_roster_with_wrong_columns_names_them() {
    let folder = Folder::with(&[
        ("roster.csv", "nome;mail\nPriya Raman;x\n"),
        ("a.md", "x\n"),
    ]);
    let (status, _, err) = review(&folder, &["a.md"]);
    assert_eq!(status, 2);
    assert!(
        err.contains("roster.csv: the roster has no column \"name\""),
        "{err}"
    );
    assert!(
        err.contains("help: a roster is CSV") && !err.contains("Priya"),
        "{err}"
    );
}

#[test]
fn settings_that_cannot_be_read_say_where() {
    let folder = Folder::with(&[
        ("fallible.toml", "preview = true\nslect = [\"N\"]\n"),
        ("a.md", "x\n"),
    ]);
    let ran = folder.run(&["review", "a.md"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err
            .contains("error: fallible.toml:2: unknown key \"slect\"; did you mean \"select\"?"),
        "{}",
        ran.err
    );
}

#[test]
fn settings_are_found_above_each_file_and_options_go_before_them() {
    let folder = Folder::with(&[
        ("people.csv", ROSTER),
        (
            "fallible.toml",
            "select = [\"N\"]\nroster = \"people.csv\"\nfail-on = \"block\"\n",
        ),
        ("deep/down/a.md", "Priya Raman ran it.\n"),
        ("quiet/fallible.toml", "select = [\"S\"]\n"),
        ("quiet/a.md", "Priya Raman ran it.\n"),
    ]);
    let ran = folder.run(&["review", "deep", "quiet"]);
    assert!(ran.out.contains("1 block in 2 files"), "{}", ran.out);
    assert!(ran.out.contains("deep/down/a.md:1:1"), "{}", ran.out);
    assert_eq!(ran.status, 1);
    assert_eq!(folder.run(&["review", "--select", "S", "deep"]).status, 0);
    assert_eq!(
        folder.run(&["review", "--fail-on", "never", "deep"]).status,
        0
    );
    assert_eq!(
        folder
            .run(&["review", "--config", "quiet/fallible.toml", "deep"])
            .status,
        0
    );
}

#[test]
fn an_unknown_rule_is_met_with_the_one_that_was_meant() {
    let folder = Folder::with(&[("a.md", "x\n")]);
    let ran = folder.run(&["review", "--ignore", "persn-name", "a.md"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.err.contains("did you mean \"person-name\"?"),
        "{}",
        ran.err
    );
}

#[test]
fn standard_input_is_a_text_too() {
    let folder = Folder::with(&[("roster.csv", ROSTER)]);
    let arguments = [CLEAN, &["-"]].concat();
    let ran = folder.run_with(&arguments, "Priya Raman ran it.\n", &[]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("--> -:1:1"), "{}", ran.out);
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_opened_says_why() {
    let folder = Folder::with(&[("roster.csv", ROSTER)]);
    std::os::unix::fs::symlink("nowhere.md", folder.path("link.md")).unwrap();
    let (status, _, err) = review(&folder, &["link.md"]);
    assert_eq!(status, 2);
    assert!(
        err.contains("error: link.md: cannot be read: there is no such file or folder"),
        "{err}"
    );
}
