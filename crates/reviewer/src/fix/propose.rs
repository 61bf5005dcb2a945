//! What to write instead of people and customers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use document::{Document, Span, TextEdit};
use domain::RoleLabel;
use names::{Form, Identity, Kind, Mention, ZoneKind};
use regex::Regex;

use super::free::stands_free;
use super::labels::{Labels, slug};
use super::listed::listed;
use super::wanted::wanted;
use crate::{Fix, Review};

/// Labels this program gives out, as they may stand in a text already.
static GIVEN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)\b(person|customer)[ -]([0-9]{1,6})\b").ok());

/// Gives every open finding about a person or customer a fix that writes the label instead, and
/// returns the edits for what has no finding: names only `labels` knows, and mentions beyond the
/// most findings a rule reports.
pub fn propose(document: &Document, review: &mut Review, labels: &mut Labels) -> Vec<TextEdit> {
    let text = document.source();
    reserve(text, labels);
    let own = LabelSpans::of(text, labels);
    let Review { open, mentions, .. } = review;
    let mut wanted = wanted(open, mentions);
    wanted.retain(|mention| !own.hold(&mention.range));
    let mut fixes = fixes(text, &wanted, labels);
    for finding in open.iter_mut().filter(|finding| finding.tier.is_some()) {
        if let Some(fix) = fixes.remove(&finding.span.start) {
            finding.fix = Some(fix);
        }
    }
    let mut edits = listed(document, mentions, labels, &own);
    edits.extend(fixes.into_values().flat_map(|fix| fix.edits));
    edits
}

/// The fix of every mention, by where it starts.
fn fixes(text: &str, mentions: &[&Mention], labels: &mut Labels) -> BTreeMap<usize, Fix> {
    let (numbers, named): (Vec<&Mention>, Vec<&Mention>) = mentions
        .iter()
        .partition(|mention| mention.form == Form::Phone);
    let given = give(text, &named, labels);
    let named = named.into_iter().filter_map(|mention| {
        let label = label_of(text, mention, &given, labels)?;
        let edits = vec![edit(text, mention, &label)];
        Some((
            mention.range.start,
            Fix {
                title: format!("Replace by {label}"),
                edits,
            },
        ))
    });
    let numbers = numbers.into_iter().map(|mention| {
        let edits = vec![without_number(text, mention)];
        (
            mention.range.start,
            Fix {
                title: "Remove the number".to_owned(),
                edits,
            },
        )
    });
    named.chain(numbers).collect()
}

/// Labels that stand in the text are not given to anybody else.
fn reserve(text: &str, labels: &mut Labels) {
    let Some(given) = GIVEN.as_ref() else { return };
    for found in given.captures_iter(text) {
        let kind = if found[1].eq_ignore_ascii_case("person") {
            "Person"
        } else {
            "Customer"
        };
        if let Some(label) = found[2]
            .parse()
            .ok()
            .and_then(|number| RoleLabel::numbered(kind, number).ok())
        {
            labels.reserve(&label);
        }
    }
}

/// Where labels and their slugs stand: what looks like a name in one is none.
pub(super) struct LabelSpans(Vec<Span>);

impl LabelSpans {
    fn of(text: &str, labels: &Labels) -> Self {
        // Labels this program gives out need no list.
        let is_ours = |label: &RoleLabel| {
            label.number().is_some() && matches!(label.kind(), "Person" | "Customer")
        };
        let entries = [Kind::Person, Kind::Customer].map(|kind| labels.entries(kind));
        let known = entries.iter().copied().flatten().map(|entry| &entry.label);
        let known = known.filter(|label| !is_ours(label));
        let finder = finder(known.flat_map(|label| [label.to_string(), slug(label)]));
        let found = finder.iter().flat_map(|finder| finder.find_iter(text));
        let mut spans: Vec<Span> = found.map(|found| found.range()).collect();
        let given = GIVEN.iter().flat_map(|given| given.find_iter(text));
        spans.extend(given.map(|found| found.range()));
        spans.sort_by_key(|span| (span.start, span.end));
        Self(spans)
    }

