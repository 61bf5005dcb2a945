use crate::context::Reading;
use crate::dismissal::inline::{self, Refusal};
use crate::finding::Findings;
use crate::rule::declare_rule;

declare_rule! {
    /// A dismissal in the text does not count.
    ///
    /// ## What it flags
    /// A comment `<!-- fallible: ignore CODE because … -->` that names a rule about people or
    /// customers, no rule that exists, or no reason. None of them dismisses anything.
    ///
    /// ## Why
    /// "This is not a person" beside a name points at the name, for every reader and for ever. And
    /// the bar raiser needs the reason.
    ///
    /// ## Write instead
    /// For people and customers: dismiss in the file of dismissals, which holds a keyed fingerprint
    /// and never the name. Else: `<!-- fallible: ignore B203 because the sentence is quoted -->`,
    /// on the same line or the one before.
    ///
    /// ## Settings
    /// `[dismissals] file` and `key`.
    pub static REFUSED_DISMISSAL: Rule = {
        code: "E901", name: "refused-dismissal", severity: Warn, stability: Stable, since: "0.1.0",
        summary: "a dismissal in the text does not count", check: check,
    };
}

fn check(reading: &Reading<'_>, findings: &mut Findings<'_>) {
    for comment in inline::all(reading.document) {
        for refusal in inline::refusals(&comment) {
            let (message, help) = match refusal {
                Refusal::AboutPeople(code) => (
                    format!(
                        "{code} is about people and customers and cannot be dismissed in the text"
                    ),
                    "Dismiss it in the file of dismissals, which never holds the name",
                ),
                Refusal::UnknownRule => (
                    "This dismissal names no rule that exists".to_owned(),
                    "Write the code: <!-- fallible: ignore B203 because … -->",
                ),
                Refusal::NoReason => (
                    "This dismissal gives no reason".to_owned(),
                    "Write why it is wrong here: <!-- fallible: ignore B203 because … -->",
                ),
            };
            findings.report(comment.span.clone(), message, help);
        }
    }
}
