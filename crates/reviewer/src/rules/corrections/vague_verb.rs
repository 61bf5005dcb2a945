use crate::context::Reading;
use crate::finding::Findings;
use crate::phrases;
use crate::rule::declare_rule;

declare_rule! {
    /// A corrective action begins with a verb that promises nothing.
    ///
    /// ## What it flags
    /// "Consider", "look into", "improve", "strengthen", "be careful", "better communication". Only
    /// where a corrective action begins: a timeline may investigate. "Investigate" and its like are
    /// fine with a date and something that comes out of it; "improve" is fine with a figure.
    ///
    /// ## Why
    /// Nobody can tell when it is done, so it is done when nobody looks any more.
    ///
    /// ## Write instead
    /// What will be different: "The loader refuses a file without a checksum". Or what is decided
    /// at the end of looking, by whom and by when.
    ///
    /// ## Settings
    /// `[rules.vague-verb] verbs`: more beginnings that promise nothing.
    pub static VAGUE_VERB: Rule = {
        code: "C703", name: "vague-verb", severity: Warn, stability: Stable, since: "0.1.0",
        summary: "a corrective action begins with a verb that promises nothing", check: check,
    };
}

fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    phrases::check(reading, findings);
    let own = &reading.context.settings.rules.vague_verb.verbs;
    if own.is_empty() {
        return;
    }
    for correction in reading.document.corrections() {
        let said = reading.text()[correction.what.clone()].to_lowercase();
        if let Some(verb) = own
            .iter()
            .find(|verb| !verb.is_empty() && said.starts_with(&verb.to_lowercase()))
        {
            let end = correction.what.start + verb.len().min(said.len());
            if reading.text().is_char_boundary(end) {
                findings.report(
                    correction.what.start..end,
                    "A direction, not an action: nobody can tell when it is done",
                    "Write what will be different and how one can see it",
                );
            }
        }
    }
}