    /// Whether `span` lies within a label.
    fn hold(&self, span: &Span) -> bool {
        let after = self.0.partition_point(|label| label.start <= span.start);
        self.0[after.saturating_sub(2)..after]
            .iter()
            .any(|label| span.end <= label.end)
    }

    /// Whether `span` shares a byte with a label.
    pub(super) fn touch(&self, span: &Span) -> bool {
        let after = self.0.partition_point(|label| label.start < span.end);
        self.0[after.saturating_sub(2)..after]
            .iter()
            .any(|label| span.start < label.end)
    }
}

pub(super) fn finder<P: AsRef<[u8]>>(patterns: impl Iterator<Item = P>) -> Option<AhoCorasick> {
    let patterns: Vec<P> = patterns.collect();
    let mut builder = AhoCorasick::builder();
    builder
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true);
    if patterns.is_empty() {
        None
    } else {
        builder.build(patterns).ok()
    }
}

/// A label for everybody mentioned, in order of first mention.
fn give(
    text: &str,
    mentions: &[&Mention],
    labels: &mut Labels,
) -> BTreeMap<(Kind, Identity), RoleLabel> {
    let mut written: BTreeMap<(Kind, Identity), Vec<&str>> = BTreeMap::new();
    let mut order = Vec::new();
    let mut seen = BTreeSet::new();
    for mention in mentions {
        let key = (mention.kind, mention.identity);
        let list = written.entry(key).or_insert_with(|| {
            order.push(key);
            Vec::new()
        });
        let name = &text[mention.range.clone()];
        if seen.insert((key, name)) {
            list.push(name);
        }
    }
    let mut given = BTreeMap::new();
    for key in order {
        if let Ok(label) = labels.label(key.0, &written[&key]) {
            given.insert(key, label);
        }
    }
    given
}

/// What the label map says of exactly this way of writing goes before what the text suggests.
fn label_of(
    text: &str,
    mention: &Mention,
    given: &BTreeMap<(Kind, Identity), RoleLabel>,
    labels: &Labels,
) -> Option<RoleLabel> {
    let exact = labels.exact(mention.kind, &text[mention.range.clone()]);
    exact
        .or_else(|| given.get(&(mention.kind, mention.identity)))
        .cloned()
}

pub(super) fn edit(text: &str, mention: &Mention, label: &RoleLabel) -> TextEdit {
    if let Some((with_brackets, inside)) = bracketed(text, mention) {
        let is_code = matches!(mention.zone, ZoneKind::CodeBlock | ZoneKind::CodeSpan);
        // Out of code, brackets around a label would make it a tag.
        let (range, new) = if is_code {
            (inside, slug(label))
        } else {
            (with_brackets, label.to_string())
        };
        return TextEdit { range, new };
    }
    let is_free =
        stands_free(text, mention) && (mention.zone != ZoneKind::FrontMatter || is_plain(label));
    let new = if is_free {
        label.to_string()
    } else {
        slug(label)
    };
    TextEdit {
        range: mention.range.clone(),
        new,
    }
}

/// A telephone number stands for nobody in particular: no label is spent on it.
fn without_number(text: &str, mention: &Mention) -> TextEdit {
    let new = if stands_free(text, mention) {
        "a phone number"
    } else {
        "phone-number"
    };
    TextEdit {
        range: mention.range.clone(),
        new: new.to_owned(),
    }
}

/// An address in angle brackets, where they stand and without them.
fn bracketed(text: &str, mention: &Mention) -> Option<(Span, Span)> {
    let before = &text[..mention.range.start];
    let before = before
        .strip_suffix("mailto:")
        .unwrap_or(before)
        .strip_suffix('<')?;
    let after = &text[mention.range.end..];
    let host = after.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '@' | '.' | '-'))?;
    let inside = mention.range.start..mention.range.end + host;
    let is_address = text[inside.clone()].contains('@') && after[host..].starts_with('>');
    is_address.then(|| (before.len()..inside.end + 1, inside))
}

/// Whether a label means itself as a value of the front matter.
fn is_plain(label: &RoleLabel) -> bool {
    !label.as_str().contains([',', '#', '&'])
}
