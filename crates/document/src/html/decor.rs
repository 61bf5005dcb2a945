//! What is drawn around parts of a text: times, questions of why, role labels.

use std::ops::Range;

use super::labels::Labels;
use super::run::Run;
use super::{escape, time};
use crate::Document;
use crate::span::Span;

/// Bytes of markup that may surround the text of a question.
const MOST_MARKUP: usize = 64;

/// An element around a part of a run.
#[derive(Debug)]
pub(super) struct Wrap {
    /// Bytes of the run's text.
    pub text: Range<usize>,
    /// The tag before it.
    pub open: String,
    /// The tag after it.
    pub close: &'static str,
}

/// An element around bytes of the source.
struct Around {
    span: Span,
    open: String,
    close: &'static str,
    /// Whether it is left away where markup lies within, since then it would come apart.
    whole: bool,
}

/// Elements around bytes of the source, in order and apart, while the document is written.
pub(super) struct Decor<'a> {
    source: &'a str,
    labels: Labels<'a>,
    known: Vec<Around>,
    next: usize,
}

impl<'a> Decor<'a> {
    pub fn new(document: &'a Document, labels: Labels<'a>) -> Self {
        let mut known: Vec<Around> = times(document).chain(questions(document)).collect();
        known.sort_by_key(|around| around.span.start);
        known.dedup_by(|next, last| next.span.start < last.span.end);
        Self {
            source: document.source(),
            labels,
            known,
            next: 0,
        }
    }

    /// The elements around parts of a run, in order and apart. Of a span that runs on beyond it
    /// the part within it counts.
    pub fn around(&mut self, run: &Run) -> Vec<Wrap> {
        let known = self.known(run);
        let apart = |text: &Range<usize>| {
            let next = known.partition_point(|wrap| wrap.text.end <= text.start);
            known
                .get(next)
                .is_none_or(|wrap| text.end <= wrap.text.start)
        };
        let mut wraps: Vec<Wrap> = self
            .labels
            .find(&run.text)
            .into_iter()
            .filter(|label| apart(&label.text))
            .map(|label| chip(label.text, label.kind))
            .collect();
        wraps.extend(known);
        wraps.sort_by_key(|wrap| wrap.text.start);
        wraps
    }

    fn known(&mut self, run: &Run) -> Vec<Wrap> {
        let mut wraps: Vec<Wrap> = Vec::new();
        let Some(source) = run.source() else {
            return wraps;
        };
        while let Some(around) = self.known.get(self.next) {
            if around.span.start >= source.end {
                break;
            }
            self.next += 1;
            let after = wraps.last().map_or(0, |wrap| wrap.text.end);
            let text = run.text_of(&around.span).filter(|text| text.start >= after);
            if let Some(text) = text
                && (!around.whole || self.holds(&source, &around.span))
            {
                wraps.push(Wrap {
                    text,
                    open: around.open.clone(),
                    close: around.close,
                });
            }
        }
        wraps
    }

    /// Whether all of a span's text lies within `run`.
    fn holds(&self, run: &Span, span: &Span) -> bool {
        let has_no_text = |start: usize, end: usize| {
            let outside = self.source.get(start..end).unwrap_or_default();
            outside.len() <= MOST_MARKUP && !outside.contains(char::is_alphanumeric)
        };
        has_no_text(span.start, run.start) && has_no_text(run.end, span.end)
    }
}

fn times(document: &Document) -> impl Iterator<Item = Around> {
    document.timeline().iter().filter_map(|entry| {
        let value = time::datetime(&entry.time, document.timeline_zone())?;
        let mut open = "<time".to_owned();
        escape::attribute(&mut open, "datetime", &value);
        open.push('>');
        Some(Around {
            span: entry.time.span.clone(),
            open,
            close: "</time>",
            whole: false,
        })
    })
}

fn questions(document: &Document) -> impl Iterator<Item = Around> {
    let whys = document.whys().iter().flat_map(|chain| &chain.answers);
    whys.filter_map(|why| {
        Some(Around {
            span: why.question.clone()?,
            open: "<span class=\"why\">".to_owned(),
            close: "</span>",
            whole: true,
        })
    })
}

fn chip(text: Range<usize>, kind: Option<&'static str>) -> Wrap {
    let kind = kind.map(|kind| format!(" {kind}")).unwrap_or_default();
    Wrap {
        text,
        open: format!("<span class=\"role{kind}\">"),
        close: "</span>",
    }
}
