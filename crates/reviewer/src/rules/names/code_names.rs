//! What in code looks like a person and is none: identifiers, homes of services, actors of diagrams.

use std::collections::BTreeSet;

use document::{Passage, Span};
use names::{Identity, Kind, Mention, ZoneKind};

use crate::context::Reading;

/// Homes of those who are nobody, beside the service accounts that are no mentions at all.
#[rustfmt::skip]
const SERVICES: [&str; 20] = [
    "airflow", "app", "appuser", "builder", "circleci", "coder", "deploy", "galaxy", "gitpod",
    "hadoop", "jenkins", "jovyan", "node", "nonroot", "rstudio", "runner", "spark", "user",
    "vagrant", "vscode",
];

/// Persons of examples.
const PERSONAE: [&str; 8] = [
    "alice", "bob", "carol", "dave", "eve", "mallory", "peggy", "trent",
];

/// States that a letter for a point of the compass may stand before.
const STATES: [&str; 6] = [
    "California",
    "Carolina",
    "Dakota",
    "Europe",
    "Korea",
    "Virginia",
];

/// Letters of the shortest part of a name that makes a service of it.
const SHORTEST_PART: usize = 5;

/// Letters of the longest identifier that is looked at.
const LONGEST: usize = 80;

/// Bytes of code to either side of a name that are looked at.
const NEAR: usize = 200;

/// What the text says of the names in its code; made once for a text.
pub(super) struct CodeNames<'a> {
    reading: &'a Reading<'a>,
    /// First parts of identifiers, in lower case: "cheqd" of "cheqd-noded".
    products: BTreeSet<String>,
    /// Domains without their dots: "cratesio".
    domains: BTreeSet<String>,
    /// Who is named outside code too.
    told: BTreeSet<Identity>,
}

impl<'a> CodeNames<'a> {
    pub(super) fn of(reading: &'a Reading<'a>) -> Self {
        let text = reading.text();
        let words = || {
            text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')))
                .filter(|word| word.len() <= LONGEST)
        };
        let first_part = |word: &str| {
            let (first, _) = word.split_once(['-', '_'])?;
            (first.len() >= SHORTEST_PART).then(|| first.to_lowercase())
        };
        let joined = |word: &str| {
            let (host, end) = word.trim_end_matches('.').rsplit_once('.')?;
            let known = ["io", "com", "org", "net", "dev", "app"].contains(&end);
            (known && !host.contains('.')).then(|| format!("{host}{end}").to_lowercase())
        };
        let in_code =
            |mention: &Mention| matches!(mention.zone, ZoneKind::CodeSpan | ZoneKind::CodeBlock);
        Self {
            reading,
            products: words().filter_map(first_part).collect(),
            domains: words().filter_map(joined).collect(),
            told: reading
                .mentions
                .iter()
                .filter(|mention| mention.kind == Kind::Person && !in_code(mention))
                .map(|mention| mention.identity)
                .collect(),
        }
    }

    /// Whether a mention of a person in code is an identifier, a service or an actor.
    pub(super) fn is_identifier(&self, mention: &Mention) -> bool {
        let text = self.reading.text();
        let name = &text[mention.range.clone()];
        if name.contains(' ') {
            return is_place(name);
        }
        is_version(name)
            || in_angle_brackets(text, &mention.range)
            || is_image(text, &mention.range)
            || has_home(text, &mention.range) && self.is_service(name)
            || is_actor(self.reading, mention)
            || is_wallet(text, &mention.range)
            || mention.zone == ZoneKind::CodeBlock && is_symbol(text, &mention.range)
            || mention.zone == ZoneKind::CodeSpan && self.is_slotless(mention)
    }

    /// Whether the name of a home directory is that of a service.
    fn is_service(&self, name: &str) -> bool {
        let home = name.to_lowercase();
        let starts = home.char_indices().map(|(at, c)| at + c.len_utf8());
        SERVICES.contains(&home.as_str())
            || starts
                .take(LONGEST)
                .any(|end| self.products.contains(&home[..end]))
    }

    /// Whether a code span has no place for a person (no prompt, home, user or address) and the
    /// mention is but a part of it, or an identifier.
    fn is_slotless(&self, mention: &Mention) -> bool {
        let Some(passage) = passage(self.reading, mention) else {
            return false;
        };
        let text = self.reading.text();
        let name = &text[mention.range.clone()];
        if passage.span == mention.range {
            return is_camel(name) || self.domains.contains(&name.to_lowercase());
        }
        let code = around(text, &passage.span, &mention.range);
        let is_call = code.contains(['(', '{', '=']);
        let is_sentence = code.contains(' ') && !is_call;
        let told =
            self.told.contains(&mention.identity) && !self.products.contains(&name.to_lowercase());
        !told && !is_sentence && !has_slot(code) && !has_home(text, &mention.range)
    }
}

