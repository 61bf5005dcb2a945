//! `cargo xtask`: everything done to the project that is not the project itself.

#![expect(clippy::print_stdout, reason = "tells whoever called it what it does")]
#![expect(
    clippy::cast_precision_loss,
    reason = "figures are rounded for reading"
)]

mod bench;
mod chance;
mod codegen;
mod fuzz;
mod parts;
mod real_reports;
mod reviewing;
mod steps;
mod tally;
mod test;
mod tidy;
mod tree;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Tests, generates, measures and keeps the project tidy.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Everything a change must pass: formatting, tidiness, generated files, clippy, documentation, tests.
    Test(test::Arguments),
    /// What no compiler checks: who imports whom, licences, forbidden words, lengths, rules and seeds.
    Tidy,
    /// Writes the pages and schemas that are made from code.
    Codegen(codegen::Arguments),
    /// Reviews reports people really wrote and counts what the rules say.
    RealReports(real_reports::Arguments),
    /// Measures speed, memory, size and accuracy.
    Bench(bench::Arguments),
    /// Runs every fuzz target for a while.
    Fuzz(fuzz::Arguments),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Test(arguments) => test::run(&arguments),
        Command::Tidy => tidy::run(),
        Command::Codegen(arguments) => codegen::run(&arguments),
        Command::RealReports(arguments) => real_reports::run(&arguments),
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Fuzz(arguments) => fuzz::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
