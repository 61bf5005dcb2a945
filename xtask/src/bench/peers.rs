//! The same texts read by other programs that check prose or find names, where they are installed.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::Result;

use super::Figure;
use super::clock::median;
use super::scratch::Scratch;

/// A program that reads files and reports on what they say.
#[derive(Debug)]
struct Peer {
    name: &'static str,
    /// What it looks for, as far as it is the same.
    looks_for: &'static str,
    command: &'static str,
    arguments: &'static [&'static str],
}

const PEERS: [Peer; 5] = [
    Peer {
        name: "vale",
        looks_for: "prose rules",
        command: "vale",
        arguments: &["--no-exit"],
    },
    Peer {
        name: "harper-cli",
        looks_for: "grammar",
        command: "harper-cli",
        arguments: &["lint"],
    },
    Peer {
        name: "alex",
        looks_for: "insensitive wording",
        command: "alex",
        arguments: &["--quiet"],
    },
    Peer {
        name: "write-good",
        looks_for: "weak prose",
        command: "write-good",
        arguments: &[],
    },
    Peer {
        name: "proselint",
        looks_for: "usage",
        command: "proselint",
        arguments: &["check"],
    },
];

/// How often each program reads the texts; the median counts.
const RUNS: usize = 3;

/// Times `fallible review` and every installed peer on the same texts.
pub fn measure(program: &Path, corpus: &[String]) -> Result<Vec<Figure>> {
    let scratch = Scratch::new("peers")?;
    let bytes = corpus.iter().map(String::len).sum();
    let files = corpus
        .iter()
        .enumerate()
        .map(|(number, text)| scratch.file(&format!("{number}.md"), text));
    let files: Vec<PathBuf> = files.collect::<Result<_>>()?;
    let own = time(|| {
        let mut command = Command::new(program);
        command.arg("review").args(&files);
        command
    })?;
    let mut figures = vec![figure("fallible review", "names and rules", bytes, own)];
    for peer in &PEERS {
        let timed = time(|| {
            let mut command = Command::new(peer.command);
            command.args(peer.arguments).args(&files);
            command
        })?;
        figures.push(figure(peer.name, peer.looks_for, bytes, timed));
    }
    Ok(figures)
}

/// Seconds of the middle run; nothing if the program is not there.
fn time(command: impl Fn() -> Command) -> Result<Option<f64>> {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let start = Instant::now();
        let status = command()
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        match status {
            Ok(_) => times.push(start.elapsed()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(Some(median(times).as_secs_f64()))
}

fn figure(name: &str, looks_for: &str, bytes: usize, seconds: Option<f64>) -> Figure {
    let value = match seconds {
        Some(seconds) => format!("{:.2} MB/s", bytes as f64 / 1e6 / seconds.max(1e-9)),
        None => "not installed".into(),
    };
    let method = format!(
        "finds {looks_for}; all texts in one call, start to end, median of {RUNS}, time passed"
    );
    Figure::new(format!("Beside others: {name}"), value, method)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_peer_is_said_to_be_missing() {
        let timed = time(|| Command::new("no-program-is-called-this")).unwrap();
        assert_eq!(timed, None);
        assert_eq!(
            figure("vale", "prose rules", 1, timed).value,
            "not installed"
        );
    }
}
