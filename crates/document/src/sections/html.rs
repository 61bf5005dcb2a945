//! Headings written as raw HTML: `<h2>Timeline</h2>`.

use super::{Candidate, SectionForm};
use crate::blocks::BlockKind;
use crate::markdown::Outline;
use crate::meaning::Meaning;
use crate::span::{Span, trim};

/// The headings in all HTML blocks, in source order.
pub(super) fn headings(source: &str, outline: &Outline) -> Vec<Candidate> {
    let html = outline
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Html && !block.quoted);
    html.flat_map(|block| in_block(source, block.span.clone()))
        .collect()
}

fn in_block(source: &str, block: Span) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut at = block.start;
    while let Some(open) = memchr::memchr(b'<', &source.as_bytes()[at..block.end]) {
        let start = at + open;
        let heading = heading(source, start..block.end);
        at = heading
            .as_ref()
            .map_or(start + 1, |heading| heading.heading.end);
        found.extend(heading);
    }
    found
}

/// The heading whose tag begins at the start of `span`.
fn heading(source: &str, span: Span) -> Option<Candidate> {
    let level = match source.as_bytes().get(span.start + 1..span.start + 3)? {
        [b'h' | b'H', digit @ b'1'..=b'6'] => digit - b'0',
        _ => return None,
    };
    // Headings are short: looking no further keeps a block of unclosed tags linear.
    let near = floor(source, span.end.min(span.start + 1000));
    let text = &source[span.start..near];
    let open = text.find('>')? + 1;
    let close = open + text[open..].find("</").filter(|_| text.len() > open)?;
    let close = closing(text, close)?;
    let end = close + text[close..].find('>')? + 1;
    let title = without_tags(source, span.start + open..span.start + close);
    Some(Candidate {
        level,
        form: SectionForm::Html,
        heading: span.start..span.start + end,
        meaning: Meaning::of_title(&source[title.clone()]),
        title,
        bound: source.len(),
    })
}

/// The place of `</h`, at or after the first closing tag.
fn closing(text: &str, first: usize) -> Option<usize> {
    text[first..]
        .match_indices("</")
        .map(|(at, _)| first + at)
        .find(|&at| {
            text.as_bytes()
                .get(at + 2)
                .is_some_and(|byte| byte.eq_ignore_ascii_case(&b'h'))
        })
}

/// Leaves out tags at either end of the title.
fn without_tags(source: &str, span: Span) -> Span {
    let mut span = trim(source, span);
    while let Some(close) = source[span.clone()]
        .strip_prefix('<')
        .and_then(|rest| rest.find('>'))
    {
        span = trim(source, span.start + close + 2..span.end);
    }
    while source[span.clone()].ends_with('>') {
        let Some(open) = source[span.clone()].rfind('<') else {
            break;
        };
        span = trim(source, span.start..span.start + open);
    }
    span
}

fn floor(source: &str, mut at: usize) -> usize {
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(html: &str) -> Vec<(&str, u8, Option<Meaning>)> {
        let found = in_block(html, 0..html.len());
        found
            .into_iter()
            .map(|heading| (&html[heading.title], heading.level, heading.meaning))
            .collect()
    }

    #[test]
    fn finds_headings_in_html() {
        assert_eq!(
            titles("<H2 id=\"t\"><b>Timeline</b></H2>\n<p>x</p><h3>Other</h3>"),
            [("Timeline", 2, Some(Meaning::Timeline)), ("Other", 3, None)]
        );
    }

    #[test]
    fn survives_broken_html() {
        for html in [
            "<h2",
            "<h2>",
            "<h2>x",
            "<h2></h2>",
            "<h2>x</p>",
            "<h2><b></h2",
            "<h9>x</h9>",
            "<hr>",
        ] {
            assert!(
                titles(html).iter().all(|title| title.0.is_empty()),
                "{html}"
            );
        }
        let many = "<h1>".repeat(20_000);
        assert!(titles(&many).is_empty());
    }
}
