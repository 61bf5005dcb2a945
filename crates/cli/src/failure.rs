//! What ends a command: an exit status, or something the user can mend.

use std::fmt;
use std::io;
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Nothing found.
    Clean,
    /// Findings at or above what fails.
    Findings,
    /// Wrong use, or a file that could not be read or written.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Clean => Self::from(0),
            Exit::Findings => Self::from(1),
            Exit::Failed => Self::from(2),
        }
    }
}

/// Something that could not be done: what, where, and what to do about it. Never holds a name
/// from a text or a list.
#[derive(Debug)]
pub struct Failure {
    message: String,
    help: Option<String>,
    is_closed_pipe: bool,
}

impl Failure {
    /// Says what went wrong.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: None,
            is_closed_pipe: false,
        }
    }

    /// Says what to do about it.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// `what` could not be done because of `error`.
    pub fn io(what: impl fmt::Display, error: &io::Error) -> Self {
        let is_closed_pipe = error.kind() == io::ErrorKind::BrokenPipe;
        Self {
            message: format!("{what}: {}", reason(error)),
            help: None,
            is_closed_pipe,
        }
    }

    /// Says which file it is about.
    pub fn of(mut self, file: &str) -> Self {
        self.message = format!("{file}: {}", self.message);
        self
    }

    /// What went wrong.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do about it.
    pub fn remedy(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// Whether whoever read our output has gone, as `head` does: no failure of ours.
    pub fn is_closed_pipe(&self) -> bool {
        self.is_closed_pipe
    }
}

/// An error of the system's in plain words, without its number.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::IsADirectory => "this is a folder".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error")
                .next()
                .unwrap_or(&text)
                .to_lowercase()
        }
    }
}
