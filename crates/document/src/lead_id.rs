//! Short names at the start of a text: "F1: …", "[AI-3] …".

use crate::span::{Span, trim};

/// The name and what follows it. A name is one to four letters, perhaps a hyphen, and a number;
/// a colon, a bracket, a dash or bold type sets it off.
pub(crate) fn split(source: &str, span: Span) -> (Option<Span>, Span) {
    let text = &source[span.clone()];
    let opening = text.len()
        - text
            .trim_start_matches(['*', '_', '[', '(', '`', ' '])
            .len();
    let Some(length) = name_length(&text[opening..]) else {
        return (None, span);
    };
    let start = span.start + opening;
    let rest = &text[opening + length..];
    let after = rest.trim_start_matches([
        '*', '_', ']', ')', '`', ':', '.', ' ', '-', '–', '—', '|', '\u{a0}',
    ]);
    let between = &rest[..rest.len() - after.len()];
    let set_off = opening > 0 || between.trim().chars().any(|c| !c.is_whitespace());
    if !set_off || (between.is_empty() && !after.is_empty()) {
        return (None, span);
    }
    (
        Some(start..start + length),
        trim(source, span.end - after.len()..span.end),
    )
}

fn name_length(text: &str) -> Option<usize> {
    let letters = text
        .bytes()
        .take(5)
        .take_while(u8::is_ascii_alphabetic)
        .count();
    if letters == 0 || letters > 4 {
        return None;
    }
    let hyphen = usize::from(text.as_bytes().get(letters) == Some(&b'-'));
    let digits = text[letters + hyphen..]
        .bytes()
        .take(6)
        .take_while(u8::is_ascii_digit)
        .count();
    let end = letters + hyphen + digits;
    let ends = !text[end..].starts_with(|c: char| c.is_alphanumeric());
    ((1..=5).contains(&digits) && ends).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (Option<&str>, &str) {
        let (id, rest) = split(text, 0..text.len());
        (id.map(|id| &text[id]), &text[rest])
    }

    #[test]
    fn splits_names_off() {
        assert_eq!(parts("F1: index format"), (Some("F1"), "index format"));
        assert_eq!(parts("**AI-3** – do it"), (Some("AI-3"), "do it"));
        assert_eq!(parts("[C2] do it"), (Some("C2"), "do it"));
        assert_eq!(parts("K1. do it"), (Some("K1"), "do it"));
    }

    #[test]
    fn leaves_other_words() {
        assert_eq!(
            parts("P1 pages were missed"),
            (None, "P1 pages were missed")
        );
        assert_eq!(parts("EC2 hosts"), (None, "EC2 hosts"));
        assert_eq!(parts("plain"), (None, "plain"));
        assert_eq!(parts(""), (None, ""));
    }
}
