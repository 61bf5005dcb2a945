//! A document's passages as the finder of names wants them.

use document::{Document, Passage, PassageKind};
use names::{Zone, ZoneKind};

/// Every passage of `document` as a zone.
pub fn zones(document: &Document) -> Vec<Zone> {
    document.passages().iter().map(zone).collect()
}

fn zone(passage: &Passage) -> Zone {
    Zone {
        range: passage.span.clone(),
        kind: kind(passage.kind),
        block: passage.block,
        label: passage.label.clone(),
    }
}

pub(crate) fn kind(kind: PassageKind) -> ZoneKind {
    match kind {
        PassageKind::Prose => ZoneKind::Prose,
        PassageKind::Heading => ZoneKind::Heading,
        PassageKind::Cell => ZoneKind::Cell,
        PassageKind::CellHead => ZoneKind::CellHead,
        PassageKind::FrontMatter => ZoneKind::FrontMatter,
        PassageKind::CodeSpan => ZoneKind::CodeSpan,
        PassageKind::CodeBlock => ZoneKind::CodeBlock,
        PassageKind::Target => ZoneKind::Target,
        PassageKind::ImageText => ZoneKind::ImageText,
        PassageKind::Html => ZoneKind::Html,
    }
}
