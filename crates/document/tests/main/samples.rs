//! Sample documents and what is read in them.

use document::{Document, LineIndex, Meaning};
use insta::assert_snapshot;

use crate::{describe, spans};

const TEMPLATE: &str = include_str!("samples/template.md");
const BULLETS: &str = include_str!("samples/bullets.md");
const LABELS: &str = include_str!("samples/labels.md");
const GERMAN: &str = include_str!("samples/german.md");
const ODD: &str = include_str!("samples/odd.md");

/// All samples, as they are and with other line ends and a byte order mark.
fn all() -> Vec<String> {
    let samples = [TEMPLATE, BULLETS, LABELS, GERMAN, ODD];
    let crlf = samples.map(|sample| format!("\u{feff}{}", sample.replace('\n', "\r\n")));
    let cr = samples.map(|sample| sample.replace('\n', "\r"));
    samples
        .map(str::to_owned)
        .into_iter()
        .chain(crlf)
        .chain(cr)
        .collect()
}

fn parse(source: &str) -> Document {
    let document = Document::parse(source);
    assert_eq!(spans::fault(&document), None);
    document
}

#[test]
fn the_template() {
    assert_snapshot!(describe::parts(&parse(TEMPLATE)));
}

#[test]
fn bullets_and_task_lists() {
    assert_snapshot!(describe::parts(&parse(BULLETS)));
}

#[test]
fn bold_labels() {
    assert_snapshot!(describe::parts(&parse(LABELS)));
}

#[test]
fn another_language() {
    assert_snapshot!(describe::parts(&parse(GERMAN)));
}

#[test]
fn odd_markdown() {
    assert_snapshot!(describe::parts(&parse(ODD)));
}

#[test]
fn passages_of_the_template() {
    assert_snapshot!(describe::passages(&parse(TEMPLATE)));
}

#[test]
fn passages_of_odd_markdown() {
    assert_snapshot!(describe::passages(&parse(ODD)));
}

#[test]
fn every_sample_comes_back_byte_for_byte() {
    for sample in all() {
        assert_eq!(parse(&sample).source(), sample);
    }
}

#[test]
fn every_letter_of_every_sample_is_read() {
    for sample in all() {
        assert_eq!(spans::unread(&parse(&sample)), None);
    }
}

#[test]
fn line_ends_make_no_difference() {
    for sample in [TEMPLATE, BULLETS, LABELS, GERMAN] {
        let same = |text: &str| {
            describe::parts(&parse(text))
                .replace("␍␊", "␊")
                .replace('␍', "␊")
        };
        let sizes = without_sizes(&same(sample));
        assert_eq!(without_sizes(&same(&sample.replace('\n', "\r\n"))), sizes);
        assert_eq!(
            without_sizes(&same(&format!("\u{feff}{}", sample.replace('\n', "\r\n")))),
            sizes
        );
    }
}

/// Leaves out the sizes of sections, which count line ends.
fn without_sizes(parts: &str) -> String {
    let line = |line: &'_ str| match line.rsplit_once(' ') {
        Some((head, _)) if line.starts_with("section") => head.to_owned(),
        _ => line.to_owned(),
    };
    parts.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn headings_of_their_own_come_before_labels() {
    let document =
        parse("# A\n\n- **Impact**: in short\n- **Cause**: c\n\n## Impact\n\nat length\n");
    let impact = document.section(Meaning::Impact).unwrap();
    assert_eq!(document.text(&impact.body), "at length");
    assert_eq!(document.sections_about(Meaning::Impact).count(), 2);
    assert_eq!(document.section(Meaning::Glossary), None);
}

#[test]
fn titles_come_from_front_matter_or_the_first_heading() {
    let title = |source: &str| {
        let document = parse(source);
        document
            .title()
            .map(|title| document.text(&title).to_owned())
    };
    assert_eq!(
        title(TEMPLATE).as_deref(),
        Some("Label printing stopped in two sorting centres")
    );
    assert_eq!(
        title("# Disk *full*\n\n## Summary\n").as_deref(),
        Some("Disk *full")
    );
    assert_eq!(title("# Summary\n"), None);
    assert_eq!(title(""), None);
}

#[test]
fn front_matter_values_are_spans_of_the_source() {
    let document = parse(TEMPLATE);
    assert_eq!(
        document.front_matter_value("detected"),
        Some("2026-02-10T08:20Z")
    );
    assert_eq!(
        document.front_matter_value("mitigated"),
        Some("2026-02-10T09:05Z")
    );
    assert_eq!(document.front_matter_value("resolved"), None);
    assert_eq!(document.front_matter_value("absent"), None);
    let front = document.front_matter().unwrap();
    let values = |key: &str| {
        let entry = front.entry(TEMPLATE, key).unwrap();
        entry
            .values
            .iter()
            .map(|value| document.text(value))
            .collect::<Vec<_>>()
    };
    assert_eq!(values("tags"), ["printing", "config, shared"]);
    assert_eq!(values("reviewers"), ["Bar raiser 1", "Manager for Sorting"]);
    assert_eq!(values("notes"), ["first line\n  second line"]);
}

#[test]
fn lines_are_counted_once() {
    let document = parse(ODD);
    let first: *const LineIndex = document.lines();
    assert!(std::ptr::eq(first, document.lines()));
    assert_eq!(
        document.lines().position(ODD.find("10:04").unwrap()).line,
        4
    );
}
