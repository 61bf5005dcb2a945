//! A reading without markup, for texts that only a machine would write.

use super::outline::Outline;
use crate::blocks::BlockKind;
use crate::passages::PassageKind;
use crate::span::{Span, lines, trim};

/// Bytes after which a run of lines ends.
const RUN: usize = 4096;

/// Reads runs of lines as paragraphs of prose.
pub(super) fn read(source: &str, body: Span, outline: &mut Outline) {
    let mut run: Option<Span> = None;
    for line in lines(source, body) {
        let span = trim(source, line);
        if span.is_empty() {
            continue;
        }
        let start = run.as_ref().map_or(span.start, |run| run.start);
        run = Some(start..span.end);
        if span.end - start >= RUN {
            add(outline, run.take());
        }
    }
    add(outline, run);
}

fn add(outline: &mut Outline, run: Option<Span>) {
    if let Some(span) = run {
        outline.single(BlockKind::Paragraph, PassageKind::Prose, span);
    }
}

#[cfg(test)]
mod tests {
    use crate::Document;

    #[test]
    fn everything_is_prose_in_bounded_runs() {
        let source = format!("{}a\r\n\r\n{}", "- ".repeat(10_000), "b\n".repeat(10_000));
        let document = Document::parse(source);
        assert_eq!(document.items().len(), 0);
        let lengths: Vec<_> = document
            .passages()
            .iter()
            .map(|passage| passage.span.len())
            .collect();
        assert_eq!(lengths.len(), 6);
        assert!(lengths[1..].iter().all(|&length| length < 2 * super::RUN));
    }
}
