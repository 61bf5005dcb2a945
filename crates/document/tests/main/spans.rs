//! Every span a document gives out, and what must hold for all of them.

use document::{Document, Span};

/// All spans, with the name of what they belong to.
pub fn all(document: &Document) -> Vec<(&'static str, Span)> {
    let mut spans: Vec<(&'static str, Span)> = Vec::new();
    let mut add = |name, span: &Span| spans.push((name, span.clone()));
    if let Some(front) = document.front_matter() {
        add("front matter", &front.span);
        for entry in &front.entries {
            add("key", &entry.key);
            entry.values.iter().for_each(|value| add("value", value));
        }
    }
    for passage in document.passages() {
        add("passage", &passage.span);
        passage.label.iter().for_each(|label| add("label", label));
    }
    for section in document.sections() {
        for span in [
            &section.heading,
            &section.title,
            &section.body,
            &section.extent,
        ] {
            add("section", span);
        }
    }
    document
        .blocks()
        .iter()
        .for_each(|block| add("block", &block.span));
    for item in document.items() {
        add("item", &item.span);
        add("marker", &item.marker);
    }
    for table in document.tables() {
        add("table", &table.span);
        table.head.iter().for_each(|cell| add("head", &cell.span));
        for row in &table.rows {
            add("row", &row.span);
            row.cells.iter().for_each(|cell| add("cell", &cell.span));
        }
    }
    spans.extend(of_parts(document));
    spans
}

/// The spans of the template's parts.
fn of_parts(document: &Document) -> Vec<(&'static str, Span)> {
    let mut spans: Vec<(&'static str, Span)> = Vec::new();
    let mut add = |name, span: &Span| spans.push((name, span.clone()));
    document
        .timeline_zone()
        .iter()
        .for_each(|zone| add("zone", &zone.span));
    for entry in document.timeline() {
        add("entry", &entry.span);
        add("time", &entry.time.span);
        add("what", &entry.what);
        let zone = entry.time.zone.iter().map(|zone| &zone.span);
        let rest = [
            &entry.who,
            &entry.signal,
            &entry.source,
            &entry.why_it_made_sense,
        ];
        rest.into_iter()
            .flatten()
            .chain(zone)
            .for_each(|span| add("of an entry", span));
        for account in &entry.accounts {
            add("account", &account.span);
            add("account", &account.text);
            [&account.who, &account.source]
                .into_iter()
                .flatten()
                .for_each(|span| add("of an account", span));
        }
    }
    for chain in document.whys() {
        add("chain", &chain.span);
        for why in &chain.answers {
            add("why", &why.span);
            add("answer", &why.answer);
            why.question
                .iter()
                .for_each(|question| add("question", question));
        }
    }
    for factor in document.factors() {
        add("factor", &factor.span);
        add("factor", &factor.text);
        factor.id.iter().for_each(|id| add("factor id", id));
    }
    for correction in document.corrections() {
        add("correction", &correction.span);
        add("correction", &correction.what);
        let c = correction;
        let rest = [
            &c.id,
            &c.kind,
            &c.priority,
            &c.owner,
            &c.due,
            &c.addresses,
            &c.measure,
            &c.ticket,
            &c.status,
        ];
        rest.into_iter()
            .flatten()
            .for_each(|span| add("of a correction", span));
    }
    spans
}

/// What is wrong with a document's spans and indices, if anything is.
pub fn fault(document: &Document) -> Option<String> {
    let source = document.source();
    if let Some((name, span)) = all(document)
        .into_iter()
        .find(|(_, span)| source.get(span.clone()).is_none())
    {
        return Some(format!(
            "{name} {span:?} is not in a text of {} bytes",
            source.len()
        ));
    }
    order(document)
        .or_else(|| indices(document))
        .or_else(|| positions(document))
}

fn order(document: &Document) -> Option<String> {
    let passages = document
        .passages()
        .windows(2)
        .find(|pair| pair[0].span.end > pair[1].span.start);
    let blocks = document
        .blocks()
        .windows(2)
        .find(|pair| pair[0].span.end > pair[1].span.start);
    let empty = document
        .passages()
        .iter()
        .find(|passage| passage.span.is_empty());
    let sections = document
        .sections()
        .windows(2)
        .find(|pair| pair[0].heading.end > pair[1].heading.start);
    let entries = document
        .timeline()
        .windows(2)
        .find(|pair| pair[0].span.start > pair[1].span.start);
    let nesting = document.sections().windows(2).find(|pair| {
        let (outer, inner) = (&pair[0].extent, &pair[1].extent);
        inner.start < outer.end && inner.end > outer.end
    });
    passages
        .map(|pair| format!("passages overlap: {pair:?}"))
        .or_else(|| blocks.map(|pair| format!("blocks overlap: {pair:?}")))
        .or_else(|| empty.map(|passage| format!("empty passage: {passage:?}")))
        .or_else(|| sections.map(|pair| format!("headings overlap: {pair:?}")))
        .or_else(|| nesting.map(|pair| format!("sections do not nest: {pair:?}")))
        .or_else(|| entries.map(|pair| format!("entries out of order: {pair:?}")))
}

fn indices(document: &Document) -> Option<String> {
    for (index, block) in document.blocks().iter().enumerate() {
        let range = block.passages.start as usize..block.passages.end as usize;
        let inside = document.passages().get(range).is_some_and(|passages| {
            passages.iter().all(|passage| {
                passage.block as usize == index
                    && block.span.start <= passage.span.start
                    && passage.span.end <= block.span.end
            })
        });
        if !inside {
            return Some(format!(
                "block {index} and its passages disagree: {block:?}"
            ));
        }
    }
    let owned: usize = document
        .blocks()
        .iter()
        .map(|block| block.passages.len())
        .sum();
    if owned != document.passages().len() {
        return Some("a passage has no block".to_owned());
    }
    for (index, section) in document
        .passages()
        .iter()
        .map(|passage| (passage, passage.section))
    {
        let holds = section.is_none_or(|section| {
            document
                .sections()
                .get(section as usize)
                .is_some_and(|section| section.extent.contains(&index.span.start))
        });
        if !holds {
            return Some(format!("passage outside its section: {index:?}"));
        }
    }
    None
}

fn positions(document: &Document) -> Option<String> {
    let lines = document.lines();
    let wrong = document.passages().iter().find(|passage| {
        let position = lines.position(passage.span.start);
        lines.offset(position.line, position.utf16) != Some(passage.span.start)
    });
    wrong.map(|passage| format!("position of {passage:?} does not lead back"))
}

/// The first letter or digit that no passage covers although it is no markup: markup are a list
/// item's marker, a task box, a code fence's info string and a plain front matter key.
pub fn unread(document: &Document) -> Option<String> {
    let source = document.source();
    let mut covered = vec![false; source.len()];
    let markers = document.items().iter().map(|item| item.marker.clone());
    let front = document
        .front_matter()
        .into_iter()
        .flat_map(|front| &front.entries);
    let keys = front.map(|entry| entry.key.clone());
    for span in document
        .passages()
        .iter()
        .map(|passage| passage.span.clone())
        .chain(markers)
        .chain(keys)
    {
        covered[span].fill(true);
    }
    let unread = source
        .char_indices()
        .find(|&(at, c)| c.is_alphanumeric() && !covered[at] && !is_markup(source, at));
    unread.map(|(at, c)| format!("{c:?} at {at} is in no passage: …{:?}…", around(source, at)))
}

fn is_markup(source: &str, at: usize) -> bool {
    let bytes = source.as_bytes();
    let boxed = at > 0
        && bytes[at - 1] == b'['
        && matches!(bytes[at], b'x' | b'X')
        && bytes.get(at + 1) == Some(&b']');
    let line = source[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let before = &source[line..at];
    boxed
        || before.contains("```")
        || before.contains("~~~")
        || (source.starts_with("---")
            && before.trim().is_empty()
            && source[at..].starts_with(['|', '>']))
}

fn around(source: &str, at: usize) -> &str {
    let start = (0..=at.saturating_sub(20))
        .rev()
        .find(|&at| source.is_char_boundary(at))
        .unwrap_or(0);
    let end = ((at + 20).min(source.len())..=source.len())
        .find(|&at| source.is_char_boundary(at))
        .unwrap_or(source.len());
    &source[start..end]
}
