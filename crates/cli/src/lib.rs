//! The command line: reads arguments, files and the environment, and says what came of it.
//!
//! Findings go to standard output, everything else to standard error. Exit status 0: clean,
//! 1: findings at or above `--fail-on`, 2: wrong use, or a file that could not be read or written.

mod arguments;
mod commands;
mod diff;
mod failure;
mod files;
mod installation;
mod knowledge;
mod page;
mod parallel;
mod progress;
mod rounds;
mod source;
mod terminal;
mod write;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use arguments::{Arguments, Command};
use failure::Exit;

/// The whole command tree, for help pages and completions.
pub fn command() -> clap::Command {
    Arguments::command()
}

/// Does what the arguments ask for.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    terminal::set_colour(arguments.color);
    let done = match arguments.command {
        Command::Review(arguments) => commands::review::run(&arguments),
        Command::Rule(arguments) => commands::rule::run(&arguments),
        Command::Names(arguments) => commands::names::run(&arguments),
        Command::Init(arguments) => commands::init::run(&arguments),
        Command::Dismiss(arguments) => commands::dismiss::run(&arguments),
        Command::Serve(arguments) => commands::serve::run(&arguments),
        Command::Demo(arguments) => commands::demo::run(&arguments),
        Command::Admin(arguments) => commands::admin::run(&arguments),
        Command::Roster(arguments) => commands::lists::roster(&arguments),
        Command::Customers(arguments) => commands::lists::customers(&arguments),
        Command::Audit(arguments) => commands::audit::run(&arguments),
        Command::Migrate(arguments) => commands::migrate::run(&arguments),
        Command::Doctor(arguments) => commands::doctor::run(&arguments),
    };
    match done {
        Ok(exit) => exit.into(),
        Err(failure) if failure.is_closed_pipe() => Exit::Clean.into(),
        Err(failure) => {
            terminal::fail(&failure);
            Exit::Failed.into()
        }
    }
}
