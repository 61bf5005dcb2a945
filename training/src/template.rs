//! Fills sentence templates with names from the lists.

use std::{collections::BTreeMap, ops::Range, path::Path};

use anyhow::{Result, bail};
use names::lexicon::{Class, Lexicon};

use crate::{
    learn::{Label, Random},
    lexicon::Inputs,
    lists::{Counted, lines},
    sample::{Sample, markdown_zones},
};

/// Every template filled `times` times, several sentences to a text.
pub fn fill(path: &Path, inputs: &Inputs, times: usize) -> Result<Vec<Sample>> {
    let templates = lines(path)?;
    let mut random = Random(0x7e57);
    let pool = Pool::new(inputs);
    let mut samples = Vec::new();
    for round in 0..times {
        for (at, template) in templates.iter().enumerate() {
            let mut text = Text::default();
            text.fill(template, &pool, &mut random)?;
            let zones = markdown_zones(&text.text);
            let source = format!("templates-{}", (at * 7 + round) % 5);
            samples.push(Sample {
                source,
                text: text.text,
                zones,
                marks: text.marks,
                weight: 0.3,
                copy: false,
            });
        }
    }
    Ok(samples)
}

/// What names are drawn from.
pub struct Pool<'a> {
    inputs: &'a Inputs,
    given: Names<'a>,
    surnames: Names<'a>,
}

/// Names to draw from: half of the draws by how many bear them, half by what the locales of the
/// world list, each alike.
struct Names<'a> {
    listed: Vec<&'a str>,
    borne: Vec<(u64, &'a str)>,
}

impl<'a> Names<'a> {
    fn new(counted: &'a [Counted]) -> Self {
        let fit = |c: &&Counted| {
            c.name
                .chars()
                .all(|c| c.is_alphabetic() || "'’-".contains(c))
        };
        let listed = counted
            .iter()
            .filter(|c| c.locales > 0)
            .filter(fit)
            .map(|c| c.name.as_str())
            .collect();
        let mut total = 0;
        let borne = counted
            .iter()
            .filter(|c| c.count > 50)
            .filter(fit)
            .map(|c| {
                total += c.count;
                (total, c.name.as_str())
            });
        Names {
            listed,
            borne: borne.collect(),
        }
    }

    fn draw(&self, random: &mut Random) -> String {
        if random.below(2) == 0 {
            return self.listed[random.below(self.listed.len())].to_owned();
        }
        let total = self.borne.last().map_or(0, |(sum, _)| *sum);
        let drawn = random.below(total as usize) as u64;
        let at = self.borne.partition_point(|(sum, _)| *sum <= drawn);
        self.borne[at].1.to_owned()
    }
}

impl<'a> Pool<'a> {
    /// From the gathered lists.
    pub fn new(inputs: &'a Inputs) -> Self {
        Pool {
            inputs,
            given: Names::new(&inputs.given),
            surnames: Names::new(&inputs.surnames),
        }
    }

    /// A given name.
    pub fn given(&self, random: &mut Random) -> String {
        self.given.draw(random)
    }

    /// A given name that means something else too.
    pub fn given_word(&self, lexicon: &Lexicon, random: &mut Random) -> String {
        let list = self.inputs.list(Class::Ambiguous);
        let name = |word: &&String| lexicon.facts(names::fold::key(word)).given() >= 4;
        // Few of the list are surnames alone; whoever never draws a name is called by a common one.
        (0..32)
            .map(|_| &list[random.below(list.len())])
            .find(name)
            .map_or_else(|| self.given(random), String::clone)
    }

    /// A surname.
    pub fn surname(&self, random: &mut Random) -> String {
        self.surnames.draw(random)
    }

    /// A word of one of our own lists.
    pub fn of(&self, class: Class, random: &mut Random) -> String {
        let list = self.inputs.list(class);
        list[random.below(list.len())].clone()
    }

    fn customer(&self, random: &mut Random) -> (String, String) {
        let short = self.of(Class::CustomerHead, random);
        let suffix = self.of(Class::OrgSuffix, random);
        let long = format!("{short} {suffix}");
        (long, short)
    }
}

#[derive(Default)]
struct Text {
    text: String,
    marks: Vec<(Range<usize>, Option<Label>)>,
}

