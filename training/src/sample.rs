//! Texts with their people and customers marked, from every source.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use document::Document;
use names::{Zone, ZoneKind};

use crate::learn::Label;

/// Mentions of a text, in order: bytes, and what is mentioned. [`None`]: neither right nor wrong.
pub type Marks = Vec<(Range<usize>, Option<Label>)>;

/// One marked text.
#[derive(Clone, Debug)]
pub struct Sample {
    /// What it came from: the unit of cross-validation.
    pub source: String,
    /// The text without marks.
    pub text: String,
    /// What is to be read of it.
    pub zones: Vec<Zone>,
    /// Its mentions.
    pub marks: Marks,
    /// How much each of its candidates counts.
    pub weight: f32,
    /// Whether it is a copy of another with other names: learnt from, never measured.
    pub copy: bool,
}

impl Sample {
    /// Whether it is a whole report, or a copy of one; everything else is a sentence or two.
    pub fn is_report(&self) -> bool {
        self.weight >= 0.5
    }

    /// What the word at `range` is: a label, or nothing if it must not be learnt from.
    pub fn label(&self, range: &Range<usize>) -> Option<Label> {
        let mark = self
            .marks
            .iter()
            .find(|(mark, _)| mark.start < range.end && range.start < mark.end);
        mark.map_or(Some(Label::Other), |(_, label)| *label)
    }
}

/// Our own reports: Markdown with `⟦P:…⟧` and `⟦C:…⟧`, one folder a source.
pub fn reports(folder: &Path) -> Result<Vec<Sample>> {
    let mut samples = Vec::new();
    for (source, path) in files(folder)? {
        let marked =
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let (text, marks) = unmark(&marked).with_context(|| format!("in {}", path.display()))?;
        let zones = markdown_zones(&text);
        // What is made to mislead must not outweigh what people write.
        let weight = match source.as_str() {
            "traps" => 0.7,
            "minutes" | "nicknames" => 1.0,
            _ => 2.0,
        };
        samples.push(Sample {
            source,
            text,
            zones,
            marks,
            weight,
            copy: false,
        });
    }
    Ok(samples)
}

/// The Markdown files in the folders of `folder`, each with its folder's name, sorted.
fn files(folder: &Path) -> Result<BTreeSet<(String, PathBuf)>> {
    let mut found = BTreeSet::new();
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?
    {
        let entry = entry?.path();
        let source = entry
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        for file in entry
            .is_dir()
            .then(|| fs::read_dir(&entry))
            .transpose()?
            .into_iter()
            .flatten()
        {
            let file = file?.path();
            if file.extension().is_some_and(|e| e == "md") {
                found.insert((source.clone(), file));
            }
        }
    }
    Ok(found)
}

/// A text and the marks that were in it.
fn unmark(marked: &str) -> Result<(String, Marks)> {
    let mut text = String::with_capacity(marked.len());
    let mut marks = Vec::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('⟦') {
        text.push_str(before);
        let (mark, after) = after.split_once('⟧').context("a mark is not closed")?;
        let label = match mark.get(..2) {
            Some("P:") => Label::Person,
            Some("C:") => Label::Customer,
            _ => anyhow::bail!("a mark begins with neither P: nor C:"),
        };
        let start = text.len();
        text.push_str(&mark[2..]);
        ensure!(
            text.len() > start && !mark.contains('⟦'),
            "a mark is empty or nested"
        );
        marks.push((start..text.len(), Some(label)));
        rest = after;
    }
    text.push_str(rest);
    Ok((text, marks))
}

/// The zones of a Markdown text, as the reviewer makes them.
pub fn markdown_zones(text: &str) -> Vec<Zone> {
    reviewer::zones(&Document::parse(text))
}

/// Public reports, which stay outside the project, with our marks on them: for each `SOURCE.tsv`
/// of `marks`, lines `file  P|C  string`, or `file  -` where nobody is named; the texts are in the
/// folder SOURCE of `reports`.
pub fn public_reports(marks: &Path, reports: &Path) -> Result<Vec<Sample>> {
    let mut lists: Vec<PathBuf> = fs::read_dir(marks)?
        .map(|e| Ok(e?.path()))
        .collect::<Result<_>>()?;
    lists.sort();
    let mut samples = Vec::new();
    for list in lists {
        let source = list
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let mut marked: BTreeMap<String, Vec<(String, Label)>> = BTreeMap::new();
        for line in crate::lists::lines(&list)? {
            let mut columns = line.split('\t');
            let file = columns.next().unwrap_or_default();
            let strings = marked.entry(file.to_owned()).or_default();
            match (columns.next(), columns.next()) {
                (Some("P"), Some(string)) => strings.push((string.to_owned(), Label::Person)),
                (Some("C"), Some(string)) => strings.push((string.to_owned(), Label::Customer)),
                _ => {}
            }
        }
        for (file, strings) in marked {
            let path = reports.join(&source).join(&file);
            let text = fs::read_to_string(&path)
                .with_context(|| format!("cannot read {}", path.display()))?;
            let marks = strings.iter().flat_map(|(string, label)| {
                text.match_indices(string.as_str())
                    .map(|(at, _)| (at..at + string.len(), Some(*label)))
            });
            let marks = marks.collect();
            let zones = markdown_zones(&text);
            samples.push(Sample {
                source: source.clone(),
                text,
                zones,
                marks,
                weight: 1.0,
                copy: false,
            });
        }
    }
    Ok(samples)
}

