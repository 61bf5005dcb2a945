//! Python packages, in an environment of their own below `target/`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use super::install::Need;
use crate::steps::{call, works};
use crate::tree;

/// The environment's folder of programs, with every one of these packages (`name==version`).
pub fn with(packages: &[&str], leave_out: &'static str) -> Result<PathBuf> {
    let folder = tree::target()?.join("python");
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let python = programs.join("python");
    if !works(Command::new(&python).args(["-m", "pip", "--version"])) {
        make_environment(&folder, leave_out)?;
    }
    for package in packages {
        let installed = folder.join(format!("has {package}"));
        if installed.exists() {
            continue;
        }
        let mut pip = Command::new(&python);
        pip.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            package,
        ]);
        call(&mut pip).with_context(|| format!("{leave_out} leaves these tests out"))?;
        std::fs::write(&installed, "")?;
    }
    Ok(programs)
}

fn make_environment(folder: &Path, leave_out: &'static str) -> Result<()> {
    let need = Need {
        what: "Python and its venv",
        packages: &["python3-venv"],
        leave_out,
    };
    let make = || {
        works(
            Command::new("python3")
                .args(["-m", "venv", "--clear"])
                .arg(folder),
        )
    };
    if make() {
        return Ok(());
    }
    need.install()?;
    make().then_some(()).with_context(|| need.missing())
}
