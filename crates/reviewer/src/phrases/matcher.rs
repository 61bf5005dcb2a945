//! Finding phrases: one pass for first words, then the words that follow.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use document::{Document, PassageKind, Span};

use super::data::Lexicon;
use super::words::{self, WordTable};
use crate::prose::{is_word_at, next_word, same};

/// How far a phrase may reach, in bytes.
const REACH: usize = 160;

/// A phrase found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// Index of the entry in its lexicon.
    pub entry: usize,
    /// Bytes of the source.
    pub span: Span,
    /// Index of the passage it begins in.
    pub passage: usize,
}

/// A phrase: its first word and the rest.
#[derive(Clone, Debug)]
pub(super) struct Sequence {
    pub entry: usize,
    /// The first word as the phrase writes it.
    pub first: String,
    rest: Vec<Token>,
}

/// The phrases that begin with one word.
#[derive(Debug)]
pub(super) struct Start {
    /// Those that are over, or go on with any word.
    open: Vec<Sequence>,
    /// The second words of the others.
    seconds: WordTable,
    /// The others, by second word.
    by_second: Vec<Vec<Sequence>>,
}

impl Start {
    pub(super) fn new(sequences: Vec<Sequence>) -> Self {
        let mut open = Vec::new();
        let mut by_second: BTreeMap<String, Vec<Sequence>> = BTreeMap::new();
        for sequence in sequences {
            match sequence.rest.first() {
                Some(Token::Word(second)) => {
                    let second = second.to_lowercase();
                    by_second.entry(second).or_default().push(sequence);
                }
                _ => open.push(sequence),
            }
        }
        let (seconds, by_second) = by_second.into_iter().unzip();
        Self {
            open,
            seconds: WordTable::new(seconds),
            by_second,
        }
    }

    /// The phrases that may go on after `from`.
    fn candidates(&self, text: &str, from: usize, end: usize) -> impl Iterator<Item = &Sequence> {
        let second = (!self.by_second.is_empty())
            .then(|| words::next(&text.as_bytes()[..end], from))
            .flatten()
            .and_then(|(start, end)| self.seconds.get(text.get(start..end)?))
            .map(|second| &self.by_second[second]);
        self.open.iter().chain(second.into_iter().flatten())
    }
}

/// One step of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    /// Up to three words.
    Gap,
}

/// The phrases that a pattern with alternatives stands for.
pub(super) fn sequences(phrase: &str, entry: usize) -> Result<Vec<Sequence>, String> {
    let sequence = |words: String| {
        let mut tokens = words.split_whitespace().map(|word| match word {
            "…" => Token::Gap,
            word => Token::Word(word.to_owned()),
        });
        let Some(Token::Word(first)) = tokens.next() else {
            return Err(format!("the phrase \"{phrase}\" must begin with a word"));
        };
        Ok(Sequence {
            entry,
            first,
            rest: tokens.collect(),
        })
    };
    expand(phrase)?.into_iter().map(sequence).collect()
}

/// `a (b|c|) d` as `a b d`, `a c d`, `a d`.
fn expand(phrase: &str) -> Result<Vec<String>, String> {
    let Some(open) = phrase.find('(') else {
        return Ok(vec![phrase.to_owned()]);
    };
    let close = phrase[open..].find(')').map(|at| open + at);
    let Some(close) = close else {
        return Err(format!("\"(\" without \")\" in the phrase \"{phrase}\""));
    };
    let mut all = Vec::new();
    for choice in phrase[open + 1..close].split('|') {
        all.extend(expand(&format!(
            "{}{}{}",
            &phrase[..open],
            choice,
            &phrase[close + 1..]
        ))?);
        if all.len() > 2000 {
            return Err(format!("too many alternatives in the phrase \"{phrase}\""));
        }
    }
    Ok(all)
}

impl Lexicon {
    /// Every phrase in the running text of `document`, in order of place.
    pub(crate) fn find(&self, document: &Document) -> Vec<Hit> {
        let mut hits = Vec::new();
        if self.entries.is_empty() {
            return hits;
        }
        let text = document.source();
        for (index, passage) in document.passages().iter().enumerate() {
            if !is_read(passage.kind) {
                continue;
            }
            let block = document.blocks().get(passage.block as usize);
            let block = block.map_or(passage.span.end, |block| block.span.end);
            let bytes = &text.as_bytes()[..passage.span.end];
            let mut at = passage.span.start;
            while let Some((start, end)) = words::next(bytes, at) {
                at = end;
                let Some(word) = text.get(start..end) else {
                    continue;
                };
                if let Some(first) = self.first_words.get(word) {
                    self.begin(
                        text,
                        &(start..end),
                        block,
                        &self.starts[first],
                        index,
                        &mut hits,
                    );
                }
            }
        }
        hits
    }

