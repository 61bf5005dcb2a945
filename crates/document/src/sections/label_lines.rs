//! Labels on lines within a paragraph: `**Impact:** …` after a hard break, and in a text without
//! any heading a title that has its line to itself.

use super::{Candidate, Innermost, Section, SectionForm};
use crate::blocks::{Block, BlockKind};
use crate::markdown::Outline;
use crate::meaning::{self, Meaning};
use crate::span::{Span, lines, trim};

/// Bytes of the longest label.
const LONGEST: usize = 80;

/// Words of the longest title without markup.
const FEW_WORDS: usize = 5;

/// A label found on a line.
struct Label {
    title: Span,
    /// With markup and colon.
    whole: Span,
    meaning: Option<Meaning>,
}

/// The lines of paragraphs whose label begins a section, given the sections found so far.
pub(super) fn of_paragraphs(
    source: &str,
    outline: &Outline,
    sections: &[Section],
) -> Vec<Candidate> {
    let headed: Vec<Section> = sections
        .iter()
        .filter(|section| section.form != SectionForm::Label)
        .cloned()
        .collect();
    let mut innermost = Innermost::new(&headed);
    let mut found = Vec::new();
    for block in &outline.blocks {
        let around = innermost
            .at(block.span.start)
            .and_then(|section| headed[section as usize].meaning);
        let is_paragraph = block.kind == BlockKind::Paragraph;
        if block.quoted || !(is_paragraph || block.kind == BlockKind::Item) {
            continue;
        }
        let labels = if is_paragraph {
            bold(source, block, around)
        } else {
            Vec::new()
        };
        if headed.is_empty() && labels.is_empty() {
            let titles = plain(source, block).into_iter();
            let titles = titles.filter(|label| !is_taken(sections, &label.whole));
            found.extend(titles.map(|label| candidate(0, label, usize::MAX)));
        }
        let bound = block.item.map_or(usize::MAX, |_| block.span.end);
        found.extend(
            labels
                .into_iter()
                .filter(|label| !is_taken(sections, &label.whole))
                .map(|label| candidate(block.depth, label, bound)),
        );
    }
    found
}

/// Whether the heading of a section stands there already.
fn is_taken(sections: &[Section], label: &Span) -> bool {
    let after = sections.partition_point(|section| section.heading.start < label.end);
    after > 0 && sections[after - 1].heading.end > label.start
}

/// The bold labels of all lines but the first, if one of them is known.
fn bold(source: &str, block: &Block, around: Option<Meaning>) -> Vec<Label> {
    if matches!(around, Some(Meaning::Timeline | Meaning::Corrections)) {
        return Vec::new();
    }
    let rest = lines(source, block.span.clone()).skip(1);
    let labels: Vec<Label> = rest.filter_map(|line| bold_label(source, line)).collect();
    let known = labels
        .iter()
        .filter_map(|label| label.meaning)
        .any(|meaning| meaning != Meaning::People && Some(meaning) != around);
    if known { labels } else { Vec::new() }
}

/// `**Impact:** …` or `**Impact**: …` at the start of a line.
fn bold_label(source: &str, line: Span) -> Option<Label> {
    let line = trim(source, line);
    let inner = source[line.clone()].strip_prefix("**")?;
    let length = inner.find("**").filter(|length| *length <= LONGEST)?;
    let words = &inner[..length];
    let after = &inner[length + 2..];
    let colon = after.len() - after.trim_start_matches([':', '：', ' ']).len();
    let set_off = words.trim_end().ends_with([':', '：']) || after[..colon].contains([':', '：']);
    let start = line.start + 2;
    let title = trim(
        source,
        start..start + words.trim_end_matches([':', '：', ' ']).len(),
    );
    if !set_off || title.is_empty() {
        return None;
    }
    let found = meaning::phrases().loosely(&source[title.clone()]);
    let whole = trim(source, line.start..line.start + 4 + length + colon);
    Some(Label {
        title,
        whole,
        meaning: found.map(|found| found.meaning),
    })
}

/// Lines that are the title of a section and nothing else; in a list item not the first, and only
/// those that are not indented, as texts taken from pages of print have them.
fn plain(source: &str, block: &Block) -> Vec<Label> {
    let whole = block.span.clone();
    let own = usize::from(block.kind == BlockKind::Item);
    let titles = lines(source, whole.clone())
        .skip(own)
        .filter(|line| *line != whole);
    titles
        .filter_map(|line| plain_title(source, trim(source, line)))
        .collect()
}

fn plain_title(source: &str, line: Span) -> Option<Label> {
    let text = &source[line.clone()];
    let is_title = text.starts_with(char::is_uppercase)
        && text.ends_with(|c: char| c.is_alphanumeric() || c == '?')
        && text.len() <= LONGEST
        && text.split_whitespace().count() <= FEW_WORDS;
    let found = is_title.then(|| meaning::phrases().exact(text)).flatten()?;
    Some(Label {
        title: line.clone(),
        whole: line,
        meaning: Some(found.meaning),
    })
}

fn candidate(depth: u32, label: Label, bound: usize) -> Candidate {
    Candidate {
        level: 7 + depth.min(200) as u8,
        form: SectionForm::Label,
        heading: label.whole,
        title: label.title,
        meaning: label.meaning,
        bound,
    }
}

#[cfg(test)]
mod tests {
    use crate::{Document, Meaning};

    fn told(source: &str) -> Vec<(String, Option<Meaning>, String)> {
        let document = Document::parse(source);
        let own = |span: &crate::Span| document.text(span).to_owned();
        let sections = document.sections().iter();
        sections
            .map(|section| (own(&section.title), section.meaning, own(&section.body)))
            .collect()
    }

    fn section(
        title: &str,
        meaning: Option<Meaning>,
        body: &str,
    ) -> (String, Option<Meaning>, String) {
        (title.to_owned(), meaning, body.to_owned())
    }

    #[test]
    fn every_bold_label_of_a_paragraph_begins_a_section() {
        let source = "**Date**: 4 May  \n**Impact**: 412 of 900 accounts  \n**Bridge**: 7  \n\
            **Root causes:** no limit\nand no test\n\nAfter.\n";
        assert_eq!(
            told(source),
            [
                section("Impact", Some(Meaning::Impact), "412 of 900 accounts"),
                section("Bridge", None, "7"),
                section(
                    "Root causes",
                    Some(Meaning::Factors),
                    "no limit\nand no test\n\nAfter."
                ),
            ]
        );
    }

    #[test]
    fn titles_of_a_text_without_headings_have_a_line_to_themselves() {
        let source = "Report 7\nOverview\nListing failed.\nRoot Cause\nNo limit.\n";
        assert_eq!(
            told(source),
            [
                section("Overview", Some(Meaning::Summary), "Listing failed."),
                section("Root Cause", Some(Meaning::Factors), "No limit."),
            ]
        );
        let printed = "Overview\nIt failed.\nAction items\n1. Limit\n2. Test\nTimeline\n10:00 a\n";
        let document = Document::parse(printed);
        assert_eq!(document.corrections().len(), 2);
        assert!(document.section(Meaning::Timeline).is_some());
        assert_eq!(told("Timeline[: x\n[").len(), 1, "one heading for one line");
        assert_eq!(told("# Report 7\n\nNo\nImpact\nwas seen.\n").len(), 1);
    }

    #[test]
    fn emphasis_within_a_paragraph_is_none() {
        assert!(told("It was slow.\n**Impact** was small.\n**Very:** small.\n").is_empty());
        assert!(told("It had no\nimpact\non customers.\n").is_empty());
    }
}
