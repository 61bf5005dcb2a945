//! A correction's text in pieces, each of which may say one thing of it.

use super::attributes::label;
use crate::columns::Column;
use crate::span::{Span, filled};

/// One stretch between separators.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub span: Span,
    /// What stands before it.
    pub after: Separator,
}

/// What stands between two pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separator {
    Start,
    Comma,
    /// A full stop, a semicolon or a line break.
    Stop,
    Dash,
    Bracket,
}

impl Separator {
    /// Whether what follows belongs to what stands before: "Storage, P1".
    pub fn joins(self) -> bool {
        matches!(self, Self::Comma | Self::Dash)
    }
}

/// Splits at sentence ends, commas, dashes, brackets and line breaks. A labelled measure of success
/// runs on to the end of its sentence.
pub(super) fn split(source: &str, text: Span) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut start = text.start;
    let mut after = Separator::Start;
    let mut at = text.start;
    while at < text.end {
        let Some((separator, length)) = separator(source, at, text.end) else {
            at += 1;
            continue;
        };
        let runs_on = separator == Separator::Comma && is_labelled_measure(source, start..at);
        if !runs_on {
            pieces.extend(filled(source, start..at).map(|span| Piece { span, after }));
            after = separator;
            start = at + length;
        }
        at += length;
    }
    pieces.extend(filled(source, start..text.end).map(|span| Piece { span, after }));
    pieces
}

/// The separator at a byte, and its length.
fn separator(source: &str, at: usize, end: usize) -> Option<(Separator, usize)> {
    let bytes = source.as_bytes();
    let next = bytes.get(at + 1).filter(|_| at + 1 < end).copied();
    let spaced = next.is_none_or(|byte| byte.is_ascii_whitespace());
    match bytes[at] {
        b',' if spaced => Some((Separator::Comma, 1)),
        b'.' if spaced => Some((Separator::Stop, 1)),
        b';' | b'\n' | b'\r' | b'|' => Some((Separator::Stop, 1)),
        b'(' | b')' | b'[' | b']' => Some((Separator::Bracket, 1)),
        b'-' if spaced && at > 0 && bytes[at - 1] == b' ' => Some((Separator::Dash, 1)),
        0xE2 => source.get(at..).and_then(|rest| {
            let dash = rest.starts_with(['–', '—']) && at > 0 && bytes[at - 1] == b' ';
            dash.then_some((Separator::Dash, 3))
        }),
        _ => None,
    }
}

fn is_labelled_measure(source: &str, span: Span) -> bool {
    label(&source[trim_start(source, span)]).is_some_and(|(column, _)| column == Column::Measure)
}

fn trim_start(source: &str, span: Span) -> Span {
    span.end - source[span.clone()].trim_start().len()..span.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<(Separator, &str)> {
        split(text, 0..text.len())
            .into_iter()
            .map(|piece| (piece.after, &text[piece.span]))
            .collect()
    }

    #[test]
    fn splits_where_people_do() {
        assert_eq!(
            parts("Limit it, v1.2 first. Storage, P1 – by 1-2 (done)"),
            [
                (Separator::Start, "Limit it"),
                (Separator::Comma, "v1.2 first"),
                (Separator::Stop, "Storage"),
                (Separator::Comma, "P1"),
                (Separator::Dash, "by 1-2"),
                (Separator::Bracket, "done"),
            ]
        );
    }

    #[test]
    fn a_measure_keeps_its_commas() {
        assert_eq!(
            parts("Measure: a, b. c"),
            [(Separator::Start, "Measure: a, b"), (Separator::Stop, "c")]
        );
        assert!(parts(" , ; ").is_empty());
    }
}
