//! Text that the Markdown parser consumes without saying so.
//!
//! Link reference definitions and cells beyond a table's last column yield no event. They are
//! found as what lies between passages, is no known markup and yet holds a letter or a digit.

use super::link;
use super::outline::Outline;
use crate::blocks::BlockKind;
use crate::passages::{Passage, PassageKind};
use crate::span::{Span, lines, trim};

/// Adds a passage for every stretch of `body` that holds text and is not covered yet.
pub(super) fn fill(source: &str, body: Span, outline: &mut Outline) {
    outline.markup.sort_by_key(|span| span.start);
    let found = uncovered(source, body, outline);
    if found.is_empty() {
        return;
    }
    let known = outline.blocks.len();
    for span in found {
        add(source, span, known, outline);
    }
    restore_order(outline);
}

fn uncovered(source: &str, body: Span, outline: &Outline) -> Vec<Span> {
    let mut found = Vec::new();
    let mut passages = outline
        .passages
        .iter()
        .map(|p| &p.span)
        .filter(|s| s.end > body.start)
        .peekable();
    let mut markup = outline
        .markup
        .iter()
        .filter(|s| s.end > body.start)
        .peekable();
    let mut at = body.start;
    loop {
        let next = match (passages.peek(), markup.peek()) {
            (Some(a), Some(b)) if a.start <= b.start => passages.next(),
            (Some(_), None) => passages.next(),
            (_, Some(_)) => markup.next(),
            (None, None) => None,
        };
        let end = next.map_or(body.end, |span| span.start);
        if at < end {
            lines_with_text(source, at..end, &mut found);
        }
        let Some(next) = next else { return found };
        at = at.max(next.end);
    }
}

fn lines_with_text(source: &str, gap: Span, found: &mut Vec<Span>) {
    let bytes = &source.as_bytes()[gap.clone()];
    if !bytes
        .iter()
        .any(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())
    {
        return;
    }
    found.extend(lines(source, gap).filter_map(|line| with_text(source, line)));
}

/// Adds passages to the block that holds `span`, if one does, and a block for what lies beyond it.
fn add(source: &str, span: Span, known: usize, outline: &mut Outline) {
    let blocks = &outline.blocks[..known];
    let around = blocks
        .partition_point(|block| block.span.start <= span.start)
        .checked_sub(1);
    let around = around.filter(|&index| blocks[index].span.end > span.start);
    let inside = around.map_or(span.start, |index| blocks[index].span.end.min(span.end));
    if let Some((index, part)) = around.zip(with_text(source, span.start..inside)) {
        let kind = if blocks[index].kind == BlockKind::Code {
            PassageKind::CodeBlock
        } else {
            PassageKind::Target
        };
        outline.passages.push(passage(part, kind, index as u32));
    }
    let next = blocks.partition_point(|block| block.span.start <= inside);
    let beyond = blocks
        .get(next)
        .map_or(span.end, |block| block.span.start.min(span.end));
    if let Some(part) = with_text(source, inside..beyond.max(inside)) {
        add_block(source, part, outline);
    }
}

fn add_block(source: &str, span: Span, outline: &mut Outline) {
    let index = outline.open(BlockKind::Definition, span.start);
    let targets = definition(source, &span);
    if targets.is_empty() {
        let cells = source[span.clone()].starts_with('|');
        let kind = if cells {
            PassageKind::Cell
        } else {
            PassageKind::Prose
        };
        outline
            .passages
            .push(passage(without_pipes(source, span.clone()), kind, index));
    }
    outline.passages.extend(
        targets
            .into_iter()
            .map(|part| passage(part, PassageKind::Target, index)),
    );
    outline.close(index, span.end);
}

fn without_pipes(source: &str, span: Span) -> Span {
    let text = &source[span.clone()];
    let left = text.trim_start_matches(['|', ' ', '\t']);
    let start = span.end - left.len();
    start..start + left.trim_end_matches(['|', ' ', '\t']).len()
}

