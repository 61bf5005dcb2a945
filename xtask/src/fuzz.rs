//! `cargo xtask fuzz`: the targets of `fuzz/`, each for a while.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::steps::{call, cargo, step, works};
use crate::tree;

/// Options of the command.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// How long each target runs, in seconds.
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// Only these targets.
    targets: Vec<String>,
}

/// Fuzzes every target, or those asked for, from the seeds and what earlier runs have found.
pub fn run(arguments: &Arguments) -> Result<()> {
    let root = tree::root();
    let known = targets(&root)?;
    if let Some(unknown) = arguments
        .targets
        .iter()
        .find(|target| !known.contains(target))
    {
        bail!(
            "no target is called {unknown}; there are {}",
            known.join(", ")
        );
    }
    if !works(&mut cargo(&root, ["fuzz", "--version"])) {
        bail!("fuzzing needs cargo-fuzz: cargo install cargo-fuzz --locked");
    }
    if !works(Command::new("rustup").args(["run", "nightly", "rustc", "--version"])) {
        bail!("fuzzing needs a nightly toolchain: rustup toolchain install nightly");
    }
    let asked =
        |target: &&String| arguments.targets.is_empty() || arguments.targets.contains(target);
    for target in known.iter().filter(asked) {
        // The fuzzer wants the folder of what it finds to be there.
        std::fs::create_dir_all(root.join("fuzz/corpus").join(target))?;
        step(&format!("Fuzzing {target}"), || {
            call(&mut fuzz(&root, target, arguments.seconds))
        })?;
    }
    Ok(())
}

/// The names of the targets, sorted.
fn targets(root: &Path) -> Result<Vec<String>> {
    let folder = root.join("fuzz/fuzz_targets");
    let mut names = Vec::new();
    for entry in std::fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
        names.extend(
            entry?
                .path()
                .file_stem()
                .map(|name| name.to_string_lossy().into_owned()),
        );
    }
    names.sort();
    Ok(names)
}

/// What is found goes to `fuzz/corpus`, which is not committed; the seeds are only read.
fn fuzz(root: &Path, target: &str, seconds: u32) -> Command {
    let mut command = Command::new("rustup");
    let corpus = root.join("fuzz/corpus").join(target);
    let seeds = root.join("fuzz/seeds").join(target);
    command
        .current_dir(root)
        .args(["run", "nightly", "cargo", "fuzz", "run", target])
        .args([corpus, seeds]);
    command
        .arg("--")
        .arg(format!("-max_total_time={seconds}"))
        .arg("-timeout=10")
        .arg("-max_len=65536");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_is_found() {
        assert_eq!(
            targets(&tree::root()).unwrap(),
            [
                "document", "export", "html", "names", "review", "roster", "sealed", "settings"
            ]
        );
    }

    #[test]
    fn unknown_targets_are_named() {
        let error = run(&Arguments {
            seconds: 1,
            targets: vec!["rooster".into()],
        })
        .unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("no target is called rooster; there are document, ")
        );
    }
}
