//! The tests of many programs, counted together.

use std::fmt;
use std::io::{BufRead as _, BufReader, IsTerminal as _, Read, Write};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

/// How many tests there were.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
    /// Whether the command that ran them ended with exit code 0.
    is_success: bool,
}

impl Tally {
    /// Runs a command of cargo, hands on what it prints, and counts what its summaries say.
    pub fn of(command: &mut Command) -> Result<Self> {
        if std::io::stdout().is_terminal() {
            command.env("CARGO_TERM_COLOR", "always");
        }
        let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().context("the tests cannot be started")?;
        let (out, err) = (child.stdout.take(), child.stderr.take());
        let (out, err) = std::thread::scope(|scope| {
            let out = scope.spawn(|| copy(out, std::io::stdout()));
            let err = copy(err, std::io::stderr());
            (out.join().unwrap_or_default(), err)
        });
        let mut tally = Self {
            is_success: child.wait()?.success(),
            ..Self::default()
        };
        for line in out.iter().chain(&err) {
            tally.add(line);
        }
        Ok(tally)
    }

    /// An error if a test failed, or if the tests could not be built or run to their end.
    pub fn succeeded(&self) -> Result<()> {
        if !self.is_success {
            bail!("the tests failed");
        }
        Ok(())
    }

    /// Adds a summary of cargo's or of nextest's.
    fn add(&mut self, summary: &str) {
        let words: Vec<&str> = summary
            .split(|c: char| c.is_whitespace() || c == ',' || c == ';')
            .filter(|word| !word.is_empty())
            .collect();
        for pair in words.windows(2) {
            let Ok(count) = pair[0].parse::<u64>() else {
                continue;
            };
            match pair[1] {
                "passed" => self.passed += count,
                "failed" => self.failed += count,
                "ignored" | "filtered" | "skipped" => self.skipped += count,
                _ => {}
            }
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            passed,
            failed,
            skipped,
            ..
        } = self;
        write!(f, "{passed} passed, {failed} failed, {skipped} skipped")
    }
}

/// Copies line by line, and keeps the summaries without their colours.
fn copy(from: Option<impl Read>, mut to: impl Write) -> Vec<String> {
    let mut summaries = Vec::new();
    let mut from = BufReader::new(match from {
        Some(from) => from,
        None => return summaries,
    });
    let mut line = Vec::new();
    while from
        .read_until(b'\n', &mut line)
        .is_ok_and(|length| length > 0)
    {
        // Nobody listens any more if this fails; the tests go on all the same.
        let _ = to.write_all(&line).and_then(|()| to.flush());
        let text = without_colours(&String::from_utf8_lossy(&line));
        if is_summary(&text) {
            summaries.push(text);
        }
        line.clear();
    }
    summaries
}

fn is_summary(line: &str) -> bool {
    line.starts_with("test result: ") || line.trim_start().starts_with("Summary [")
}

/// The text without `ESC [ … letter`.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| {
        let end = part.find(|c: char| c.is_ascii_alphabetic());
        plain + end.map_or("", |end| &part[end + 1..])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(output: &str) -> String {
        let mut tally = Tally::default();
        for line in copy(Some(output.as_bytes()), std::io::sink()) {
            tally.add(&line);
        }
        tally.to_string()
    }

    #[test]
    fn the_programs_of_cargo_are_added_up() {
        let output = "running 3 tests\ntest a ... ok\n\
            test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 4 filtered out; finished in 0.1s\n\
            test result: \u{1b}[31mFAILED\u{1b}[0m. 5 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 2.0s\n";
        assert_eq!(counted(output), "7 passed, 1 failed, 5 skipped");
    }

    #[test]
    fn the_summary_of_nextest_is_read() {
        let output =
            "     Summary [   4.012s] 1204 tests run: 1203 passed (2 slow), 1 failed, 8 skipped\n";
        assert_eq!(counted(output), "1203 passed, 1 failed, 8 skipped");
    }

    #[test]
    fn what_a_test_prints_is_not_counted() {
        assert_eq!(
            counted("9 passed, 9 failed\n"),
            "0 passed, 0 failed, 0 skipped"
        );
    }

    #[test]
    fn everything_is_handed_on() {
        let mut heard = Vec::new();
        copy(Some(&b"one\n\xff two"[..]), &mut heard);
        assert_eq!(heard, b"one\n\xff two");
    }
}
