//! Dismissals in the text: `<!-- fallible: ignore B203 because … -->`, on the same line or the one
//! before. Never for findings about people: the text would point at them.

use document::{Document, PassageKind, Span};

use super::Dismissed;
use crate::{Family, Finding, Rule, rule};

/// A dismissal as it stands in a text.
#[derive(Debug)]
pub(crate) struct Inline {
    /// The comment.
    pub span: Span,
    /// What it dismisses, as written: codes or names.
    pub rules: Vec<String>,
    /// What follows "because".
    pub reason: String,
}

/// Why a dismissal in the text does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is about people or customers.
    AboutPeople(&'static str),
    /// It names no rule that exists.
    UnknownRule,
    /// It gives no reason.
    NoReason,
}

/// Parts `found` into open findings and those the text dismisses.
pub(crate) fn apply(document: &Document, found: Vec<Finding>) -> (Vec<Finding>, Vec<Dismissed>) {
    let inline: Vec<(Span, Vec<&Rule>, String)> = all(document)
        .filter(|inline| refusals(inline).is_empty())
        .map(|inline| (reach(document, &inline.span), known(&inline), inline.reason))
        .collect();
    if inline.is_empty() {
        return (found, Vec::new());
    }
    let mut open = Vec::new();
    let mut dismissed = Vec::new();
    for finding in found {
        let after = inline.partition_point(|(reach, _, _)| reach.start <= finding.span.start);
        // At most the comments of this line and of the one before reach here.
        let by = inline[after.saturating_sub(8)..after]
            .iter()
            .find(|(reach, rules, _)| {
                reach.contains(&finding.span.start) && rules.contains(&finding.rule)
            });
        match by {
            Some((_, _, reason)) => dismissed.push(Dismissed {
                finding,
                reason: reason.clone(),
            }),
            None => open.push(finding),
        }
    }
    (open, dismissed)
}

/// Every dismissal in the text, in order of place.
pub(crate) fn all(document: &Document) -> impl Iterator<Item = Inline> + '_ {
    let html = document
        .passages()
        .iter()
        .filter(|passage| passage.kind == PassageKind::Html);
    html.flat_map(|passage| comments(document.source(), passage.span.clone()))
}

/// What is wrong with a dismissal; nothing if it counts.
pub(crate) fn refusals(inline: &Inline) -> Vec<Refusal> {
    let mut refusals: Vec<Refusal> = known(inline)
        .into_iter()
        .filter(|rule| rule.family() == Family::Names)
        .map(|rule| Refusal::AboutPeople(rule.code))
        .collect();
    if known(inline).len() < inline.rules.len().max(1) {
        refusals.push(Refusal::UnknownRule);
    }
    if !inline.reason.contains(char::is_alphabetic) {
        refusals.push(Refusal::NoReason);
    }
    refusals
}

fn known(inline: &Inline) -> Vec<&'static Rule> {
    inline
        .rules
        .iter()
        .filter_map(|written| rule(written))
        .collect()
}

/// The line of the comment and, if it stands alone there, the next line that is not empty.
fn reach(document: &Document, comment: &Span) -> Span {
    let (text, lines) = (document.source(), document.lines());
    let first = lines.position(comment.start).line;
    let mut last = lines.position(comment.end).line;
    let start_of = |line| lines.start(line).unwrap_or(text.len());
    let (start, mut end) = (start_of(first), start_of(last + 1));
    let alone = is_blank(&text[start..comment.start]) && is_blank(&text[comment.end..end]);
    while alone && end < text.len() {
        last += 1;
        let line = end..start_of(last + 1);
        end = line.end;
        if !is_blank(&text[line]) {
            break;
        }
    }
    start..end
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// The dismissals within one stretch of HTML.
fn comments(text: &str, html: Span) -> Vec<Inline> {
    let mut found = Vec::new();
    let mut at = html.start;
    while let Some(open) = text[at..html.end].find("<!--").map(|open| at + open) {
        let Some(close) = text[open..html.end].find("-->").map(|close| open + close) else {
            break;
        };
        at = close + 3;
        found.extend(read(&text[open + 4..close.max(open + 4)], open..at));
    }
    found
}

/// What stands in a comment, if it is a dismissal.
fn read(comment: &str, span: Span) -> Option<Inline> {
    let rest = comment
        .trim()
        .strip_prefix("fallible:")?
        .trim_start()
        .strip_prefix("ignore")?;
    let (rules, reason) = rest.split_once("because").unwrap_or((rest, ""));
    let rules = rules
        .split([',', ' ', '\n'])
        .filter(|word| !word.is_empty())
        .map(str::to_owned);
    Some(Inline {
        span,
        rules: rules.collect(),
        reason: reason.trim().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<Inline> {
        all(&Document::parse(text)).collect()
    }

    #[test]
    fn reads_comments() {
        let list = found("A.\n\n<!-- fallible: ignore B201, B203 because it is quoted -->\nB.\n");
        assert_eq!(list.len(), 1);
        assert_eq!(list[0].rules, ["B201", "B203"]);
        assert_eq!(list[0].reason, "it is quoted");
        assert!(refusals(&list[0]).is_empty());
        assert!(found("<!-- a note -->\n").is_empty());
    }

    #[test]
    fn refuses_people_unknown_rules_and_silence() {
        let refused = |text: &str| refusals(&found(text)[0]);
        assert_eq!(
            refused("<!-- fallible: ignore N101 because I say so -->"),
            [Refusal::AboutPeople("N101")]
        );
        assert_eq!(
            refused("<!-- fallible: ignore B999 because of it -->"),
            [Refusal::UnknownRule]
        );
        assert_eq!(
            refused("<!-- fallible: ignore B201 -->"),
            [Refusal::NoReason]
        );
        assert_eq!(
            refused("<!-- fallible: ignore because of it -->"),
            [Refusal::UnknownRule]
        );
    }

    #[test]
    fn reaches_its_line_or_the_next() {
        let reached =
            |text: &str, comment: Span| text[reach(&Document::parse(text), &comment)].to_owned();
        assert_eq!(reached("a <!-- x --> b\nc\n", 2..12), "a <!-- x --> b\n");
        assert_eq!(
            reached("<!-- x -->\n\nb c\nd\n", 0..10),
            "<!-- x -->\n\nb c\n"
        );
        assert_eq!(reached("<!-- x -->", 0..10), "<!-- x -->");
    }
}
