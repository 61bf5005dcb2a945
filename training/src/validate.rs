//! Training on some sources and measuring on the others.

use std::{collections::BTreeMap, fmt::Write};

use names::{
    Brain, CustomerList, Finder, Roster, Terms, Tier, first_look,
    lexicon::{Facts, Lexicon},
    recogniser::{
        candidates::is_candidate,
        features::{Place, View, collect},
        model::Model,
        second::{self, Company},
        spelling::Spelling,
        usage::Usages,
    },
    token::{Token, tokenise},
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

/// The two models' tables.
pub struct Trained {
    /// The first look's.
    pub first: Vec<u8>,
    /// The second look's.
    pub second: Vec<u8>,
}

const FIRST: Settings = Settings {
    epochs: 4,
    step: 0.08,
    decay: 0.003,
    least: 4,
};
const SECOND: Settings = Settings {
    epochs: 4,
    step: 0.04,
    decay: 3e-3,
    least: 4,
};

/// Takes the features of every candidate of every sample.
pub fn prepare(tables: &Tables, samples: &[Sample]) -> Prepared {
    let mut dictionary = Dictionary::default();
    let mut examples = Vec::with_capacity(samples.len());
    for (at, sample) in samples.iter().enumerate() {
        let tokens = tokens(tables, sample, at);
        let usages = Usages::count(&tokens);
        let view = view(tables, sample, &tokens, &usages);
        let mut place = Place::default();
        let mut features = Vec::new();
        let mut found = Vec::new();
        for at in 0..tokens.len() {
            place.step(&tokens, at);
            let Some(label) = label(sample, &tokens, at) else {
                continue;
            };
            collect(&view, &place, at, &mut features);
            found.push(Example {
                features: dictionary.number(&features),
                label,
                weight: sample.weight,
            });
        }
        examples.push(found);
    }
    Prepared {
        dictionary,
        examples,
    }
}

/// What a candidate is; nothing for words that are none or must not be learnt from.
fn label(sample: &Sample, tokens: &[Token], at: usize) -> Option<Label> {
    let token = &tokens[at];
    is_candidate(tokens, at)
        .then(|| sample.label(&(token.start as usize..token.end as usize)))
        .flatten()
}

/// The words of a sample. Names in filled templates come from the very lists the lexicon is made
/// of, while real names often are on no list: some are forgotten, so that the models learn to do
/// without.
fn tokens(tables: &Tables, sample: &Sample, salt: usize) -> Vec<Token> {
    let mut tokens = tokenise(&sample.text, &sample.zones, &tables.lexicon);
    if sample.source.starts_with("templates") {
        for token in &mut tokens {
            let draw = (token.key ^ (salt as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15))
                .wrapping_mul(0xd6e8_feb8_6659_fd93)
                >> 56;
            if draw < 90 && token.facts.word() == 0 {
                token.facts = Facts(token.facts.0 & !63);
            }
        }
    }
    tokens
}

fn view<'a>(
    tables: &Tables,
    sample: &'a Sample,
    tokens: &'a [Token],
    usages: &'a Usages,
) -> View<'a> {
    View {
        source: &sample.text,
        zones: &sample.zones,
        tokens,
        usages,
        spelling: tables.spelling,
    }
}

/// How many first models are trained to teach the second: each judges texts it has not seen.
const STACKS: usize = 4;

/// The models learnt from the samples with these numbers.
pub fn train(tables: &Tables, samples: &[Sample], prepared: &Prepared, of: &[usize]) -> Trained {
    let mut dictionary = Dictionary::default();
    let mut examples = Vec::new();
    for stack in 0..STACKS {
        let (held, rest): (Vec<usize>, Vec<usize>) = of
            .iter()
            .partition(|at| (**at / (crate::COPIES + 1)) % STACKS == stack);
        let model = Model::over(first(prepared, &rest).leak());
        for at in held {
            // A sentence alone has no company to learn from.
            if samples[at].is_report() {
                second_examples(
                    tables,
                    &samples[at],
                    at,
                    model,
                    &mut dictionary,
                    &mut examples,
                );
            }
        }
    }
    Trained {
        first: first(prepared, of),
        second: learn::train(&dictionary, &examples.iter().collect::<Vec<_>>(), SECOND),
    }
}

