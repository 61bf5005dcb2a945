//! What a review is given besides the text, and what rules see.

use document::{Block, Correction, Document, Meaning, Passage, Span};
use names::{Finder, Kind, Mention};

use crate::phrases::{BUILT_IN, Entry, Hit, Lexicon};
use crate::places::Places;
use crate::profile::Profile;
use crate::prose::{self, Subject};
use crate::rule::Rule;
use crate::selection::Selection;
use crate::settings::{Settings, SettingsError};

/// What the organisation brings: everything of a review but the text.
#[derive(Debug)]
pub struct Context {
    /// `fallible.toml` and the command line's options.
    pub settings: Settings,
    /// Who is on the roster and the customer list, and the recogniser.
    pub finder: Finder,
    pub(crate) selection: Selection,
    pub(crate) own_phrases: Lexicon,
}

impl Context {
    /// Makes settings ready for use.
    ///
    /// # Errors
    /// A selector that names no rule, a glob or a phrase that cannot be read.
    pub fn new(settings: Settings, finder: Finder) -> Result<Self, SettingsError> {
        let selection = Selection::new(&settings)?;
        let own_phrases = Lexicon::of_own(&settings.phrases).map_err(SettingsError::Phrase)?;
        Ok(Self {
            settings,
            finder,
            selection,
            own_phrases,
        })
    }
}

/// A warning that was raised before the incident a text is about. The organisation knows of it, so
/// the text has to discuss it: rule R608.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriorWarning {
    /// What it is called where it is kept: a text that writes this discusses it.
    pub reference: String,
    /// What it says may happen.
    pub statement: String,
}

/// One text being reviewed: read once, shared by all rules.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    /// The text and its structure.
    pub document: &'a Document,
    /// The people and customers in it, in order of place.
    pub mentions: &'a [Mention],
    /// What the organisation brings.
    pub context: &'a Context,
    /// What had been warned of.
    pub warnings: &'a [PriorWarning],
    /// How much is asked of this text.
    pub profile: Profile,
    /// The rules that run on it.
    rules: &'a [&'static Rule],
    /// The built-in phrases in it, in order of place.
    hits: Vec<Hit>,
    /// The organisation's own phrases in it.
    own_hits: Vec<Hit>,
    places: Places,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(
        document: &'a Document,
        mentions: &'a [Mention],
        context: &'a Context,
        warnings: &'a [PriorWarning],
        rules: &'a [&'static Rule],
    ) -> Self {
        Self {
            document,
            mentions,
            context,
            warnings,
            profile: Profile::of(document, &context.settings),
            rules,
            hits: BUILT_IN.find(document),
            own_hits: context.own_phrases.find(document),
            places: Places::of(document),
        }
    }

    /// The source.
    pub(crate) fn text(&self) -> &'a str {
        self.document.source()
    }

    /// Whether `rule` runs too: what it says need not be said twice.
    pub(crate) fn runs(&self, rule: &Rule) -> bool {
        self.rules.contains(&rule)
    }

    /// The phrases of one rule, in order of place.
    pub(crate) fn hits(&self, code: &str) -> impl Iterator<Item = (&Entry, &Hit)> {
        let (lexicon, hits) = if code == "O901" {
            (&self.context.own_phrases, &self.own_hits)
        } else {
            (&*BUILT_IN, &self.hits)
        };
        let with_entries = hits.iter().map(|hit| (&lexicon.entries[hit.entry], hit));
        with_entries.filter(move |(entry, _)| entry.rule == code)
    }

    /// The passage a phrase begins in.
    pub(crate) fn passage(&self, hit: &Hit) -> &'a Passage {
        &self.document.passages()[hit.passage]
    }

    /// The leaf block of a passage.
    pub(crate) fn block(&self, passage: &Passage) -> &'a Block {
        &self.document.blocks()[passage.block as usize]
    }

    /// The sentence a phrase stands in.
    pub(crate) fn sentence(&self, hit: &Hit) -> Span {
        prose::sentence(
            self.text(),
            &self.block(self.passage(hit)).span,
            hit.span.start,
        )
    }

    /// The subject of the verb at `verb`.
    pub(crate) fn subject(&self, sentence: &Span, verb: usize) -> Subject {
        prose::subject(self.text(), sentence.start, verb, &|span| {
            self.is_named(span)
        })
    }

    /// Whether a phrase stands in text that tells something: not in a tag of the front matter.
    pub(crate) fn is_told(&self, hit: &Hit) -> bool {
        let passage = self.passage(hit);
        if passage.kind != document::PassageKind::FrontMatter {
            return true;
        }
        let key = passage
            .label
            .as_ref()
            .map_or("", |label| &self.text()[label.clone()]);
        ["title", "summary", "impact"]
            .iter()
            .any(|told| key.eq_ignore_ascii_case(told))
    }

    /// Whether `span` overlaps the name of a person.
    pub(crate) fn is_named(&self, span: &Span) -> bool {
        self.mention(span).is_some()
    }

    /// The first mention of a person that overlaps `span`.
    pub(crate) fn mention(&self, span: &Span) -> Option<&'a Mention> {
        let first = self
            .mentions
            .partition_point(|mention| mention.range.end <= span.start);
        self.mentions[first..]
            .iter()
            .take_while(|mention| mention.range.start < span.end)
            .find(|mention| mention.kind == Kind::Person)
    }

    /// Whether `at` lies in a section of this meaning, or in one below it.
    pub(crate) fn is_within(&self, at: usize, meaning: Meaning) -> bool {
        self.places.is_within(at, meaning)
    }

    /// Whether a section of this meaning holds more than a line.
    pub(crate) fn tells(&self, meaning: Meaning) -> bool {
        self.places.tells(meaning)
    }

    /// The corrective action in whose words `at` lies.
    pub(crate) fn correction_at(&self, at: usize) -> Option<&'a Correction> {
        let correction = self
            .document
            .corrections()
            .get(self.places.correction_before(at)?)?;
        (at < correction.what.end).then_some(correction)
    }

    /// Whether a corrective action begins at `at`, give or take its markup.
    pub(crate) fn starts_correction(&self, at: usize) -> bool {
        self.correction_at(at).is_some_and(|correction| {
            !self.text()[correction.what.start..at].contains(char::is_alphanumeric)
        })
    }
}
