//! Builds the lexicon: packed facts for every word of the lists.

use std::{collections::BTreeMap, path::Path};

use anyhow::Result;
use names::{
    fold::{Key, key},
    lexicon::{Class, Facts, build},
};

use crate::lists::{Counted, counted, lines};

/// Our own lists and the class each gives its words.
const LISTS: [(&str, Class); 16] = [
    ("abbreviations", Class::Abbreviation),
    ("technologies", Class::Technology),
    ("vendors", Class::Vendor),
    ("places", Class::Place),
    ("service-words", Class::Service),
    ("person-verbs", Class::PersonVerb),
    ("thing-verbs", Class::ThingVerb),
    ("roles", Class::Role),
    ("thing-nouns", Class::ThingNoun),
    ("org-suffixes", Class::OrgSuffix),
    ("titles", Class::Title),
    ("name-particles", Class::Particle),
    ("service-accounts", Class::ServiceAccount),
    ("ambiguous", Class::Ambiguous),
    ("customer-heads", Class::CustomerHead),
    ("nicknames", Class::Nickname),
];

const CALENDAR: &str = "January February March April May June July August September October November December \
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec \
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri Sat Sun \
    Januar Februar März Mai Juni Juli Oktober Dezember janvier février mars avril juin juillet août septembre octobre novembre décembre \
    UTC GMT CET CEST BST IST EST EDT CST CDT MST MDT PST PDT JST KST SGT HKT AEST AEDT ACST AWST NZST NZDT WAT CAT EAT SAST MSK EET EEST GST BRT ART \
    WET WEST PKT WIB TRT \
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre";

/// Everything the recogniser's tables are made from.
pub struct Inputs {
    /// Given names.
    pub given: Vec<Counted>,
    /// Surnames.
    pub surnames: Vec<Counted>,
    /// English words and the size of their list.
    pub words: Vec<(String, u32)>,
    /// Places, from public locale data.
    pub places: Vec<String>,
    /// Names of software packages.
    pub packages: Vec<String>,
    /// Our own lists, in the order of [`LISTS`].
    pub own: Vec<Vec<String>>,
}

impl Inputs {
    /// Reads the gathered lists from `inputs` and our own from `lists`.
    pub fn read(inputs: &Path, own: &Path) -> Result<Self> {
        let words = lines(&inputs.join("words.tsv"))?;
        let words = words
            .iter()
            .filter_map(|line| line.split_once('\t'))
            .filter_map(|(word, size)| Some((word.to_owned(), size.parse().ok()?)));
        Ok(Inputs {
            given: counted(&inputs.join("given.tsv"))?,
            surnames: counted(&inputs.join("surnames.tsv"))?,
            words: words.collect(),
            places: lines(&inputs.join("places.tsv"))?,
            packages: lines(&inputs.join("packages.tsv"))?,
            own: LISTS
                .iter()
                .map(|(name, _)| lines(&own.join(format!("{name}.txt"))))
                .collect::<Result<_>>()?,
        })
    }

    /// The entries of one of our own lists.
    pub fn list(&self, class: Class) -> &[String] {
        let at = LISTS.iter().position(|(_, c)| *c == class);
        at.map_or(&[], |at| &self.own[at])
    }
}

/// What is gathered of one word.
#[derive(Default)]
struct Entry {
    given: u32,
    surname: u32,
    word: u32,
    classes: Vec<Class>,
}

