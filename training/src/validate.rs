//! Training on some sources and measuring on the others.

use std::fmt::Write;

use names::{
    Brain, Finder, Terms, Tier,
    lexicon::{Facts, Lexicon},
    recogniser::{
        candidates::is_candidate,
        features::{Place, View, collect},
        model::Model,
        spelling::Spelling,
        usage::Usages,
    },
    token::tokenise,
};

use crate::{
    learn::{self, Dictionary, Example, Label, Settings},
    sample::Sample,
    score::{Report, compare, find},
};

/// What does not depend on the texts.
#[derive(Clone, Copy)]
pub struct Tables {
    /// Facts about words.
    pub lexicon: Lexicon,
    /// How names are spelt.
    pub spelling: Spelling,
}

/// The candidates of all samples.
pub struct Prepared {
    dictionary: Dictionary,
    examples: Vec<Vec<Example>>,
}

const SETTINGS: Settings = Settings { epochs: 8, step: 0.08, decay: 1e-5, least: 3 };

/// Takes the features of every candidate of every sample.
pub fn prepare(tables: &Tables, samples: &[Sample]) -> Prepared {
    let mut dictionary = Dictionary::default();
    let examples = samples.iter().enumerate().map(|(at, sample)| examples(tables, sample, at as u64, &mut dictionary)).collect();
    Prepared { dictionary, examples }
}

fn examples(tables: &Tables, sample: &Sample, salt: u64, dictionary: &mut Dictionary) -> Vec<Example> {
    let mut tokens = tokenise(&sample.text, &sample.zones, &tables.lexicon);
    // Names in filled templates come from the very lists the lexicon is made of. Real names often
    // are on no list: forget some, so that the model learns to do without.
    if sample.source.starts_with("templates") {
        for token in &mut tokens {
            let draw = (token.key ^ salt.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xd6e8_feb8_6659_fd93) >> 56;
            if draw < 90 && token.facts.word() == 0 {
                token.facts = Facts(token.facts.0 & !63);
            }
        }
    }
    let usages = Usages::count(&tokens);
    let view = View { source: &sample.text, zones: &sample.zones, tokens: &tokens, usages: &usages, spelling: tables.spelling };
    let mut place = Place::default();
    let mut features = Vec::new();
    let mut examples = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        place.step(&tokens, at);
        if !is_candidate(token) {
            continue;
        }
        let Some(label) = sample.label(&(token.start as usize..token.end as usize)) else { continue };
        collect(&view, &place, at, &mut features);
        examples.push(Example { features: dictionary.number(&features), label, weight: sample.weight });
    }
    examples
}

/// The model learnt from the samples with these numbers.
pub fn train(prepared: &Prepared, of: &[usize]) -> Vec<u8> {
    let examples: Vec<&Example> = of.iter().flat_map(|at| &prepared.examples[*at]).collect();
    let people = examples.iter().filter(|e| e.label == Label::Person).count();
    let customers = examples.iter().filter(|e| e.label == Label::Customer).count();
    eprintln!("training on {} candidates: {people} of people, {customers} of customers", examples.len());
    learn::train(&prepared.dictionary, &examples, SETTINGS)
}

/// Parts a source is split into, so that a report is never judged by a model that has seen it.
const FOLDS: usize = 3;

/// Scores by source: each of our own reports judged by a model that has seen no report of its own
/// source ("alone"), and by one that has seen other reports of it ("folds").
pub fn cross(tables: &Tables, samples: &[Sample], prepared: &Prepared) -> String {
    let own = |s: &Sample| s.weight >= 1.0;
    let mut sources: Vec<&str> = samples.iter().filter(|s| own(s)).map(|s| s.source.as_str()).collect();
    sources.dedup();
    let mut table = String::from(HEAD);
    let mut total = Report::default();
    for source in &sources {
        let (held, rest): (Vec<usize>, Vec<usize>) = (0..samples.len()).partition(|at| samples[*at].source == *source);
        let report = judge(tables, samples, prepared, &held, &rest);
        let _ = writeln!(table, "| {source}, never seen | {report} |");
        eprintln!("| {source}, never seen | {report} |");
        total.add(&report);
    }
    let _ = writeln!(table, "| **all, source never seen** | {total} |");
    let mut total = Report::default();
    for fold in 0..FOLDS {
        let in_fold = |at: &usize| own(&samples[*at]) && at % FOLDS == fold;
        let (held, rest): (Vec<usize>, Vec<usize>) = (0..samples.len()).partition(in_fold);
        total.add(&judge(tables, samples, prepared, &held, &rest));
    }
    let _ = writeln!(table, "| **all, {FOLDS} folds** | {total} |");
    eprintln!("| all, folds | {total} |");
    table
}

const HEAD: &str = "# Scores of the name recogniser, cross-validated

Written by `cargo run --release -p training`. Overlap scores, tiers likely and certain, no roster and no customer list.
\"Never seen\": the model was trained without any report of that source.

| source | people P | R | F1 | marked | customers P | R | F1 | marked | false alarms per 10 KB |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
";

fn judge(tables: &Tables, samples: &[Sample], prepared: &Prepared, held: &[usize], rest: &[usize]) -> Report {
    let model = train(prepared, rest);
    let brain = Brain { lexicon: tables.lexicon, spelling: tables.spelling, model: Model::over(model.leak()) };
    let finder = Finder::with_brain(brain, None, None, Terms::default());
    let mut report = Report::default();
    for at in held {
        let sample = &samples[*at];
        report.add(&compare(sample, &find(&finder, sample, Tier::Likely), |_, _, _| ()));
    }
    report
}

/// Scores marked texts and lists every miss and false alarm.
pub fn check(brain: Brain, samples: &[Sample]) {
    let finder = Finder::with_brain(brain, None, None, Terms::default());
    let mut report = Report::default();
    for sample in samples {
        let complain = |what: &str, label: Label, range: &std::ops::Range<usize>| {
            let cut = |at: usize| (0..=at).rev().find(|at| sample.text.is_char_boundary(*at)).unwrap_or(0);
            let before = &sample.text[cut(range.start.saturating_sub(45))..range.start];
            let after = &sample.text[range.end..cut((range.end + 35).min(sample.text.len()))];
            let line = format!("{what} {label:?} {}: {before}⟦{}⟧{after}", sample.source, &sample.text[range.clone()]);
            println!("{}", line.replace('\n', "⏎"));
        };
        report.add(&compare(sample, &find(&finder, sample, Tier::Likely), complain));
    }
    println!("| {report} |");
}
