//! The real parts tests run against: a database, a mail server, a browser. Each is brought along,
//! lives as long as it is needed, and leaves nothing behind.

pub mod api;
pub mod browser;
mod demo;
mod guarded;
mod install;
mod mail;
mod postgres;
mod python;

pub use demo::Program;
pub use mail::MailServer;
pub use postgres::Postgres;

use std::path::{Path, PathBuf};

/// What a test finds in its environment.
pub type Variable = (&'static str, String);

/// The first folder that has all of these programs.
fn folder_with(programs: &[&str], folders: impl IntoIterator<Item = PathBuf>) -> Option<PathBuf> {
    folders.into_iter().find(|folder| {
        programs
            .iter()
            .all(|program| folder.join(program).is_file())
    })
}

/// The folders programs are looked for in, as the shell does.
fn search_path() -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).collect()
}

/// The sub-folders of a folder, the highest version first; none if there is no such folder.
fn versions(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    folders.sort_by_key(|path| std::cmp::Reverse((number(path), path.clone())));
    folders
}

/// The first number in a folder's name: 15 of `15` and of `postgresql@15`.
fn number(path: &Path) -> u32 {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut digits = name.split(|c: char| !c.is_ascii_digit());
    digits.find_map(|digits| digits.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_version_comes_first() {
        let scratch = tempfile::tempdir().unwrap();
        for name in ["9", "15", "postgresql@17", "other"] {
            std::fs::create_dir(scratch.path().join(name)).unwrap();
        }
        let found = versions(scratch.path());
        let names: Vec<_> = found.iter().filter_map(|path| path.file_name()).collect();
        assert_eq!(names, ["postgresql@17", "15", "9", "other"]);
        assert!(versions(&scratch.path().join("none")).is_empty());
    }

    #[test]
    fn a_folder_must_have_every_program() {
        let scratch = tempfile::tempdir().unwrap();
        std::fs::write(scratch.path().join("one"), "").unwrap();
        let folders = || [scratch.path().to_owned()];
        assert!(folder_with(&["one"], folders()).is_some());
        assert!(folder_with(&["one", "two"], folders()).is_none());
    }
}
