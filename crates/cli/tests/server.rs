//! Commands on an installation.

use crate::support::{Folder, ROSTER, Ran};

/// What a command prints, with what differs from run to run left out.
fn masked(ran: &Ran) -> String {
    let mut text = format!("{}{}", ran.out, ran.err);
    for (before, until) in [("#flo_", "\n"), ("root ", "\n"), ("fallible/", " ")] {
        let mut from = 0;
        while let Some(at) = text[from..].find(before) {
            let start = from + at + before.len();
            let end = text[start..]
                .find(until)
                .map_or(text.len(), |at| start + at);
            text.replace_range(start..end, "[..]");
            from = start;
        }
    }
    text
}

fn run(folder: &Folder, command: &str) -> (i32, String) {
    let arguments: Vec<&str> = command.split_whitespace().collect();
    let ran = folder.run(&arguments);
    (ran.status, masked(&ran))
}

fn begun() -> Folder {
    let folder = Folder::with(&[("people.csv", ROSTER)]);
    assert_eq!(run(&folder, "admin first-link").0, 0);
    folder
}

#[test]
fn an_installation_begins_with_the_first_link() {
    let folder = Folder::new();
    let (status, said) = run(&folder, "admin first-link");
    assert_eq!(said, "http://127.0.0.1:4600/link#flo_[..]\n");
    assert_eq!(status, 0);
    for file in [
        "fallible.db",
        "keys/instance-1.key",
        "keys/index.key",
        "keys/audit.key",
        "keys/fingerprint.key",
        "keys/csrf.key",
    ] {
        let path = folder.path("fallible-data").join(file);
        let metadata = std::fs::metadata(&path).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(metadata.permissions().mode() & 0o777, 0o600, "{file}");
        }
        let _ = metadata;
    }
}

#[test]
fn commands_on_no_installation_say_so_and_make_none() {
    let folder = Folder::with(&[("people.csv", ROSTER)]);
    for command in [
        "roster import people.csv",
        "customers import people.csv",
        "admin disable x",
        "audit verify",
        "audit export",
        "doctor",
    ] {
        let (status, said) = run(&folder, command);
        assert_eq!(status, 2, "{command}");
        assert!(
            said.starts_with("error: there is no installation in fallible-data\n"),
            "{said}"
        );
    }
    assert!(!folder.path("fallible-data").exists());
}

#[test]
fn a_roster_is_counted_and_then_brought() {
    let folder = begun();
    let joins = "1 join, 0 leave, 0 move, 0 are renamed, 0 are updated\n";
    let none = "0 join, 0 leave, 0 move, 0 are renamed, 0 are updated\n";
    for (command, expected) in [
        ("roster import --plan people.csv", joins),
        ("roster import people.csv", joins),
        ("roster import people.csv", none),
    ] {
        assert_eq!(run(&folder, command), (0, expected.to_owned()));
    }
    folder.write("none.csv", b"name\n");
    let (status, said) = run(&folder, "roster import none.csv");
    assert_eq!(status, 2);
    assert_eq!(
        said,
        "error: more than half of the people would leave\n\
         help: check that the list is whole; --plan counts, --confirm does it\n"
    );
    folder.write("bad.csv", b"name,employment\nPriya Raman,boss\n");
    let (status, said) = run(&folder, "roster import bad.csv");
    assert_eq!(status, 2);
    assert!(said.contains("line 2, column \"employment\""), "{said}");
    assert!(!said.contains("Priya"), "{said}");
}

#[test]
fn customers_and_vendors_are_brought_apart() {
    let folder = begun();
    folder.write("list.csv", b"name\nHeron Bank\nWren Air\n");
    for command in [
        "customers import list.csv",
        "customers import --vendors list.csv",
    ] {
        assert_eq!(
            run(&folder, command),
            (0, "2 new, 0 renamed, 0 gone\n".to_owned())
        );
    }
    let again = run(&folder, "customers import --partners list.csv");
    assert_eq!(again, (0, "0 new, 0 renamed, 0 gone\n".to_owned()));
}

#[test]
fn accounts_are_looked_after() {
    let folder = begun();
    run(&folder, "roster import people.csv");
    let login = "priya.raman@acme.example";
    let link = (0, "http://127.0.0.1:4600/link#flo_[..]\n".to_owned());
    assert_eq!(run(&folder, "admin invite @praman --administrator"), link);
    assert_eq!(run(&folder, &format!("admin reset-link {login}")), link);
    let (status, said) = run(&folder, "admin first-link");
    assert_eq!(status, 2);
    assert!(
        said.starts_with("error: there is an administrator already\n"),
        "{said}"
    );
    let (status, said) = run(&folder, &format!("admin disable {login}"));
    assert_eq!(
        (status, said.lines().next()),
        (2, Some("error: refused (last-administrator)"))
    );
    for nobody in [
        "admin invite nobody",
        "admin grant nobody",
        "admin reset-link nobody",
    ] {
        assert_eq!(run(&folder, nobody).0, 2, "{nobody}");
    }
}

