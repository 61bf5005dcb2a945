//! Byte ranges of the source and the few things one does with them.

/// Bytes of the source, half open, on character boundaries.
pub type Span = std::ops::Range<usize>;

/// `span` without white space at either end; empty at its start where nothing else is left.
pub(crate) fn trim(source: &str, span: Span) -> Span {
    let text = &source[span.clone()];
    let left = text.trim_start();
    let start = span.start + (text.len() - left.len());
    start..start + left.trim_end().len()
}

/// The trimmed span, or nothing where only white space is left.
pub(crate) fn filled(source: &str, span: Span) -> Option<Span> {
    let span = trim(source, span);
    (!span.is_empty()).then_some(span)
}

/// The lines of `span` without their ends (LF, CR LF or a lone CR).
pub(crate) fn lines(source: &str, span: Span) -> impl Iterator<Item = Span> {
    let bytes = source.as_bytes();
    let mut next = Some(span.start);
    std::iter::from_fn(move || {
        let start = next?;
        let rest = &bytes[start..span.end];
        let Some(length) = memchr::memchr2(b'\n', b'\r', rest) else {
            next = None;
            return (start < span.end).then_some(start..span.end);
        };
        let crlf = rest[length] == b'\r' && rest.get(length + 1) == Some(&b'\n');
        next = Some(start + length + if crlf { 2 } else { 1 });
        Some(start..start + length)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_any_way() {
        let all = |text: &str| lines(text, 0..text.len()).collect::<Vec<_>>();
        assert_eq!(all("a\r\nb\rc\n"), [0..1, 3..4, 5..6]);
        assert_eq!(all("\n\na"), [0..0, 1..1, 2..3]);
        assert!(all("").is_empty());
    }

    #[test]
    fn trims_to_the_text() {
        assert_eq!(trim("  a b ", 0..6), 2..5);
        assert_eq!(trim("    ", 1..3), 3..3);
        assert_eq!(filled("    ", 1..3), None);
    }
}