    /// The phrases that begin with the word at `first`.
    fn begin(
        &self,
        text: &str,
        first: &Span,
        block: usize,
        start: &Start,
        passage: usize,
        hits: &mut Vec<Hit>,
    ) {
        if !is_word_at(text, first) {
            return;
        }
        let end = reach(text, first, block);
        let before = hits.len();
        for sequence in start.candidates(text, first.end, end) {
            if let Some(last) = self.follow(text, first, end, sequence) {
                hits.push(Hit {
                    entry: sequence.entry,
                    span: first.start..last,
                    passage,
                });
            }
        }
        // The longest first, so that a part of it is not found beside it.
        hits[before..].sort_by_key(|hit| (Reverse(hit.span.end), hit.entry));
    }
}

fn is_read(kind: PassageKind) -> bool {
    matches!(
        kind,
        PassageKind::Prose | PassageKind::Cell | PassageKind::Heading | PassageKind::FrontMatter
    )
}

/// Where a phrase that begins at `first` ends at the latest.
fn reach(text: &str, first: &Span, block: usize) -> usize {
    let mut end = block.min(first.end + REACH).max(first.end);
    while !text.is_char_boundary(end) {
        end += 1;
    }
    end
}

fn steps(text: &str, at: usize, end: usize, rest: &[Token], exact: bool) -> Option<usize> {
    let Some((step, later)) = rest.split_first() else {
        return Some(at);
    };
    match step {
        Token::Word(expected) => {
            let word = next_word(text, at, end)?;
            let token = &text[word.clone()];
            let equal = if exact {
                token == expected
            } else {
                same(token, expected)
            };
            (equal && is_joined(&text[at..word.start]))
                .then(|| steps(text, word.end, end, later, exact))?
        }
        Token::Gap => {
            let mut from = at;
            for _ in 0..=3 {
                if let Some(found) = steps(text, from, end, later, exact) {
                    return Some(found);
                }
                let word = next_word(text, from, end)?;
                if !is_joined(&text[from..word.start]) {
                    return None;
                }
                from = word.end;
            }
            None
        }
    }
}

/// Whether only white space, emphasis and quotation marks stand between two words.
fn is_joined(gap: &str) -> bool {
    gap.chars().all(|c| {
        c.is_whitespace()
            || matches!(
                c,
                '*' | '_' | '"' | '“' | '”' | '‘' | '\'' | '`' | '>' | '-' | '/'
            )
    }) && gap.matches('\n').count() < 2
}

impl Lexicon {
    /// Where the phrase that begins with the word at `first` ends, if it stands there.
    fn follow(&self, text: &str, first: &Span, end: usize, sequence: &Sequence) -> Option<usize> {
        let exact = self.entries[sequence.entry].exact_case;
        if exact && text[first.clone()] != sequence.first {
            return None;
        }
        steps(text, first.end, end, &sequence.rest, exact)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrases::Entry;

    fn found(phrases: &[&str], text: &str) -> Vec<String> {
        let entry = Entry {
            phrases: phrases.iter().map(|&p| p.to_owned()).collect(),
            ..Entry::default()
        };
        let document = Document::parse(text);
        let hits = Lexicon::new(vec![entry]).unwrap().find(&document);
        hits.into_iter()
            .map(|hit| document.source()[hit.span].to_owned())
            .collect()
    }

    #[test]
    fn finds_words_across_markup_and_lines() {
        assert_eq!(
            found(
                &["human (error|mistake)"],
                "A *Human*\nerror, human  mistakes."
            ),
            ["Human*\nerror"]
        );
        assert_eq!(
            found(&["lack of … attention"], "lack of the due attention"),
            ["lack of the due attention"]
        );
        assert_eq!(
            found(&["didn't read"], "They didn’t read it."),
            ["didn’t read"]
        );
    }

    #[test]
    fn skips_code_and_parts_of_words() {
        assert_eq!(
            found(
                &["fault"],
                "`fault` default fault-tolerant fault.io\n\n    fault\n"
            ),
            [""; 0]
        );
        assert_eq!(found(&["human error"], "human. Error"), [""; 0]);
    }

    #[test]
    fn refuses_what_it_cannot_read() {
        let entry = |phrase: &str| Entry {
            phrases: vec![phrase.to_owned()],
            ..Entry::default()
        };
        assert!(Lexicon::new(vec![entry("(a|b")]).is_err());
        assert!(Lexicon::new(vec![entry("… b")]).is_err());
    }
}
