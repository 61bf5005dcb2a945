//! Role labels as people write them: "Oncall 1", "on-call engineer #1", "the second oncall".

use document::{PassageKind, Span};

use crate::context::Reading;
use crate::phrases::Hit;
use crate::prose::{is_word_at, same};

/// A role label in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// The label, its modifier and its ordinal included.
    pub span: Span,
    /// The role and the number alone.
    pub core: Span,
    /// The role, in one spelling: "oncall".
    pub kind: String,
    /// "auction" of "Auction on-call 1".
    pub modifier: Option<String>,
    /// Its number.
    pub number: u32,
    /// Whether the number is written as "first" or "primary".
    pub is_ordinal: bool,
    /// How it is spelled but for the number and capitals: "on-call #".
    pub style: String,
}

/// The label at `hit`, if the role there has a number.
pub(super) fn at(reading: &Reading<'_>, hit: &Hit) -> Option<Label> {
    let text = reading.text();
    let passage = reading.passage(hit);
    if passage.kind == PassageKind::FrontMatter {
        return None;
    }
    let start = reading
        .block(passage)
        .span
        .start
        .max(passage.span.start.saturating_sub(80));
    let before = text.get(start..hit.span.start).unwrap_or("");
    let kind = kind(&text[hit.span.clone()]);
    let modifier = modifier(before);
    match number_after(text, &hit.span, &kind) {
        Some((end, number)) => {
            let core = hit.span.start..end;
            let style = style(&text[core.clone()]);
            let from = modifier
                .as_ref()
                .map_or(core.start, |word| core.start - 1 - word.len());
            let modifier = modifier.map(str::to_lowercase);
            Some(Label {
                span: from..end,
                core,
                kind,
                modifier,
                number,
                is_ordinal: false,
                style,
            })
        }
        None => ordinal(hit, &kind, before),
    }
}

/// "the second oncall", "primary on-call".
fn ordinal(hit: &Hit, kind: &str, before: &str) -> Option<Label> {
    if !matches!(kind, "oncall" | "sre") {
        return None;
    }
    let word = before
        .trim_end()
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()?;
    let number = match word.to_lowercase().as_str() {
        "first" | "1st" | "primary" => 1,
        "second" | "2nd" | "secondary" => 2,
        "third" | "3rd" | "tertiary" => 3,
        _ => return None,
    };
    let gap = before.len() - before.trim_end().len();
    let mut start = hit.span.start - gap - word.len();
    let article = &before[..before.len() - gap - word.len()];
    if let Some(the) = article.get(article.len().saturating_sub(4)..)
        && same(the, "the ")
    {
        start -= 4;
    }
    let style = word.to_lowercase();
    let (span, kind) = (start..hit.span.end, kind.to_owned());
    Some(Label {
        core: span.clone(),
        span,
        kind,
        modifier: None,
        number,
        is_ordinal: true,
        style,
    })
}

/// Where the number after a role ends, and the number: " 1", " #1", " engineer #1", "1".
fn number_after(text: &str, role: &Span, kind: &str) -> Option<(usize, u32)> {
    let written = &text[role.clone()];
    let inside = written.trim_end_matches(|c: char| c.is_ascii_digit());
    if inside.len() < written.len() {
        return Some((role.end, written[inside.len()..].parse().ok()?));
    }
    let mut at = role.end;
    if kind == "oncall"
        && text[at..]
            .get(..9)
            .is_some_and(|next| same(next, " engineer"))
    {
        at += 9;
    }
    at += text[at..]
        .strip_prefix(' ')?
        .strip_prefix('#')
        .map_or(1, |_| 2);
    let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let end = at + digits;
    let is_number = (1..=2).contains(&digits)
        && is_word_at(text, &(at - 1..end)) | text[..at].ends_with([' ', '#']);
    // "2 hosts", "1 of 3", "12:30" count something else.
    let counts = text[end..].starts_with([':', '%', '.'])
        && text[end + 1..].starts_with(|c: char| c.is_ascii_digit())
        || text[end..].starts_with(" %")
        || text[end..].starts_with(|c: char| c.is_alphanumeric());
    (is_number && !counts).then(|| Some((end, text[at..end].parse().ok()?)))?
}

/// The capitalised word right before a role.
fn modifier(before: &str) -> Option<&str> {
    const NONE: [&str; 14] = [
        "The", "Then", "When", "While", "And", "But", "If", "As", "A", "An", "So", "Since",
        "Because", "After",
    ];
    let word = before
        .strip_suffix(' ')?
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()?;
    let fits =
        before.strip_suffix(' ')?.len() >= word.len() && word.starts_with(char::is_uppercase);
    (fits && !NONE.contains(&word)).then_some(word)
}

/// A role in one spelling, without a number.
pub(super) fn kind(written: &str) -> String {
    let letters = written
        .chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase);
    letters.collect()
}

/// A spelling without number and capitals.
fn style(core: &str) -> String {
    core.chars()
        .filter(|c| !c.is_ascii_digit())
        .flat_map(char::to_lowercase)
        .collect()
}
