//! Mentions of people and customers, each the business of exactly one rule.

use std::cell::LazyCell;

use names::{Form, Kind, Mention, Reason, Tier, ZoneKind};

use super::code_names::CodeNames;
use crate::Severity;
use crate::context::Reading;
use crate::finding::Findings;

/// Reports the mentions that are this rule's business: `say` gives message and help.
pub(super) fn report(
    reading: &Reading<'_>,
    findings: &mut Findings<'_>,
    say: impl Fn(&Mention) -> (&'static str, &'static str),
) {
    let threshold = reading.context.settings.names.threshold;
    let code_names = LazyCell::new(|| CodeNames::of(reading));
    for mention in reading.mentions {
        if threshold.admits(mention.tier)
            && rule_of(reading, mention) == findings.rule.code
            && !is_spared(reading, mention, &code_names)
        {
            let (message, help) = say(mention);
            let finding = findings.report(mention.range.clone(), message, help);
            finding.severity = severity(mention.tier);
            finding.tier = Some(mention.tier);
        }
    }
}

/// How to go on after "this name": why it was taken for one.
pub(super) fn because(reason: Reason) -> Because {
    match reason {
        Reason::OnRoster | Reason::PartOfRosterName | Reason::OnCustomerList => Because::Listed,
        Reason::SeenInText => Because::Again,
        Reason::Shape | Reason::Context | Reason::KnownName => Because::Looks,
    }
}

/// Three ways of knowing a name.
#[derive(Clone, Copy)]
pub(super) enum Because {
    /// It is on a list.
    Listed,
    /// It stands elsewhere in the text in full.
    Again,
    /// Its shape or its neighbours say so.
    Looks,
}

fn severity(tier: Tier) -> Severity {
    match tier {
        Tier::Certain => Severity::Block,
        Tier::Likely => Severity::Warn,
        Tier::Possible => Severity::Advise,
    }
}

/// The code of the one rule whose business a mention is.
fn rule_of(reading: &Reading<'_>, mention: &Mention) -> &'static str {
    match mention.kind {
        Kind::Person if is_attachment(reading, mention) => "N110",
        Kind::Person if is_code(reading, mention) => "N109",
        // In an address a name is a handle, whatever it looks like.
        Kind::Person if mention.zone == ZoneKind::Target => "N102",
        Kind::Person => match mention.form {
            Form::Name => "N101",
            _ => "N102",
        },
        Kind::Customer => match mention.form {
            Form::Name => "N103",
            _ => "N104",
        },
    }
}

/// Whether a mention is one by its shape only: an identifier in code, a range of lines.
fn is_spared<'a, F: FnOnce() -> CodeNames<'a>>(
    reading: &Reading<'_>,
    mention: &Mention,
    code_names: &LazyCell<CodeNames<'a>, F>,
) -> bool {
    let listed = matches!(because(mention.reason), Because::Listed);
    let spared = match mention.kind {
        Kind::Person => is_code(reading, mention) && code_names.is_identifier(mention),
        Kind::Customer => {
            mention.form != Form::Name && is_line_range(&reading.text()[mention.range.clone()])
        }
    };
    spared && !listed
}

/// "L29C37-L30C1", as links into code end.
fn is_line_range(number: &str) -> bool {
    let is_place = |part: &str| {
        let lines = part.strip_prefix('L').unwrap_or("");
        let (line, column) = lines.split_once('C').unwrap_or((lines, "1"));
        let is_number =
            |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        is_number(line) && is_number(column)
    };
    number.split('-').all(is_place)
}

/// Whether a mention stands in a code block, or in a code span that holds more than an address set
/// in code for looks.
fn is_code(reading: &Reading<'_>, mention: &Mention) -> bool {
    match mention.zone {
        ZoneKind::CodeBlock => true,
        ZoneKind::CodeSpan => {
            let text = reading.text();
            let alone = text[..mention.range.start].ends_with('`')
                && text[mention.range.end..].starts_with('`');
            !alone || matches!(mention.form, Form::Name)
        }
        _ => false,
    }
}

/// Whether a mention stands in an image's description or in a file's name.
fn is_attachment(reading: &Reading<'_>, mention: &Mention) -> bool {
    match mention.zone {
        ZoneKind::ImageText => true,
        ZoneKind::Target => {
            let address = target(reading, mention);
            let path = address.split(['?', '#']).next().unwrap_or("");
            let extension = path
                .rsplit('/')
                .next()
                .and_then(|file| file.rsplit_once('.'))
                .map_or("", |(_, e)| e);
            EXTENSIONS
                .iter()
                .any(|known| extension.eq_ignore_ascii_case(known))
        }
        _ => false,
    }
}

/// What files that are attached end in.
const EXTENSIONS: [&str; 24] = [
    "png", "jpg", "jpeg", "gif", "svg", "webp", "heic", "bmp", "tif", "tiff", "pdf", "mp4", "mov",
    "webm", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "csv", "txt", "log", "zip",
];

/// The address a mention stands in.
fn target<'a>(reading: &Reading<'a>, mention: &Mention) -> &'a str {
    let passages = reading.document.passages();
    let after = passages.partition_point(|passage| passage.span.start <= mention.range.start);
    let passage = after.checked_sub(1).and_then(|last| passages.get(last));
    passage.map_or("", |passage| &reading.text()[passage.span.clone()])
}
