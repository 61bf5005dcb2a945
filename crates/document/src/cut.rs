//! The pieces a text is cut into, for a root over them.

use crate::Document;
use crate::blocks::BlockKind;
use crate::span::Span;

/// Pieces beyond which neighbours are taken together.
const MOST: usize = 1 << 14;

/// Whole lines that together are the source: see [`Document::cut`].
pub(crate) fn cut(document: &Document) -> Vec<Span> {
    let source = document.source();
    if source.is_empty() {
        return Vec::new();
    }
    let mut starts = line_starts(source, &beginnings(document));
    if starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    let every = starts.len().div_ceil(MOST);
    let starts: Vec<usize> = starts.into_iter().step_by(every).collect();
    let ends = starts.iter().skip(1).copied().chain([source.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| start..end)
        .collect()
}

/// Where blocks and the rows of tables begin, in order.
fn beginnings(document: &Document) -> Vec<usize> {
    let blocks = document.blocks().iter().filter(|block| {
        !matches!(
            block.kind,
            BlockKind::Cell | BlockKind::CellHead | BlockKind::FrontMatter
        )
    });
    let tables = document.tables().iter();
    let rows = tables.clone().flat_map(|table| &table.rows);
    let mut beginnings: Vec<usize> = blocks
        .map(|block| block.span.start)
        .chain(tables.map(|table| table.span.start))
        .chain(rows.map(|row| row.span.start))
        .collect();
    beginnings.sort_unstable();
    beginnings
}

/// The first bytes of the lines in which `places` lie, each once. `places` are in order.
fn line_starts(source: &str, places: &[usize]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut ends = memchr::memchr_iter(b'\n', source.as_bytes()).peekable();
    let mut line = 0;
    for &place in places.iter().filter(|&&place| place < source.len()) {
        while let Some(end) = ends.next_if(|&end| end < place) {
            line = end + 1;
        }
        if starts.last() != Some(&line) {
            starts.push(line);
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use crate::Document;

    fn pieces(source: &str) -> Vec<&str> {
        let spans = Document::parse(source).cut();
        spans.into_iter().map(|span| &source[span]).collect()
    }

    #[test]
    fn each_block_is_a_piece() {
        assert_eq!(
            pieces(
                "---\na: b\n---\n\n# A\ntext\nmore\n\n\n- b\n- c\n  - d\n\n> e\n\n```\nf\n\ng\n```\n"
            ),
            [
                "---\na: b\n---\n\n",
                "# A\n",
                "text\nmore\n\n\n",
                "- b\n",
                "- c\n",
                "  - d\n\n",
                "> e\n\n",
                "```\nf\n\ng\n```\n"
            ]
        );
    }

    #[test]
    fn so_is_each_row() {
        assert_eq!(
            pieces("\n| a | b |\n|--|--|\n| c | d |\n| e | f |\ng"),
            [
                "\n",
                "| a | b |\n|--|--|\n",
                "| c | d |\n",
                "| e | f |\n",
                "g"
            ]
        );
    }

    #[test]
    fn there_are_never_many() {
        let source = "a\n\n".repeat(100_000);
        let pieces = pieces(&source);
        assert!(pieces.len() <= super::MOST && pieces.len() > super::MOST / 2);
        assert_eq!(pieces.concat(), source);
        assert!(self::pieces("").is_empty());
    }
}
