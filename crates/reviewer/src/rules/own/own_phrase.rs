use crate::phrases;
use crate::rule::declare_rule;

declare_rule! {
    /// A phrase the organisation does not want.
    ///
    /// ## What it flags
    /// What `[[phrases]]` of the settings lists, in running text; not in code.
    ///
    /// ## Why
    /// Every organisation has words of its own that judge people or say nothing.
    ///
    /// ## Write instead
    /// What the settings say for the phrase.
    ///
    /// ## Settings
    /// `[[phrases]]` with `phrase`, `message`, `write-instead` and `severity` (`warn` where nothing
    /// is said). Capitals do not matter; `(a|b|)` stands for alternatives, `…` for up to three
    /// words between.
    pub static OWN_PHRASE: Rule = {
        code: "O901", name: "own-phrase", severity: Warn, stability: Stable, since: "0.1.0",
        summary: "a phrase the organisation does not want", check: phrases::check,
    };
}
