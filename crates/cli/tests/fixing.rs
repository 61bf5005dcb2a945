//! `--fix`, `--diff` and the label map.

use crate::support::{Folder, ROSTER};

const TEXT: &str =
    "\u{feff}# Shift of Priya Raman\r\n\r\n@praman paged Oncall 1; see `/home/praman/bin`.\r\n";
const FIXED: &str =
    "\u{feff}# Shift of Person 1\r\n\r\nPerson 1 paged Oncall 1; see `/home/person-1/bin`.\r\n";
const FIX: &[&str] = &["review", "--select", "N", "--roster", "roster.csv", "--fix"];

fn folder() -> Folder {
    Folder::with(&[("roster.csv", ROSTER), ("a.md", TEXT)])
}

fn fix(folder: &Folder, more: &[&str]) -> crate::support::Ran {
    folder.run(&[FIX, more].concat())
}

#[test]
fn nothing_but_names_changes_and_twice_is_once() {
    let folder = folder();
    let ran = fix(&folder, &["a.md"]);
    assert_eq!(folder.read("a.md"), FIXED);
    assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    assert!(
        ran.out
            .contains("mended 3 findings in 1 file; left: no findings in 1 file"),
        "{}",
        ran.out
    );
    assert!(
        ran.err
            .contains("note: who is behind which label was not kept"),
        "{}",
        ran.err
    );
    let again = fix(&folder, &["a.md"]);
    assert_eq!(folder.read("a.md"), FIXED);
    assert!(
        again.err.is_empty() && again.out.contains("no findings in 1 file"),
        "{}",
        again.err
    );
}

#[test]
fn a_diff_changes_nothing() {
    let folder = folder();
    let ran = folder.run(&[
        "review",
        "--select",
        "N",
        "--roster",
        "roster.csv",
        "--diff",
        "a.md",
    ]);
    assert_eq!((ran.status, folder.read("a.md").as_str()), (1, TEXT));
    assert!(
        ran.out.contains("-\u{feff}# Shift of Priya Raman")
            && ran.out.contains("+\u{feff}# Shift of Person 1"),
        "{}",
        ran.out
    );
}

#[test]
fn the_label_map_is_read_added_to_and_private() {
    let folder = folder();
    folder.write(
        "who/map.toml",
        b"# ours\n[people]\n\"Oncall 2\" = [\"Priya Raman\"]\n",
    );
    folder.write(
        "a.md",
        "Priya Raman mailed jo.bloggs@other.example.\n".as_bytes(),
    );
    let ran = fix(&folder, &["--labels", "who/map.toml", "a.md"]);
    assert_eq!(
        folder.read("a.md"),
        "Oncall 2 mailed Person 1.\n",
        "{}",
        ran.err
    );
    assert_eq!(
        folder.read("who/map.toml"),
        "file = \"a.md\"\n# ours\n[people]\n\"Oncall 2\" = [\"Priya Raman\"]\n\"Person 1\" = [\"jo.bloggs@other.example\"]\n"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(folder.path("who/map.toml"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    assert!(ran.err.is_empty(), "{}", ran.err);
}

#[test]
fn texts_have_labels_of_their_own() {
    let folder = folder();
    folder.write("b.md", b"Priya Raman slept.\n");
    fix(&folder, &["--labels", "../who.toml", "a.md", "b.md"]);
    let map = folder.read("../who.toml");
    std::fs::remove_file(folder.path("../who.toml")).unwrap();
    assert!(
        map.contains("file = \"a.md\"\n\n[people]\n\"Person 1\" = ["),
        "{map}"
    );
    assert!(
        map.ends_with("[\"b.md\".people]\n\"Person 1\" = [\"Priya Raman\"]\n"),
        "{map}"
    );
}

#[test]
fn settings_can_say_where_the_map_is() {
    let folder = folder();
    folder.write("fallible.toml", b"labels = \"who/map.toml\"\n");
    fix(&folder, &["a.md"]);
    assert!(folder.read("who/map.toml").contains("\"Person 1\" = ["));
}

#[test]
fn a_map_beside_the_text_is_warned_about() {
    let folder = folder();
    let ran = fix(&folder, &["--labels", "map.toml", "a.md"]);
    assert!(
        ran.err
            .contains("warning: the label map map.toml stands beside a text"),
        "{}",
        ran.err
    );
    assert!(
        folder
            .read("map.toml")
            .contains("\"Person 1\" = [\"Priya Raman\", \"@praman\""),
        "{}",
        folder.read("map.toml")
    );
}

#[test]
fn a_broken_map_stops_the_run_before_anything_changes() {
    let folder = folder();
    folder.write("map.toml", b"[people]\n\"Oncall 1\" = 3\n");
    let ran = fix(&folder, &["--labels", "map.toml", "a.md"]);
    assert_eq!((ran.status, folder.read("a.md").as_str()), (2, TEXT));
    assert!(
        ran.err
            .contains("error: map.toml: what stands behind \"Oncall 1\""),
        "{}",
        ran.err
    );
}

#[test]
fn a_fixed_text_of_standard_input_goes_to_standard_output() {
    let folder = folder();
    let ran = folder.run_with(&[FIX, &["-"]].concat(), TEXT, &[]);
    assert_eq!(ran.out, FIXED);
}

#[test]
fn the_examples_have_no_names_left() {
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples");
    let folder = Folder::new();
    for file in std::fs::read_dir(examples).unwrap() {
        let file = file.unwrap();
        folder.write(
            &file.file_name().to_string_lossy(),
            &std::fs::read(file.path()).unwrap(),
        );
    }
    let names = "N101,N102,N103,N104,N109,N110";
    let before = folder.run(&["review", "--select", names, "."]);
    assert!(
        before.status == 1 && before.out.contains(" in 3 files"),
        "{}",
        before.out
    );
    folder.run(&["review", "--fix", "."]);
    let after = folder.run(&["review", "--select", names, "."]);
    assert!(
        after.out.starts_with("no findings in 3 files"),
        "{}",
        after.out
    );
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    std::fs::set_permissions(folder.path("a.md"), std::fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("a.md", folder.path("link.md")).unwrap();
    fix(&folder, &["link.md"]);
    assert_eq!(folder.read("a.md"), FIXED);
    assert!(
        std::fs::symlink_metadata(folder.path("link.md"))
            .unwrap()
            .is_symlink()
    );
    assert_eq!(
        std::fs::metadata(folder.path("a.md"))
            .unwrap()
            .permissions()
            .mode()
            & 0o777,
        0o640
    );
}
