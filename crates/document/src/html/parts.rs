//! What a document falls into: stretches under headings, and blocks. Pages that lay a document out
//! themselves write these one by one.

use pulldown_cmark::{Event, Tag};

use super::{Heading, Options, headings};
use crate::Document;
use crate::blocks::BlockKind;
use crate::markdown;
use crate::span::{Span, trim};

/// A stretch of the document that is written by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The outermost blocks that begin in it.
    Blocks(Span),
    /// Its text, as it may stand inside a paragraph: blocks within are parted by line breaks.
    Line(Span),
}

impl Part {
    /// Bytes of the source.
    pub fn span(&self) -> &Span {
        match self {
            Self::Blocks(span) | Self::Line(span) => span,
        }
    }
}

/// What stands under a heading of level 2, or before the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// The heading; none before the first.
    pub heading: Option<Heading>,
    /// The outermost blocks, headings of lower levels included.
    pub blocks: Vec<Span>,
}

/// The chapters of a document, in order. Headings have the ids that [`super::render`] gives them.
pub(super) fn chapters(document: &Document, options: &Options<'_>) -> Vec<Chapter> {
    let mut chapters = vec![Chapter {
        heading: None,
        blocks: Vec::new(),
    }];
    match markdown::events(document.source(), document.body()) {
        Some(events) => read(document, options, events, &mut chapters),
        None => chapters[0].blocks = plain(document).collect(),
    }
    chapters.retain(|chapter| chapter.heading.is_some() || !chapter.blocks.is_empty());
    chapters
}

fn read<'a>(
    document: &Document,
    options: &Options<'_>,
    events: impl Iterator<Item = (Event<'a>, Span)>,
    chapters: &mut Vec<Chapter>,
) {
    let mut headings = headings::read(document, options.without_title).into_iter();
    let mut depth = 0_usize;
    for (event, range) in events {
        let heading = match &event {
            Event::Start(Tag::Heading { .. }) => headings.next(),
            _ => None,
        };
        if depth == 0 && matches!(event, Event::Start(_) | Event::Rule) {
            match heading {
                Some(found) if found.left_out => {}
                Some(found) if found.heading.level == 2 => chapters.push(Chapter {
                    heading: Some(found.heading),
                    blocks: Vec::new(),
                }),
                _ => {
                    let span = trim(document.source(), range);
                    if let Some(chapter) = chapters.last_mut() {
                        chapter.blocks.push(span);
                    }
                }
            }
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
}

/// The blocks of a text without structure.
pub(super) fn plain(document: &Document) -> impl Iterator<Item = Span> {
    let blocks = document.blocks().iter();
    let blocks = blocks.filter(|block| block.kind != BlockKind::FrontMatter);
    blocks.map(|block| block.span.clone())
}