#[test]
fn the_log_is_exported_and_verified_elsewhere() {
    let folder = begun();
    run(&folder, "roster import people.csv");
    let (status, said) = run(&folder, "audit verify");
    assert_eq!(
        said,
        "2 of 2 entries are as signed in 2 checkpoints\nlast checkpoint: 2 entries, root [..]\n"
    );
    assert_eq!(status, 0);
    assert_eq!(
        run(&folder, "audit export log.jsonl"),
        (0, "wrote 3 entries to log.jsonl\n".to_owned())
    );
    assert_eq!(run(&folder, "audit export log.jsonl").0, 2, "it is there");
    assert_eq!(run(&folder, "audit verify log.jsonl").0, 0);
    let log = folder.read("log.jsonl");
    assert!(!log.contains("Priya") && !log.contains("praman"));
    folder.write(
        "edited.jsonl",
        log.replace("roster.imported", "roster.exported").as_bytes(),
    );
    let (status, said) = run(&folder, "audit verify edited.jsonl");
    assert_eq!(status, 1);
    // The line is where reading the file showed it: at the checkpoint behind the entry.
    assert!(
        said.starts_with("wrong: edited.jsonl, line 5: entry 1: its bytes were changed"),
        "{said}"
    );
    let other = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    let (status, said) = run(&folder, &format!("audit verify log.jsonl --key {other}"));
    assert_eq!(status, 1);
    assert!(said.contains("another key than the one given"), "{said}");
    assert_eq!(run(&folder, "audit verify log.jsonl --key x").0, 2);
    assert_eq!(run(&folder, "audit verify people.csv").0, 2);
}

#[test]
fn a_rolled_back_log_is_found_by_a_checkpoint_kept_elsewhere() {
    let folder = begun();
    let before = std::fs::read(folder.path("fallible-data/fallible.db")).unwrap();
    run(&folder, "roster import people.csv");
    run(&folder, "audit export log.jsonl");
    let log = folder.read("log.jsonl");
    let note = log
        .lines()
        .rfind(|line| line.starts_with("{\"checkpoint\""))
        .unwrap();
    let note: serde_json::Value = serde_json::from_str(note).unwrap();
    folder.write("kept.txt", note["checkpoint"].as_str().unwrap().as_bytes());
    assert_eq!(run(&folder, "audit verify --kept kept.txt").0, 0);
    folder.write("fallible-data/fallible.db", &before);
    let (status, said) = run(&folder, "audit verify --kept kept.txt");
    assert_eq!(status, 1);
    assert!(said.contains("the end was cut off"), "{said}");
    folder.write("fallible-data/fallible.db", &before);
    assert_eq!(
        run(&folder, "audit verify").0,
        0,
        "the database alone cannot tell"
    );
}

#[test]
fn the_doctor_says_what_is_well_and_what_is_not() {
    let folder = begun();
    let well = "ok    settings: can be read\n\
                ok    keys: can be read, by nobody else\n\
                ok    database: answers, schema 2\n\
                ok    clock: shows a time that can be\n\
                ok    audit log: the last of 1 entries are as signed\n";
    assert_eq!(run(&folder, "doctor"), (0, well.to_owned()));
    folder.write("fallible-data/fallible.toml", b"[server]\norgin = \"x\"\n");
    let (status, said) = run(&folder, "doctor");
    assert_eq!(status, 1);
    assert!(
        said.starts_with("wrong settings: fallible-data/fallible.toml:2: unknown key \"orgin\""),
        "{said}"
    );
    folder.write(
        "fallible-data/fallible.toml",
        b"[server]\norganisation = \"Wren\"\n",
    );
    folder.write("fallible-data/keys/index.key", b"00\n");
    let (status, said) = run(&folder, "doctor");
    assert_eq!(status, 1);
    assert!(
        said.contains("wrong keys: fallible-data/keys/index.key is no key file\n"),
        "{said}"
    );
}

#[cfg(unix)]
#[test]
fn keys_that_others_may_read_are_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = begun();
    let key = folder.path("fallible-data/keys/audit.key");
    std::fs::set_permissions(key, std::fs::Permissions::from_mode(0o640)).unwrap();
    let (status, said) = run(&folder, "audit verify");
    assert_eq!(status, 2);
    assert_eq!(
        said,
        "error: fallible-data/keys/audit.key is open to others\n\
         help: take it back: chmod 600 fallible-data/keys/audit.key\n"
    );
}

#[test]
fn keys_and_database_belong_together() {
    let (one, other) = (begun(), begun());
    let database = std::fs::read(other.path("fallible-data/fallible.db")).unwrap();
    one.write("fallible-data/fallible.db", &database);
    let (status, said) = run(&one, "audit verify");
    assert_eq!(status, 2);
    assert!(said.contains("are of another database"), "{said}");
    std::fs::remove_dir_all(one.path("fallible-data/keys")).unwrap();
    let (status, said) = run(&one, "admin first-link");
    assert_eq!(status, 2);
    assert!(said.contains("has a database and no keys"), "{said}");
    assert!(!one.path("fallible-data/keys").exists());
}

#[test]
fn migrating_says_what_was_done() {
    let folder = Folder::new();
    let first = run(&folder, "migrate");
    assert_eq!(
        first,
        (0, "the database had schema 0 and now has 2\n".to_owned())
    );
    let second = run(&folder, "migrate");
    assert_eq!(
        second,
        (0, "the database has schema 2: nothing to do\n".to_owned())
    );
    let nowhere = run(&folder, "migrate --database mysql://x/y");
    assert_eq!(nowhere.0, 2);
}
