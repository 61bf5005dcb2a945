//! `cargo xtask bench`: how fast, how large, how right; each figure beside how it was measured.

mod accuracy;
mod clock;
mod invented;
mod peers;
mod scratch;
mod speed;
mod start;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use cargo_metadata::MetadataCommand;
use names::Tier;

use crate::reviewing::reviewer_of_strangers;
use crate::steps::{call, cargo};
use crate::tree;

/// Options of the command.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Measures on the `*.md` of this folder; left out, on 1 MB of invented reports.
    #[arg(long, value_name = "DIR")]
    reports: Option<PathBuf>,
    /// Measures accuracy on this file: one text a line with the names marked in it.
    #[arg(long, value_name = "GOLD.jsonl")]
    names: Option<PathBuf>,
    /// Lets other programs read the same texts, where they are installed.
    #[arg(long)]
    peers: bool,
    /// Writes the table to docs/benchmarks.md too.
    #[arg(long)]
    write: bool,
}

/// A line of the table.
#[derive(Debug)]
struct Figure {
    what: String,
    value: String,
    method: String,
}

impl Figure {
    fn new(what: impl Into<String>, value: impl Into<String>, method: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            value: value.into(),
            method: method.into(),
        }
    }
}

/// Measures with optimised code: called from a development build, it builds and calls itself anew.
pub fn run(arguments: &Arguments) -> Result<()> {
    let root = tree::root();
    if cfg!(debug_assertions) {
        call(&mut cargo(
            &root,
            ["build", "--release", "--package", "cli"],
        ))?;
        let mut again = cargo(
            &root,
            ["run", "--quiet", "--release", "--package", "xtask", "--"],
        );
        return call(again.args(std::env::args_os().skip(1)).current_dir("."));
    }
    let page = page(&measure(arguments, &program(&root)?)?)?;
    print!("{page}");
    if arguments.write {
        std::fs::write(root.join("docs/benchmarks.md"), page).context("docs/benchmarks.md")?;
    }
    Ok(())
}

/// Where the released program lies.
fn program(root: &Path) -> Result<PathBuf> {
    let metadata = MetadataCommand::new().current_dir(root).no_deps().exec()?;
    let name = format!("fallible{}", std::env::consts::EXE_SUFFIX);
    Ok(metadata
        .target_directory
        .into_std_path_buf()
        .join("release")
        .join(name))
}

fn measure(arguments: &Arguments, program: &Path) -> Result<Vec<Figure>> {
    let context = reviewer_of_strangers()?;
    let (corpus, of) = match &arguments.reports {
        Some(dir) => {
            let texts: Vec<String> = tree::reports(dir)?.into_values().collect();
            let of = format!("{} reports of {}", texts.len(), name_of(dir));
            (texts, of)
        }
        None => (
            invented::reports(1_000_000),
            "1 MB of invented reports".to_owned(),
        ),
    };
    let mut figures = speed::measure(&corpus, &of, &context);
    figures.extend(start::measure(program)?);
    if let Some(gold) = &arguments.names {
        figures.extend(accuracies(gold, &context)?);
    }
    if arguments.peers {
        figures.extend(peers::measure(program, &corpus)?);
    }
    Ok(figures)
}

/// A row for each kind of name and each degree of certainty.
fn accuracies(gold: &Path, context: &reviewer::Context) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for (least, sure) in [
        (Tier::Possible, "possible and surer"),
        (Tier::Likely, "likely and surer"),
        (Tier::Certain, "certain"),
    ] {
        let measured = accuracy::measure(gold, &context.finder, least)?;
        let of = format!(
            "{} texts of {}, no roster; {sure}",
            measured.texts,
            name_of(gold)
        );
        for (kind, counts) in [
            ("People", measured.people),
            ("Customers", measured.customers),
        ] {
            let (overlap, exact) = (counts.overlap(), counts.exact());
            let value = format!(
                "P {:.3} R {:.3} F1 {:.3}; exact F1 {:.3}",
                overlap.precision, overlap.recall, overlap.f1, exact.f1
            );
            let method = format!(
                "{of}; any overlap counts; {} marked, {} found",
                counts.marked, counts.found
            );
            figures.push(Figure::new(format!("{kind} found"), value, method));
        }
        let alarms = format!("{:.2}", measured.false_alarms_per_10_kb());
        figures.push(Figure::new("False alarms in 10 KB", alarms, of));
    }
    Ok(figures)
}

/// The last part of a path: the rest is of no interest to others.
fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn page(figures: &[Figure]) -> Result<String> {
    let mut page = format!(
        "# Benchmarks\n\n<!-- Made by `cargo xtask bench --write`. -->\n\nMeasured on {}. MB are 1,000,000 bytes.\n\n\
         | what | figure | how |\n|---|--:|---|\n",
        machine()
    );
    for Figure {
        what,
        value,
        method,
    } in figures
    {
        writeln!(page, "| {what} | {value} | {method} |")?;
    }
    Ok(page)
}

/// Processor, system and number of cores.
fn machine() -> String {
    let processors = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processors
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or(std::env::consts::ARCH, |(_, model)| model);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{model}, {cores} cores, {}", std::env::consts::OS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_beside_their_method() {
        let page = page(&[Figure::new("Size", "8.1 MB", "release build")]).unwrap();
        assert!(
            page.ends_with("|---|--:|---|\n| Size | 8.1 MB | release build |\n"),
            "{page}"
        );
    }

    #[test]
    fn only_the_name_of_a_path_is_told() {
        assert_eq!(
            name_of(Path::new("somewhere/else/names.jsonl")),
            "names.jsonl"
        );
    }
}
