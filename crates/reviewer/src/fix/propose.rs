//! What to write instead of people and customers.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use document::{Document, Span, TextEdit};
use domain::RoleLabel;
use names::{Form, Identity, Kind, Mention, ZoneKind};
use regex::Regex;

use super::free::stands_free;
use super::labels::{Labels, slug};
use crate::{Finding, Fix, Review};

/// Labels this program gives out, as they may stand in a text already.
static GIVEN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)\b(person|customer)[ -]([0-9]{1,6})\b").ok());

/// Gives every open finding about a person or customer a fix that writes the label instead, and
/// returns the edits for what only `labels` knows to be a name.
pub fn propose(document: &Document, review: &mut Review, labels: &mut Labels) -> Vec<TextEdit> {
    let text = document.source();
    reserve(text, labels);
    let own = label_spans(text, labels);
    let is_label = |span: &Span| {
        let after = own.partition_point(|label| label.start <= span.start);
        own[after.saturating_sub(2)..after].iter().any(|label| span.end <= label.end)
    };
    let Review { open, mentions, .. } = review;
    let mut found: BTreeMap<usize, &mut Finding> =
        open.iter_mut().filter(|finding| finding.tier.is_some()).map(|finding| (finding.span.start, finding)).collect();
    let wanted: Vec<&Mention> = mentions
        .iter()
        .filter(|mention| found.get(&mention.range.start).is_some_and(|finding| finding.span == mention.range))
        .filter(|mention| !is_label(&mention.range))
        .collect();
    let given = give(text, &wanted, labels);
    for mention in wanted {
        let Some(label) = label_of(text, mention, &given, labels) else { continue };
        let edit = edit(text, mention, &label);
        if let Some(finding) = found.get_mut(&mention.range.start) {
            finding.fix = Some(Fix { title: format!("Replace by {label}"), edits: vec![edit] });
        }
    }
    listed(document, mentions, labels, &own)
}

/// Labels that stand in the text are not given to anybody else.
fn reserve(text: &str, labels: &mut Labels) {
    let Some(given) = GIVEN.as_ref() else { return };
    for found in given.captures_iter(text) {
        let kind = if found[1].eq_ignore_ascii_case("person") { "Person" } else { "Customer" };
        if let Some(label) = found[2].parse().ok().and_then(|number| RoleLabel::numbered(kind, number).ok()) {
            labels.reserve(label);
        }
    }
}

/// Where labels and their slugs stand: what looks like a name in one is none.
fn label_spans(text: &str, labels: &Labels) -> Vec<Span> {
    let entries = [Kind::Person, Kind::Customer].map(|kind| labels.entries(kind));
    let known = entries.iter().copied().flatten().map(|entry| &entry.label);
    let finder = finder(known.flat_map(|label| [label.to_string(), slug(label)]));
    let mut spans: Vec<Span> = finder.iter().flat_map(|finder| finder.find_iter(text)).map(|found| found.range()).collect();
    spans.extend(GIVEN.iter().flat_map(|given| given.find_iter(text)).map(|found| found.range()));
    spans.sort_by_key(|span| (span.start, span.end));
    spans
}

fn finder<P: AsRef<[u8]>>(patterns: impl Iterator<Item = P>) -> Option<AhoCorasick> {
    let patterns: Vec<P> = patterns.collect();
    let mut builder = AhoCorasick::builder();
    builder.match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(true);
    if patterns.is_empty() { None } else { builder.build(patterns).ok() }
}

/// A label for everybody mentioned, in order of first mention.
fn give(text: &str, mentions: &[&Mention], labels: &mut Labels) -> BTreeMap<(Kind, Identity), RoleLabel> {
    let mut written: BTreeMap<(Kind, Identity), Vec<&str>> = BTreeMap::new();
    let mut order = Vec::new();
    for mention in mentions {
        let key = (mention.kind, mention.identity);
        let list = written.entry(key).or_insert_with(|| {
            order.push(key);
            Vec::new()
        });
        let name = &text[mention.range.clone()];
        if !list.contains(&name) {
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
    exact.or_else(|| given.get(&(mention.kind, mention.identity))).cloned()
}

fn edit(text: &str, mention: &Mention, label: &RoleLabel) -> TextEdit {
    if let Some(range) = autolink(text, mention) {
        return TextEdit { range, new: label.to_string() };
    }
    let is_free = stands_free(text, mention) && (mention.zone != ZoneKind::FrontMatter || is_plain(label));
    let new = if is_free { label.to_string() } else { slug(label) };
    TextEdit { range: mention.range.clone(), new }
}

/// `<a.b@x.example>` becomes the label: in angle brackets that would be a tag.
fn autolink(text: &str, mention: &Mention) -> Option<Span> {
    let before = &text[..mention.range.start];
    let before = before.strip_suffix("mailto:").unwrap_or(before).strip_suffix('<')?;
    let after = &text[mention.range.end..];
    let host = after.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '@' | '.' | '-'))?;
    let is_address = text[mention.range.start..mention.range.end + host].contains('@');
    (is_address && after[host..].starts_with('>')).then(|| before.len()..mention.range.end + host + 1)
}

/// Whether a label means itself as a value of the front matter.
fn is_plain(label: &RoleLabel) -> bool {
    !label.as_str().contains([',', '#', '&'])
}

/// Names the label map has that the finder does not know: full names, handles and addresses.
fn listed(document: &Document, mentions: &[Mention], labels: &Labels, own: &[Span]) -> Vec<TextEdit> {
    let text = document.source();
    let mut known: Vec<(&str, Kind, &RoleLabel)> = Vec::new();
    for kind in [Kind::Person, Kind::Customer] {
        for entry in labels.entries(kind) {
            let names = entry.written.iter().map(|name| name.trim()).filter(|name| is_telling(name));
            known.extend(names.map(|name| (name, kind, &entry.label)));
        }
    }
    let Some(finder) = finder(known.iter().map(|(name, _, _)| *name)) else { return Vec::new() };
    let mut edits = Vec::new();
    for passage in document.passages() {
        for found in finder.find_iter(&text[passage.span.clone()]) {
            let range = passage.span.start + found.start()..passage.span.start + found.end();
            let after = mentions.partition_point(|mention| mention.range.end <= range.start);
            let covers = |mention: &Mention| mention.range.start <= range.start && range.end <= mention.range.end;
            let is_known = mentions.get(after).is_some_and(covers);
            let is_label = own.iter().any(|label| label.start < range.end && range.start < label.end);
            if is_known || is_label || !is_whole(text, &range) {
                continue;
            }
            let (name, kind, label) = known[found.pattern().as_usize()];
            edits.push(edit(text, &mention(name, kind, range, crate::zones::kind(passage.kind)), label));
        }
    }
    edits
}

/// Whether a way of writing means one person wherever it stands.
fn is_telling(name: &str) -> bool {
    name.len() > 3 && (name.contains(char::is_whitespace) || name.contains('@'))
}

fn is_whole(text: &str, range: &Span) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    ![before, after].into_iter().flatten().any(char::is_alphanumeric)
}

fn mention(name: &str, kind: Kind, range: Span, zone: ZoneKind) -> Mention {
    let form = match name.find('@') {
        Some(0) => Form::Handle,
        Some(_) => Form::Email,
        None => Form::Name,
    };
    Mention {
        range,
        kind,
        form,
        tier: names::Tier::Certain,
        reason: names::Reason::OnRoster,
        identity: Identity(u32::MAX),
        zone,
    }
}
