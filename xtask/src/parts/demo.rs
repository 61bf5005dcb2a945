//! The program itself, serving invented data.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use super::guarded::{Folder, Guarded};
use crate::steps::{call, cargo};
use crate::tree;

/// The program under test.
#[derive(Debug)]
pub struct Program(PathBuf);

impl Program {
    /// Builds it, unless `FALLIBLE_BIN` names one.
    pub fn build() -> Result<Self> {
        if let Some(path) = std::env::var_os("FALLIBLE_BIN") {
            let path = PathBuf::from(path);
            let found = path.canonicalize();
            return Ok(Self(found.with_context(|| path.display().to_string())?));
        }
        // Of the whole workspace: alone it would be built with other features, all anew.
        let build = ["build", "--workspace", "--bins", "--quiet"];
        call(&mut cargo(&tree::root(), build))?;
        let name = format!("fallible{}", std::env::consts::EXE_SUFFIX);
        Ok(Self(tree::target()?.join("debug").join(name)))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

/// A server with invented data that ends with this value.
#[derive(Debug)]
pub struct Demo {
    /// `http://127.0.0.1:PORT`
    pub address: String,
    /// What lets a program call its API.
    pub token: String,
    _server: Guarded,
}

impl Demo {
    /// Starts `fallible demo`, which prints `token TOKEN`, and, as soon as it answers,
    /// `listening on http://127.0.0.1:PORT`.
    pub fn start(program: &Program) -> Result<Self> {
        let folder = Folder::new("demo", None)?;
        let data = folder.path().join("data");
        let mut command = Command::new(&program.0);
        command
            .args(["demo", "--listen", "127.0.0.1:0", "--data"])
            .arg(data);
        let server = Guarded::start(folder, "TERM", &command)?;
        let address = server.wait(|it| it.said("listening on "))?;
        let token = server
            .said("token ")
            .context("`fallible demo` said no token")?;
        Ok(Self {
            address,
            token,
            _server: server,
        })
    }
}
