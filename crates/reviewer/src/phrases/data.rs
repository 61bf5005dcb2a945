//! The files of phrases: what they hold, and the automaton made of them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::matcher::{Sequence, Start, sequences};
use super::words::WordTable;
use crate::Severity;

/// The phrases that come with the reviewer.
pub(crate) static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(|| {
    let files = FILES
        .iter()
        .flat_map(|text| match toml::from_str::<File>(text) {
            Ok(file) => file.entries(),
            // A test reads every file; a file that does not parse never leaves this repository.
            Err(_) => Vec::new(),
        });
    Lexicon::new(files.collect()).unwrap_or_default()
});

/// One file per rule.
pub(crate) const FILES: [&str; 11] = [
    include_str!("../../phrases/blame/human-error-as-cause.toml"),
    include_str!("../../phrases/blame/blaming-words.toml"),
    include_str!("../../phrases/blame/counterfactual.toml"),
    include_str!("../../phrases/blame/punitive-correction.toml"),
    include_str!("../../phrases/blame/hindsight.toml"),
    include_str!("../../phrases/blame/why-who-question.toml"),
    include_str!("../../phrases/names/gendered-pronoun.toml"),
    include_str!("../../phrases/names/singling-out.toml"),
    include_str!("../../phrases/names/inconsistent-role-label.toml"),
    include_str!("../../phrases/detail/placeholder-left.toml"),
    include_str!("../../phrases/corrections/vague-verb.toml"),
];

/// A file of phrases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct File {
    /// Code of the rule they belong to.
    pub rule: String,
    /// The phrases.
    pub phrase: Vec<Entry>,
}

impl File {
    /// Its phrases, each knowing the rule.
    pub(crate) fn entries(self) -> Vec<Entry> {
        let rule = self.rule;
        self.phrase
            .into_iter()
            .map(|entry| Entry {
                rule: rule.clone(),
                ..entry
            })
            .collect()
    }
}

/// Phrases that share a message and conditions.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Entry {
    /// Code of the rule they belong to.
    #[serde(skip)]
    pub rule: String,
    /// Words in lower case; `(a|b|)` for alternatives, `…` for up to three words between.
    pub phrases: Vec<String>,
    /// What is wrong, in one line.
    pub message: String,
    /// What to write instead.
    pub replacement: String,
    /// Less, or for own phrases other, than the rule's severity.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// Whether it counts anywhere in the front matter, not only in its title and summary.
    #[serde(default)]
    pub front_matter: bool,
    /// Whether capitals must be as written.
    #[serde(default)]
    pub exact_case: bool,
    /// All of these must hold.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// None of these may hold.
    #[serde(default)]
    pub unless: Vec<Condition>,
    /// One of these must hold, if there are any.
    #[serde(default)]
    pub when_any: Vec<Condition>,
    /// One of these must stand in the sentence, in lower case, if there are any.
    #[serde(default)]
    pub when_words: Vec<String>,
    /// None of these may stand in the sentence, in lower case.
    #[serde(default)]
    pub unless_words: Vec<String>,
    /// Texts in which it must be found.
    #[serde(default)]
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "read by the test that tries them")
    )]
    pub flagged: Vec<String>,
    /// Texts in which it must not be found.
    #[serde(default)]
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "read by the test that tries them")
    )]
    pub allowed: Vec<String>,
}

/// A phrase of the organisation's own, from its settings.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OwnPhrase {
    /// What is flagged; capitals do not matter, `(a|b|)` stands for alternatives and `…` for up to
    /// three words between.
    pub phrase: String,
    /// What is wrong with it, in one line.
    pub message: String,
    /// What to write instead.
    #[serde(default)]
    pub write_instead: String,
    /// What it weighs; `warn` where nothing is said.
    #[serde(default)]
    pub severity: Option<Severity>,
}

/// Phrases ready to be found.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    pub(crate) entries: Vec<Entry>,
    pub(super) first_words: WordTable,
    /// For each first word: the phrases that begin with it.
    pub(super) starts: Vec<Start>,
}

impl Lexicon {
    /// Makes phrases ready; the error names the phrase that cannot be read.
    pub(crate) fn new(entries: Vec<Entry>) -> Result<Self, String> {
        let mut by_first: BTreeMap<String, Vec<Sequence>> = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate() {
            for phrase in &entry.phrases {
                for sequence in sequences(phrase, index)? {
                    let first = sequence.first.to_lowercase();
                    by_first.entry(first).or_default().push(sequence);
                }
            }
        }
        let (words, starts): (Vec<_>, Vec<_>) = by_first.into_iter().unzip();
        let starts = starts.into_iter().map(Start::new).collect();
        Ok(Self {
            entries,
            first_words: WordTable::new(words),
            starts,
        })
    }

    /// The organisation's own phrases, as phrases of rule O901.
    pub(crate) fn of_own(phrases: &[OwnPhrase]) -> Result<Self, String> {
        let entry = |own: &OwnPhrase| Entry {
            rule: "O901".to_owned(),
            phrases: vec![own.phrase.to_lowercase()],
            message: own.message.clone(),
            replacement: own.write_instead.clone(),
            severity: own.severity,
            ..Entry::default()
        };
        Self::new(phrases.iter().map(entry).collect())
    }
}

#[cfg(test)]
mod tests {
    use document::Document;
    use names::{Finder, Terms};

    use super::*;
    use crate::{Context, Settings, review};

    fn files() -> impl Iterator<Item = File> {
        FILES
            .iter()
            .map(|text| toml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}")))
    }

    #[test]
    fn every_file_can_be_read_and_has_examples() {
        for entry in files().flat_map(File::entries) {
            assert!(
                !entry.flagged.is_empty(),
                "{}: {:?}",
                entry.rule,
                entry.phrases
            );
            assert!(
                !entry.allowed.is_empty(),
                "{}: {:?}",
                entry.rule,
                entry.phrases
            );
            assert!(
                !entry.message.ends_with('.') && !entry.replacement.ends_with('.'),
                "{}",
                entry.message
            );
            let is_lower = entry
                .phrases
                .iter()
                .all(|phrase| *phrase == phrase.to_lowercase());
            assert!(entry.exact_case || is_lower, "{:?}", entry.phrases);
        }
    }

    #[test]
    fn examples_are_flagged_and_allowed() {
        let mut wrong = Vec::new();
        for file in files() {
            let toml = format!("select = [\"{}\"]\npreview = true\n", file.rule);
            let settings = Settings::from_toml(&toml, "test").unwrap();
            let context =
                Context::new(settings, Finder::new(None, None, Terms::default())).unwrap();
            let count = |text: &str| review(&Document::parse(text), &context).len();
            for entry in file.entries() {
                let missed = entry.flagged.iter().filter(|text| count(text) == 0);
                wrong.extend(missed.map(|text| format!("{} does not flag: {text}", entry.rule)));
                let spurious = entry.allowed.iter().filter(|text| count(text) > 0);
                wrong.extend(spurious.map(|text| format!("{} flags: {text}", entry.rule)));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
