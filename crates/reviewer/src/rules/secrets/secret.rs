use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use document::{PassageKind, Span, TextEdit};

use super::assignment::{self, KEYWORDS};
use super::token::{self, TOKENS};
use crate::context::Reading;
use crate::finding::{Findings, Fix};
use crate::rule::declare_rule;

declare_rule! {
    /// A secret stands in the text.
    ///
    /// ## What it flags
    /// Tokens and keys of well-known shapes (cloud providers, code hosts, chat, payment, package
    /// registries, JSON web tokens), private keys, passwords in commands (`--password x`, `-px`),
    /// in connection strings, headers and `.netrc` lines, and strings of high entropy beside a word
    /// such as "secret". Placeholders (`$TOKEN`, `<password>`, `****`, "EXAMPLE") and checksums are
    /// none. Revoked ones are flagged too.
    ///
    /// ## Why
    /// A COE is read, exported and kept for years; a secret in it is public. Even a revoked one
    /// tells how others look.
    ///
    /// ## Write instead
    /// What it was: "a token of the export service". Then revoke it, whatever it was.
    ///
    /// ## Settings
    /// `[rules.secret] placeholders`: texts that stand for a secret and are none.
    pub static SECRET: Rule = {
        code: "S801", name: "secret", severity: Block, stability: Stable, since: "0.1.0",
        summary: "a token, key or password stands in the text", check: check,
    };
}

/// A secret found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The secret alone.
    pub span: Span,
    /// "An access token of GitHub".
    pub what: &'static str,
}

/// Beginnings of tokens, then words beside which secrets stand.
static ANCHORS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let tokens = TOKENS.iter().map(|token| token.prefix);
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::DFA))
        .build(tokens.chain(KEYWORDS.iter().map(|keyword| keyword.word)))
        .ok()
});

fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    let text = reading.text();
    let Some(anchors) = &*ANCHORS else { return };
    let mut end = 0;
    for anchor in anchors.find_iter(text) {
        if anchor.start() < end {
            continue;
        }
        let at = anchor.start()..anchor.end();
        let pattern = anchor.pattern().as_usize();
        let found = if let Some(shape) = TOKENS.get(pattern) {
            token::read(text, &at, shape)
        } else {
            let keyword = &KEYWORDS[pattern - TOKENS.len()];
            assignment::read(text, &at, keyword, is_prose(reading, at.start))
        };
        if let Some(found) =
            found.filter(|found| !is_placeholder(reading, &text[found.span.clone()]))
        {
            end = found.span.end;
            report(findings, found);
        }
    }
}

fn report(findings: &mut Findings<'_>, found: Found) {
    let edits = vec![TextEdit {
        range: found.span.clone(),
        new: "[removed]".to_owned(),
    }];
    let finding = findings.report(
        found.span,
        format!("{} stands in the text", found.what),
        "Revoke it, since whoever could read this text has it, and write what it was instead of what it said",
    );
    finding.fix = Some(Fix {
        title: "Remove the secret".to_owned(),
        edits,
    });
}

fn is_placeholder(reading: &Reading<'_>, value: &str) -> bool {
    reading
        .context
        .settings
        .rules
        .secret
        .placeholders
        .iter()
        .any(|own| own == value)
}

/// Whether `at` lies in running text, where "password: …" may go on with a sentence.
fn is_prose(reading: &Reading<'_>, at: usize) -> bool {
    let passages = reading.document.passages();
    let after = passages.partition_point(|passage| passage.span.start <= at);
    let passage = after.checked_sub(1).and_then(|last| passages.get(last));
    passage.is_some_and(|passage| {
        matches!(
            passage.kind,
            PassageKind::Prose | PassageKind::Cell | PassageKind::Heading | PassageKind::CellHead
        ) && at < passage.span.end
    })
}