/// A made-up person: given name, surname.
type Person = (String, String);

impl Text {
    fn fill(&mut self, template: &str, pool: &Pool<'_>, random: &mut Random) -> Result<()> {
        let mut people: BTreeMap<String, Person> = BTreeMap::new();
        let mut customers: BTreeMap<String, (String, String)> = BTreeMap::new();
        let mut rest = template;
        let mut fresh = 0;
        while let Some((before, after)) = rest.split_once('{') {
            self.text.push_str(before);
            let Some((slot, after)) = after.split_once('}') else {
                bail!("a slot is not closed: {template}")
            };
            rest = after;
            let kind = slot.trim_end_matches(|c: char| c.is_ascii_digit());
            let number = &slot[kind.len()..];
            let who = if number.is_empty() {
                fresh += 1;
                format!("fresh {fresh}")
            } else {
                number.to_owned()
            };
            if let Some(text) = thing(kind, pool, random) {
                self.text.push_str(&text);
            } else if kind.starts_with("customer") {
                let (long, short) = customers
                    .entry(who)
                    .or_insert_with(|| pool.customer(random));
                let text = if kind == "customer_short" {
                    short.clone()
                } else {
                    long.clone()
                };
                self.mark(&text, Label::Customer);
            } else {
                let (given, surname) = people
                    .entry(who)
                    .or_insert_with(|| (pool.given(random), pool.surname(random)));
                if let Some(text) = person(kind, given, surname) {
                    self.mark(&text, Label::Person);
                } else {
                    // Braces that are no slot: JSON.
                    self.text.push('{');
                    self.text.push_str(slot);
                    self.text.push('}');
                }
            }
        }
        self.text.push_str(rest);
        Ok(())
    }

    fn mark(&mut self, text: &str, label: Label) {
        let start = self.text.len();
        self.text.push_str(text);
        self.marks.push((start..self.text.len(), Some(label)));
    }
}

fn plain(name: &str) -> String {
    names::fold::fold(name)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect()
}

fn person(kind: &str, given: &str, surname: &str) -> Option<String> {
    let initial = given.chars().next()?;
    let (first, last) = (plain(given), plain(surname));
    let login = if first.is_empty() || last.is_empty() {
        "jdoe".to_owned()
    } else {
        format!("{}{last}", &first[..1])
    };
    Some(match kind {
        "given" => given.to_owned(),
        "surname" => surname.to_owned(),
        "full" => format!("{given} {surname}"),
        "initial_surname" => format!("{initial}. {surname}"),
        "last_first" => format!("{surname}, {given}"),
        "handle" => format!("@{login}"),
        "login" => login,
        "email" => format!("{first}.{last}@mail.example"),
        _ => return None,
    })
}

fn thing(kind: &str, pool: &Pool<'_>, random: &mut Random) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    const TEAMS: [&str; 12] = [
        "Storage",
        "Payments",
        "Platform",
        "Edge",
        "Identity",
        "Search",
        "Data",
        "Mobile",
        "Network",
        "Billing",
        "Core Infra",
        "Checkout",
    ];
    let mut pick = |list: &[&str]| list[random.below(list.len())].to_owned();
    Some(match kind {
        "month" => pick(&MONTHS),
        "team" => pick(&TEAMS),
        "time" => format!("{:02}:{:02}", random.below(24), random.below(60)),
        "date" => format!(
            "202{}-{:02}-{:02}",
            random.below(7),
            1 + random.below(12),
            1 + random.below(28)
        ),
        "vendor" => pool.of(Class::Vendor, random),
        "tech" => pool.of(Class::Technology, random),
        "service" => pool.of(Class::Service, random),
        "place" => pool.of(Class::Place, random),
        "role" => pool.of(Class::Role, random),
        "verb_person" => pool.of(Class::PersonVerb, random),
        "word_cap" => {
            let words = &pool.inputs.words;
            let word = loop {
                let (word, size) = &words[random.below(words.len())];
                if *size <= 35 && word.len() > 2 && word.is_ascii() {
                    break word;
                }
            };
            let (first, tail) = word.split_at(1);
            first.to_uppercase() + tail
        }
        _ => return None,
    })
}