fn first(prepared: &Prepared, of: &[usize]) -> Vec<u8> {
    let examples: Vec<&Example> = of.iter().flat_map(|at| &prepared.examples[*at]).collect();
    learn::train(&prepared.dictionary, &examples, FIRST)
}

fn second_examples(
    tables: &Tables,
    sample: &Sample,
    salt: usize,
    model: Model,
    dictionary: &mut Dictionary,
    examples: &mut Vec<Example>,
) {
    let tokens = tokens(tables, sample, salt);
    let usages = Usages::count(&tokens);
    let view = view(tables, sample, &tokens, &usages);
    let scores = first_look(&model, &view, |_| true);
    let company = Company::summarise(&view, &scores);
    let mut features = Vec::new();
    for at in 0..tokens.len() {
        let Some(label) = label(sample, &tokens, at) else {
            continue;
        };
        second::collect(&view, &scores, &company, at, &mut features);
        examples.push(Example {
            features: dictionary.number(&features),
            label,
            weight: sample.weight,
        });
    }
}

/// What an organisation knows of its people and customers.
#[derive(Default)]
pub struct Lists {
    /// Its people.
    pub roster: Option<Roster>,
    /// Its customers.
    pub customers: Option<CustomerList>,
}

/// The finder made of these tables.
pub fn finder(tables: &Tables, trained: Trained, lists: Lists) -> Finder {
    let brain = Brain {
        lexicon: tables.lexicon,
        spelling: tables.spelling,
        model: Model::over(trained.first.leak()),
        second: Model::over(trained.second.leak()),
    };
    Finder::with_brain(brain, lists.roster, lists.customers, Terms::default())
}

/// Parts a source is split into, so that a report is never judged by a model that has seen it.
const FOLDS: usize = 3;

/// Scores by source: each of our own reports judged by a model that has seen no report of its own
/// source, and by one that has seen other reports of it.
pub fn cross(tables: &Tables, samples: &[Sample], prepared: &Prepared) -> String {
    let mut sources: Vec<&str> = samples
        .iter()
        .filter(|s| s.is_report())
        .map(|s| s.source.as_str())
        .collect();
    sources.dedup();
    let mut table = String::from(HEAD);
    let mut total = Report::default();
    for source in &sources {
        let (held, rest): (Vec<usize>, Vec<usize>) =
            (0..samples.len()).partition(|at| samples[*at].source == *source);
        let report = judge(tables, samples, prepared, &held, &rest)
            .remove(*source)
            .unwrap_or_default();
        let _ = writeln!(table, "| {source}, never seen | {report} |");
        eprintln!("| {source}, never seen | {report} |");
        total.add(&report);
    }
    let _ = writeln!(table, "| **all, source never seen** | {total} |");
    table + &folds(tables, samples, prepared)
}

/// Scores by source, each report judged by a model that has seen other reports of its source.
pub fn folds(tables: &Tables, samples: &[Sample], prepared: &Prepared) -> String {
    let mut reports: BTreeMap<&str, Report> = BTreeMap::new();
    for fold in 0..FOLDS {
        let in_fold =
            |at: &usize| samples[*at].is_report() && (at / (crate::COPIES + 1)) % FOLDS == fold;
        let (held, rest): (Vec<usize>, Vec<usize>) = (0..samples.len()).partition(in_fold);
        for (source, report) in judge(tables, samples, prepared, &held, &rest) {
            reports.entry(source).or_default().add(&report);
        }
    }
    let mut table = String::new();
    let mut total = Report::default();
    for (source, report) in &reports {
        let _ = writeln!(table, "| {source}, {FOLDS} folds | {report} |");
        total.add(report);
    }
    let _ = writeln!(table, "| **all, {FOLDS} folds** | {total} |");
    eprint!("{table}");
    table
}

const HEAD: &str = "# Scores of the name recogniser, cross-validated

Written by `cargo run --release -p training`. Overlap scores, tiers likely and certain, no roster and no customer list.
\"Never seen\": the model was trained without any report of that source.

