//! Where a text somebody typed becomes a text without names. The one place.

use document::Document;
use domain::label_text::LabelText;
use reviewer::Review;

use crate::directory::Directory;
use crate::error::Error;
use crate::reviewed::TextFinding;

/// Screens a comment, a reason, an answer: the rules about names and blame read it. What they block,
/// or likely names, keep it out; the findings say where and what to write instead.
pub fn screen(directory: &Directory, field: &'static str, typed: &str) -> Result<LabelText, Error> {
    let typed = typed.replace("\r\n", "\n");
    let text = label_text(&typed).map_err(|problem| Error::text(field, problem))?;
    let document = Document::parse(text.as_str());
    let review = Review::of(&document, None, &directory.review);
    let stops = |finding: &&reviewer::Finding| {
        let is_about_people = finding.rule.code.starts_with(['N', 'B']);
        let weighs = finding.severity == reviewer::Severity::Block
            || finding.tier.is_some_and(|tier| tier >= names::Tier::Likely);
        is_about_people && weighs
    };
    let findings: Vec<_> = review.open.iter().filter(stops).collect();
    if findings.is_empty() {
        return Ok(text);
    }
    let findings = findings
        .into_iter()
        .map(|finding| TextFinding::of(&document, finding));
    Err(Error::NotScreened {
        field,
        findings: findings.collect(),
    })
}

/// Checks what a thing is called: a component, a token. Only what surely is a name of the roster or
/// of a list keeps it out, since things are called like people.
pub fn check_term(directory: &Directory, field: &'static str, typed: &str) -> Result<(), Error> {
    let document = Document::parse(typed);
    let review = Review::of(&document, None, &directory.review);
    let certain = |finding: &&reviewer::Finding| {
        finding.rule.code.starts_with('N') && finding.tier == Some(names::Tier::Certain)
    };
    let findings: Vec<_> = review.open.iter().filter(certain).collect();
    if findings.is_empty() {
        return Ok(());
    }
    let findings = findings
        .into_iter()
        .map(|finding| TextFinding::of(&document, finding));
    Err(Error::NotScreened {
        field,
        findings: findings.collect(),
    })
}

/// [`screen`] for a text that may be left empty.
pub fn screen_optional(
    directory: &Directory,
    field: &'static str,
    typed: &str,
) -> Result<Option<LabelText>, Error> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    screen(directory, field, typed).map(Some)
}

/// Takes over a text that comes out of a frozen text, which was screened as a whole.
pub(crate) fn out_of_frozen_text(text: &str) -> Option<LabelText> {
    label_text(text).ok()
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place that makes texts without names"
)]
fn label_text(text: &str) -> Result<LabelText, domain::label_text::InvalidText> {
    LabelText::screened(text)
}
