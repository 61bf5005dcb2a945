//! What goes to standard output, in each format.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use reviewer::Severity;
use reviewer::report::text::{self, Look};
use reviewer::report::{FileError, Tally, json, sarif};

use super::job::Done;
use crate::arguments::{Format, ReviewArguments};
use crate::failure::Failure;
use crate::terminal::{self, styled};

/// What standard output is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shows {
    Findings,
    Diffs,
    /// The fixed text of standard input.
    Text,
}

/// The report of a run.
pub struct Output {
    format: Format,
    statistics: bool,
    shows: Shows,
    look: Look,
    is_first: bool,
    mended: usize,
    mended_files: usize,
}

impl Output {
    /// In the format asked for.
    pub fn new(arguments: &ReviewArguments) -> Self {
        let is_stdin = arguments.files.iter().any(|file| file.as_os_str() == "-");
        Self {
            format: arguments.format,
            statistics: arguments.statistics,
            shows: match arguments {
                ReviewArguments { diff: true, .. } => Shows::Diffs,
                ReviewArguments { fix: true, .. } if is_stdin => Shows::Text,
                _ => Shows::Findings,
            },
            look: terminal::look(),
            is_first: true,
            mended: 0,
            mended_files: 0,
        }
    }

    /// What stands before the first file.
    pub fn begin(&self) -> Result<(), Failure> {
        match self.format {
            _ if self.shows != Shows::Findings => Ok(()),
            Format::Text => Ok(()),
            Format::Json => terminal::print(&json::head()),
            Format::Sarif => terminal::print(&sarif::head(env!("CARGO_PKG_VERSION"))),
        }
    }

    /// Counts what was mended.
    pub fn mended(&mut self, done: &Done) {
        self.mended += done.mended;
        self.mended_files += usize::from(done.mended > 0);
    }

    /// One file's report.
    pub fn file(&mut self, report: &str) -> Result<(), Failure> {
        if report.is_empty() {
            return Ok(());
        }
        let is_list = self.shows == Shows::Findings && self.format != Format::Text;
        if is_list && !self.is_first {
            terminal::print(",\n")?;
        }
        self.is_first = false;
        terminal::print(report)
    }

    /// What stands after the last file.
    pub fn end(&self, total: &Tally, errors: &[FileError]) -> Result<(), Failure> {
        match self.format {
            _ if self.shows != Shows::Findings => {
                terminal::note(&self.summary(total));
                Ok(())
            }
            Format::Json => terminal::print(&json::tail(total, errors, self.statistics)),
            Format::Sarif => terminal::print(&sarif::tail(errors)),
            Format::Text => terminal::print(&self.close(total)),
        }
    }

    fn close(&self, total: &Tally) -> String {
        let mut text = String::new();
        if self.statistics && total.open() > 0 {
            text.push_str(&total.table());
            text.push('\n');
        }
        let grave = match () {
            () if total.block > 0 => text::style(Severity::Block),
            () if total.warn > 0 => text::style(Severity::Warn),
            () if total.advise > 0 => text::style(Severity::Advise),
            () => AnsiColor::BrightGreen.on_default().bold(),
        };
        let grave = styled(&self.look, grave);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{grave}{}{grave:#}", self.summary(total));
        let dim = styled(&self.look, Style::new().dimmed());
        if total.fixable > 0 && self.mended == 0 {
            let _ = writeln!(
                text,
                "{dim}{} can be mended with --fix; --diff shows how{dim:#}",
                total.fixable
            );
        }
        if let Some(example) = total.by_rule().first().filter(|_| !self.statistics) {
            let _ = writeln!(
                text,
                "{dim}`fallible rule {}` explains a rule{dim:#}",
                example.code
            );
        }
        text
    }

    fn summary(&self, total: &Tally) -> String {
        if self.mended == 0 {
            return total.summary();
        }
        let verb = if self.shows == Shows::Diffs {
            "--fix would mend"
        } else {
            "mended"
        };
        let findings = if self.mended == 1 {
            "finding"
        } else {
            "findings"
        };
        let files = if self.mended_files == 1 {
            "file"
        } else {
            "files"
        };
        format!(
            "{verb} {} {findings} in {} {files}; left: {}",
            self.mended,
            self.mended_files,
            total.summary()
        )
    }
}
