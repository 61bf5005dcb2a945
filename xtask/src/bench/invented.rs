//! Reports, rosters and documents invented for measuring, the same every time.

use std::fmt::Write as _;

use crate::chance::Chance;

const GIVEN: [&str; 40] = [
    "Amina", "Anders", "Beatriz", "Chidi", "Chen", "Dagny", "Deepa", "Elena", "Emeka", "Farid",
    "Fatima", "Gabriel", "Hana", "Hugo", "Ingrid", "Ivan", "Jamal", "Jun", "Karin", "Kofi",
    "Lakshmi", "Leila", "Mateo", "Mei", "Nadia", "Noor", "Olga", "Oskar", "Paulo", "Priya",
    "Quentin", "Rafael", "Sakura", "Sven", "Tariq", "Thandi", "Vikram", "Wanjiru", "Yusuf",
    "Zofia",
];

const SURNAMES: [&str; 40] = [
    "Abbasi",
    "Adeyemi",
    "Almeida",
    "Andersen",
    "Banerjee",
    "Becker",
    "Castillo",
    "Chowdhury",
    "Dlamini",
    "Eriksson",
    "Fernandes",
    "Fischer",
    "Garcia",
    "Hoang",
    "Ibrahim",
    "Iyer",
    "Jansen",
    "Kamau",
    "Kim",
    "Kowalski",
    "Larsen",
    "Lindgren",
    "Mbeki",
    "Moreau",
    "Nakamura",
    "Novak",
    "Okafor",
    "Oliveira",
    "Petrov",
    "Qureshi",
    "Raman",
    "Rossi",
    "Sato",
    "Schmidt",
    "Tanaka",
    "Ueda",
    "Varga",
    "Wang",
    "Yilmaz",
    "Zhang",
];

const SYLLABLES: [&str; 24] = [
    "ba", "chi", "da", "el", "fo", "gu", "ha", "in", "ja", "ko", "la", "mi", "na", "or", "pe",
    "ri", "sa", "te", "ul", "va", "wen", "ya", "zo", "shi",
];

const SERVICES: [&str; 12] = [
    "checkout",
    "billing",
    "search index",
    "session store",
    "object storage",
    "message queue",
    "sign-in",
    "image resizer",
    "rate limiter",
    "price feed",
    "mail relay",
    "metrics pipeline",
];

const FAULTS: [&str; 8] = [
    "ran out of connections",
    "rejected every write",
    "lost its leader",
    "served stale answers",
    "restarted in a loop",
    "filled its disk",
    "answered in 9 s instead of 80 ms",
    "dropped 3 % of requests",
];

const ACTS: [&str; 8] = [
    "rolled back release 412",
    "drained cell 3",
    "raised the limit to 4,000 connections",
    "paged the owning team",
    "ran `storectl drain --cell 3`",
    "restarted two nodes",
    "opened an incident call",
    "confirmed the error rate at 0.2 %",
];

const SIGNALS: [&str; 6] = [
    "alarm on error rate",
    "dashboard, p99 at 9 s",
    "a customer's ticket",
    "runbook RB-12 step 4",
    "deploy log",
    "-",
];

const CUSTOMERS: [&str; 6] = [
    "Harbour Housing",
    "Lumen Travel",
    "Quillfeather Books",
    "Northgate Foods",
    "Oakline Rail",
    "Pebble Bank",
];

/// Who appears in a report.
#[derive(Debug)]
struct Person {
    given: &'static str,
    surname: &'static str,
}

impl Person {
    fn any(chance: &mut Chance) -> Self {
        Self {
            given: chance.one_of(&GIVEN),
            surname: chance.one_of(&SURNAMES),
        }
    }

    /// In full, by given name, by handle or by label, as reports mix them.
    fn mention(&self, chance: &mut Chance) -> String {
        let Self { given, surname } = self;
        match chance.below(8) {
            0 => format!("{given} {surname}"),
            1 => (*given).to_owned(),
            2 => format!("@{}{}", given[..1].to_lowercase(), surname.to_lowercase()),
            _ => format!("Oncall {}", chance.below(3) + 1),
        }
    }
}

/// A report of at least this many words.
pub fn report(seed: u64, words: usize) -> String {
    let mut chance = Chance::new(seed);
    let people = [
        Person::any(&mut chance),
        Person::any(&mut chance),
        Person::any(&mut chance),
    ];
    let mut text = opening(&mut chance);
    let rows = words / 25;
    text.push_str(
        "# Timeline\n\n| Time | Who | What happened | What they saw |\n|---|---|---|---|\n",
    );
    for row in 0..rows / 2 {
        let _ = writeln!(text, "{}", timeline_row(&mut chance, &people, row));
    }
    text.push_str("\n# Diagnosis\n\n");
    let mut count = text.split_whitespace().count() + 60;
    while count < words {
        let paragraph = paragraph(&mut chance, &people);
        count += paragraph.split_whitespace().count();
        text.push_str(&paragraph);
    }
    text.push_str(&closing(&mut chance));
    text
}

