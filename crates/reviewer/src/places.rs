//! Where things are, ready for look-up by place.

use std::collections::BTreeMap;

use document::{Document, Meaning, Span};

/// Sections by meaning and the beginnings of corrective actions.
#[derive(Debug)]
pub(crate) struct Places {
    /// Extents, merged and in order.
    sections: BTreeMap<Meaning, Vec<Span>>,
    /// Where corrective actions begin, in order, and their indices.
    corrections: Vec<(usize, usize)>,
}

impl Places {
    pub(crate) fn of(document: &Document) -> Self {
        let mut sections: BTreeMap<Meaning, Vec<Span>> = BTreeMap::new();
        for section in document.sections() {
            let Some(meaning) = section.meaning else {
                continue;
            };
            let extents = sections.entry(meaning).or_default();
            match extents.last_mut() {
                Some(last) if section.extent.start <= last.end => {
                    last.end = last.end.max(section.extent.end);
                }
                _ => extents.push(section.extent.clone()),
            }
        }
        let starts = document
            .corrections()
            .iter()
            .map(|correction| correction.what.start);
        let mut corrections: Vec<_> = starts
            .enumerate()
            .map(|(index, start)| (start, index))
            .collect();
        corrections.sort_unstable();
        Self {
            sections,
            corrections,
        }
    }

    pub(crate) fn is_within(&self, at: usize, meaning: Meaning) -> bool {
        let Some(list) = self.sections.get(&meaning) else {
            return false;
        };
        let after = list.partition_point(|span| span.start <= at);
        after > 0 && list[after - 1].end > at
    }

    /// Whether one of the first sections of this meaning holds more than its heading and a line.
    pub(crate) fn tells(&self, meaning: Meaning) -> bool {
        let list = self.sections.get(&meaning);
        list.is_some_and(|list| list.iter().take(8).any(|extent| extent.len() > LINE))
    }

    /// Index of the last corrective action that begins at or before `at`.
    pub(crate) fn correction_before(&self, at: usize) -> Option<usize> {
        let after = self.corrections.partition_point(|&(start, _)| start <= at);
        after.checked_sub(1).map(|last| self.corrections[last].1)
    }
}

/// Bytes of a heading and a line beneath it.
const LINE: usize = 120;

/// Where a finding about the document as a whole points: its title, else its first line.
pub(crate) fn title_span(document: &Document) -> Span {
    let text = document.source();
    document
        .title()
        .filter(|title| !title.is_empty())
        .unwrap_or_else(|| {
            let start = text.len() - text.trim_start().len();
            let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
            start..start + text[start..end].trim_end().len()
        })
}
