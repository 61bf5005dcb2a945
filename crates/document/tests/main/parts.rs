//! Parts of a document, written by themselves.

#![expect(clippy::single_range_in_vec_init, reason = "a line is a range")]

use std::ops::Range;

use document::Document;
use document::html::{Mark, Options, Part, Pencil, chapters, render, render_parts};
use proptest::prelude::*;

use crate::markup::markdown;
use crate::nesting;

fn mark(id: &str, span: Range<usize>) -> Mark<'_> {
    Mark {
        span,
        pencil: Pencil::Warn,
        id,
        number: 1,
    }
}

/// The parts of a document that are all its blocks.
fn all_blocks(document: &Document) -> Vec<Part> {
    let chapters = chapters(document, &Options::default());
    let blocks = chapters.into_iter().flat_map(|chapter| chapter.blocks);
    blocks.map(Part::Blocks).collect()
}

/// The text of a heading leaves out the numbers of its footnotes: it stands in tables of contents.
fn without_footnote_numbers(html: &str) -> String {
    let mut pieces = html.split("<sup>");
    let first = pieces.next().unwrap_or_default().to_owned();
    let rest = pieces.map(|piece| piece.split_once("</sup>").map_or(piece, |(_, rest)| rest));
    first + &rest.collect::<String>()
}

fn lines(source: &str, spans: &[Range<usize>], marks: &[Mark<'_>]) -> Vec<String> {
    let document = Document::parse(source);
    let parts: Vec<Part> = spans.iter().cloned().map(Part::Line).collect();
    render_parts(&document, &parts, marks, &Options::default())
}

#[test]
fn a_document_falls_into_chapters_and_blocks() {
    let source = "Before.\n\n# Summary\n\nOne.\n\n- a\n- b\n\n## Deeper\n\nTwo.\n\n# Impact\n";
    let document = Document::parse(source);
    let chapters = chapters(&document, &Options::default());
    let said: Vec<(Option<&str>, Vec<&str>)> = chapters
        .iter()
        .map(|chapter| {
            let heading = chapter
                .heading
                .as_ref()
                .map(|heading| heading.text.as_str());
            let blocks = chapter.blocks.iter().map(|block| document.text(block));
            (heading, blocks.collect())
        })
        .collect();
    let expected = [
        (None, vec!["Before."]),
        (
            Some("Summary"),
            vec!["One.", "- a\n- b", "## Deeper", "Two."],
        ),
        (Some("Impact"), vec![]),
    ];
    assert_eq!(said, expected);
}

#[test]
fn blocks_are_written_as_in_the_whole() {
    let source = "# Summary\n\nOne *two*.\n\n## Deeper\n\n| a | b |\n| - | - |\n| 1 | 2 |\n";
    let document = Document::parse(source);
    let parts = render_parts(&document, &all_blocks(&document), &[], &Options::default());
    let whole = render(&document, &[], &Options::default());
    assert_eq!(parts.len(), 3);
    for part in &parts {
        assert!(whole.contains(part), "{part}\n{whole}");
    }
    assert!(parts[0].starts_with("<p class=\"abstract\">"));
}

#[test]
fn a_line_holds_no_block() {
    let source = "- 14:02 – **alarm** `x` [went](https://a.example) off\n\n  and on\n";
    let start = source.find("**").unwrap_or_default();
    assert_eq!(
        lines(source, &[start..source.len() - 1], &[]),
        [
            "<strong>alarm</strong> <code>x</code> <a href=\"https://a.example\" \
          rel=\"noopener noreferrer nofollow\">went</a> off<br>and on"
        ]
    );
}

#[test]
fn a_line_may_begin_and_end_within_an_element() {
    let source = "**one two** *three four* five";
    let two = source.find("two").unwrap_or_default();
    let four = source.find(" four").unwrap_or_default();
    assert_eq!(lines(source, &[two..four], &[]), ["two <em>three</em>"]);
}

#[test]
fn a_mark_on_what_is_left_out_is_drawn_on_the_next_word() {
    let source = "25:99 alarm went off, then nothing";
    let written = lines(source, &[6..20, 22..source.len()], &[mark("m", 0..5)]);
    assert!(written[0].starts_with("<mark class=\"pencil pencil-warn\" id=\"m\">alarm</mark>"));
    let last = lines(source, &[0..5], &[mark("m", 22..26)]);
    assert!(last[0].contains("id=\"m\""), "{last:?}");
}

#[test]
fn footnotes_of_a_heading_are_no_words_of_it() {
    let source = "# Impact[^1]\n\nMuch.[^1]\n\n[^1]: Said by the monitor.\n";
    let document = Document::parse(source);
    let chapters = chapters(&document, &Options::default());
    let heading = chapters[0].heading.as_ref().unwrap();
    assert_eq!(heading.text, "Impact");
    let whole = render(&document, &[], &Options::default());
    assert!(
        without_footnote_numbers(&whole).contains(">Impact</h2>"),
        "{whole}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_parts_are_safe(source in markdown(), cuts in prop::collection::vec((0..400_usize, any::<bool>()), 0..12), marked in 0..400_usize) {
        let document = Document::parse(source.as_str());
        let mut cuts = cuts;
        cuts.sort_unstable();
        let place = |at: usize| source.floor_char_boundary(at.min(source.len()));
        let parts: Vec<Part> = cuts
            .windows(2)
            .map(|pair| {
                let span = place(pair[0].0)..place(pair[1].0);
                if pair[0].1 { Part::Line(span) } else { Part::Blocks(span) }
            })
            .collect();
        let marks = [mark("m", place(marked)..place(marked + 7))];
        let written = render_parts(&document, &parts, &marks, &Options::default());
        prop_assert_eq!(written.len(), parts.len());
        for (html, part) in written.iter().zip(&parts) {
            let read = nesting::read(html);
            prop_assert!(read.is_ok(), "{:?}\n{html}", read.err());
            let is_line = matches!(part, Part::Line(_));
            prop_assert!(!is_line || !["<p", "<li", "<h", "<t"].iter().any(|tag| html.contains(tag) && !html.contains("<time")), "{html}");
        }
        let count = written.iter().filter(|html| html.contains("id=\"m\"")).count();
        prop_assert_eq!(count, usize::from(!parts.is_empty()));
    }

    #[test]
    fn all_blocks_together_say_everything(source in markdown()) {
        let document = Document::parse(source.as_str());
        let options = Options::default();
        let parts = render_parts(&document, &all_blocks(&document), &[], &options);
        let said = |html: &str| {
            let page = nesting::read(&without_footnote_numbers(html)).unwrap_or_default();
            page.text.chars().filter(|c| c.is_alphanumeric()).collect::<String>()
        };
        let chapters = chapters(&document, &options);
        let mut parts = parts.iter();
        let together: String = chapters
            .iter()
            .map(|chapter| {
                let heading = chapter.heading.iter().flat_map(|heading| heading.text.chars());
                let heading: String = heading.filter(|c| c.is_alphanumeric()).collect();
                let blocks = parts.by_ref().take(chapter.blocks.len());
                heading + &blocks.map(|html| said(html)).collect::<String>()
            })
            .collect();
        prop_assert_eq!(together, said(&render(&document, &[], &options)));
    }
}
