//! What the label map alone knows to be a name.

use document::{Document, Span, TextEdit};
use domain::RoleLabel;
use names::{Form, Identity, Kind, Mention, ZoneKind};

use super::labels::Labels;
use super::propose::{LabelSpans, edit, finder};

/// Names the label map has that the finder does not know: full names, handles and addresses.
pub(super) fn listed(
    document: &Document,
    mentions: &[Mention],
    labels: &Labels,
    own: &LabelSpans,
) -> Vec<TextEdit> {
    let text = document.source();
    let mut known: Vec<(&str, Kind, &RoleLabel)> = Vec::new();
    for kind in [Kind::Person, Kind::Customer] {
        for entry in labels.entries(kind).iter().filter(|entry| entry.is_given) {
            let names = entry
                .written
                .iter()
                .map(|name| name.trim())
                .filter(|name| is_telling(name));
            known.extend(names.map(|name| (name, kind, &entry.label)));
        }
    }
    let Some(finder) = finder(known.iter().map(|(name, _, _)| *name)) else {
        return Vec::new();
    };
    let mut edits = Vec::new();
    for passage in document.passages() {
        for found in finder.find_iter(&text[passage.span.clone()]) {
            let range = passage.span.start + found.start()..passage.span.start + found.end();
            let after = mentions.partition_point(|mention| mention.range.end <= range.start);
            let covers = |mention: &Mention| {
                mention.range.start <= range.start && range.end <= mention.range.end
            };
            let is_known = mentions.get(after).is_some_and(covers);
            if is_known || own.touch(&range) || !is_whole(text, &range) {
                continue;
            }
            let (name, kind, label) = known[found.pattern().as_usize()];
            edits.push(edit(
                text,
                &mention(name, kind, range, crate::zones::kind(passage.kind)),
                label,
            ));
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
    ![before, after]
        .into_iter()
        .flatten()
        .any(char::is_alphanumeric)
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
