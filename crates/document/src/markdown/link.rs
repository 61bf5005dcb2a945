//! Addresses, titles and labels inside links: the parser gives their values, not their places.

use pulldown_cmark::LinkType;

use crate::span::{Span, filled};

/// How a link names its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `[text](address "title")`
    Inline,
    /// `[text][label]`, `[text][]`, `[text]`
    Reference,
    /// `<address>`
    Auto,
}

impl Form {
    pub fn of(kind: LinkType) -> Self {
        match kind {
            LinkType::Autolink | LinkType::Email => Self::Auto,
            LinkType::Inline => Self::Inline,
            _ => Self::Reference,
        }
    }
}

/// The addresses, titles and labels in what follows a link's text (`](address "title")`).
pub(super) fn targets(source: &str, rest: Span, form: Form) -> Vec<Span> {
    if form == Form::Auto {
        return Vec::new();
    }
    let text = &source[rest.clone()];
    let Some(close) = text.find(']') else {
        return Vec::new();
    };
    let inner = rest.start + (close + 2).min(text.len())..rest.end.saturating_sub(1);
    if inner.start >= inner.end || !source.is_char_boundary(inner.start) {
        return Vec::new();
    }
    match form {
        Form::Inline => address_and_title(source, inner),
        _ => filled(source, inner).into_iter().collect(),
    }
}

/// Splits `address "title"`; either may be absent. The address may stand in `<…>`.
pub(super) fn address_and_title(source: &str, span: Span) -> Vec<Span> {
    let Some(span) = filled(source, span) else {
        return Vec::new();
    };
    let text = &source[span.clone()];
    let length = match text.strip_prefix('<').and_then(|rest| rest.find('>')) {
        Some(close) => close + 2,
        None => text
            .find(|c: char| c.is_ascii_whitespace())
            .unwrap_or(text.len()),
    };
    let address = unwrap(source, span.start..span.start + length, "<", ">");
    let title = filled(source, span.start + length..span.end).map(|title| unquote(source, title));
    std::iter::once(address)
        .chain(title)
        .filter(|span| !span.is_empty())
        .collect()
}

fn unquote(source: &str, span: Span) -> Span {
    let span = unwrap(source, span, "\"", "\"");
    let span = unwrap(source, span, "'", "'");
    unwrap(source, span, "(", ")")
}

fn unwrap(source: &str, span: Span, open: &str, close: &str) -> Span {
    let text = &source[span.clone()];
    let inner = text
        .strip_prefix(open)
        .and_then(|rest| rest.strip_suffix(close));
    if inner.is_some() {
        span.start + open.len()..span.end - close.len()
    } else {
        span
    }
}

/// What stands between the backticks of a code span.
pub(crate) fn code_content(source: &str, span: Span) -> Span {
    let text = &source[span.clone()];
    let ticks = text.bytes().take_while(|&byte| byte == b'`').count();
    if ticks * 2 >= text.len() {
        span
    } else {
        span.start + ticks..span.end - ticks
    }
}

/// The label in `[^label]` or `[^label]: …`, at the start of `span`.
pub(crate) fn footnote_label(source: &str, span: Span) -> Span {
    let text = &source[span.clone()];
    let start = text.find("[^").map_or(0, |at| at + 2);
    let end = text[start..].find(']').map_or(text.len(), |at| start + at);
    span.start + start..span.start + end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str, form: Form) -> Vec<&str> {
        targets(text, 0..text.len(), form)
            .into_iter()
            .map(|span| &text[span])
            .collect()
    }

    #[test]
    fn splits_address_and_title() {
        assert_eq!(
            parts("](https://a.example/x)", Form::Inline),
            ["https://a.example/x"]
        );
        assert_eq!(
            parts("](<a b> 'who knows')", Form::Inline),
            ["a b", "who knows"]
        );
        assert_eq!(parts("](a \"t\")", Form::Inline), ["a", "t"]);
        assert_eq!(parts("][label]", Form::Reference), ["label"]);
        assert!(parts("][]", Form::Reference).is_empty());
        assert!(parts("]()", Form::Inline).is_empty());
        assert!(parts("]", Form::Reference).is_empty());
    }

    #[test]
    fn finds_labels_and_code() {
        assert_eq!(footnote_label("[^note]: text", 0..13), 2..6);
        assert_eq!(code_content("``a`b``", 0..7), 2..5);
        assert_eq!(code_content("``", 0..2), 0..2);
    }
}
