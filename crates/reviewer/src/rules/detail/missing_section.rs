use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use document::{Document, Meaning, PassageKind};

use crate::Profile;
use crate::context::Reading;
use crate::finding::Findings;
use crate::places::title_span;
use crate::rule::declare_rule;
use crate::settings::SectionName;

declare_rule! {
    /// A section that this kind of COE needs is missing.
    ///
    /// ## What it flags
    /// By profile. *Full* (severity 1 and 2): summary, impact, timeline, causes, prior warnings,
    /// corrective actions, and detection and mitigation told anywhere. *Light* (severity 3 and
    /// more): summary, impact, causes, corrective actions. *Near miss*: summary, what could have
    /// happened, causes, corrective actions. Headings are matched by meaning, at any level, in any
    /// order and in many templates' words. One finding for each missing section.
    ///
    /// ## Why
    /// Each section is a question somebody will ask. A missing one looks like a question that was
    /// not asked.
    ///
    /// ## Write instead
    /// The section, even if it is short: "None known: risk register and tickets of 12 months
    /// searched, 41 read."
    ///
    /// ## Settings
    /// `[rules.missing-section]`: `also` and `except`, lists of `summary`, `impact`, `near-miss`,
    /// `timeline`, `causes`, `prior-warnings`, `corrections`, `detection`, `mitigation`; `profile`
    /// at the top of the settings.
    pub static MISSING_SECTION: Rule = {
        code: "D301", name: "missing-section", severity: Warn, stability: Stable, since: "0.1.0",
        summary: "a section that this kind of COE needs is missing", check: check,
    };
}

fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    let settings = &reading.context.settings.rules.missing_section;
    let mut wanted = of_profile(reading.profile).to_vec();
    wanted.extend(
        settings
            .also
            .iter()
            .filter(|name| !of_profile(reading.profile).contains(name)),
    );
    wanted.retain(|name| !settings.except.contains(name));
    for name in wanted {
        if !is_there(reading.document, name) {
            let (what, help) = said(name);
            findings.report(
                title_span(reading.document),
                format!("Missing: {what}"),
                help,
            );
        }
    }
}

fn of_profile(profile: Profile) -> &'static [SectionName] {
    use SectionName as S;
    match profile {
        Profile::Full => &[
            S::Summary,
            S::Impact,
            S::Timeline,
            S::Detection,
            S::Mitigation,
            S::Causes,
            S::PriorWarnings,
            S::Corrections,
        ],
        Profile::Light => &[S::Summary, S::Impact, S::Causes, S::Corrections],
        Profile::NearMiss => &[S::Summary, S::NearMiss, S::Causes, S::Corrections],
    }
}

/// What is missing, and what to write.
fn said(name: SectionName) -> (&'static str, &'static str) {
    match name {
        SectionName::Summary => (
            "a summary",
            "Add \"Summary\": what failed for whom, from when to when, why, and what is done",
        ),
        SectionName::Impact => (
            "the impact on customers",
            "Add \"Customer impact\": who could not do what, how many of how many, for how long",
        ),
        SectionName::NearMiss => (
            "what could have happened",
            "Add \"What could have happened\": to how many of whom, for how long",
        ),
        SectionName::Timeline => (
            "a timeline",
            "Add \"Timeline\": times with a zone, which role did what, seeing what",
        ),
        SectionName::Causes => (
            "the causes",
            "Add \"Contributing factors\" or \"Five whys\", down to a limit, test, process or decision",
        ),
        SectionName::PriorWarnings => (
            "prior warnings",
            "Add \"Prior warnings\": who had warned when, what was asked for, what was decided by which level; or how you know of none",
        ),
        SectionName::Corrections => (
            "corrective actions",
            "Add \"Corrections\": what, kind, priority, owning team, due date, measure of success",
        ),
        SectionName::Detection => (
            "how it was detected",
            "Say what noticed it first, when, and what should notice it next time",
        ),
        SectionName::Mitigation => (
            "how it was mitigated",
            "Say what ended it, and whether that depended on what had failed",
        ),
    }
}

fn is_there(document: &Document, name: SectionName) -> bool {
    let has = |meaning| document.section(meaning).is_some();
    match name {
        SectionName::Summary => {
            has(Meaning::Summary)
                || document.front_matter_value("summary").is_some()
                || has_lead(document)
        }
        SectionName::Impact => has(Meaning::Impact),
        SectionName::NearMiss => has(Meaning::NearMiss),
        SectionName::Timeline => has(Meaning::Timeline) || document.timeline().len() > 1,
        SectionName::Causes => {
            [Meaning::Factors, Meaning::Whys, Meaning::Trigger]
                .into_iter()
                .any(has)
                || !document.whys().is_empty()
                || !document.factors().is_empty()
        }
        SectionName::PriorWarnings => has(Meaning::PriorWarnings),
        SectionName::Corrections => has(Meaning::Corrections) || !document.corrections().is_empty(),
        SectionName::Detection => has(Meaning::Detection) || is_told(document, DETECTED.as_ref()),
        SectionName::Mitigation => {
            has(Meaning::Mitigation) || is_told(document, MITIGATED.as_ref())
        }
    }
}

/// Words that tell how it was detected.
static DETECTED: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    words(&[
        "detect",
        "alarm",
        "alert",
        "paged",
        "noticed",
        "monitor",
        "reported",
        "called",
        "ticket",
        "discovered",
        "spotted",
    ])
});

/// Words that tell how it was ended.
static MITIGATED: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    words(&[
        "mitigat",
        "restored",
        "rolled back",
        "rollback",
        "reverted",
        "resolved",
        "recover",
        "fixed",
        "restarted",
        "switched",
        "disabled",
        "turned off",
        "repaired",
        "raised",
        "rebuilt",
        "back to normal",
    ])
});

fn words(list: &[&str]) -> Option<AhoCorasick> {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(list)
        .ok()
}

fn is_told(document: &Document, words: Option<&AhoCorasick>) -> bool {
    let start = document.front_matter().map_or(0, |front| front.span.end);
    words.is_some_and(|words| words.is_match(&document.source()[start..]))
}

/// Whether text of some length stands before the first section.
fn has_lead(document: &Document) -> bool {
    let end = document
        .sections()
        .iter()
        .find(|section| section.meaning.is_some())
        .map_or(document.source().len(), |section| section.heading.start);
    let prose = document
        .passages()
        .iter()
        .take_while(|passage| passage.span.start < end)
        .filter(|passage| passage.kind == PassageKind::Prose);
    let words = prose.flat_map(|passage| document.text(&passage.span).split_whitespace());
    words.take(15).count() == 15
}
