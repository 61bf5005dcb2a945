//! What one call of the released program costs: time, memory, size.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::clock::median;
use super::scratch::Scratch;
use super::{Figure, invented};

/// How often the program is started; the median counts.
const STARTS: usize = 10;

/// All figures of this file.
pub fn measure(program: &Path) -> Result<Vec<Figure>> {
    let scratch = Scratch::new("start")?;
    let small = scratch.file("small.md", &invented::report(1, 300))?;
    let large = scratch.file("large.md", &invented::report(1, 10_000))?;
    let few = scratch.file("5000.csv", &invented::roster(5_000))?;
    let many = scratch.file("100000.csv", &invented::roster(100_000))?;
    let mut figures = vec![
        starts(program, &small, "no roster", None)?,
        starts(program, &small, "a roster of 5,000 people", Some(&few))?,
        starts(program, &small, "a roster of 100,000 people", Some(&many))?,
        memory(program, &large, "no roster", None)?,
        memory(program, &large, "a roster of 100,000 people", Some(&many))?,
    ];
    let bytes = std::fs::metadata(program)
        .with_context(|| program.display().to_string())?
        .len();
    figures.push(Figure::new(
        "Size of the program",
        megabytes(bytes),
        "release build, stripped",
    ));
    Ok(figures)
}

fn review(program: &Path, text: &Path, roster: Option<&Path>) -> Command {
    let mut command = Command::new(program);
    command
        .arg("review")
        .arg(text)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    if let Some(roster) = roster {
        command.arg("--roster").arg(roster);
    }
    command
}

/// Time from start to end of the program on a small report.
fn starts(program: &Path, text: &Path, name: &str, roster: Option<&Path>) -> Result<Figure> {
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let start = Instant::now();
        finish(
            review(program, text, roster)
                .spawn()
                .with_context(|| program.display().to_string())?,
        )?;
        times.push(start.elapsed());
    }
    let value = format!("{:.0} ms", median(times).as_secs_f64() * 1000.0);
    let method = format!(
        "`fallible review` on a report of 300 words, start to end; median of {STARTS}, time passed"
    );
    Ok(Figure::new(format!("One call, {name}"), value, method))
}

/// The most memory the program had while it reviewed a large report; Linux only.
fn memory(program: &Path, text: &Path, name: &str, roster: Option<&Path>) -> Result<Figure> {
    let mut child = review(program, text, roster)
        .spawn()
        .with_context(|| program.display().to_string())?;
    let status = format!("/proc/{}/status", child.id());
    let mut most = None;
    while child.try_wait()?.is_none() {
        let now = std::fs::read_to_string(&status)
            .ok()
            .and_then(|status| high_water(&status));
        most = most.max(now);
        std::thread::yield_now();
    }
    finish(child)?;
    let value = most.map_or_else(|| "not measured".into(), megabytes);
    let method =
        "`fallible review` on a report of 10,000 words; VmHWM of the process, read until it ends";
    Ok(Figure::new(format!("Peak memory, {name}"), value, method))
}

/// Waits for a review; to have findings is no failure.
fn finish(child: Child) -> Result<Duration> {
    let start = Instant::now();
    let output = child.wait_with_output()?;
    match output.status.code() {
        Some(0 | 1) => Ok(start.elapsed()),
        _ => bail!(
            "fallible review failed ({}): {}",
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        ),
    }
}

/// Bytes, from the text of `/proc/PID/status`.
fn high_water(status: &str) -> Option<u64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes * 1024)
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_high_water_mark_is_read_in_bytes() {
        assert_eq!(
            high_water("Name:\tfallible\nVmHWM:\t    2048 kB\n"),
            Some(2_097_152)
        );
        assert_eq!(high_water("Name:\tfallible\n"), None);
        assert_eq!(megabytes(2_097_152), "2.1 MB");
    }
}
