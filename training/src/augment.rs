//! The same report with other people in it: what is learnt is where names stand, not whose.

use std::{collections::BTreeMap, ops::Range};

use names::lexicon::{Class, Lexicon};

use crate::{
    learn::{Label, Random},
    sample::{Sample, markdown_zones},
    template::Pool,
};

/// A copy of a report in which every capitalised name is another one, the same one throughout.
pub fn rename(sample: &Sample, pool: &Pool<'_>, lexicon: &Lexicon, random: &mut Random) -> Sample {
    let mut called: BTreeMap<(String, bool), String> = BTreeMap::new();
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
            Some(label) => renamed(name, *label, &mut |word, first| {
                called
                    .entry((word.to_owned(), *label == Label::Person))
                    .or_insert_with(|| another(word, first, *label, pool, lexicon, random))
                    .clone()
            })
            .iter()
            .for_each(|part| text.push_str(part)),
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

/// The parts of a name, its capitalised words replaced.
fn renamed(name: &str, label: Label, another: &mut dyn FnMut(&str, bool) -> String) -> Vec<String> {
    let mut parts = Vec::new();
    let mut first = true;
    for word in name.split_inclusive(|c: char| !c.is_alphabetic()) {
        let letters = word.trim_end_matches(|c: char| !c.is_alphabetic());
        let tail = &word[letters.len()..];
        let capital = letters.chars().next().is_some_and(char::is_uppercase)
            && letters.chars().any(char::is_lowercase)
            && letters.chars().count() > 2;
        let address = name.contains('@') || name.contains("://");
        let kept = address || !capital || (label == Label::Customer && !first);
        parts.push(if kept {
            word.to_owned()
        } else {
            another(letters, first) + tail
        });
        first = false;
    }
    parts
}

fn another(
    word: &str,
    first: bool,
    label: Label,
    pool: &Pool<'_>,
    lexicon: &Lexicon,
    random: &mut Random,
) -> String {
    let facts = lexicon.facts(names::fold::key(word));
    match label {
        // Company names that are ordinary words stay: they are what makes customers hard.
        Label::Customer if facts.word() > 2 => word.to_owned(),
        Label::Customer => pool.of(Class::CustomerHead, random),
        _ if first && facts.given() >= facts.surname() => pool.given(random),
        _ if first && facts.surname() == 0 => pool.given(random),
        _ => pool.surname(random),
    }
}
