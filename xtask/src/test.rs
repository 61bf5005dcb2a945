//! `cargo xtask test`: what the README and CI call.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::parts::{self, MailServer, Postgres, Program, Variable};
use crate::steps::{call, cargo, step, works};
use crate::tally::Tally;
use crate::{codegen, tidy, tree};

/// Which tests, where not all of them.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Only the tests in a browser.
    #[arg(long)]
    browser: bool,
    /// Only the tests of the API.
    #[arg(long)]
    api: bool,
    #[command(flatten)]
    without: Without,
}

/// What can be left out where it cannot be had.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
struct Without {
    /// Leaves out what needs a `PostgreSQL` server.
    #[arg(long = "without-postgres")]
    postgres: bool,
    /// Leaves out what needs a mail server.
    #[arg(long = "without-mail")]
    mail: bool,
    /// Leaves out what needs a browser.
    #[arg(
        long = "without-browser",
        id = "without-browser",
        conflicts_with = "browser"
    )]
    browser: bool,
    /// Leaves out what calls the API from outside.
    #[arg(long = "without-api", id = "without-api", conflicts_with = "api")]
    api: bool,
}

/// Runs every check, the quick ones first and the tests last, so that their summary ends the output.
pub fn run(arguments: &Arguments) -> Result<()> {
    if arguments.browser || arguments.api {
        return only(arguments);
    }
    let root = tree::root();
    checks(&root)?;
    let mut left_out = Vec::new();
    from_outside(&arguments.without, &mut left_out)?;
    from_inside(&root, &arguments.without, left_out)
}

/// What reads the project without running its tests.
fn checks(root: &Path) -> Result<()> {
    step("Formatting", || {
        call(&mut cargo(root, ["fmt", "--all", "--check"]))
    })?;
    step("Tidy", tidy::run)?;
    step("Generated files", || {
        codegen::run(&codegen::Arguments { check: true })
    })?;
    step("Clippy", || call(&mut clippy(root)))?;
    step("Documentation", || call(&mut documentation(root)))?;
    step("Examples in the documentation", || {
        call(&mut cargo(
            root,
            ["test", "--workspace", "--doc", "--quiet"],
        ))
    })
}

/// The tests somebody asked for by name.
fn only(arguments: &Arguments) -> Result<()> {
    let program = Program::build()?;
    if arguments.api {
        step("API", || parts::api::test(&program))?;
    }
    if arguments.browser {
        step("Browser", || in_a_browser(&program, &arguments.without))?;
    }
    Ok(())
}

/// The tests that look at the whole program from outside.
fn from_outside(without: &Without, left_out: &mut Vec<String>) -> Result<()> {
    if without.api && without.browser {
        left_out.push("API and browser tests, as asked".into());
        return Ok(());
    }
    let program = Program::build()?;
    if without.api {
        left_out.push("API tests, as asked".into());
    } else {
        step("API", || parts::api::test(&program))?;
    }
    if without.browser {
        left_out.push("browser tests, as asked".into());
    } else {
        if without.postgres {
            left_out.push("browser tests on PostgreSQL, as asked".into());
        }
        step("Browser", || in_a_browser(&program, without))?;
    }
    Ok(())
}

/// The tests in a browser, which keep what they do in both databases.
fn in_a_browser(program: &Program, without: &Without) -> Result<()> {
    let postgres = (!without.postgres).then(Postgres::start).transpose()?;
    let variables: Vec<Variable> = postgres.iter().flat_map(Postgres::variables).collect();
    parts::browser::test(program, &variables)
}

/// The tests of the crates, beside the servers some of them need. Such a test is ignored by cargo
/// alone, and lies in a module named after the server, by which it is skipped here.
fn from_inside(root: &Path, without: &Without, mut left_out: Vec<String>) -> Result<()> {
    let mut variables: Vec<Variable> = Vec::new();
    let mut skipped = Vec::new();
    let mut postgres = None;
    let mut mail = None;
    if without.postgres {
        left_out.push("tests on PostgreSQL, as asked".into());
        skipped.push("on_postgres::");
    } else {
        step("PostgreSQL", || {
            let server = postgres.insert(Postgres::start()?);
            variables.extend(server.variables());
            Ok(())
        })?;
    }
    if without.mail {
        left_out.push("tests on a mail server, as asked".into());
        skipped.push("on_smtp::");
    } else {
        step("Mail server", || {
            let server = mail.insert(MailServer::start()?);
            variables.extend(server.variables());
            Ok(())
        })?;
    }
    println!("\n=== Tests ===");
    for tests in &left_out {
        println!("left out: {tests}");
    }
    let mut tests = tests(root, &skipped);
    tests.envs(variables);
    let tally = Tally::of(&mut tests)?;
    for tests in &left_out {
        println!("left out: {tests}");
    }
    println!("{tally}");
    tally.succeeded()
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
fn tests(root: &Path, skipped: &[&str]) -> Command {
    let mut command = if works(&mut cargo(root, ["nextest", "--version"])) {
        cargo(root, ["nextest", "run", "--workspace", "--no-fail-fast"])
    } else {
        cargo(
            root,
            ["test", "--workspace", "--all-targets", "--no-fail-fast"],
        )
    };
    command.args(["--", "--include-ignored"]);
    command.args(skipped.iter().flat_map(|module| ["--skip", module]));
    command
}