/// Marked texts as JSON lines: `{"id","text","entities":[{"start","end","label"}],"ignore"?}`,
/// offsets in code points.
pub fn jsonl(path: &Path) -> Result<Vec<Sample>> {
    #[derive(serde::Deserialize)]
    struct Line {
        id: String,
        text: String,
        entities: Vec<Entity>,
        #[serde(default)]
        ignore: Vec<Entity>,
    }
    #[derive(serde::Deserialize)]
    struct Entity {
        start: usize,
        end: usize,
        #[serde(default)]
        label: String,
    }
    let mut samples = Vec::new();
    for line in fs::read_to_string(path)?.lines() {
        let line: Line = serde_json::from_str(line)?;
        let offsets: Vec<usize> = line
            .text
            .char_indices()
            .map(|(at, _)| at)
            .chain([line.text.len()])
            .collect();
        let marks = line.entities.iter().chain(&line.ignore).map(|entity| {
            let label = match entity.label.as_str() {
                "PERSON" => Some(Label::Person),
                "CUSTOMER" => Some(Label::Customer),
                _ => None,
            };
            (offsets[entity.start]..offsets[entity.end], label)
        });
        let marks = marks.collect();
        let zones = markdown_zones(&line.text);
        samples.push(Sample {
            source: line.id,
            text: line.text,
            zones,
            marks,
            weight: 2.0,
            copy: false,
        });
    }
    Ok(samples)
}

/// A corpus in columns: a word and its tag a line, an empty line after each sentence.
///
/// Organisations are nobody, but whether one is a customer, a corpus does not say. What is of
/// another kind may be called after somebody and is neither right nor wrong.
pub fn conll(path: &Path, source: &str, weight: f32) -> Result<Vec<Sample>> {
    let corpus =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut samples = Vec::new();
    let mut text = String::new();
    let mut marks: Vec<(Range<usize>, Option<Label>)> = Vec::new();
    for line in corpus.lines().chain([""]) {
        let mut columns = line.split_whitespace();
        let (Some(word), Some(tag)) = (columns.next(), columns.last()) else {
            if !text.is_empty() {
                let zones = vec![Zone {
                    range: 0..text.len(),
                    kind: ZoneKind::Prose,
                    block: 0,
                    label: None,
                }];
                let (text, marks) = (std::mem::take(&mut text), std::mem::take(&mut marks));
                samples.push(Sample {
                    source: source.to_owned(),
                    text,
                    zones,
                    marks,
                    weight,
                    copy: false,
                });
            }
            continue;
        };
        let glued = matches!(word, "." | "," | ":" | ";" | "!" | "?" | ")" | "'s" | "'")
            || text.ends_with(['(', '@', '#']);
        if !text.is_empty() && !glued {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(word);
        let kind = tag
            .split_once('-')
            .map_or("", |(_, kind)| kind)
            .to_ascii_lowercase();
        match kind.as_str() {
            "per" | "person" => marks.push((start..text.len(), Some(Label::Person))),
            "org" | "corporation" => {
                marks.push((start..text.len(), Some(Label::Organisation)));
            }
            "group" | "misc" | "creative" | "product" => {
                marks.push((start..text.len(), None));
            }
            _ => {}
        }
    }
    Ok(samples)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_out_and_the_text_stays() {
        let (text, marks) = unmark("by ⟦P:Ana⟧ of ⟦C:Bo & Co⟧.").expect("well marked");
        assert_eq!(text, "by Ana of Bo & Co.");
        assert_eq!(
            marks,
            [(3..6, Some(Label::Person)), (10..17, Some(Label::Customer))]
        );
    }

    #[test]
    fn a_broken_mark_is_an_error() {
        for broken in ["⟦P:Ana", "⟦X:Ana⟧", "⟦P:⟧", "⟦⟧"] {
            assert!(unmark(broken).is_err(), "{broken}");
        }
    }
}
