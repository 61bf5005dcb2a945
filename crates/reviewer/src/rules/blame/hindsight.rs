use crate::phrases;
use crate::rule::declare_rule;

declare_rule! {
    /// What was done is judged by what is known now.
    ///
    /// ## What it flags
    /// "it was obvious", "clearly", "simply had to", "in hindsight", "way too much time". Not where
    /// hindsight is rejected, and not in corrections.
    ///
    /// ## Why
    /// It was not obvious then, or it would have been done. The word hides the finding: what was in
    /// sight, and what it suggested.
    ///
    /// ## Write instead
    /// What each step showed: "all nine panels were green, so desks were asked to reload".
    ///
    /// ## Settings
    /// None.
    pub static HINDSIGHT: Rule = {
        code: "B205", name: "hindsight", severity: Advise, stability: Preview, since: "0.1.0",
        summary: "judges what was done by what is known now", check: phrases::check,
    };
}
