//! `cargo xtask test`: what the README and CI call.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::steps::{call, cargo, step, works};
use crate::{codegen, tidy, tree};

/// Runs every check, the quick ones first and the tests last, so that their summary ends the output.
pub fn run() -> Result<()> {
    let root = tree::root();
    step("Formatting", || {
        call(&mut cargo(&root, ["fmt", "--all", "--check"]))
    })?;
    step("Tidy", tidy::run)?;
    step("Generated files", || {
        codegen::run(&codegen::Arguments { check: true })
    })?;
    step("Clippy", || call(&mut clippy(&root)))?;
    step("Documentation", || call(&mut documentation(&root)))?;
    step("Examples in the documentation", || {
        call(&mut cargo(
            &root,
            ["test", "--workspace", "--doc", "--quiet"],
        ))
    })?;
    println!("\n=== Tests ===");
    call(&mut tests(&root))
}

fn clippy(root: &Path) -> Command {
    cargo(
        root,
        [
            "clippy",
            "--workspace",
            "--all-targets",
            "--quiet",
            "--",
            "-D",
            "warnings",
        ],
    )
}

fn documentation(root: &Path) -> Command {
    let mut command = cargo(
        root,
        [
            "doc",
            "--workspace",
            "--no-deps",
            "--document-private-items",
            "--quiet",
        ],
    );
    command.env("RUSTDOCFLAGS", "-D warnings");
    command
}

/// The tests with nextest where it is installed, else with cargo's own runner.
fn tests(root: &Path) -> Command {
    if works(&mut cargo(root, ["nextest", "--version"])) {
        cargo(root, ["nextest", "run", "--workspace", "--no-fail-fast"])
    } else {
        cargo(
            root,
            ["test", "--workspace", "--all-targets", "--no-fail-fast"],
        )
    }
}
