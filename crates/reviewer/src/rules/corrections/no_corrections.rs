use document::{Document, Meaning, SectionForm};

use crate::context::Reading;
use crate::finding::Findings;
use crate::places::title_span;
use crate::rule::declare_rule;
use crate::rules::detail::missing_section;
use crate::settings::SectionName;

declare_rule! {
    /// There is no corrective action at all.
    ///
    /// ## What it flags
    /// A section of corrective actions that holds none, and a text with sections that has no such
    /// section, unless D301 says so. Writing the report is no corrective action.
    ///
    /// ## Why
    /// A COE that corrects nothing is a diary. If there is truly nothing to correct, that is a
    /// decision somebody took.
    ///
    /// ## Write instead
    /// At least one action that eliminates, guards or reduces; or the risk that is accepted, by
    /// which level and until when.
    ///
    /// ## Settings
    /// None.
    pub static NO_CORRECTIONS: Rule = {
        code: "C711", name: "no-corrections", severity: Warn, stability: Stable, since: "0.1.0",
        summary: "there is no corrective action at all", check: check,
    };
}

/// From how many known sections on a text counts as one that has sections.
const STRUCTURED: usize = 3;

/// How many words of running text may still be actions.
const SOME_WORDS: usize = 25;

/// Words by which a short text tells an action all the same.
#[rustfmt::skip]
const TOLD: [&str; 8] = [
    "we have", "has been", "have been", "we will", "will be", "(done)", "switched", "added",
];

const MESSAGE: &str = "No corrective action is given";
const HELP: &str = "Write what eliminates, guards against or reduces it; or which risk is \
                    accepted, by which level, until when";

fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    let document = reading.document;
    if !document.corrections().is_empty() {
        return;
    }
    if let Some(section) = document.section(Meaning::Corrections) {
        // A heading that asks for several things may be answered for one of them.
        if section.meaning == Some(Meaning::Corrections)
            && tells_none(document.text(&section.extent))
        {
            let place = Some(&section.body).filter(|body| !body.is_empty());
            findings.report(place.unwrap_or(&section.title).clone(), MESSAGE, HELP);
        }
    } else if is_structured(document)
        && missing_section::is_untold(reading, SectionName::Corrections)
        && !missing_section::reports(reading, SectionName::Corrections)
    {
        findings.report(title_span(document), MESSAGE, HELP);
    }
}

/// Whether a section without a list or a table of actions tells none in running text either.
fn tells_none(section: &str) -> bool {
    let is_short = section.split_whitespace().take(SOME_WORDS).count() < SOME_WORDS;
    is_short && {
        let lower = section.to_lowercase();
        !TOLD.iter().any(|word| lower.contains(word))
    }
}

fn is_structured(document: &Document) -> bool {
    let headings = document
        .sections()
        .iter()
        .filter(|section| section.meaning.is_some() && section.form != SectionForm::Label);
    headings.take(STRUCTURED).count() == STRUCTURED
}
