//! The same report with other people in it: what is learnt is where names stand, not whose.

use std::{collections::BTreeMap, ops::Range};

use names::lexicon::{Class, Lexicon};

use crate::{
    learn::{Label, Random},
    sample::{Sample, markdown_zones},
    template::Pool,
};

/// A copy of a report in which everybody is called otherwise, the same throughout.
pub fn rename(sample: &Sample, pool: &Pool<'_>, lexicon: &Lexicon, random: &mut Random) -> Sample {
    let mut called = Called {
        names: BTreeMap::new(),
        pool,
        lexicon,
        random,
    };
    let mut text = String::with_capacity(sample.text.len());
    let mut marks: Vec<(Range<usize>, Option<Label>)> = Vec::new();
    let mut at = 0;
    for (range, label) in &sample.marks {
        if range.start < at {
            continue;
        }
        text.push_str(&sample.text[at..range.start]);
        let start = text.len();
        let name = &sample.text[range.clone()];
        match label {
            Some(label) => called.rename(name, *label, &mut text),
            None => text.push_str(name),
        }
        marks.push((start..text.len(), *label));
        at = range.end;
    }
    text.push_str(&sample.text[at..]);
    let zones = markdown_zones(&text);
    Sample {
        source: sample.source.clone(),
        text,
        zones,
        marks,
        weight: sample.weight,
        copy: true,
    }
}

/// What everybody is called in one copy.
struct Called<'a> {
    /// The word as it was, whether it is a person's → as it is now.
    names: BTreeMap<(String, bool), String>,
    pool: &'a Pool<'a>,
    lexicon: &'a Lexicon,
    random: &'a mut Random,
}

/// How a word of a name is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    /// Amina
    Name,
    /// AO
    Initials,
    /// amina, stormy
    Small,
    /// Left as it is: an initial, a particle, a mixture of cases.
    Otherwise,
}

impl Called<'_> {
    /// Writes `name` anew.
    fn rename(&mut self, name: &str, label: Label, text: &mut String) {
        let address = name.contains("://") || name.trim_start_matches('@').contains('@');
        let mut first = true;
        for word in name.split_inclusive(|c: char| !c.is_alphabetic()) {
            let letters = word.trim_end_matches(|c: char| !c.is_alphabetic());
            let tail = &word[letters.len()..];
            let written = self.written(letters);
            if address
                || written == Written::Otherwise
                || label == Label::Customer && (!first || written != Written::Name)
            {
                text.push_str(letters);
            } else {
                text.push_str(&self.another(letters, first, label, written));
            }
            text.push_str(tail);
            first = false;
        }
    }

    fn written(&self, word: &str) -> Written {
        let length = word.chars().count();
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let small = word.chars().filter(|c| c.is_lowercase()).count();
        let inner = ["Mc", "Mac", "De", "Di"]
            .iter()
            .any(|p| word.starts_with(p));
        if small == 0 && (2..=3).contains(&capitals) && capitals == length {
            Written::Initials
        } else if capitals == 0 && small == length && length > 2 {
            let particle = self
                .lexicon
                .facts(names::fold::key(word))
                .is(Class::Particle);
            if particle {
                Written::Otherwise
            } else {
                Written::Small
            }
        } else if small > 0
            && length > 2
            && word.chars().next().is_some_and(char::is_uppercase)
            && (capitals == 1 || capitals == 2 && inner)
        {
            Written::Name
        } else {
            Written::Otherwise
        }
    }

    /// What `word` is called now.
    fn another(&mut self, word: &str, first: bool, label: Label, written: Written) -> String {
        let key = (word.to_lowercase(), label == Label::Person);
        let as_written = |name: &str| match written {
            Written::Small => name.to_lowercase(),
            _ => name.to_owned(),
        };
        if let Some(known) = self.names.get(&key) {
            return as_written(known);
        }
        let facts = self.lexicon.facts(names::fold::key(word));
        let name = match (label, written) {
            // Company names that are ordinary words stay: they are what makes customers hard.
            (Label::Customer, _) if facts.word() > 2 => word.to_owned(),
            (Label::Customer, _) => self.pool.of(Class::CustomerHead, self.random),
            (_, Written::Initials) => self.initials(word.len()),
            (_, Written::Small) if facts.given() == 0 => self.nickname(),
            _ if first && facts.given() >= facts.surname() || facts.surname() == 0 => {
                // One in eight is called by a word: June, Eve, Mark.
                if self.random.below(8) == 0 {
                    self.pool.given_word(self.lexicon, self.random)
                } else {
                    self.pool.given(self.random)
                }
            }
            _ => self.pool.surname(self.random),
        };
        self.names.insert(key, name.clone());
        as_written(&name)
    }

    fn initials(&mut self, length: usize) -> String {
        let mut initials: String = self.pool.given(self.random).chars().take(1).collect();
        for _ in 1..length {
            initials.extend(self.pool.surname(self.random).chars().take(1));
        }
        initials.to_uppercase()
    }

    /// A login or nickname as people make them.
    fn nickname(&mut self) -> String {
        let given = self.pool.given(self.random).to_lowercase();
        let surname = self.pool.surname(self.random).to_lowercase();
        let head = |name: &str, length: usize| name.chars().take(length).collect::<String>();
        match self.random.below(7) {
            0 => given,
            1 => surname,
            2 => head(&given, 1) + &surname,
            3 => head(&given, 5) + &head(&surname, 1),
            4 => head(&given, 2) + &head(&surname, 3),
            5 => head(&surname, 4),
            _ => surname
                .chars()
                .filter(|c| !"aeiou".contains(*c))
                .chain("ix".chars())
                .collect(),
        }
    }
}
