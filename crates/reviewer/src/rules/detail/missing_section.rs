use super::told::{self, Answer};
use crate::Profile;
use crate::Severity;
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
    /// order and in many templates' words. One finding for each missing section; a text without any
    /// such section, and the notice of a status page, get one finding in all. Causes and corrective
    /// actions that are told under no heading of their own are a hint. Prior warnings that are told
    /// anywhere are R608's business.
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
    let wanted = wanted(reading);
    if wanted.is_empty() {
        return;
    }
    if told::is_no_coe(reading.document) {
        findings.report(
            title_span(reading.document),
            "This text has no sections of a COE",
            format!(
                "Answer each under a heading of its own: {}",
                titles(&wanted)
            ),
        );
        return;
    }
    for name in wanted {
        let (what, help) = said(name);
        match told::answer(reading, name) {
            Answer::Given => {}
            Answer::Told => {
                let message = format!("No heading of their own for {what}");
                let place = title_span(reading.document);
                findings.report(place, message, help).severity = Severity::Advise;
            }
            Answer::Missing => {
                let message = format!("Missing: {what}");
                findings.report(title_span(reading.document), message, help);
            }
        }
    }
}

/// Whether this rule runs and says that `name` is missing, alone or with all the others.
pub(crate) fn reports(reading: &Reading<'_>, name: SectionName) -> bool {
    let missing = || {
        told::is_no_coe(reading.document) || matches!(told::answer(reading, name), Answer::Missing)
    };
    reading.runs(&MISSING_SECTION) && wanted(reading).contains(&name) && missing()
}

/// Whether the text tells nowhere what `name` asks.
pub(crate) fn is_untold(reading: &Reading<'_>, name: SectionName) -> bool {
    told::answer(reading, name) == Answer::Missing
}

/// The sections this text is asked for.
fn wanted(reading: &Reading<'_>) -> Vec<SectionName> {
    let settings = &reading.context.settings.rules.missing_section;
    let profile = of_profile(reading.profile);
    let also = settings.also.iter().filter(|name| !profile.contains(name));
    let mut wanted: Vec<_> = profile.iter().chain(also).copied().collect();
    wanted.retain(|name| !settings.except.contains(name));
    wanted
}

/// "summary, the impact on customers, …".
fn titles(wanted: &[SectionName]) -> String {
    let named: Vec<&str> = wanted.iter().map(|&name| said(name).0).collect();
    named.join(", ")
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
