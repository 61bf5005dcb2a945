//! What is written to the terminal, and how it looks there.

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use reviewer::report::text::Look;

use crate::arguments::Colour;
use crate::failure::Failure;

/// Columns of what is no terminal.
const COLUMNS: usize = 100;

/// Sets when to use colours, for everything written from here on.
pub fn set_colour(colour: Colour) {
    match colour {
        Colour::Auto => ColorChoice::Auto,
        Colour::Always => ColorChoice::Always,
        Colour::Never => ColorChoice::Never,
    }
    .write_global();
}

/// How reports look on standard output.
pub fn look() -> Look {
    let colour = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
    Look {
        columns: columns(),
        colour,
        lines: io::stdout().is_terminal() && is_utf8(),
    }
}

/// Standard output, which keeps colours only where they are wanted.
pub fn stdout() -> impl Write {
    anstream::stdout().lock()
}

/// Writes to standard output.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = stdout();
    let done = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    done.map_err(|error| Failure::io("standard output cannot be written", &error))
}

/// Says that something could not be done.
pub fn fail(failure: &Failure) {
    say("error", AnsiColor::BrightRed, failure.message());
    if let Some(help) = failure.remedy() {
        say("help", AnsiColor::BrightGreen, help);
    }
}

/// Says that something may not be as the user thinks.
pub fn warn(message: &str, help: &str) {
    say("warning", AnsiColor::Yellow, message);
    say("help", AnsiColor::BrightGreen, help);
}

/// Says what to do.
pub fn help(message: &str) {
    say("help", AnsiColor::BrightGreen, message);
}

/// Says something worth knowing.
pub fn note(message: &str) {
    say("note", AnsiColor::BrightCyan, message);
}

fn say(kind: &str, colour: AnsiColor, message: &str) {
    let style = colour.on_default().bold();
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(
        anstream::stderr(),
        "{style}{kind}{style:#}: {}",
        visible(message)
    );
}

/// A style, or none where there are no colours.
pub fn styled(look: &Look, style: Style) -> Style {
    if look.colour { style } else { Style::new() }
}

/// A message in which nothing moves the cursor: file names may hold anything.
fn visible(message: &str) -> String {
    message
        .chars()
        .map(|c| {
            if c.is_control() && c != '\n' {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}

fn columns() -> usize {
    if !io::stdout().is_terminal() {
        return COLUMNS;
    }
    let said = variable("COLUMNS").and_then(|columns| columns.parse().ok());
    let measured = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    said.or_else(measured).unwrap_or(COLUMNS).min(140)
}

fn is_utf8() -> bool {
    if cfg!(windows) {
        return true;
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(variable);
    locale.is_some_and(|locale| {
        locale
            .to_ascii_lowercase()
            .replace('-', "")
            .contains("utf8")
    })
}

fn variable(name: &str) -> Option<String> {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the command line, which reads the environment"
    )]
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