fn passage(span: Span, kind: PassageKind, block: u32) -> Passage {
    Passage {
        span,
        kind,
        block,
        section: None,
        label: None,
    }
}

fn with_text(source: &str, span: Span) -> Option<Span> {
    let span = trim(source, span);
    source[span.clone()]
        .contains(char::is_alphanumeric)
        .then_some(span)
}

/// Label, address and title of `[label]: address "title"`; nothing for any other line.
fn definition(source: &str, span: &Span) -> Vec<Span> {
    let text = &source[span.clone()];
    let Some(rest) = text.strip_prefix('[') else {
        return Vec::new();
    };
    let Some(close) = rest.find("]:") else {
        return Vec::new();
    };
    let label = span.start + 1..span.start + 1 + close;
    let mut targets = vec![label.clone()];
    targets.extend(link::address_and_title(source, label.end + 2..span.end));
    targets
}

/// Sorts blocks and passages by place and renumbers what points at blocks.
fn restore_order(outline: &mut Outline) {
    let mut order: Vec<u32> = (0..outline.blocks.len() as u32).collect();
    order.sort_by_key(|&index| outline.blocks[index as usize].span.start);
    let mut renamed = vec![0_u32; order.len()];
    for (new, &old) in order.iter().enumerate() {
        renamed[old as usize] = new as u32;
    }
    outline.blocks = order
        .iter()
        .map(|&old| outline.blocks[old as usize].clone())
        .collect();
    let rename = |index: &mut u32| *index = renamed[*index as usize];
    outline
        .passages
        .iter_mut()
        .for_each(|passage| rename(&mut passage.block));
    outline.passages.sort_by_key(|passage| passage.span.start);
    outline
        .items
        .iter_mut()
        .filter_map(|item| item.text.as_mut())
        .for_each(rename);
    outline
        .headings
        .iter_mut()
        .for_each(|heading| rename(&mut heading.block));
    outline
        .strong
        .iter_mut()
        .for_each(|label| rename(&mut label.block));
    for table in &mut outline.tables {
        let cells = table
            .head
            .iter_mut()
            .chain(table.rows.iter_mut().flat_map(|row| &mut row.cells));
        cells
            .filter_map(|cell| cell.block.as_mut())
            .for_each(rename);
    }
    let mut next = 0;
    for (index, block) in outline.blocks.iter_mut().enumerate() {
        let count = outline.passages[next..]
            .iter()
            .take_while(|p| p.block as usize == index)
            .count();
        block.passages = next as u32..(next + count) as u32;
        next += count;
    }
}

#[cfg(test)]
mod tests {
    use crate::{Document, PassageKind};

    fn found(source: &str) -> Vec<(PassageKind, String)> {
        let document = Document::parse(source);
        let passages = document.passages().iter();
        passages
            .map(|passage| (passage.kind, document.text(&passage.span).to_owned()))
            .collect()
    }

    fn target(text: &str) -> (PassageKind, String) {
        (PassageKind::Target, text.to_owned())
    }

    #[test]
    fn definitions_are_read() {
        assert_eq!(
            found("[oncall]: <https://a.example/x y> (the page)\n"),
            [
                target("oncall"),
                target("https://a.example/x y"),
                target("the page")
            ]
        );
        assert_eq!(
            found("[a]:\n  https://a.example\n  'b c'\n").len(),
            3,
            "over several lines"
        );
        assert_eq!(
            found("[a]: b\n[a]: c\n").len(),
            4,
            "the second is passed over by Markdown"
        );
    }

    #[test]
    fn cells_without_a_head_are_read() {
        let found = found("| a |\n|---|\n| 1 | Oncall 1 | 2 |\n");
        assert_eq!(found[2], (PassageKind::Cell, "Oncall 1 | 2".to_owned()));
    }

    #[test]
    fn markers_are_no_text() {
        assert_eq!(found("1. a\n2. [x] b\n").len(), 2);
        assert_eq!(found("```rust title\n```\n"), []);
    }
}