| source | people P | R | F1 | marked | customers P | R | F1 | marked | false alarms per 10 KB |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
";

/// How a model learnt from `rest` does on `held`, by source.
fn judge<'a>(
    tables: &Tables,
    samples: &'a [Sample],
    prepared: &Prepared,
    held: &[usize],
    rest: &[usize],
) -> BTreeMap<&'a str, Report> {
    let finder = finder(
        tables,
        train(tables, samples, prepared, rest),
        Lists::default(),
    );
    let mut reports: BTreeMap<&str, Report> = BTreeMap::new();
    for sample in held.iter().map(|at| &samples[*at]).filter(|s| !s.copy) {
        let report = compare(sample, &find(&finder, sample, Tier::Likely), |_, _, _| ());
        reports.entry(&sample.source).or_default().add(&report);
    }
    reports
}

/// Trains without one source and lists what is missed and false in it.
pub fn hold(tables: &Tables, samples: &[Sample], prepared: &Prepared, source: &str) {
    let (held, rest): (Vec<usize>, Vec<usize>) =
        (0..samples.len()).partition(|at| samples[*at].source == source);
    let finder = finder(
        tables,
        train(tables, samples, prepared, &rest),
        Lists::default(),
    );
    let held: Vec<Sample> = held
        .iter()
        .filter(|at| !samples[**at].copy)
        .map(|at| samples[*at].clone())
        .collect();
    check(&finder, &held);
}

/// Prints what both looks make of every candidate of a text, and its facts.
pub fn explain(tables: &Tables, trained: &Trained, text: &str) {
    let sample = Sample {
        source: String::new(),
        text: text.to_owned(),
        zones: crate::sample::markdown_zones(text),
        marks: Vec::new(),
        weight: 1.0,
        copy: false,
    };
    let (first, last) = (
        Model::over(trained.first.clone().leak()),
        Model::over(trained.second.clone().leak()),
    );
    let tokens = tokens(tables, &sample, 0);
    let usages = Usages::count(&tokens);
    let view = view(tables, &sample, &tokens, &usages);
    let scores = first_look(&first, &view, |_| true);
    let company = Company::summarise(&view, &scores);
    let mut features = Vec::new();
    for (at, score) in scores.iter().enumerate() {
        let Some(score) = score else { continue };
        second::collect(&view, &scores, &company, at, &mut features);
        let then = last.score(&features);
        let facts = tokens[at].facts;
        let word = tokens[at].text(text);
        println!(
            "{word:20} person {:6.2} → {:6.2}  customer {:6.2} → {:6.2}  given {} surname {} word {} classes {:b}",
            f64::from(score.person) / 256.0,
            f64::from(then.person) / 256.0,
            f64::from(score.customer) / 256.0,
            f64::from(then.customer) / 256.0,
            facts.given(),
            facts.surname(),
            facts.word(),
            facts.0 >> 9
        );
    }
}

/// Scores marked texts and lists every miss and false alarm.
pub fn check(finder: &Finder, samples: &[Sample]) {
    let mut report = Report::default();
    for sample in samples {
        let complain = |what: &str, label: Label, range: &std::ops::Range<usize>| {
            let cut = |at: usize| {
                (0..=at)
                    .rev()
                    .find(|at| sample.text.is_char_boundary(*at))
                    .unwrap_or(0)
            };
            let before = &sample.text[cut(range.start.saturating_sub(45))..range.start];
            let after = &sample.text[range.end..cut((range.end + 35).min(sample.text.len()))];
            let line = format!(
                "{what} {label:?} {}: {before}⟦{}⟧{after}",
                sample.source,
                &sample.text[range.clone()]
            );
            println!("{}", line.replace('\n', "⏎"));
        };
        report.add(&compare(
            sample,
            &find(finder, sample, Tier::Likely),
            complain,
        ));
    }
    println!("| {report} |");
    for tier in [Tier::Possible, Tier::Certain] {
        let mut report = Report::default();
        for sample in samples {
            report.add(&compare(sample, &find(finder, sample, tier), |_, _, _| ()));
        }
        println!("{tier:?} | {report} |");
    }
}