/// Front matter, summary and impact.
fn opening(chance: &mut Chance) -> String {
    let (service, fault) = (chance.one_of(&SERVICES), chance.one_of(&FAULTS));
    let (day, failed) = (chance.below(28) + 1, chance.below(90_000));
    let (one, other) = (chance.one_of(&CUSTOMERS), chance.one_of(&CUSTOMERS));
    format!(
        "---\ntitle: The {service} {fault}\nseverity: 2\nstarted: 2026-03-{day:02}T09:12Z\n---\n\n# Summary\n\n\
         On {day} March 2026 the {service} {fault} for 47 minutes in one region.\n\n# Impact\n\n\
         {failed} of 2,400,000 requests failed. {one} and {other} opened tickets.\n\n"
    )
}

fn timeline_row(chance: &mut Chance, people: &[Person], row: usize) -> String {
    let (hour, minute) = (9 + row / 30 % 12, row * 2 % 60);
    let who = people[chance.below(people.len())].mention(chance);
    format!(
        "| {hour:02}:{minute:02} UTC | {who} | {} | {} |",
        chance.one_of(&ACTS),
        chance.one_of(&SIGNALS)
    )
}

/// A few sentences, now and then followed by a pasted log.
fn paragraph(chance: &mut Chance, people: &[Person]) -> String {
    let mut text = String::new();
    for _ in 0..3 + chance.below(3) {
        let who = people[chance.below(people.len())].mention(chance);
        let (service, fault, act) = (
            chance.one_of(&SERVICES),
            chance.one_of(&FAULTS),
            chance.one_of(&ACTS),
        );
        let sentence = match chance.below(5) {
            0 => format!(
                "The {service} {fault} because its limit was set for half of today's load. "
            ),
            1 => format!("{who} {act}, and the {service} recovered within 4 minutes. "),
            2 => format!(
                "Why was it not caught? The test suite runs the {service} with one node only. "
            ),
            3 => format!("After that the {service} {fault}, which no alarm covers. "),
            _ => format!(
                "Nobody expected that the {service} shares a [quota](docs/quota.md) with {service} in March. "
            ),
        };
        text.push_str(&sentence);
    }
    text.push_str("\n\n");
    if chance.below(6) == 0 {
        let user = people[0].surname.to_lowercase();
        let _ = write!(
            text,
            "```\n{user}@bastion-2:~$ storectl status --cell 3\ncell 3: 4 of 9 nodes, lag {} ms\n```\n\n",
            chance.below(9000)
        );
    }
    text
}

/// Factors and corrections.
fn closing(chance: &mut Chance) -> String {
    let (first, second) = (chance.one_of(&SERVICES), chance.one_of(&SERVICES));
    format!(
        "# Contributing factors\n\n- F1: the limit of the {first} is set by hand\n- F2: the {second} has no dry run\n\n\
         # Corrections\n\n| Id | Correction | Kind | Priority | Owner | Due | Addresses | Success measure |\n\
         |---|---|---|---|---|---|---|---|\n\
         | C1 | Derive the limit from the load of the last 30 days | eliminate | P1 | Storage | 2026-04-20 | F1 | no limit below twice the load |\n\
         | C2 | Refuse a drain of more than one cell | guard | P1 | Platform | 2026-04-25 | F2 | drill of 2026-05 |\n"
    )
}

/// Reports of about 1,500 words each, together at least this many bytes.
pub fn reports(bytes: usize) -> Vec<String> {
    let mut reports = Vec::new();
    let mut total = 0;
    for seed in 0.. {
        if total >= bytes {
            break;
        }
        let report = report(seed, 1_500);
        total += report.len();
        reports.push(report);
    }
    reports
}

/// A roster of this many people, as CSV; names are made of syllables so that there are enough.
pub fn roster(people: usize) -> String {
    let mut chance = Chance::new(11);
    let mut csv = String::from("name,email,handles,title,team\n");
    for number in 0..people {
        let given = if number % 3 == 0 {
            chance.one_of(&GIVEN).to_owned()
        } else {
            name(&mut chance)
        };
        let surname = if number % 5 == 0 {
            chance.one_of(&SURNAMES).to_owned()
        } else {
            name(&mut chance)
        };
        let handle = format!("{}{number}", surname.to_lowercase());
        let _ = writeln!(
            csv,
            "{given} {surname},{handle}@acme.example,{handle},Engineer,Team {}",
            number % 40
        );
    }
    csv
}

/// Two to four syllables.
fn name(chance: &mut Chance) -> String {
    let syllables = 2 + chance.below(3);
    let name: String = (0..syllables).map(|_| chance.one_of(&SYLLABLES)).collect();
    let (first, rest) = name.split_at(1);
    first.to_uppercase() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_as_long_as_asked_and_the_same_every_time() {
        let text = report(3, 10_000);
        let words = text.split_whitespace().count();
        assert!((10_000..10_400).contains(&words), "{words}");
        assert_eq!(text, report(3, 10_000));
        assert_ne!(report(4, 500), report(5, 500));
    }

    #[test]
    fn corpora_are_as_large_as_asked() {
        let bytes: usize = reports(100_000).iter().map(String::len).sum();
        assert!((100_000..120_000).contains(&bytes), "{bytes}");
    }

    #[test]
    fn everybody_on_a_roster_has_an_address_of_their_own() {
        let roster = roster(500);
        let mut addresses: Vec<&str> = roster
            .lines()
            .skip(1)
            .filter_map(|line| line.split(',').nth(1))
            .collect();
        addresses.sort_unstable();
        addresses.dedup();
        assert_eq!(addresses.len(), 500);
    }
}
