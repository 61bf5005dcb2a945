//! Makes the name recogniser's tables from lists, marked reports and corpora, and measures them.
//!
//! See `training/README.md`. The same inputs give the same bytes.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command for developers: what it prints is its report"
)]

mod augment;
mod learn;
mod lexicon;
mod lists;
mod sample;
mod score;
mod spelling;
mod template;
mod validate;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use names::{lexicon::Lexicon, recogniser};

use crate::{lexicon::Inputs, sample::Sample};

const USAGE: &str = "usage: training INPUTS [--check MARKED.jsonl…]

INPUTS has what gather.py wrote and a folder `corpora` with WNUT17, BTC and wikigold.
Writes crates/names/data/*.bin and training/scores.md.
--only-build      leave out cross-validation
--folds           print scores by source over folds, write nothing more
--explain FILE    print what the models make of every candidate of a text
--hold SOURCE     train without one source, list what is missed and false in it, write nothing more
--check FILE      afterwards list what is missed and what is false in these marked texts
--check-dir DIR   the same for a folder of folders of marked Markdown
--roster FILE     people known to the checks
--customers FILE  customers known to the checks";

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut inputs = None;
    let (mut checks, mut held, mut explained) = (Vec::new(), None, None);
    let (mut validate, mut folds) = (true, false);
    let mut known = validate::Lists::default();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--only-build" => validate = false,
            "--folds" => folds = true,
            "--explain" => explained = Some(fs::read_to_string(arguments.next().context(USAGE)?)?),
            "--hold" => held = Some(arguments.next().context(USAGE)?),
            "--check" => checks.push(sample::jsonl(Path::new(&arguments.next().context(USAGE)?))?),
            "--roster" => {
                let bytes = fs::read(arguments.next().context(USAGE)?)?;
                known.roster = Some(names::Roster::from_csv(&bytes)?);
            }
            "--customers" => {
                let bytes = fs::read(arguments.next().context(USAGE)?)?;
                known.customers = Some(names::CustomerList::from_csv(&bytes)?);
            }
            "--check-dir" => checks.push(sample::reports(Path::new(
                &arguments.next().context(USAGE)?,
            ))?),
            other if other.starts_with('-') || inputs.is_some() => bail!("{USAGE}"),
            other => inputs = Some(PathBuf::from(other)),
        }
    }
    let inputs = inputs.context(USAGE)?;
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let data = home.join("../crates/names/data");

    let lists = Inputs::read(&inputs, &home.join("lists"))?;
    let lexicon = lexicon::make(&lists);
    write(&data.join("lexicon.bin"), &lexicon)?;
    let (like, unlike) = spelling_lists(&lists);
    let spelling = spelling::train(&like, &unlike);
    write(&data.join("spelling.bin"), &spelling)?;

    let tables = validate::Tables {
        lexicon: Lexicon::over(lexicon.leak()),
        spelling: recogniser::spelling::Spelling::over(spelling.leak()),
    };
    let samples = samples(&inputs, home, &lists, &tables.lexicon)?;
    let prepared = validate::prepare(&tables, &samples);
    if folds {
        validate::folds(&tables, &samples, &prepared);
        return Ok(());
    }
    if let Some(source) = held {
        validate::hold(&tables, &samples, &prepared, &source);
        return Ok(());
    }
    let everything: Vec<usize> = (0..samples.len()).collect();
    let trained = validate::train(&tables, &samples, &prepared, &everything);
    write(&data.join("model.bin"), &trained.first)?;
    write(&data.join("second.bin"), &trained.second)?;
    if validate {
        let scores = validate::cross(&tables, &samples, &prepared);
        fs::write(home.join("scores.md"), scores)?;
    }
    if let Some(text) = explained {
        validate::explain(&tables, &trained, &text);
    }
    let finder = validate::finder(&tables, trained, known);
    for check in &checks {
        validate::check(&finder, check);
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    eprintln!(
        "{}: {} bytes",
        path.file_name().unwrap_or_default().to_string_lossy(),
        bytes.len()
    );
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// Copies of each of our reports with other names in it.
pub const COPIES: usize = 2;

/// Words spelt like names, and words that are none.
fn spelling_lists(lists: &Inputs) -> (Vec<String>, Vec<String>) {
    use names::lexicon::Class;
    let like = lists
        .given
        .iter()
        .chain(&lists.surnames)
        .filter(|c| c.locales > 0 || c.count > 200)
        .map(|c| c.name.clone());
    let mut unlike: Vec<String> = lists
        .words
        .iter()
        .filter(|(_, size)| *size <= 60)
        .map(|(word, _)| word.clone())
        .collect();
    // Products count for more than their number: they are what names are mistaken for.
    for class in [Class::Technology, Class::Vendor, Class::Service] {
        for _ in 0..4 {
            unlike.extend(
                lists
                    .list(class)
                    .iter()
                    .flat_map(|entry| entry.split_whitespace())
                    .map(String::from),
            );
        }
    }
    (like.collect(), unlike)
}

fn samples(inputs: &Path, home: &Path, lists: &Inputs, lexicon: &Lexicon) -> Result<Vec<Sample>> {
    let mut samples = Vec::new();
    let pool = template::Pool::new(lists);
    let mut random = learn::Random(0xa09);
    for report in sample::reports(&home.join("reports"))? {
        // Copies follow their original, so that no fold has one without the other.
        let copies: Vec<Sample> = (0..COPIES)
            .map(|_| augment::rename(&report, &pool, lexicon, &mut random))
            .collect();
        samples.push(report);
        samples.extend(copies);
    }
    samples.extend(sample::public_reports(
        &home.join("marks"),
        &inputs.join("reports"),
    )?);
    samples.extend(template::fill(
        &home.join("templates/sentences.txt"),
        lists,
        12,
    )?);
    let corpora = inputs.join("corpora");
    for (folder, file, weight) in [
        ("WNUT17", "train", 0.4),
        ("WNUT17", "dev", 0.4),
        ("WNUT17", "test", 0.4),
        ("BTC", "a", 0.2),
        ("BTC", "b", 0.2),
        ("BTC", "e", 0.2),
        ("BTC", "f", 0.2),
        ("BTC", "g", 0.2),
        ("BTC", "h", 0.2),
        ("wikigold", "wikigold", 0.4),
    ] {
        samples.extend(sample::conll(
            &corpora.join(folder).join(format!("{file}.conll")),
            folder,
            weight,
        )?);
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for sample in &samples {
        *counts.entry(&sample.source).or_default() += 1;
    }
    eprintln!("texts: {counts:?}");
    Ok(samples)
}
