//! What the fuzz targets run: each reads any bytes, must not panic, and must keep its promises.
//!
//! `xtask/tests/main.rs` compiles this file too and replays the seeds with it on stable Rust.

use std::ops::Range;

use document::html::{Mark, Options, Pencil};
use document::{Document, TextEdit, html};
use names::{CustomerList, Finder, Mention, Roster, Terms};
use reviewer::{Context, Settings};

/// Any text is read; spans lie on characters and in order; nothing changes unless edited.
pub fn document(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let document = Document::parse(text.as_ref());
    assert_eq!(document.source(), text);
    let passages = document.passages().iter().map(|passage| &passage.span);
    assert_apart(&text, passages);
    assert_within(
        &text,
        document.sections().iter().map(|section| &section.extent),
    );
    assert_within(&text, document.blocks().iter().map(|block| &block.span));
    assert_within(&text, document.tables().iter().map(|table| &table.span));
    assert_within(&text, document.timeline().iter().map(|entry| &entry.span));
    assert_within(&text, document.whys().iter().map(|chain| &chain.span));
    assert_within(&text, document.factors().iter().map(|factor| &factor.span));
    assert_within(
        &text,
        document
            .corrections()
            .iter()
            .map(|correction| &correction.span),
    );
    assert_eq!(
        document::apply(&text, Vec::new()).as_deref(),
        Ok(text.as_ref())
    );
}

/// Any text with any marks becomes HTML of elements in order, in which no text is markup and every
/// mark shows. The text's bytes say where the marks lie.
pub fn html(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let document = Document::parse(text.as_ref());
    let places = bytes.iter().enumerate().step_by(7).take(32);
    let marks: Vec<Mark<'_>> = places
        .map(|(start, &length)| Mark {
            span: start..start + usize::from(length),
            pencil: Pencil::Comment,
            id: "mark",
            number: 1,
        })
        .collect();
    let labels: Vec<_> = ["Oncall 1", "Oncall"]
        .iter()
        .filter_map(|label| label.parse().ok())
        .collect();
    let options = Options {
        labels: &labels,
        without_title: bytes.len().is_multiple_of(2),
        block_ids: true,
    };
    let page = html::render(&document, &marks, &options);
    assert_nested(&page);
    assert_eq!(page.matches("href=\"#note-1\"").count(), marks.len());
    html::contents(&document, &options);
}

/// Every element is closed, in order, and holds none that pages never have.
fn assert_nested(html: &str) {
    let mut open = Vec::new();
    for part in html.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or_default();
        let name = tag.split(' ').next().unwrap_or_default();
        assert!(!text.contains(['>', '"']), "not escaped: {text}");
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name)),
            None if ["br", "hr"].contains(&name) => {}
            None => open.push(name),
        }
        assert!(!["script", "style", "img", "iframe"].contains(&name));
        assert!(!name.is_empty());
    }
    assert!(open.is_empty(), "left open: {open:?}");
}

/// Any roster and any customer list is read or refused.
pub fn roster(bytes: &[u8]) {
    if let Ok(roster) = Roster::from_csv(bytes) {
        assert_eq!(roster.name(0).is_none(), roster.is_empty());
    }
    if let Ok(customers) = CustomerList::from_csv(bytes) {
        assert_eq!(customers.name(0).is_none(), customers.is_empty());
    }
}

/// Any settings are read or refused, and what was read can be used or is refused.
pub fn settings(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(settings) = Settings::from_toml(&text, "fallible.toml") else {
        return;
    };
    if let Ok(context) = Context::new(settings, finder()) {
        reviewer::review(&Document::parse(REPORT), &context);
    }
}

/// Names are found in any text: on characters, in order, apart.
pub fn names(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let document = Document::parse(text.as_ref());
    let mentions = finder().find(&text, &reviewer::zones(&document));
    assert_apart(
        &text,
        mentions.iter().map(|mention: &Mention| &mention.range),
    );
}

/// Any text is reviewed; findings lie on characters, in order of place; fixes can be applied.
pub fn review(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let document = Document::parse(text.as_ref());
    let settings = Settings {
        preview: true,
        ..Settings::default()
    };
    let Ok(context) = Context::new(settings, finder()) else {
        return;
    };
    let findings = reviewer::review(&document, &context);
    assert!(findings.is_sorted_by_key(|finding| (finding.span.start, finding.rule.code)));
    assert_within(&text, findings.iter().map(|finding| &finding.span));
    for fix in findings.into_iter().filter_map(|finding| finding.fix) {
        let edits: Vec<TextEdit> = fix.edits;
        assert!(document::apply(&text, edits).is_ok(), "{}", fix.title);
    }
}

/// An export of the audit log, and each line as an entry and a checkpoint: read or refused; what is
/// an entry is written back as it was.
pub fn export(bytes: &[u8]) {
    let _ = audit::verify_export(bytes, None, &[]);
    for line in bytes.split(|byte| *byte == b'\n') {
        if let Ok(entry) = audit::Entry::parse(line) {
            assert_eq!(entry.to_canonical(), line, "an entry has one form");
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = audit::SignedCheckpoint::from_text(text).claim();
        let _ = text.parse::<audit::VerifierKey>();
    }
}

/// Ciphertexts, wrapped keys and key files: read or refused, and never opened by chance.
pub fn sealed(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = seal::InstanceKey::parse(text);
    }
    let ring = seal::KeyRing::new([seal::InstanceKey::from_random(1, [7; 32])]);
    let (Ok(ring), Ok(wrapped)) = (ring, seal::WrappedKey::from_bytes(bytes)) else {
        return;
    };
    assert!(ring.unwrap(&wrapped, &seal::Scope::Coe("c")).is_err());
}

const REPORT: &str =
    "# Summary\n\nOncall 1 restarted the cache.\n\n# Corrections\n\n- C1: look into it\n";

const ROSTER: &str = "name,email,handles\nPriya Raman,priya.raman@acme.example,praman;pri\nWill May,will.may@acme.example,wmay\n";

const CUSTOMERS: &str =
    "name,aliases,domains,account_ids\nLumen Travel,Lumen,lumen.example,4411-0921\n";

/// Some people and customers, so that lists are exercised as well as the recogniser.
fn finder() -> Finder {
    let roster = Roster::from_csv(ROSTER.as_bytes()).ok();
    let customers = CustomerList::from_csv(CUSTOMERS.as_bytes()).ok();
    Finder::new(roster, customers, Terms::default())
}

/// Spans lie on characters of the text.
fn assert_within<'a>(text: &str, spans: impl Iterator<Item = &'a Range<usize>>) {
    for span in spans {
        assert!(
            text.get(span.clone()).is_some(),
            "{span:?} is no span of the text"
        );
    }
}

/// Spans lie on characters of the text, in order, and do not overlap.
fn assert_apart<'a>(text: &str, spans: impl Iterator<Item = &'a Range<usize>>) {
    let mut end = 0;
    for span in spans {
        assert!(
            text.get(span.clone()).is_some(),
            "{span:?} is no span of the text"
        );
        assert!(span.start >= end, "{span:?} begins before {end}");
        end = span.end;
    }
}
