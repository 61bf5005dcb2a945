//! The API held against its own description by schemathesis.

use std::process::Command;

use anyhow::Result;

use super::demo::{Demo, Program};
use super::python;
use crate::steps::call;
use crate::tree;

const SCHEMATHESIS: &str = "schemathesis==4.32.5";

/// Calls every operation of a demo server; `xtask/parts/schemathesis.toml` says how often.
pub fn test(program: &Program) -> Result<()> {
    let programs = python::with(&[SCHEMATHESIS], "--without-api")?;
    let demo = Demo::start(program)?;
    let mut command = Command::new(programs.join("schemathesis"));
    command
        .current_dir(tree::target()?)
        .arg("--config-file")
        .arg(tree::root().join("xtask/parts/schemathesis.toml"))
        .arg("run")
        .arg(format!("{}/api/v1/openapi.json", demo.address))
        .env("FALLIBLE_TEST_TOKEN", &demo.token);
    call(&mut command)
}