/// The part of `code` near `name`.
fn around<'a>(text: &'a str, code: &Span, name: &Span) -> &'a str {
    let from = name.start.saturating_sub(NEAR).max(code.start);
    let to = (name.end + NEAR).min(code.end);
    let start = (from..=name.start).find(|&at| text.is_char_boundary(at));
    let end = (name.end..=to).rev().find(|&at| text.is_char_boundary(at));
    &text[start.unwrap_or(name.start)..end.unwrap_or(name.end)]
}

/// "N. Virginia".
fn is_place(name: &str) -> bool {
    name.split_once(". ")
        .is_some_and(|(point, state)| point.len() == 1 && STATES.contains(&state))
}

/// "v20190208".
fn is_version(name: &str) -> bool {
    name.strip_prefix('v')
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// `<teku_data_directory>`: but not `<praman> hi`, which is a chat, nor an address in brackets.
fn in_angle_brackets(text: &str, name: &Span) -> bool {
    let opened = text[..name.start].ends_with('<');
    opened && text[name.end..].starts_with('_')
}

/// `consensys/teku:develop`.
fn is_image(text: &str, name: &Span) -> bool {
    let before = text[..name.start].strip_suffix('/');
    let organisation = before.is_some_and(|before| before.ends_with(char::is_alphanumeric));
    let rest = &text[name.end..];
    let tag = rest.strip_prefix(':').unwrap_or("");
    organisation && tag.starts_with(char::is_alphabetic)
}

fn has_home(text: &str, name: &Span) -> bool {
    let before = &text[..name.start];
    [
        "/home/",
        "/Users/",
        "\\Users\\",
        "/var/lib/",
        "/export/home/",
    ]
    .iter()
    .any(|home| before.ends_with(home))
}

/// "Alice" in a diagram.
fn is_actor(reading: &Reading<'_>, mention: &Mention) -> bool {
    let name = reading.text()[mention.range.clone()].to_lowercase();
    if mention.zone != ZoneKind::CodeBlock || !PERSONAE.contains(&name.as_str()) {
        return false;
    }
    let block = passage(reading, mention).map(|passage| reading.block(passage));
    let code = block.map_or("", |block| &reading.text()[block.span.clone()]);
    let head: String = code.chars().take(200).collect();
    [
        "mermaid",
        "sequenceDiagram",
        "flowchart",
        "plantuml",
        "@startuml",
        "graph ",
    ]
    .iter()
    .any(|word| head.contains(word))
}

fn has_slot(code: &str) -> bool {
    #[rustfmt::skip]
    const SLOTS: [&str; 12] = [
        "@", "user", "author", "login", "owner", "assignee", "/home/", "/Users/", "committer", "actor",
        "sudo -u", "su - ",
    ];
    SLOTS.iter().any(|slot| code.contains(slot))
}

/// `treasury.harbor.eth`.
fn is_wallet(text: &str, name: &Span) -> bool {
    let rest = text[name.end..].bytes().take(LONGEST);
    let rest: Vec<u8> = rest
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
        .collect();
    rest.starts_with(b".") && rest.ends_with(b".eth")
}

/// `Key(…)` and `Key::of`, or `BaseApp` where nothing near it has a place for a person.
fn is_symbol(text: &str, name: &Span) -> bool {
    let rest = &text[name.end..];
    rest.starts_with('(')
        || rest.starts_with("::")
        || (is_camel(&text[name.clone()]) && !has_slot(around(text, &(0..text.len()), name)))
}

/// `CurveVoter`: capitals within a word.
fn is_camel(name: &str) -> bool {
    let mut before = ' ';
    name.chars().any(|c| {
        let inner = before.is_lowercase() && c.is_uppercase();
        before = c;
        inner
    })
}

/// The passage a mention stands in.
fn passage<'a>(reading: &Reading<'a>, mention: &Mention) -> Option<&'a Passage> {
    let passages = reading.document.passages();
    let after = passages.partition_point(|passage| passage.span.start <= mention.range.start);
    passages.get(after.checked_sub(1)?)
}
