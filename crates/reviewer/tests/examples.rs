//! `testdata/<CODE>.md`: examples that a rule must flag, and others that it must spare.
//!
//! ````text
//! # N101 person-name
//!
//! ## Flagged
//!
//! ```md roster: Priya Raman, priya.raman@acme.example, praman; customers: Lumen Travel
//! Then «Priya» restarted it.
//! ```
//!
//! ## Allowed
//!
//! ```md
//! Then Oncall 1 restarted it.
//! ```
//! ````
//!
//! `«` and `»` mark what is flagged, exactly; they are taken out before the review. After `md` may
//! stand `roster:` (name, e-mail, handle), `customers:` (name, alias, domain, account),
//! `settings:` (a line of `fallible.toml`) or `warned:` (a risk's number and what it says), parted
//! by `;`. An example that holds code blocks has a
//! longer fence.

use std::ops::Range;
use std::path::{Path, PathBuf};

use document::Document;
use names::{CustomerList, Finder, Roster, Terms};
use reviewer::{Context, PriorWarning, RULES, Review, Rule, Settings};

/// One example.
struct Example {
    info: String,
    text: String,
    marked: Vec<Range<usize>>,
    line: usize,
}

#[derive(Default)]
struct Examples {
    flagged: Vec<Example>,
    allowed: Vec<Example>,
}

fn path(rule: &Rule) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("testdata")
        .join(format!("{}.md", rule.code))
}

fn read(rule: &Rule) -> Examples {
    let path = path(rule);
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let title = format!("# {} {}", rule.code, rule.name);
    assert_eq!(
        text.lines().next(),
        Some(title.as_str()),
        "{}",
        path.display()
    );
    let mut examples = Examples::default();
    let mut flagged = None;
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let fence: String = line.chars().take_while(|&c| c == '`').collect();
        match line {
            "## Flagged" => flagged = Some(true),
            "## Allowed" => flagged = Some(false),
            _ if fence.len() >= 3 => {
                let body: Vec<&str> = lines
                    .by_ref()
                    .map(|(_, line)| line)
                    .take_while(|line| *line != fence)
                    .collect();
                let example = example(&line[fence.len()..], &body.join("\n"), number + 2);
                match flagged {
                    Some(true) => examples.flagged.push(example),
                    Some(false) => examples.allowed.push(example),
                    None => panic!("{}: an example before any heading", path.display()),
                }
            }
            _ => {}
        }
    }
    examples
}

fn example(info: &str, body: &str, line: usize) -> Example {
    let mut text = String::new();
    let mut marked = Vec::new();
    let mut open = Vec::new();
    for c in body.chars() {
        match c {
            '«' => open.push(text.len()),
            '»' => marked.push(open.pop().expect("» without «")..text.len()),
            c => text.push(c),
        }
    }
    assert!(open.is_empty(), "line {line}: « without »");
    marked.sort_by_key(|range| (range.start, range.end));
    Example {
        info: info.to_owned(),
        text,
        marked,
        line,
    }
}

fn context(rule: &Rule, example: &Example) -> Context {
    let mut toml = format!("select = [\"{}\"]\npreview = true\n", rule.code);
    let mut people = String::new();
    let mut customers = String::new();
    for part in example.info.trim_start_matches("md").split(';') {
        let Some((key, value)) = part.trim().split_once(':') else {
            continue;
        };
        let row = |columns: usize| {
            let mut fields: Vec<&str> = value.split(',').map(str::trim).collect();
            fields.resize(columns, "");
            fields.join(",") + "\n"
        };
        match key {
            "roster" => people.push_str(&row(3)),
            "customers" => customers.push_str(&row(4)),
            "settings" => toml.push_str(value.trim()),
            "warned" => {}
            key => panic!("line {}: what is {key}?", example.line),
        }
    }
    let roster = (!people.is_empty()).then(|| {
        let csv = format!("name,email,handles\n{people}");
        Roster::from_csv(csv.as_bytes()).expect("a roster")
    });
    let customers = (!customers.is_empty()).then(|| {
        let csv = format!("name,aliases,domains,account_ids\n{customers}");
        CustomerList::from_csv(csv.as_bytes()).expect("a customer list")
    });
    let settings = Settings::from_toml(&toml, "example").expect("settings");
    let terms = Terms::new(settings.known_terms());
    Context::new(settings, Finder::new(roster, customers, terms)).expect("rules that exist")
}

/// What had been warned of: "warned: R-7, Rebuilds have no limit".
fn warnings(example: &Example) -> Vec<PriorWarning> {
    let parts = example.info.trim_start_matches("md").split(';');
    let warned = parts.filter_map(|part| part.trim().strip_prefix("warned:"));
    let warning = |warned: &str| {
        let (reference, statement) = warned.split_once(',').expect("a number and a statement");
        PriorWarning {
            reference: reference.trim().to_owned(),
            statement: statement.trim().to_owned(),
        }
    };
    warned.map(warning).collect()
}

/// What the rule finds, as places in the text.
fn found(rule: &Rule, example: &Example) -> Vec<Range<usize>> {
    let document = Document::parse(example.text.as_str());
    let context = context(rule, example);
    let findings = Review::with_warnings(&document, None, &context, &warnings(example)).open;
    let mut found: Vec<_> = findings.into_iter().map(|finding| finding.span).collect();
    found.sort_by_key(|range| (range.start, range.end));
    found.dedup();
    found
}

#[test]
fn every_rule_has_five_examples_of_either_kind() {
    for rule in RULES {
        let examples = read(rule);
        assert!(
            examples.flagged.len() >= 5,
            "{}: {} flagged",
            rule.code,
            examples.flagged.len()
        );
        assert!(
            examples.allowed.len() >= 5,
            "{}: {} allowed",
            rule.code,
            examples.allowed.len()
        );
        assert!(
            examples
                .flagged
                .iter()
                .all(|example| !example.marked.is_empty()),
            "{}: unmarked",
            rule.code
        );
        assert!(
            examples
                .allowed
                .iter()
                .all(|example| example.marked.is_empty()),
            "{}: marked",
            rule.code
        );
    }
}

#[test]
fn examples_are_flagged_where_marked_and_nowhere_else() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let examples = read(rule);
        for example in examples.flagged.iter().chain(&examples.allowed) {
            let found = found(rule, example);
            if found != example.marked {
                let texts = |list: &[Range<usize>]| -> Vec<String> {
                    list.iter()
                        .map(|range| example.text[range.clone()].to_owned())
                        .collect()
                };
                wrong.push(format!(
                    "{}.md:{}: expected {:?}, found {:?}",
                    rule.code,
                    example.line,
                    texts(&example.marked),
                    texts(&found)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
