//! Titles by the words they hold, where no phrase is listed: "Future measures".

use std::sync::OnceLock;

use crate::meaning::Meaning;
use crate::phrase;

/// Words of the longest title that is looked at; longer ones are sentences.
const LONGEST: usize = 6;

/// A line of `heads.txt`.
#[derive(Debug)]
struct Head {
    meaning: Meaning,
    /// Beginnings of words that qualify; those after `^` only as the first word.
    qualifiers: Vec<&'static str>,
    /// What is qualified, singular; empty for any word.
    heads: Vec<&'static str>,
}

/// What a title means by a word that qualifies and one that is qualified.
pub(crate) fn meaning(title: &str) -> Option<Meaning> {
    let words = phrase::words(title);
    if !(2..=LONGEST).contains(&words.len()) {
        return None;
    }
    let found = heads().iter().find(|head| head.fits(&words))?;
    Some(found.meaning)
}

impl Head {
    fn fits(&self, words: &[String]) -> bool {
        let qualifying = words
            .iter()
            .enumerate()
            .find(|(at, word)| self.qualifies(*at, word));
        qualifying.is_some_and(|(at, _)| {
            let mut others = words.iter().enumerate().filter(|(other, _)| *other != at);
            others.any(|(_, word)| self.is_head(word))
        })
    }

    fn qualifies(&self, at: usize, word: &str) -> bool {
        self.qualifiers
            .iter()
            .any(|stem| match stem.strip_prefix('^') {
                Some(stem) => at == 0 && word.starts_with(stem),
                None => word.starts_with(stem),
            })
    }

    fn is_head(&self, word: &str) -> bool {
        let is = |head: &&str| {
            let plural = word.strip_prefix(*head);
            matches!(plural, Some("" | "s" | "es"))
        };
        self.heads.is_empty() || self.heads.iter().any(is)
    }
}

fn heads() -> &'static [Head] {
    static HEADS: OnceLock<Vec<Head>> = OnceLock::new();
    HEADS.get_or_init(|| {
        let lines = include_str!("heads.txt").lines();
        lines.filter_map(head).collect()
    })
}

fn head(line: &'static str) -> Option<Head> {
    let (name, rest) = line.split_once(':')?;
    let (qualifiers, heads) = rest.split_once('=')?;
    let meaning = Meaning::ALL
        .into_iter()
        .find(|meaning| format!("{meaning:?}") == name)?;
    Some(Head {
        meaning,
        qualifiers: qualifiers.split_whitespace().collect(),
        heads: heads
            .split_whitespace()
            .filter(|head| *head != "*")
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        let lines = include_str!("heads.txt").lines();
        let written = lines.filter(|line| !line.starts_with('#') && !line.is_empty());
        assert_eq!(written.count(), heads().len());
    }

    #[test]
    fn titles_mean_what_their_words_say() {
        for (title, expected) in [
            ("Corrective and Preventative Measure", Meaning::Corrections),
            ("Future measures", Meaning::Corrections),
            ("Long-term solution", Meaning::Corrections),
            ("Actions following review", Meaning::Corrections),
            ("Impacted slots", Meaning::Impact),
            ("Affected relays and users", Meaning::Impact),
            ("Root of the failure", Meaning::Factors),
            ("Earlier incidents like this", Meaning::PriorWarnings),
        ] {
            assert_eq!(meaning(title), Some(expected), "{title}");
        }
        for title in [
            "Measures",
            "Slots that were impacted",
            "The future of our ingest platform",
            "A note on how we may prevent all of this work next time",
        ] {
            assert_eq!(meaning(title), None, "{title}");
        }
    }
}