/// The lexicon's bytes.
pub fn make(inputs: &Inputs) -> Vec<u8> {
    let mut entries: BTreeMap<Key, Entry> = BTreeMap::new();
    for (word, size) in &inputs.words {
        let entry = entries.entry(key(word)).or_default();
        entry.word = entry.word.max(commonness(*size));
        if (word.ends_with("ed") || word.ends_with("ing")) && *size <= 60 && word.len() > 4 {
            entry.classes.push(Class::Verb);
        }
    }
    for stem in [
        "didn", "doesn", "don", "isn", "wasn", "weren", "aren", "hasn", "haven", "hadn", "couldn",
        "wouldn", "shouldn", "ain",
    ] {
        // What is left of a contraction cut by markup: "**didn**'t".
        entries.entry(key(stem)).or_default().word = 5;
    }
    for counted in &inputs.given {
        let entry = entries.entry(key(&counted.name)).or_default();
        entry.given = entry.given.max(given_weight(counted));
    }
    for counted in &inputs.surnames {
        let entry = entries.entry(key(&counted.name)).or_default();
        entry.surname = entry.surname.max(surname_weight(counted));
    }
    for nickname in inputs.list(Class::Nickname) {
        let entry = entries.entry(key(nickname)).or_default();
        entry.given = entry.given.max(3);
    }
    for entry in entries.values_mut().filter(|e| e.given >= 5) {
        // A name many bear is popular as the name of hosts too; that it is one is no news.
        entry.classes.retain(|class| *class != Class::Verb);
    }
    for word in CALENDAR.split_whitespace() {
        entries
            .entry(key(word))
            .or_default()
            .classes
            .push(Class::Calendar);
    }
    for (list, (_, class)) in inputs.own.iter().zip(LISTS) {
        classify(&mut entries, list, class);
        if matches!(class, Class::ThingNoun | Class::Role) {
            let plurals: Vec<String> = list
                .iter()
                .filter(|word| !word.contains(' '))
                .map(|word| format!("{word}s"))
                .collect();
            classify(&mut entries, &plurals, class);
        }
    }
    for package in &inputs.packages {
        // The first part says what it is: "firefox-esr", "kafkacat".
        let name = package.split(['-', '.', '+']).next().unwrap_or(package);
        let entry = entries.entry(key(name)).or_default();
        if name.len() > 3 && entry.given < 3 && entry.surname < 3 && entry.word == 0 {
            entry.classes.push(Class::Technology);
        }
    }
    for place in &inputs.places {
        // Locale data lists villages by the thousand, many named like people: only what is nothing else counts.
        let entry = entries.entry(key(place)).or_default();
        if !place.contains(' ') && entry.given == 0 && entry.surname < 3 && entry.word == 0 {
            entry.classes.push(Class::Place);
        }
    }
    let packed: Vec<(Key, u32)> = entries
        .iter()
        .map(|(key, e)| (*key, Facts::pack(e.given, e.surname, e.word, &e.classes).0))
        .filter(|(_, facts)| *facts != 0)
        .collect();
    build(&packed)
}

/// Gives the words of a list their class. Of an entry of several words, each word counts that is
/// no ordinary word and no name: "Apache Kafka", but not "Load Balancer"; and things of two words
/// are known as such.
fn classify(entries: &mut BTreeMap<Key, Entry>, list: &[String], class: Class) {
    for line in list {
        let words: Vec<&str> = line
            .split(|c: char| c.is_whitespace() || matches!(c, '-' | '.' | '/' | '_' | '(' | ')'))
            .filter(|w| w.len() > 1)
            .collect();
        if let ([first, second], Class::Technology | Class::Vendor | Class::Place) =
            (words.as_slice(), class)
        {
            let together = names::fold::join(key(first), key(second));
            entries.entry(together).or_default().classes.push(class);
        }
        let alone = words.len() == 1;
        for word in words {
            let entry = entries.entry(key(word)).or_default();
            let host = matches!(
                class,
                Class::Service | Class::CustomerHead | Class::Place | Class::Vendor
            );
            if host && entry.given >= 5 && entry.word < 3 {
                continue;
            }
            if alone || (entry.word == 0 && entry.given < 3 && entry.surname < 4) {
                entry.classes.push(class);
            }
        }
    }
}

/// Size of the smallest list a word is on → how common it is, 7 most.
fn commonness(size: u32) -> u32 {
    match size {
        0..=10 => 7,
        11..=20 => 6,
        21..=35 => 5,
        36..=40 => 4,
        41..=55 => 3,
        56..=60 => 2,
        _ => 1,
    }
}

fn given_weight(counted: &Counted) -> u32 {
    let births = match counted.count {
        0 => 0,
        1..=99 => 1,
        100..=499 => 2,
        500..=1999 => 3,
        2000..=9999 => 4,
        10_000..=49_999 => 5,
        50_000..=199_999 => 6,
        _ => 7,
    };
    births.max(by_locales(counted.locales))
}

fn surname_weight(counted: &Counted) -> u32 {
    let census = match counted.count {
        0 => 0,
        1 => 1,
        2..=3 => 2,
        4..=50 => 3,
        51..=300 => 4,
        301..=1500 => 5,
        1501..=6000 => 6,
        _ => 7,
    };
    census.max(by_locales(counted.locales))
}

fn by_locales(locales: u32) -> u32 {
    match locales {
        0 => 0,
        1 => 4,
        2..=3 => 5,
        _ => 6,
    }
}
