//! `cargo xtask bench`: how fast, how large, how right; each figure beside how it was measured.

mod accuracy;
mod clock;
mod invented;
mod peers;
mod scratch;
mod server;
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
    #[command(flatten)]
    server: server::Arguments,
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
    let program = program(&root)?;
    let (heading, figures) = if arguments.server.is_wanted() {
        let figures = server::measure(&arguments.server, &program)?;
        (arguments.server.heading(), figures)
    } else {
        ("Reviewer".to_owned(), measure(arguments, &program)?)
    };
    let section = section(&heading, &figures)?;
    print!("{section}");
    if arguments.write {
        let path = root.join("docs/benchmarks.md");
        let page = std::fs::read_to_string(&path).unwrap_or_default();
        std::fs::write(path, placed(&page, &section)).context("docs/benchmarks.md")?;
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

/// The figures under a heading.
fn section(heading: &str, figures: &[Figure]) -> Result<String> {
    let mut section = format!(
        "## {heading}\n\nMeasured on {}. MB are 1,000,000 bytes.\n\n\
         | what | figure | how |\n|---|--:|---|\n",
        machine()
    );
    for Figure {
        what,
        value,
        method,
    } in figures
    {
        writeln!(section, "| {what} | {value} | {method} |")?;
    }
    Ok(section)
}

const TITLE: &str = "# Benchmarks\n\n\
    <!-- Made by `cargo xtask bench --write`, and with `--server` by the same. -->\n";

/// The page with this section in place of the one under the same heading, or at its end.
fn placed(page: &str, section: &str) -> String {
    let heading = |section: &str| section.lines().next().map(str::to_owned);
    let mut sections: Vec<String> = page
        .split("\n## ")
        .skip(1)
        .map(|one| format!("## {}\n", one.trim_end()))
        .collect();
    match sections
        .iter_mut()
        .find(|one| heading(one) == heading(section))
    {
        Some(old) => section.clone_into(old),
        None => sections.push(section.to_owned()),
    }
    format!("{TITLE}\n{}", sections.join("\n"))
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
        let figures = [Figure::new("Size", "8.1 MB", "release build")];
        let section = section("Reviewer", &figures).unwrap();
        assert!(
            section.ends_with("|---|--:|---|\n| Size | 8.1 MB | release build |\n"),
            "{section}"
        );
    }

    #[test]
    fn a_section_takes_the_place_of_the_old_one() {
        let first = placed("", "## One\n\n1\n");
        let both = placed(&first, "## Two\n\n2\n");
        assert_eq!(both, format!("{TITLE}\n## One\n\n1\n\n## Two\n\n2\n"));
        let again = placed(&both, "## One\n\n3\n");
        assert_eq!(again, format!("{TITLE}\n## One\n\n3\n\n## Two\n\n2\n"));
    }

    #[test]
    fn only_the_name_of_a_path_is_told() {
        assert_eq!(
            name_of(Path::new("somewhere/else/names.jsonl")),
            "names.jsonl"
        );
    }
}
