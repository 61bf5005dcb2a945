//! What every rule owes its readers.

use std::collections::BTreeSet;
use std::path::Path;

use reviewer::{Family, RULES, Stability, rule};

const HEADINGS: [&str; 4] = [
    "## What it flags",
    "## Why",
    "## Write instead",
    "## Settings",
];

#[test]
fn codes_and_names_are_unique_and_in_order() {
    let codes: BTreeSet<&str> = RULES.iter().map(|rule| rule.code).collect();
    let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(codes.len(), RULES.len());
    assert_eq!(names.len(), RULES.len());
    let place = |family| Family::ALL.iter().position(|&known| known == family);
    assert!(RULES.is_sorted_by_key(|rule| (place(rule.family()), rule.code)));
    for known in RULES {
        assert_eq!(rule(known.code).map(|found| found.code), Some(known.code));
        assert_eq!(rule(known.name).map(|found| found.code), Some(known.code));
    }
}

#[test]
fn codes_have_a_letter_and_three_digits_and_names_are_kebab_case() {
    for rule in RULES {
        let (letter, digits) = rule.code.split_at(1);
        assert_eq!(letter, rule.family().letter().to_string());
        assert!(
            digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit()),
            "{}",
            rule.code
        );
        let kebab = rule
            .name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        assert!(
            kebab && !rule.name.starts_with('-') && !rule.name.ends_with('-'),
            "{}",
            rule.name
        );
    }
}

#[test]
fn pages_have_their_headings_in_order() {
    for rule in RULES {
        let page = rule.page();
        let headings: Vec<&str> = page.lines().filter(|line| line.starts_with('#')).collect();
        assert_eq!(headings, HEADINGS, "{}", rule.code);
        let first = page.lines().next().unwrap_or("");
        assert!(
            first.ends_with('.') && !first.starts_with(' '),
            "{}: {first}",
            rule.code
        );
        assert!(
            page.lines().all(|line| line.chars().count() <= 110),
            "{}",
            rule.code
        );
        let sections = page.split("\n## ").skip(1);
        assert!(
            sections
                .into_iter()
                .all(|section| section.lines().count() >= 2),
            "{}: an empty section",
            rule.code
        );
    }
}

#[test]
fn summaries_are_one_line_that_reads_on() {
    for rule in RULES {
        assert!(
            !rule.summary.ends_with('.') && !rule.summary.contains('\n'),
            "{}",
            rule.code
        );
        assert!(
            rule.summary.starts_with(char::is_lowercase),
            "{}",
            rule.code
        );
        assert_eq!(rule.since.split('.').count(), 3, "{}", rule.code);
    }
}

#[test]
fn every_rule_has_a_file_of_its_own() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    for rule in RULES {
        let file = format!("{}.rs", rule.name.replace('-', "_"));
        let families = std::fs::read_dir(&rules).unwrap().filter_map(Result::ok);
        let found = families
            .filter(|family| family.path().join(&file).exists())
            .count();
        assert_eq!(found, 1, "{file}");
    }
}

#[test]
fn only_what_is_still_uncertain_is_in_preview() {
    let preview = RULES
        .iter()
        .filter(|rule| rule.stability == Stability::Preview);
    assert_eq!(
        preview.map(|rule| rule.code).collect::<Vec<_>>(),
        ["B203", "B205"]
    );
}
